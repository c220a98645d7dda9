#include "page/cross_references.h"

#include <algorithm>
#include <utility>

#include "dom/locators.h"

namespace octavo::page {
namespace {

using Kind = box::Reference::Kind;

bool is_locator(box::Reference const& reference) { return reference.kind == Kind::locator || reference.kind == Kind::locator_separator; }

/// The n-th of the words a place may be told with.
std::string_view word(std::string_view words, int n) {
    for (; n > 0; --n) words.remove_prefix(std::min(words.find('\x1F'), words.size() - 1) + 1);
    return words.substr(0, words.find('\x1F'));
}

/// Pages by index from 0, on the right where it is even: the sides of a leaf are 2n and 2n + 1, facing pages 2n − 1 and 2n.
std::string place(std::string_view words, std::uint32_t from, std::uint32_t target, std::string const& label) {
    constexpr int here = 0, facing = 1, overleaf = 2, other = 3;
    int which = from == target ? here : (from + 1) / 2 == (target + 1) / 2 ? facing : from / 2 == target / 2 ? overleaf : other;
    std::string text(word(words, which));
    return which == other || text.empty() ? std::string(word(words, other)) + label : text;
}

}  // namespace

CrossReferences::CrossReferences(box::BoxTree const& boxes, style::StyledDocument const& styled) : boxes_(boxes), styled_(styled) {
    for (box::Reference const& reference : boxes.references) {
        texts_.emplace_back(reference.guess.empty() ? std::string_view("000") : reference.guess);
    }
}

std::vector<std::uint32_t> CrossReferences::update(dom::PageMap const& map, std::vector<std::int32_t> const& numbers) {
    number_notes(map);
    before_.clear();
    std::vector<std::uint32_t> changed;
    std::vector<std::string> group;
    for (std::uint32_t i = 0; i < texts_.size();) {
        group.clear();
        std::uint32_t end = is_locator(boxes_.references[i]) ? locator_group(i, map, group) : i + 1;
        if (group.empty()) group.push_back(text_of(boxes_.references[i], map, numbers));
        for (std::uint32_t k = i; k < end; ++k) {
            if (group[k - i] == texts_[k]) continue;
            before_[k] = std::exchange(texts_[k], std::move(group[k - i]));
            changed.push_back(k);
        }
        i = end;
    }
    return changed;
}

/// Notes are counted in the order of their calls, anew on each page.
void CrossReferences::number_notes(dom::PageMap const& map) {
    note_numbers_.clear();
    std::unordered_map<std::uint32_t, std::int32_t> on_page;
    for (box::Reference const& reference : boxes_.references) {
        if (reference.kind != Kind::note_number) continue;
        dom::NodeId note = reference.targets.front();
        if (note_numbers_.contains(note)) continue;
        note_numbers_.emplace(note, ++on_page[map.of(note).first]);
    }
}

std::uint32_t CrossReferences::locator_group(std::uint32_t first, dom::PageMap const& map, std::vector<std::string>& texts) const {
    std::vector<dom::Locator> locators;
    std::uint32_t end = first;
    for (; end < boxes_.references.size() && is_locator(boxes_.references[end]) &&
           boxes_.references[end].owner == boxes_.references[first].owner; ++end) {
        box::Reference const& reference = boxes_.references[end];
        if (reference.kind != Kind::locator) continue;
        dom::Locator locator{.span = {}, .principal = reference.principal, .suffix = reference.text};
        if (!reference.targets.empty()) locator.span = map.of(reference.targets.front());
        if (reference.targets.size() > 1) locator.span.last = map.of(reference.targets.back()).first;
        locators.push_back(locator);
    }
    std::vector<std::string> pages = dom::locator_texts(locators, [&](std::uint32_t page) { return map.pages[page].label; });
    std::size_t next = 0;
    for (std::uint32_t i = first; i < end; ++i) {
        bool separator = boxes_.references[i].kind == Kind::locator_separator;
        bool follows = next < pages.size() && !pages[next].empty();
        if (separator) texts.emplace_back(follows ? boxes_.references[i].text : std::string_view());
        else texts.push_back(pages[next++]);
    }
    return end;
}

std::string CrossReferences::text_of(box::Reference const& reference, dom::PageMap const& map,
                                     std::vector<std::int32_t> const& numbers) const {
    auto label = [&](std::uint32_t page) {
        return reference.counter_style.empty() ? map.pages[page].label : styled_.counter_text(numbers[page], reference.counter_style);
    };
    if (reference.kind == Kind::note_number) {
        return styled_.counter_text(note_numbers_.at(reference.targets.front()), reference.counter_style);
    }
    if (reference.kind == Kind::place_of) {
        std::uint32_t target = map.of(reference.targets.front()).first, from = map.of(reference.owner).first;
        if (target == dom::PageSpan::none_page) return "?";
        return place(reference.text, from, target, label(target));
    }
    std::vector<std::uint32_t> pages;
    for (dom::NodeId target : reference.targets) {
        dom::PageSpan span = map.of(target);
        if (span.first == dom::PageSpan::none_page) continue;
        if (reference.kind == box::Reference::Kind::page_of) return label(span.first);
        for (std::uint32_t page = span.first; page <= span.last; ++page) pages.push_back(page);
    }
    return pages.empty() ? std::string(reference.kind == box::Reference::Kind::page_of ? "?" : "") : join_pages(std::move(pages), label);
}

std::string join_pages(std::vector<std::uint32_t> pages, std::function<std::string(std::uint32_t)> const& label) {
    std::sort(pages.begin(), pages.end());
    pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
    std::string text;
    for (std::size_t i = 0; i < pages.size();) {
        std::size_t end = i + 1;
        while (end < pages.size() && pages[end] == pages[end - 1] + 1) ++end;
        if (!text.empty()) text += ", ";
        text += label(pages[i]);
        if (end - i >= 2) text += (end - i == 2 ? ", " : "\xE2\x80\x93") + label(pages[end - 1]);
        i = end;
    }
    return text;
}

}  // namespace octavo::page

#include "page/cross_references.h"

#include <algorithm>

namespace octavo::page {

CrossReferences::CrossReferences(box::BoxTree const& boxes, style::StyledDocument const& styled) : boxes_(boxes), styled_(styled) {
    for (box::Reference const& reference : boxes.references) {
        texts_.emplace_back(reference.guess.empty() ? std::string_view("000") : reference.guess);
    }
}

std::vector<std::uint32_t> CrossReferences::update(dom::PageMap const& map, std::vector<std::int32_t> const& numbers) {
    std::vector<std::uint32_t> changed;
    for (std::uint32_t i = 0; i < texts_.size(); ++i) {
        std::string text = text_of(boxes_.references[i], map, numbers);
        if (text == texts_[i]) continue;
        texts_[i] = std::move(text);
        changed.push_back(i);
    }
    return changed;
}

std::string CrossReferences::text_of(box::Reference const& reference, dom::PageMap const& map,
                                     std::vector<std::int32_t> const& numbers) const {
    auto label = [&](std::uint32_t page) {
        return reference.counter_style.empty() ? map.pages[page].label : styled_.counter_text(numbers[page], reference.counter_style);
    };
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

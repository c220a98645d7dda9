#include "epub/markers.h"

#include <algorithm>

#include <fmt/format.h>

#include "epub/values.h"
#include "text/unicode.h"

namespace octavo::epub {

using dom::DomPosition;
using dom::NodeId;

void Markers::add(DomPosition at, std::string id, std::string label) {
    markers_.push_back({at, std::move(id), std::move(label)});
    survey_.set(at.node, Trait::marked);
}

DomPosition Markers::writable(DomPosition at) const {
    if (!at.node) return {};
    NodeId outermost;
    bool in_tree = false;
    for (NodeId node = at.node; node; node = document_.node(node).parent) {
        in_tree = node == document_.root();
        if (document_.is_element(node) && (survey_.is(node, Trait::dropped) || survey_.is(node, Trait::foreign))) outermost = node;
    }
    if (!in_tree) return {};
    if (!outermost) return at;
    if (survey_.is(outermost, Trait::foreign)) return {outermost, 0};
    NodeId after = document_.next_after_subtree(outermost);
    return after ? writable({after, 0}) : DomPosition{};
}

DomPosition Markers::at_word_start(DomPosition at) const {
    if (!at.node || !document_.is_text(at.node)) return at;
    std::string_view text = document_.text(at.node);
    std::size_t byte = std::min<std::size_t>(at.byte, text.size());
    auto in_word = [](char32_t c) {
        return (text::is_letter(c) || text::is_mark(c) || text::is_digit(c) || c == U'\u00AD' || c == U'\u2019') && !text::is_cjk(c);
    };
    if (byte >= text.size() || !in_word(text::decode_at(text, byte).character)) return at;
    while (byte > 0) {
        text::Decoded before = text::decode_before(text, byte);
        if (!in_word(before.character)) break;
        byte -= before.length;
    }
    return {at.node, static_cast<std::uint32_t>(byte)};
}

void Markers::add_pages(dom::PageMap const& pages, Identifiers& ids) {
    for (dom::PageMapEntry const& page : pages.pages) {
        DomPosition at = at_word_start(writable(page.first));
        if (!at.node || page.label.empty()) continue;
        std::string id = ids.claim("page-" + clean_id(page.label));
        pages_.push_back({page.label, id, at.node});
        add(at, std::move(id), page.label);
    }
}

void Markers::add_source_pages(base::Name edition, Identifiers& ids, base::Diagnostics& diagnostics) {
    auto is_page = [](dom::Anchor const& anchor) { return anchor.kind == dom::AnchorKind::page_break && !anchor.label.empty(); };
    auto first = std::find_if(document_.anchors.begin(), document_.anchors.end(),
                              [&](dom::Anchor const& anchor) { return is_page(anchor) && (edition.empty() || anchor.edition == edition); });
    if (first == document_.anchors.end()) {
        std::string of = edition.empty() ? std::string() : fmt::format(" of the edition “{}”", edition.view());
        diagnostics.add({.code = base::Code::epub_page_list, .severity = base::Severity::warning, .where = document_.metadata.where,
                         .message = fmt::format("the source records no numbered page breaks{}: the e-book has no page list", of),
                         .hint = "page breaks are <pb n=\"12\"/> in TEI, epub:type=\"pagebreak\" with a title in XHTML"});
        return;
    }
    for (dom::Anchor const& anchor : document_.anchors) {
        if (!is_page(anchor)) continue;
        if (anchor.edition != first->edition) {
            if (!edition.empty()) continue;
            diagnostics.add_counted({.code = base::Code::epub_page_list, .severity = base::Severity::warning, .where = anchor.where,
                                     .message = fmt::format("the source records pages of several editions: those of “{}” are told", first->edition.view()),
                                     .hint = "choose one by page_list_edition in [ebook]"});
            continue;
        }
        DomPosition at = writable(anchor.at);
        if (!at.node) continue;
        std::string wanted = anchor.id.empty() ? "page-" + clean_id(anchor.label) : clean_id(anchor.id.view());
        std::string id = ids.claim(wanted);
        PageTarget target{std::string(anchor.label), id, at.node};
        pages_.push_back(target);
        if (!anchor.id.empty()) anchors_.emplace(anchor.id.view(), std::move(target));
        add(at, std::move(id), std::string(anchor.label));
    }
}

void Markers::add_anchors(Identifiers& ids) {
    for (dom::Anchor const& anchor : document_.anchors) {
        if (anchor.id.empty() || anchors_.contains(anchor.id.view()) || document_.by_id(anchor.id.view())) continue;
        DomPosition at = writable(anchor.at);
        if (!at.node) continue;
        std::string id = ids.claim(clean_id(anchor.id.view()));
        anchors_.emplace(anchor.id.view(), PageTarget{{}, id, at.node});
        add(at, std::move(id), {});
    }
}

void Markers::finish() {
    std::stable_sort(markers_.begin(), markers_.end(), [](Marker const& a, Marker const& b) {
        return a.at.node.value != b.at.node.value ? a.at.node.value < b.at.node.value : a.at.byte < b.at.byte;
    });
}

std::span<Marker const> Markers::at(NodeId node) const {
    auto first = std::lower_bound(markers_.begin(), markers_.end(), node.value,
                                  [](Marker const& marker, std::uint32_t value) { return marker.at.node.value < value; });
    auto last = first;
    while (last != markers_.end() && last->at.node == node) ++last;
    return {first, last};
}

PageTarget const* Markers::anchor(std::string_view source_id) const {
    auto found = anchors_.find(source_id);
    return found == anchors_.end() ? nullptr : &found->second;
}

}  // namespace octavo::epub

#include "epub/markers.h"

#include <algorithm>

#include <fmt/format.h>

#include "epub/values.h"

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

void Markers::add_pages(dom::PageMap const& pages, Identifiers& ids) {
    for (dom::PageMapEntry const& page : pages.pages) {
        DomPosition at = writable(page.first);
        if (!at.node || page.label.empty()) continue;
        std::string id = ids.claim("page-" + clean_id(page.label));
        pages_.push_back({page.label, id, at.node});
        add(at, std::move(id), page.label);
    }
}

void Markers::add_source_pages(base::Name edition, Identifiers& ids) {
    for (dom::Anchor const& anchor : document_.anchors) {
        if (anchor.kind != dom::AnchorKind::page_break || anchor.label.empty()) continue;
        if (!edition.empty() && anchor.edition != edition) continue;
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

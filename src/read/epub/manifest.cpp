#include "read/epub/manifest.h"

#include <algorithm>

#include "read/text.h"

namespace octavo::read::epub {

using dom::NodeId;

namespace {

base::Name name(std::string_view text) { return base::Name::of(text); }
base::Name dc_namespace() { return name("http://purl.org/dc/elements/1.1/"); }

}  // namespace

base::Name opf_namespace() { return name("http://www.idpf.org/2007/opf"); }

Manifest::Manifest(dom::Document const& read, Unit const& from) : document(read), package(from) {
    for (NodeId at = package.root; at; at = document.next_in_order(at, package.root)) {
        if (!document.is_element(at)) continue;
        dom::Element const& element = document.element(at);
        std::string_view local = element.source_local.view();
        if (element.source_ns == dc_namespace()) terms.push_back(at);
        if (element.source_ns == opf_namespace()) note(at, local);
    }
}

void Manifest::note(NodeId element, std::string_view local) {
    if (local == "itemref") spine.push_back(element);
    if (local == "spine" && !spine_element) spine_element = element;
    if (local == "reference") guide.push_back(element);
    if (local == "item") {
        std::string id = attribute(element, "id");
        by_id_.emplace(id, items_.size());
        items_.emplace_back(id, ManifestItem{attribute(element, "href"), attribute(element, "media-type"),
                                             attribute(element, "properties"), attribute(element, "fallback"),
                                             document.node(element).where});
    }
    if (local != "meta") return;
    std::string property = attribute(element, "property");
    std::string refined = attribute(element, "refines");
    if (property.empty()) {
        named.emplace(attribute(element, "name"), attribute(element, "content"));
    } else if (refined.empty()) {
        metas.push_back(element);
    } else {
        refinements_[refined.starts_with('#') ? refined.substr(1) : refined].push_back(
            {property, collapsed(document.text_content(element)), attribute(element, "scheme")});
    }
}

std::string Manifest::attribute(NodeId element, std::string_view local) const {
    return std::string(trimmed(document.attribute(element, name(local)).value_or("")));
}

std::vector<dom::Refinement> Manifest::refinements_of(std::string_view id) const {
    auto found = id.empty() ? refinements_.end() : refinements_.find(std::string(id));
    return found == refinements_.end() ? std::vector<dom::Refinement>{} : found->second;
}

ManifestItem const* Manifest::item(std::string const& id) const {
    auto found = by_id_.find(id);
    return found == by_id_.end() ? nullptr : &items_[found->second].second;
}

ManifestItem const* Manifest::with_property(std::string_view property) const {
    auto found = std::ranges::find_if(items_, [&](auto const& row) { return has_word(row.second.properties, property); });
    return found == items_.end() ? nullptr : &found->second;
}

ManifestItem const* Manifest::of_type(std::string_view media_type) const {
    auto found = std::ranges::find_if(items_, [&](auto const& row) { return row.second.media_type == media_type; });
    return found == items_.end() ? nullptr : &found->second;
}

}  // namespace octavo::read::epub

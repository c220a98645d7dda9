// What a package file says, gathered in one walk: its statements about the book, its files, their order.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "read/vocabulary.h"

namespace octavo::read::epub {

struct ManifestItem {
    std::string reference, media_type, properties, fallback;
    base::SourceSpan where;
};

struct Manifest {
    Manifest(dom::Document const& document, Unit const& package);

    [[nodiscard]] std::string attribute(dom::NodeId element, std::string_view local) const;
    /// All that refines the element with this id, in order.
    [[nodiscard]] std::vector<dom::Refinement> refinements_of(std::string_view id) const;
    [[nodiscard]] ManifestItem const* item(std::string const& id) const;
    /// The first item with that word among its properties; null when there is none.
    [[nodiscard]] ManifestItem const* with_property(std::string_view property) const;
    [[nodiscard]] ManifestItem const* of_type(std::string_view media_type) const;

    dom::Document const& document;
    Unit package;
    std::vector<dom::NodeId> terms;        ///< of Dublin Core
    std::vector<dom::NodeId> metas;        ///< with a property, refining nothing
    std::unordered_map<std::string, std::string> named;  ///< OPF 2: meta's name → content, the first of each
    std::vector<dom::NodeId> spine;        ///< itemref
    std::vector<dom::NodeId> guide;        ///< reference
    dom::NodeId spine_element;

private:
    void note(dom::NodeId element, std::string_view local);
    std::vector<std::pair<std::string, ManifestItem>> items_;  // in order
    std::unordered_map<std::string, std::size_t> by_id_;
    std::unordered_map<std::string, std::vector<dom::Refinement>> refinements_;
};

[[nodiscard]] base::Name opf_namespace();

}  // namespace octavo::read::epub

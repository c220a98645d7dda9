// Names of the places of a text, by the section they stand in: what a list of places says where there are no pages.
#pragma once
#include <string>
#include <unordered_map>

#include "dom/document.h"

namespace octavo::read::passes {

class SectionNames {
public:
    explicit SectionNames(dom::Document const& document) : document_(document) {}
    /// The nearest section around the node with a heading (looked for once); none where there is none.
    [[nodiscard]] dom::NodeId section_of(dom::NodeId node);
    /// Its heading; for none the document's title, or an arrow.
    [[nodiscard]] std::string name_of(dom::NodeId section) const;

private:
    dom::Document const& document_;
    std::unordered_map<dom::NodeId, dom::NodeId> heading_of_;
};

}  // namespace octavo::read::passes

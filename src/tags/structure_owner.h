// Which element's structure element shows a node's content: most inline elements (em, sub, span without language …)
// have none of their own, and their text belongs to the paragraph around them.
//
// Answered by the Document alone, so that the PDF writer can put a whole paragraph into one marked sequence. Cost:
// amortised O(1); answers are kept.
#pragma once
#include <cstdint>
#include <vector>

#include "dom/document.h"

namespace octavo::tags {

class StructureOwners {
public:
    explicit StructureOwners(dom::Document const& document) : document_(document) {}
    /// The nearest element at or above `node` that has a structure element of its own if it has content.
    [[nodiscard]] dom::NodeId of(dom::NodeId node);
    /// A picture that its author declared to say nothing (alt=""), or the ornament of a rule (hr): its content is an artefact.
    [[nodiscard]] bool decorative(dom::NodeId node) const;

private:
    dom::Document const& document_;
    std::vector<dom::NodeId> known_;   // by node; none: not asked yet
};

/// Whether the element, being inline, adds nothing to the structure: no structure element is made for it.
[[nodiscard]] bool is_transparent_inline(dom::Document const& document, dom::NodeId element);

}  // namespace octavo::tags

// Which structure element may stand in which, in PDF 2.0 (ISO/TS 32005:2023, table 5), and what becomes of one that may not.
#pragma once
#include "tags/structure_tree.h"

namespace octavo::tags {

/// Whether `parent` may contain `child`. A Div or Part counts as what it stands in: ask of that.
[[nodiscard]] bool may_contain(StructureType parent, StructureType child);

/// Gives every element that may not stand where it does the nearest type that may: Div for a block, P for a heading, Span
/// for what is in a line. The tree keeps its form. Cost: one walk.
void soften(StructureTree& tree);

}  // namespace octavo::tags

// Cells aligned on a character: css-text-4 §7.1 (text-align: "."). In a column the first occurrence of each cell's character stands at
// one axis; where a line has none its end stands there. Where the axis is, the keyword beside the character tells: at the right (or
// left) as far as the longest part after (before) it allows, or so that the whole is centred. Cells over several columns are left out.
#pragma once
#include "layout/table/grid.h"

namespace octavo::layout {

[[nodiscard]] inline bool aligns_on_character(css::ComputedStyle const& style) { return !style.text->align_character.empty(); }

/// Of a cell's text where no line of it is broken.
[[nodiscard]] AroundAxis around_axis(Task& task, BoxId cell);

struct AlignedCell {
    BoxId box;
    GalleyId galley;
    Length start = 0;              ///< of its content, from its column's edge
};
/// Moves the lines of the cells, all of one column.
void align_on_character(Task& task, std::span<AlignedCell const> cells);

}  // namespace octavo::layout

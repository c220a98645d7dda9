// Draws the numbers beside a page's lines.
#pragma once
#include "page/page_sequence.h"
#include "paint/canvas.h"

namespace octavo::paint {

/// In the margin that the line's style names, three quarters of its size, lining figures, as artefacts.
void paint_line_numbers(layout::LayoutContext const& context, page::Page const& page, Canvas& canvas);

}  // namespace octavo::paint

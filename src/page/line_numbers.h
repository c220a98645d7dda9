// Numbers beside lines, as scholarly editions have them: every fifth line of prose, every fifth verse (-octavo-line-number).
#pragma once
#include "page/page_sequence.h"

namespace octavo::page {

/// Counts the lines of all pages in order and fills Page::line_numbers. Counting begins anew where an element asks for it
/// (-octavo-line-number-reset). Lines of listings are those of the source: what is wrapped counts once. Linear in the lines.
void number_lines(PageSequence& sequence, layout::LayoutContext const& context);

}  // namespace octavo::page

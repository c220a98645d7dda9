// One walk over the broken pages: which page shows which element, what running strings say, what number each page has.
#pragma once
#include "page/page_sequence.h"

namespace octavo::page {

/// Fills map, states, bookmarks, targets, numbers and labels of `sequence`, whose pages' flow and notes are set.
void settle(PageSequence& sequence, layout::LayoutContext const& context);

}  // namespace octavo::page

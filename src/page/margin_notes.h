// Notes in the margin: beside the line they are called in, moved where they would meet.
#pragma once
#include "page/page_sequence.h"

namespace octavo::page {

/// Fills page.margin_notes from what stands on the page: on its outer side, first baselines level with the text's; a note that would
/// run into the one above moves down, and where that leads off the page's foot they all move up. Linear in the page's lines.
void place_margin_notes(Page& page, layout::GalleyStore const& store, layout::LayoutContext const& context);

}  // namespace octavo::page

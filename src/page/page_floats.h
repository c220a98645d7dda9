// Room that page floats take at the head and foot of a page, and where they stand there: Page Floats 3, §4.
//
// The float's margin at the page's edge is dropped; towards the text there is at least half a line. On a baseline grid its area is a
// whole number of lines, so that the text beside the gap stays on the grid.
#pragma once
#include "page/page_sequence.h"

namespace octavo::page {

struct FloatRoom {
    Length line = 0, grid = 0;
};

enum class PageEdge : std::uint8_t { head, foot };

/// Height that the float takes from the page.
[[nodiscard]] inline Length float_area(layout::PageFloat const& f, PageEdge edge, FloatRoom const& room) {
    Length inner = edge == PageEdge::head ? f.margin_bottom : f.margin_top;
    Length outer = edge == PageEdge::head ? f.margin_top : f.margin_bottom;
    Length area = f.content.height - outer + (inner < room.line / 2 ? room.line : 0);
    return room.grid <= 0 ? area : (area + room.grid - 1) / room.grid * room.grid;
}

/// A float that is most of a page's height gets a page of its own.
[[nodiscard]] inline bool wants_own_page(layout::PageFloat const& f, Length page_height) {
    return f.to == css::Float::page || f.content.height > page_height / 4 * 3;
}

}  // namespace octavo::page

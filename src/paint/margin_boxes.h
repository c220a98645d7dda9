// The sixteen margin boxes of a page: running heads, page numbers. Paged Media 3 §6 and §7; strings and elements by GCPM 3 §1, §2.
#pragma once
#include "page/page_sequence.h"
#include "paint/canvas.h"

namespace octavo::paint {

struct MarginBoxInput {
    layout::LayoutContext const& context;
    page::PageSequence const& sequence;
    page::Page const& page;
    page::PageState const& state;
    style::MarginBox where{};
    css::ComputedStyle const& style;
};

/// Where the box may stand on its page: corners are squares of the margins, side boxes share a margin's whole length (each at its own
/// alignment), since heads and numbers rarely meet. Three boxes on a side that would meet are the style sheet's to keep apart.
[[nodiscard]] Area margin_box_area(style::PageStyle const& page, style::MarginBox where);

/// What `content` says on this page: text, and the running element to set, if one is asked for.
struct MarginContent {
    std::string text;
    box::BoxId element;
    bool has_page_number = false;
};
[[nodiscard]] MarginContent margin_content(MarginBoxInput const& input);

/// Draws the text (one line for each line feed in it) into the area, aligned as the style says.
void paint_margin_text(MarginBoxInput const& input, MarginContent const& content, Canvas& canvas);

}  // namespace octavo::paint

// Where in the source what a page shows comes from: for what is told to people.
#pragma once
#include "page/page_sequence.h"

namespace octavo::page {

/// The place of the piece's first character in the source; of its paragraph's element where it is generated.
[[nodiscard]] base::SourceSpan place_of(layout::LayoutContext const& context, layout::Paragraph const& p, layout::Piece const& piece);

/// Characters that no font has are told by the text engine, once each: gives each of them the page and the place where it first stands.
[[nodiscard]] base::Diagnostics with_places(base::Diagnostics const& told, PageSequence const& sequence, layout::LayoutContext const& context);

}  // namespace octavo::page

// Where in the source what a page shows comes from: for what is told to people.
#pragma once
#include "page/report.h"

namespace octavo::page {

/// The place of the piece's first character in the source; of its paragraph's element where it is generated.
[[nodiscard]] base::SourceSpan place_of(layout::LayoutContext const& context, layout::Paragraph const& p, layout::Piece const& piece);

/// Where the line's first word stands in the source.
[[nodiscard]] base::SourceSpan place_of_line(layout::LayoutContext const& context, layout::GalleyStore const& store, layout::Paragraph const& p,
                                             layout::Line const& line);

/// Characters that no font has are told by the text engine, once each: gives each of them the page and the place where it first stands, and
/// the rule that chose its fonts.
[[nodiscard]] base::Diagnostics with_places(base::Diagnostics const& told, ReportInput const& input);

}  // namespace octavo::page

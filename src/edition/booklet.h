// The booklet: a PDF, or the print edition made in memory, on sheets.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "dom/page_map.h"
#include "edition/edition.h"
#include "edition/held_workspace.h"
#include "octavo.h"

namespace octavo::edition {

/// An option that is text, by its name in [booklet].
struct BookletKey {
    std::string_view name;
    std::string BookletOptions::*member;
};
inline constexpr std::array booklet_keys{
    BookletKey{"paper", &BookletOptions::paper},         BookletKey{"scheme", &BookletOptions::scheme},
    BookletKey{"binding", &BookletOptions::binding},     BookletKey{"fit", &BookletOptions::fit},
    BookletKey{"flip", &BookletOptions::flip},           BookletKey{"blanks", &BookletOptions::blanks},
    BookletKey{"margin", &BookletOptions::margin},       BookletKey{"gutter", &BookletOptions::gutter},
    BookletKey{"thickness", &BookletOptions::thickness}, BookletKey{"creep", &BookletOptions::creep},
    BookletKey{"grid", &BookletOptions::grid},           BookletKey{"marks", &BookletOptions::marks},
    BookletKey{"back_offset", &BookletOptions::back_offset}, BookletKey{"preview", &BookletOptions::preview},
};
/// What `over` says replaces what `options` says.
void override_options(BookletOptions& options, BookletOptions const& over);

/// Whether the request needs no document: the booklet of a PDF, or a calibration sheet.
[[nodiscard]] bool needs_no_document(Request const& request);
/// Carries such a request out.
[[nodiscard]] tl::expected<void, base::Diagnostic> make_booklet_alone(Request const& request, base::StageContext const& context,
                                                                      base::Diagnostics& diagnostics, Result& result);
/// Where the booklet goes when nothing says so: beside `input`, ending as its kind does.
[[nodiscard]] std::string usual_booklet_output(Request const& request);

/// The page (from 0) on which the back matter begins; `pages` where there is none.
[[nodiscard]] std::uint32_t back_matter_page(dom::Document const& document, dom::PageMap const& map, std::uint32_t pages);

struct BookletInput {
    std::string_view pdf;
    std::string const& name;           ///< of what it holds, for titles and messages
    BookletTarget const& target;
    BookletProduct product = BookletProduct::sheets;
    std::optional<std::uint32_t> back_matter{};
    io::Workspace& workspace;
};
/// Puts the pages of `pdf` on sheets; files and instructions go to `result`.
[[nodiscard]] tl::expected<void, base::Diagnostic> write_booklet(BookletInput const& input, base::StageContext const& context,
                                                                 base::Diagnostics& diagnostics, Result& result);

}  // namespace octavo::edition

// The e-book's cover where the edition has none: the title page, set by the print edition's styles on a page of 5 to 8, as a picture.
//
// Input: the Document (its title page is the source's, or was made from the metadata) and the print target's styles. Output: a
// JPEG of 1,600 × 2,560 pixels, what shops ask for. Only the title page's elements are styled and laid out. Cost: some 60 ms.
#pragma once
#include <string>

#include "dom/document.h"
#include "edition/edition.h"
#include "io/workspace.h"

namespace octavo::edition {

struct CoverInput {
    dom::Document const& document;
    Target const& print;
    io::Workspace& workspace;
};

/// Empty where the document has no title page, or it cannot be drawn (diagnosed).
[[nodiscard]] std::string make_cover(CoverInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics);

}  // namespace octavo::edition

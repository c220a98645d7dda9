// The e-book edition: the Document under its styles for Medium::ebook → EPUB, with the pages of the print edition where it was made.
#pragma once
#include <tl/expected.hpp>

#include "edition/edition.h"
#include "edition/print_edition.h"

namespace octavo::edition {

struct EbookInput {
    dom::Document const& document;
    Edition const& edition;
    io::Workspace& workspace;
    dom::PageMap const* pages = nullptr;   ///< of the print edition; null: it is not made
};

/// Whether the e-book asks for pages that only the print edition's layout can tell.
[[nodiscard]] bool needs_printed_pages(EbookOptions const& options);

[[nodiscard]] tl::expected<void, base::Diagnostic> write_ebook(EbookInput const& input, base::StageContext const& context,
                                                               base::Diagnostics& diagnostics);

}  // namespace octavo::edition

// Writes the e-book edition: an EPUB 3.3 (https://www.w3.org/TR/epub-33/) that EPUBCheck finds nothing wrong with.
//
// Input: the Document, its style sheets (parsed for Medium::ebook), the pictures through the Workspace, the printed pages as a
// PageMap. Output: one artefact. The Document is surveyed once, cut into content documents at its divisions, and written document
// by document into the archive: ids, links, notes, page marks and file names are settled before the first is written, so that
// documents are independent and their order in the file never depends on the number of workers. Navigation and package
// document come last. Same input, same bytes: no clock, no random numbers, fixed dates in the archive. Cost: linear; the text of
// a few content documents and one file's bytes are held at a time.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostics.h"
#include "base/stage_context.h"
#include "css/style_sheet.h"
#include "dom/document.h"
#include "dom/page_map.h"
#include "epub/accessibility.h"
#include "epub/fonts.h"
#include "epub/notes.h"
#include "io/workspace.h"
#include "style/styled_document.h"

namespace octavo::epub {

/// Whose pages the page list and the page marks tell.
enum class PageSource : std::uint8_t {
    print_edition,  ///< octavo's own: `pages` or `late_pages`
    source,         ///< those the source records (`<pb/>`), of `source_edition` where it is set
    none,
};

struct EpubInput {
    dom::Document const& document;                        ///< ids indexed; its metadata are the book's
    std::vector<css::StyleSheetPtr> const& sheets;        ///< in order; one CSS file each, without what reading systems cannot take
    io::Workspace& workspace;
    std::string output;                                   ///< path of the artefact
    style::StyledDocument const* styled = nullptr;        ///< for Medium::ebook; tells the page progression. Null: by dir and lang
    dom::PageMap const* pages = nullptr;                  ///< null: no page list, unless late_pages gives one
    /// Called once, when content is about to be written; may wait for the print edition. Null result: no page list.
    std::function<dom::PageMap const*()> late_pages{};
    PageSource page_source = PageSource::print_edition;
    base::Name source_edition{};
    NoteNumbering notes = NoteNumbering::continuous;
    NotePlacement note_placement = NotePlacement::chapter;
    std::string_view cover{};                             ///< bytes of a rendered cover; empty: the picture metadata.cover names, if any
    std::vector<EmbeddedFont> fonts{};                    ///< to go in; empty: the sheets' @font-face rules as they are
    SmallerPicture smaller_picture{};                     ///< asked for every picture of the content; none: they stay as they are
    std::string print_identifier{};                       ///< of the print edition, for the page list's source; empty: the book's own
    std::string identifier{};                             ///< the e-book's own, before those of the metadata
    std::string source_identifier{};                      ///< of the older edition, for the source's pages; empty: as the metadata have it
    Certifier certifier{};
};

/// An error only where the archive cannot be written or the document has no content; all else degrades with a diagnostic.
[[nodiscard]] tl::expected<void, base::Diagnostic> write_epub(EpubInput const& input, base::StageContext const& context,
                                                             base::Diagnostics& diagnostics);

}  // namespace octavo::epub

// Writes one content document as XHTML that holds to HTML's content models.
//
// Input: the plan of the book (everything known before the first document is written) and the document's number. Output: its
// text. The tree is walked once. Where the Document puts a block into a line the line's element gives way: a paragraph is cut
// into paragraphs around the block, an inline element around blocks becomes a division, a block where only lines may stand becomes
// a span; each keeps the lost name as the class "as-…". Lists, definition lists, tables and figures are put in order. Page
// marks and note references wait for the next place where they may stand. Linear in the size; documents are independent.
#pragma once
#include <string>

#include "base/diagnostics.h"
#include "dom/page_map.h"
#include "epub/generated_text.h"
#include "epub/links.h"
#include "epub/markers.h"
#include "epub/media.h"
#include "epub/notes.h"
#include "epub/parts.h"
#include "epub/splitting.h"
#include "epub/styles.h"
#include "epub/survey.h"
#include "epub/used_names.h"

namespace octavo::epub {

/// What all content documents are written from; unchanged while they are.
struct BookPlan {
    dom::Document const& document;
    Survey const& survey;
    Split const& split;
    Identifiers const& ids;
    Notes const& notes;
    Markers const& markers;
    Links const& links;
    Media const& media;
    UsedNames const& used_names;
    InlineStyles const& inline_styles;
    GeneratedText const& generated;
    std::vector<DocumentPart> const& parts;       ///< by content document
    std::string language;
    dom::PageMap const* pages = nullptr;          ///< of the print edition, where its pages are the e-book's
};

struct WrittenDocument {
    std::string text;
    base::Diagnostics diagnostics;
};

[[nodiscard]] WrittenDocument write_content(BookPlan const& plan, std::uint32_t index);

/// What comes before the body's content in every page of the e-book: up to and with <body>.
struct PageHead {
    std::string_view title, language;
    std::vector<std::string> const& style_files;
    std::string_view up;            ///< "../" for files in a folder
    std::string_view body_attributes;
    std::string_view html_attributes;
};
[[nodiscard]] std::string page_head(PageHead const& head);

}  // namespace octavo::epub

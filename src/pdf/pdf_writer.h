// Writes the print edition: display lists through Cairo, then one finishing pass through libqpdf.
//
// Input: DisplayLists page by page, then what concerns the whole (metadata, outline, links). Output: a PDF through an
// Artefact. The Cairo pass is single-threaded and its memory flat: a page is written as it comes. Marked sequences are
// bracketed by sentinels (tiny rectangles under the identity matrix whose place encodes a number), which the finishing
// pass finds in the content streams and replaces by marked-content operators; it fails loudly when one is missing,
// doubled or unbalanced. Bytes depend on the input alone: fixed dates, deterministic ids, no compression that varies.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "dom/metadata.h"
#include "dom/outline.h"
#include "paint/display_list.h"
#include "paint/sheet.h"
#include "pdf/conformance.h"
#include "pdf/press_settings.h"

namespace octavo::pdf {

/// A bookmark: where it leads and how it hangs under the one before.
struct Bookmark {
    std::string label;
    std::uint32_t level = 1;
    std::uint32_t page = 0;       ///< index from 0
    base::Length x = 0, y = 0;
    dom::NodeId node;             ///< its structure destination in tagged files
    bool closed = false;
};

struct PageLabel {
    std::uint32_t first_page = 0; ///< index from 0; from here on
    enum class Style : std::uint8_t { none, decimal, lower_roman, upper_roman, lower_alpha, upper_alpha };
    Style style = Style::decimal;
    std::int32_t start = 1;
    std::string prefix;
};

/// How an embedded file relates to the document (ISO 32000-2 §14.13, AFRelationship).
enum class Relationship : std::uint8_t { source, data, alternative, supplement, unspecified };

/// A file to be embedded. Its bytes stay valid until the PDF is finished.
struct Attachment {
    std::string name;             ///< a relative path, '/' between its parts
    std::string mime_type;        ///< "application/tei+xml"
    std::string_view bytes;
    std::string description;      ///< may be empty
    std::string modified;         ///< "2026-11-24T10:05:00Z"; empty: none is said
    Relationship relationship = Relationship::source;
};

/// What concerns the whole document, known when the last page has been painted.
struct DocumentInfo {
    dom::Metadata const& metadata;
    std::vector<Bookmark> const& bookmarks;
    std::vector<PageLabel> const& page_labels;
    std::string producer;         ///< "octavo 0.1.0"
    std::vector<Attachment> attachments{};   ///< each name once
    bool right_to_left = false;   ///< the book is bound on the right
};

class Preflight;

class PdfWriter {
public:
    virtual ~PdfWriter() = default;
    /// Draws one page. Errors are kept and told by finish().
    virtual void add_page(paint::DisplayList const& page) = 0;
    /// Draws several pages side by side on one sheet; only for untagged files.
    virtual void add_sheet(paint::Sheet const& sheet) = 0;
    /// Runs the finishing pass and commits the artefact.
    [[nodiscard]] virtual tl::expected<void, base::Diagnostic> finish(DocumentInfo const& info) = 0;
    /// What a printer would complain of, complete after finish(); null where the PDF is for no press.
    [[nodiscard]] virtual Preflight const* preflight() const = 0;
};

/// Tagged files claim PDF/A and PDF/UA as far as nothing in the document stands in the way (conformance.h).
enum class Tagging : std::uint8_t { tagged, untagged };

struct PdfInput {
    text::TextEngine& text;
    box::BoxTree const& boxes;            ///< for the pictures
    dom::Document const& document;        ///< roles, languages, alternative texts
    io::Workspace& workspace;
    std::string output;                   ///< path of the artefact
    Tagging tagging = Tagging::tagged;
    Aim aim{};                            ///< what the file is to be; where a demand is not met there is no file
    PressSettings const* press = nullptr; ///< for a print shop: colours, boxes and metadata by PDF/X-4, untagged
};
/// The writer keeps `diagnostics` and `context` by reference until it is destroyed.
[[nodiscard]] tl::expected<std::unique_ptr<PdfWriter>, base::Diagnostic> open_pdf(PdfInput const& input,
                                                                   base::StageContext const& context,
                                                                                 base::Diagnostics& diagnostics);

}  // namespace octavo::pdf

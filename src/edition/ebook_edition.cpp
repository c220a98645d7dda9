#include "edition/ebook_edition.h"

#include <algorithm>

#include "edition/cover.h"
#include "edition/ebook_fonts.h"
#include "epub/epub_writer.h"
#include "pdf/page_picture.h"

namespace octavo::edition {
namespace {

bool is_page(dom::Anchor const& anchor) { return anchor.kind == dom::AnchorKind::page_break && !anchor.label.empty(); }

epub::PageSource page_source_of(EbookOptions const& options, EbookInput const& input) {
    if (options.page_list == "none") return epub::PageSource::none;
    // A book that was an e-book before keeps its page list where nothing is printed.
    bool own_pages = !input.document.parts.empty() && std::ranges::any_of(input.document.anchors, is_page);
    if (options.page_list.empty() && input.pages == nullptr && own_pages) return epub::PageSource::source;
    return options.page_list == "source" ? epub::PageSource::source : epub::PageSource::print_edition;
}

}  // namespace

bool needs_printed_pages(EbookOptions const& options) { return options.page_list == "print"; }

tl::expected<void, base::Diagnostic> write_ebook(EbookInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    Edition const& edition = input.edition;
    EbookOptions const& options = edition.ebook_options;
    StageMark const unmarked = [](char const*) {};
    auto sheets = sheets_of({input.document, edition.ebook, input.workspace, unmarked}, css::Medium::ebook, context, diagnostics);
    if (diagnostics.has(base::Severity::fatal)) return {};
    auto styled = style::style_document({input.document, sheets, css::Medium::ebook}, context, diagnostics);
    epub::EpubInput book{input.document, sheets, input.workspace, edition.ebook.output, styled.get(), input.pages};
    if (styled->root_value("-octavo-note-placement") == "book") book.note_placement = epub::NotePlacement::book;
    book.page_source = page_source_of(options, input);
    book.source_edition = base::Name::of(options.page_list_edition);
    book.source_identifier = options.page_source;
    book.print_identifier = edition.print.identifier;
    book.identifier = edition.ebook.identifier;
    if (options.fonts == "embed") {
        auto engine = text::make_text_engine({input.workspace, declared_faces(*styled, input.workspace, diagnostics)}, context);
        book.fonts = fonts_to_embed(*styled, *engine, context, diagnostics);
    }
    std::string cover;
    if (input.document.metadata.cover.empty() && options.cover == EbookOptions::Cover::made)
        cover = make_cover({input.document, edition.print, input.workspace}, context, diagnostics);
    book.cover = cover;
    if (options.picture_quality > 0 || options.picture_size > 0)
        book.smaller_picture = [&](std::string_view bytes) {
            return pdf::smaller_picture(bytes, {options.picture_quality, options.picture_size, context.limits.picture_pixels});
        };
    book.certifier = {options.certifier, options.certifier_credential, options.certifier_report};
    return epub::write_epub(book, context, diagnostics);
}

}  // namespace octavo::edition

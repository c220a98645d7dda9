// What writes the products: the PDF's two passes apart, and the e-book.
#include "bench/novel.h"
#include "epub/epub_writer.h"
#include "pdf/cairo_player.h"
#include "pdf/finish.h"

namespace octavo::bench {
namespace {

/// Display lists through Cairo into a temporary file.
struct Played {
    explicit Played(Novel& book) : file(std::tmpfile()), player(input(book), book.context, diagnostics, file.get()) {
        for (paint::DisplayList const& list : book.lists) player.play(list);
        complaint = player.close();
    }
    static pdf::PdfInput input(Novel& book) { return {*book.text, book.boxes, *book.document, *book.workspace, "novel.pdf"}; }

    base::Diagnostics diagnostics;
    pdf::FilePtr file;
    pdf::CairoPlayer player;
    std::optional<std::string> complaint;
};

void pdf_player(benchmark::State& state) {
    Novel* book = novel(state);
    for (auto _ : state) {
        Played played(*book);
        if (played.complaint) state.SkipWithError(played.complaint->c_str());
    }
}
BENCHMARK(pdf_player)->Name("pdf/player")->Unit(benchmark::kMillisecond);

void pdf_finishing(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    Played played(*book);
    std::vector<pdf::Bookmark> bookmarks;
    std::vector<pdf::PageLabel> labels;
    pdf::DocumentInfo info{book->document->metadata, bookmarks, labels, "octavo " OCTAVO_VERSION};
    for (auto _ : state) {
        base::Diagnostics diagnostics;
        pdf::Conformance conformance;
        auto artefact = book->workspace->create("novel.pdf");
        auto done = pdf::finish_pdf({played.file.get(), played.player.records(), info, *book->document, book->context, **artefact,
                                     pdf::Tagging::tagged}, conformance, diagnostics);
        if (!done) state.SkipWithError(done.error().c_str());
    }
}
BENCHMARK(pdf_finishing)->Name("pdf/finishing")->Unit(benchmark::kMillisecond);

/// Style sheets and styles of the e-book, and the archive, with the printed pages known.
void epub_product(benchmark::State& state) {
    Novel* book = novel(state);
    for (auto _ : state) {
        base::Diagnostics diagnostics;
        auto sheets = book->collect(css::Medium::ebook);
        auto styled = style::style_document({*book->document, sheets, css::Medium::ebook}, book->context, diagnostics);
        epub::EpubInput input{*book->document, sheets, *book->workspace, "novel.epub", styled.get(), &book->pages.map};
        if (auto done = epub::write_epub(input, book->context, diagnostics); !done) state.SkipWithError(done.error().message.c_str());
    }
}
BENCHMARK(epub_product)->Name("epub")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace octavo::bench

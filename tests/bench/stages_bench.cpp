// One benchmark per stage, each on what the stages before it have made of the novel.
#include "bench/novel.h"
#include "page/break_run.h"
#include "paint/painter.h"
#include "read/read.h"

namespace octavo::bench {
namespace {

void per_page(benchmark::State& state, Novel const& book) {
    state.counters["pages/s"] = benchmark::Counter(static_cast<double>(book.pages.pages.size()), benchmark::Counter::kIsIterationInvariantRate);
}

/// XML → Document. The files are in the workspace's cache after the first round.
void read_stage(benchmark::State& state) {
    Novel* book = novel(state);
    for (auto _ : state) {
        base::Diagnostics diagnostics;
        benchmark::DoNotOptimize(read::read_document(*book->workspace, book->sources, book->context, diagnostics));
    }
}
BENCHMARK(read_stage)->Name("read")->Unit(benchmark::kMillisecond);

/// Style sheets parsed, matched and computed.
void style_stage(benchmark::State& state) {
    Novel* book = novel(state);
    for (auto _ : state) {
        base::Diagnostics diagnostics;
        auto sheets = book->collect(css::Medium::print);
        benchmark::DoNotOptimize(style::style_document({*book->document, sheets, css::Medium::print}, book->context, diagnostics));
    }
}
BENCHMARK(style_stage)->Name("style")->Unit(benchmark::kMillisecond);

void box_stage(benchmark::State& state) {
    Novel* book = novel(state);
    for (auto _ : state) {
        base::Diagnostics diagnostics;
        benchmark::DoNotOptimize(box::build_boxes({*book->styled, *book->workspace, book->text.get()}, book->context, diagnostics));
    }
}
BENCHMARK(box_stage)->Name("boxes")->Unit(benchmark::kMillisecond);

void lay_out_runs(Novel& book, layout::LayoutContext const& context) {
    base::Diagnostics diagnostics;
    for (page::Run const& run : book.pages.runs) benchmark::DoNotOptimize(layout::layout(context, run.range, run.space, diagnostics));
}

/// Paragraphs, blocks: every word is in the cache.
void layout_warm(benchmark::State& state) {
    Novel* book = novel(state);
    for (auto _ : state) lay_out_runs(*book, *book->layout);
}
BENCHMARK(layout_warm)->Name("layout/warm_word_cache")->Unit(benchmark::kMillisecond);

/// The same with fonts opened, words shaped and hyphenated for the first time, as in a run of the program.
void layout_cold(benchmark::State& state) {
    Novel* book = novel(state);
    for (auto _ : state) {
        auto engine = text::make_text_engine({*book->workspace, {}}, book->context);
        auto context = book->make_context(*engine);
        lay_out_runs(*book, *context);
        state.PauseTiming();
        context.reset();
        engine.reset();
        state.ResumeTiming();
    }
}
BENCHMARK(layout_cold)->Name("layout/cold_word_cache")->Unit(benchmark::kMillisecond);

/// The search for page breaks alone: every run once, beginning on a recto.
void page_breaks(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    base::Length line = book->layout->metrics(book->boxes.boxes[book->boxes.root].style).line_height;
    for (auto _ : state) {
        for (page::Run const& run : book->pages.runs) {
            page::BreakRunInput input{*run.store};
            for (auto& heights : input.heights) heights = {run.space.block_size, run.space.block_size};
            input.grid = run.space.baseline_grid;
            input.line = input.grid > 0 ? input.grid : line;
            benchmark::DoNotOptimize(page::break_run(input));
        }
    }
    per_page(state, *book);
}
BENCHMARK(page_breaks)->Name("page_breaks")->Unit(benchmark::kMillisecond);

/// Layout (warm), page breaks, references settled: the whole of the page stage.
void page_stage(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    for (auto _ : state) {
        base::Diagnostics diagnostics;
        page::CrossReferences references(book->boxes, *book->styled);
        layout::LayoutContext context(book->boxes, *book->styled, *book->text, book->context,
                                      [&references](std::uint32_t reference) { return references.text(reference); });
        benchmark::DoNotOptimize(page::make_pages({context, references}, diagnostics));
    }
    per_page(state, *book);
}
BENCHMARK(page_stage)->Name("pages")->Unit(benchmark::kMillisecond);

/// Pages → display lists, nothing written.
void paint_stage(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    paint::DisplayList list;
    for (auto _ : state) {
        paint::Painter painter(*book->layout, book->pages);
        for (std::uint32_t i = 0; i < book->pages.pages.size(); ++i) {
            painter.paint(i, list);
            benchmark::DoNotOptimize(list.glyphs.data());
        }
    }
    per_page(state, *book);
}
BENCHMARK(paint_stage)->Name("paint")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace octavo::bench

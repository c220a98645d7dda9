// The inner loops that all of layout's time goes into: the word cache, hyphenation, the choice of line breaks.
#include "bench/novel.h"
#include "layout/inline/line_break.h"

namespace octavo::bench {
namespace {

text::FontId text_font(text::TextEngine& engine) {
    text::TextStyle style;
    style.families = {base::Name::of("EB Garamond 12"), base::Name::of("EB Garamond"), base::Name::of("serif")};
    style.size = 10 * base::point;
    style.language = base::Name::of("en-GB");
    return engine.primary_font(engine.intern(style));
}

void per_word(benchmark::State& state, Novel const& book) {
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(book.words.size()));
}

std::int64_t shape_all(text::TextEngine& engine, text::FontId font, Novel const& book) {
    std::int64_t width = 0;
    for (std::string const& word : book.words) width += engine.shape(font, text::Direction::ltr, word)->width;
    return width;
}

void word_cache_cold(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    for (auto _ : state) {
        state.PauseTiming();
        auto engine = text::make_text_engine({*book->workspace, {}}, book->context);
        text::FontId font = text_font(*engine);
        state.ResumeTiming();
        benchmark::DoNotOptimize(shape_all(*engine, font, *book));
        state.PauseTiming();
        engine.reset();
        state.ResumeTiming();
    }
    per_word(state, *book);
}
BENCHMARK(word_cache_cold)->Name("word_cache/cold")->Unit(benchmark::kMillisecond);

void word_cache_warm(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    text::FontId font = text_font(*book->text);
    benchmark::DoNotOptimize(shape_all(*book->text, font, *book));
    for (auto _ : state) benchmark::DoNotOptimize(shape_all(*book->text, font, *book));
    per_word(state, *book);
}
BENCHMARK(word_cache_warm)->Name("word_cache/warm")->Unit(benchmark::kMillisecond);

std::size_t hyphenate_all(text::TextEngine& engine, Novel const& book) {
    std::size_t points = 0;
    base::Name language = base::Name::of("en-GB");
    for (std::string const& word : book.words) points += engine.hyphenate(word, language, {6, 2, 3}).size();
    return points;
}

void hyphenation_cold(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    for (auto _ : state) {
        state.PauseTiming();
        auto engine = text::make_text_engine({*book->workspace, {}}, book->context);
        state.ResumeTiming();
        benchmark::DoNotOptimize(hyphenate_all(*engine, *book));
        state.PauseTiming();
        engine.reset();
        state.ResumeTiming();
    }
    per_word(state, *book);
}
BENCHMARK(hyphenation_cold)->Name("hyphenation/cold_with_patterns_read")->Unit(benchmark::kMillisecond);

/// The breakpoints between the words of every paragraph, without divided words.
std::vector<std::vector<layout::BreakPoint>> paragraphs_of(Novel const& book) {
    std::vector<std::vector<layout::BreakPoint>> paragraphs;
    for (page::Run const& run : book.pages.runs) {
        for (layout::Paragraph const& paragraph : run.store->paragraphs) {
            std::vector<layout::BreakPoint> points;
            layout::Sums sums;
            for (layout::Piece const& piece : run.store->pieces_of(paragraph)) {
                sums.width += piece.width;
                sums.glyphs += piece.width;
                layout::BreakPoint point;
                point.end = sums;
                sums.width += piece.space;
                sums.stretch += piece.space / 2;
                sums.shrink += piece.space * 3 / 10;
                point.start = sums;
                if (piece.break_after) points.push_back(point);
            }
            if (points.empty() || points.back().end.width != sums.width) {
                layout::BreakPoint last;
                last.end = last.start = sums;
                points.push_back(last);
            }
            points.back().forced = true;
            paragraphs.push_back(std::move(points));
        }
    }
    return paragraphs;
}

void line_breaking(benchmark::State& state) {
    Novel* book = novel(state);
    if (book == nullptr) return;
    std::vector<std::vector<layout::BreakPoint>> paragraphs = paragraphs_of(*book);
    layout::LineBreakRules rules;
    rules.measure = book->pages.runs[page::RunId(0u)].space.inline_size;
    std::int64_t points = 0, lines = 0;
    for (auto _ : state) {
        points = lines = 0;
        for (auto const& paragraph : paragraphs) {
            std::size_t best = 0;
            auto solutions = layout::break_lines(paragraph, rules, best);
            points += static_cast<std::int64_t>(paragraph.size());
            lines += static_cast<std::int64_t>(solutions[best].breaks.size());
        }
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * points);
    state.counters["lines"] = static_cast<double>(lines);
}
BENCHMARK(line_breaking)->Name("line_breaking")->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace octavo::bench

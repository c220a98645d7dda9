#include "page/make_pages.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "base/parallel_map.h"
#include "layout/memo.h"
#include "page/break_run.h"
#include "page/runs.h"
#include "page/settle.h"

namespace octavo::page {
namespace {

using layout::BreakClass;

constexpr std::uint32_t most_rounds = 5;
constexpr std::uint8_t most_looseness = 2;

/// "14pt" and the like in 1/1024 pt; 0 when it is not an absolute length.
Length parse_length(std::string_view text) {
    double number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return 0;
    std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
    while (!unit.empty() && unit.back() == ' ') unit.remove_suffix(1);
    constexpr std::pair<std::string_view, double> units[] = {{"pt", 1}, {"px", 0.75}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"pc", 12}};
    for (auto const& [name, points] : units) {
        if (unit == name) return base::from_points(number * points);
    }
    return 0;
}

class PageMaker {
public:
    PageMaker(MakePagesInput const& input, base::Diagnostics& diagnostics)
        : context_(input.context), styled_(input.context.styled), references_(input.references), diagnostics_(diagnostics),
          grid_(parse_length(styled_.root_value("-octavo-baseline-grid"))) {}

    PageSequence make() {
        lay_out_runs();
        if (context_.stage.cancelled()) return {};
        for (sequence_.rounds = 1;; ++sequence_.rounds) {
            set_pages();
            settle(sequence_, context_);
            std::vector<std::int32_t> numbers;
            for (Page const& page : sequence_.pages) numbers.push_back(page.number);
            std::vector<std::uint32_t> changed = references_.update(sequence_.map, numbers);
            if (changed.empty()) break;
            if (sequence_.rounds == most_rounds) {
                report_loop(changed);
                break;
            }
            set_references();
        }
        return std::move(sequence_);
    }

private:
    [[nodiscard]] style::PageStyle const& style_of(base::Name name, std::uint32_t index, std::uint32_t in_group, bool recto, bool blank = false) const {
        return styled_.page_style({name, index, in_group, recto, blank});
    }

    void lay_out_runs() {
        std::vector<RunStart> starts = find_runs(context_);
        for (RunStart const& start : starts) {
            Run run;
            run.range = start.range;
            run.page_name = start.page_name;
            run.start = start.start;
            PageArea area = content_area(style_of(run.page_name, 1, 1, true));
            Length measure = narrowest(run.page_name, area.width);
            run.space = {measure, area.height, measure, grid_};
            sequence_.runs.push(std::move(run));
        }
        std::vector<base::Diagnostics> warnings(starts.size());
        memos_.resize(starts.size());
        base::parallel_for(starts.size(), context_.stage.workers, [&](std::size_t i) {
            if (context_.stage.cancelled()) return;
            Run& run = sequence_.runs[RunId(i)];
            run.store = memos_[i].lay_out(context_, run.range, run.space, warnings[i]);
        });
        for (base::Diagnostics& w : warnings) diagnostics_.merge(std::move(w));
        broken_.resize(starts.size());
        if (context_.stage.workers > 1 && !context_.stage.cancelled()) break_ahead();
    }

    /// The measure all pages of a run share. Where its kinds of pages differ in width, the narrowest holds for all.
    [[nodiscard]] Length narrowest(base::Name name, Length width) {
        Length least = width;
        for (std::uint32_t in_group : {0U, 1U}) {
            for (bool recto : {false, true}) least = std::min(least, content_area(style_of(name, in_group, in_group, recto)).width);
        }
        if (least != width) {
            diagnostics_.add_counted({.code = base::Code::css_unsupported, .severity = base::Severity::warning,
                                      .message = fmt::format("the pages called \"{}\" differ in width: the text is set to the narrowest", name.view())});
        }
        return least;
    }

    /// Pages of a run, and the looser layout they need where they needed one.
    struct Attempt {
        BrokenRun pages;
        std::shared_ptr<layout::GalleyStore> store;
    };
    struct Broken {
        std::array<std::unique_ptr<Attempt>, 2> by_parity;   // [verso first, recto first]
    };

    /// With several workers every run is broken at once for each side it may start on; with one, only as needed.
    void break_ahead() {
        base::parallel_for(sequence_.runs.size(), context_.stage.workers, [&](std::size_t i) {
            Run const& run = sequence_.runs[RunId(i)];
            if (run.start != BreakClass::forced_verso) broken_[i].by_parity[1] = std::make_unique<Attempt>(attempt(i, true));
            if (run.start != BreakClass::forced_recto && i > 0) broken_[i].by_parity[0] = std::make_unique<Attempt>(attempt(i, false));
        });
    }

    /// Breaks the run; where that leaves a widow, an orphan, a short page or a hyphen at a page's end, its paragraphs are offered
    /// with more numbers of lines.
    [[nodiscard]] Attempt attempt(std::size_t index, bool recto) {
        Run const& run = sequence_.runs[RunId(index)];
        Attempt best{break_one(run, *run.store, recto), run.store};
        for (std::uint8_t looseness = 1; looseness <= most_looseness && best.pages.demerits >= PageCosts{}.page_end_hyphen; ++looseness) {
            layout::ConstraintSpace space = run.space;
            space.looseness = looseness;
            base::Diagnostics said_before;
            auto store = memos_[index].lay_out(context_, run.range, space, said_before);
            BrokenRun pages = break_one(run, *store, recto);
            // Looser lines all over a run are worth it where they mend it, not where they fill a gap a little.
            bool mended = pages.demerits < PageCosts{}.page_end_hyphen || pages.demerits < best.pages.demerits / 10 * 7;
            if (mended && pages.demerits < best.pages.demerits) best = {std::move(pages), store};
        }
        return best;
    }

    [[nodiscard]] BrokenRun break_one(Run const& run, layout::GalleyStore const& store, bool recto) const {
        BreakRunInput input{store};
        for (int side = 0; side < 2; ++side) {
            input.heights[0][static_cast<std::size_t>(side)] = content_area(style_of(run.page_name, 1, 0, side == 1)).height;
            input.heights[1][static_cast<std::size_t>(side)] = content_area(style_of(run.page_name, 2, 1, side == 1)).height;
        }
        input.note_edges = note_area_edges(style_of(run.page_name, 2, 1, true), run.space.inline_size);
        input.grid = grid_;
        input.line = grid_ > 0 ? grid_ : context_.metrics(context_.boxes.boxes[context_.boxes.root].style).line_height;
        input.starts_recto = recto;
        return break_run(input);
    }

    void set_pages() {
        sequence_.pages.clear();
        for (std::size_t i = 0; i < sequence_.runs.size(); ++i) {
            Run& run = sequence_.runs[RunId(i)];
            bool recto = sequence_.pages.size() % 2 == 0;
            if ((run.start == BreakClass::forced_recto && !recto) || (run.start == BreakClass::forced_verso && recto)) {
                add_blank(run.page_name, recto);
                recto = !recto;
            }
            auto& broken = broken_[i].by_parity[recto ? 1 : 0];
            if (!broken) broken = std::make_unique<Attempt>(attempt(i, recto));
            run.store = broken->store;
            add_pages(RunId(i), broken->pages);
            context_.stage.report("pages", i + 1, sequence_.runs.size());
            if (sequence_.pages.size() > context_.stage.limits.pages) {
                diagnostics_.add({.code = base::Code::run_limit, .severity = base::Severity::fatal,
                                  .message = fmt::format("the document has more than {} pages", context_.stage.limits.pages)});
                sequence_.pages.resize(context_.stage.limits.pages);
                return;
            }
        }
    }

    void add_blank(base::Name name, bool recto) {
        Page page;
        page.query = {name, static_cast<std::uint32_t>(sequence_.pages.size()), 0, recto, true};
        page.style = &styled_.page_style(page.query);
        sequence_.pages.push_back(std::move(page));
    }

    void add_pages(RunId id, BrokenRun const& broken) {
        std::uint32_t in_group = 0;
        for (BrokenPage const& from : broken.pages) {
            Page page;
            page.run = id;
            page.flow = from.flow;
            page.notes = from.notes;
            page.extra = from.extra;
            page.query = {sequence_.runs[id].page_name, static_cast<std::uint32_t>(sequence_.pages.size()), in_group++,
                          sequence_.pages.size() % 2 == 0, false};
            page.style = &styled_.page_style(page.query);
            page.notes_height = from.notes.empty() ? 0 : from.notes_height + note_area_edges(*page.style, sequence_.runs[id].space.inline_size);
            sequence_.pages.push_back(std::move(page));
        }
    }

    /// Sets the changed references; runs whose heights changed are laid out and broken again.
    void set_references() {
        for (std::size_t i = 0; i < sequence_.runs.size(); ++i) {
            Run& run = sequence_.runs[RunId(i)];
            auto const& paragraphs = run.store->paragraphs;
            bool holds = std::any_of(paragraphs.begin(), paragraphs.end(), [](auto const& p) { return p.has_reference; });
            if (!holds) continue;
            base::Diagnostics again;
            memos_[i].forget();
            if (layout::update_references(context_, *run.store, run.space, again)) {
                run.store = memos_[i].lay_out(context_, run.range, run.space, again);
                broken_[i] = {};
            }
            for (auto& attempt : broken_[i].by_parity) {  // what was found with other layouts holds the old references
                if (attempt && attempt->store != run.store) attempt.reset();
            }
        }
    }

    void report_loop(std::vector<std::uint32_t> const& changed) {
        for (std::uint32_t reference : changed) {
            diagnostics_.add({.code = base::Code::page_reference_loop, .severity = base::Severity::warning,
                              .where = context_.boxes.references[reference].where,
                              .message = fmt::format("this reference still changes the pages it refers to after {} rounds: it may be off by one",
                                                     most_rounds)});
        }
    }

    layout::LayoutContext const& context_;
    style::StyledDocument const& styled_;
    CrossReferences& references_;
    base::Diagnostics& diagnostics_;
    Length grid_;
    PageSequence sequence_;
    std::vector<Broken> broken_;
    std::vector<layout::Memo> memos_;
};

}  // namespace

PageSequence make_pages(MakePagesInput const& input, base::Diagnostics& diagnostics) {
    if (!input.context.boxes.root.valid()) return {};
    return PageMaker(input, diagnostics).make();
}

}  // namespace octavo::page

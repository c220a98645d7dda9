#include "page/make_pages.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fmt/format.h>

#include "base/parallel_map.h"
#include "page/book_length.h"
#include "page/line_numbers.h"
#include "page/margin_notes.h"
#include "page/moved_floats.h"
#include "page/report.h"
#include "page/runs.h"
#include "page/settle.h"
#include "page/telling.h"

namespace octavo::page {
namespace {

using layout::BreakClass;

constexpr std::uint32_t most_rounds = 5;

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

/// -octavo-page-count of the pages, else of the root; 0: none.
std::uint32_t page_count_multiple(style::StyledDocument const& styled) {
    std::uint32_t multiple = styled.page_style({{}, 2, 2, true, false}).page_count_multiple;
    std::string root = styled.root_value("-octavo-page-count");
    std::size_t number = root.find('(') + 1;
    if (multiple == 0 && number != 0) (void)std::from_chars(root.data() + number, root.data() + root.size(), multiple);
    return multiple;
}

class PageMaker {
public:
    PageMaker(MakePagesInput const& input, base::Diagnostics& diagnostics)
        : context_(input.context), styled_(input.context.styled), references_(input.references), rule_(input.rule), diagnostics_(diagnostics),
          grid_(parse_length(styled_.root_value("-octavo-baseline-grid"))), attempts_(context_, sequence_.runs, grid_),
          length_(attempts_, context_, page_count_multiple(styled_)) {}

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
        length_.tell(sequence_, rule_, diagnostics_);
        number_lines(sequence_, context_);
        complete_subjects({sequence_, context_, rule_}, diagnostics_);
        report_pages({sequence_, context_, rule_}, diagnostics_);
        report_moved_floats({sequence_, context_, rule_}, diagnostics_);
        report_squeezed_pages();
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
            run.opens_book = sequence_.runs.size() == 0 && run.start != BreakClass::forced_verso;
            PageArea area = content_area(style_of(run.page_name, 1, 1, true));
            run.space.inline_size = run.space.note_inline_size = area.width;
            run.space.block_size = area.height;
            run.space.baseline_grid = grid_;
            sequence_.runs.push(std::move(run));
        }
        std::vector<base::Diagnostics> warnings(starts.size());
        attempts_.prepare();
        base::parallel_for(starts.size(), context_.stage.workers, [&](std::size_t i) {
            if (context_.stage.cancelled()) return;
            Run& run = sequence_.runs[RunId(i)];
            run.store = attempts_.memo(i).lay_out(context_, run.range, run.space, warnings[i]);
        });
        for (base::Diagnostics& w : warnings) diagnostics_.merge(std::move(w));
    }

    [[nodiscard]] static bool needs_blank(Run const& run, bool recto) {
        return (run.start == BreakClass::forced_recto && !recto) || (run.start == BreakClass::forced_verso && recto);
    }

    /// With several workers the runs from `first` on are broken at the same time, each for the side it seems to begin on: how many pages those
    /// before it take is told by their heights. Where a run's last page is nearly full or nearly empty nothing more is guessed.
    void break_ahead(std::size_t first, bool recto) {
        constexpr double doubtful = 0.12;
        std::vector<std::pair<std::size_t, bool>> guessed;
        for (std::size_t i = first; i < sequence_.runs.size() && guessed.size() < 8 * std::size_t{context_.stage.workers}; ++i) {
            Run const& run = sequence_.runs[RunId(i)];
            recto = recto || needs_blank(run, recto);
            if (run.start == BreakClass::forced_verso) recto = false;
            if (!attempts_.has(i, recto)) guessed.emplace_back(i, recto);
            base::LongLength height = run.store->galleys[run.store->main].height;
            for (layout::Note const& note : run.store->notes) height += note.height;
            double pages = static_cast<double>(height) / std::max<Length>(run.space.block_size, 1);
            if (attempts_.has(i, recto)) pages = attempts_.natural(i, recto).pages - 0.5;
            double rest = pages - std::floor(pages);
            if (pages > 1 && (rest < doubtful || rest > 1 - doubtful)) break;
            if (static_cast<std::uint64_t>(std::max(std::ceil(pages), 1.0)) % 2 == 1) recto = !recto;
        }
        base::parallel_for(guessed.size(), context_.stage.workers, [&](std::size_t k) {
            if (!context_.stage.cancelled()) (void)attempts_.attempt(guessed[k].first, guessed[k].second, 0);
        });
    }

    void set_pages() {
        sequence_.pages.clear();
        std::vector<std::uint32_t> ways = length_.fit(sequence_.runs);
        for (std::size_t i = 0; i < sequence_.runs.size(); ++i) {
            Run& run = sequence_.runs[RunId(i)];
            bool recto = sequence_.pages.size() % 2 == 0;
            if (needs_blank(run, recto)) {
                add_blank(run.page_name, recto);
                recto = !recto;
            }
            attempts_.begins_at(i, static_cast<std::uint32_t>(sequence_.pages.size()));
            if (context_.stage.workers > 1 && attempts_.ahead() && !attempts_.has(i, recto)) break_ahead(i, recto);
            Attempt& broken = attempts_.attempt(i, recto, ways.empty() ? 0 : ways[i]);
            run.store = broken.stores.front();
            run.more.assign(broken.stores.begin() + 1, broken.stores.end());
            add_pages(RunId(i), broken.pages);
            context_.stage.report("pages", i + 1, sequence_.runs.size());
            if (sequence_.pages.size() > context_.stage.limits.pages) {
                diagnostics_.add({.code = base::Code::run_limit, .severity = base::Severity::fatal,
                                  .message = fmt::format("the document has more than {} pages", context_.stage.limits.pages)});
                sequence_.pages.resize(context_.stage.limits.pages);
                return;
            }
        }
        if (sequence_.pages.empty()) return;
        for (std::uint32_t blank = length_.blanks_after(sequence_.pages.size()); blank > 0; --blank) {
            add_blank(sequence_.pages.back().query.name, sequence_.pages.size() % 2 == 0);
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
            page.segment = from.segment;
            page.flow = from.flow;
            page.notes = from.notes;
            page.floats = from.floats;
            page.column_floats = from.column_floats;
            page.rules = from.rules;
            page.extra = from.extra;
            page.query = {sequence_.runs[id].page_name, static_cast<std::uint32_t>(sequence_.pages.size()), in_group++,
                          sequence_.pages.size() % 2 == 0, false};
            page.style = &styled_.page_style(page.query);
            run_in(page, from.run_in, page.notes);
            for (BrokenPage::UnderColumn const& under : from.column_notes) {
                page.column_notes.push_back(under.area);
                run_in(page, under.run_in, page.column_notes.back().notes);
            }
            page.notes_height = page.notes.empty() ? 0 : from.notes_height + note_area_edges(*page.style, sequence_.runs[id].space.inline_size);
            place_margin_notes(page, sequence_.store_of(page), context_);
            sequence_.pages.push_back(std::move(page));
        }
    }

    /// Sets the notes that are run in, now that it is certain which stand on the page.
    void run_in(Page const& page, std::vector<RunInRow> const& rows, std::vector<Placement>& notes) {
        std::shared_ptr<layout::GalleyStore> const& store = sequence_.shared_store_of(page);
        std::size_t added = 0;
        for (RunInRow const& row : rows) {
            layout::GalleyId galley = layout::lay_out_run_in(context_, *store, row.parts, *store);
            layout::Paragraph const& p = store->paragraphs[store->galleys[galley].items.front().index];
            notes.insert(notes.begin() + static_cast<std::ptrdiff_t>(row.before + added++), {galley, 0, p.best, 0, row.lines, 0, row.y, false});
        }
    }

    /// Sets the changed references; runs whose heights changed, or that were set in segments, are laid out and broken again.
    void set_references() {
        auto holds = [](std::shared_ptr<layout::GalleyStore> const& store) {
            return std::any_of(store->paragraphs.begin(), store->paragraphs.end(), [](auto const& p) { return p.has_reference; });
        };
        for (std::size_t i = 0; i < sequence_.runs.size(); ++i) {
            Run& run = sequence_.runs[RunId(i)];
            if (!holds(run.store) && std::none_of(run.more.begin(), run.more.end(), holds)) continue;
            base::Diagnostics again;
            attempts_.memo(i).forget();
            bool run_in = std::any_of(run.store->notes.begin(), run.store->notes.end(), [](auto const& note) { return note.run_in != layout::no_index; });
            if (!run.more.empty() || run_in || layout::update_references(context_, *run.store, run.space, again)) {
                run.store = attempts_.memo(i).lay_out(context_, run.range, run.space, again);
                run.more.clear();
                attempts_.forget(i);
            }
            attempts_.forget_stale(i);
        }
    }

    void report_squeezed_pages() {
        std::vector<base::SourceSpan> told;
        for (std::uint32_t page = 0; page < sequence_.pages.size(); ++page) {
            base::SourceSpan where = sequence_.pages[page].style->no_room;
            if (!where.known() || std::find(told.begin(), told.end(), where) != told.end()) continue;
            told.push_back(where);
            diagnostics_.add({.code = base::Code::page_no_room, .where = where,
                              .message = page_prefix(sequence_, page) + "the page's margins and padding leave no room for text: they are set smaller"});
        }
    }

    /// Each reference of the loop, with what it shows and what its pages would have it show.
    void report_loop(std::vector<std::uint32_t> const& changed) {
        for (std::uint32_t reference : changed) {
            box::Reference const& of = context_.boxes.references[reference];
            std::string target;
            if (!of.targets.empty() && of.targets.front().valid()) {
                auto id = styled_.document().attribute(of.targets.front(), dom::names::id());
                if (id && !id->empty()) target = fmt::format(" to #{}", *id);
            }
            diagnostics_.add({.code = base::Code::page_reference_loop, .severity = base::Severity::warning, .where = of.where,
                              .message = fmt::format("a loop: this reference{} shows \"{}\", which moves what it refers to, so that \"{}\" is right; "
                                                     "{} rounds have not settled it", target, references_.text_before(reference), references_.text(reference),
                                                     most_rounds),
                              .hint = "give the reference or its target room: a fixed width, or a page break before the target",
                              .about = {of.owner.value, "content"}});
        }
    }

    layout::LayoutContext const& context_;
    style::StyledDocument const& styled_;
    CrossReferences& references_;
    RuleOf const& rule_;
    base::Diagnostics& diagnostics_;
    Length grid_;
    PageSequence sequence_;
    RunAttempts attempts_;
    BookLength length_;
};

}  // namespace

PageSequence make_pages(MakePagesInput const& input, base::Diagnostics& diagnostics) {
    if (!input.context.boxes.root.valid()) return {};
    return PageMaker(input, diagnostics).make();
}

}  // namespace octavo::page

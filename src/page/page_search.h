// The search for page breaks (break_run.h), cut by subject: break_run.cpp goes through the items and ends and opens pages,
// place_slices.cpp puts what may be cut on them with its notes, place_floats.cpp what goes to their head and foot, place_columns.cpp
// what stands in columns.
//
// `current_` holds the states before an item, `next_` those behind it, `ended_` the pages that end before or inside it.
#pragma once
#include <array>
#include <map>
#include <memory>

#include "page/break_run.h"
#include "page/columns.h"
#include "page/page_floats.h"
#include "page/run_pages.h"
#include "page/search_states.h"

namespace octavo::page {

class PageSearch {
public:
    explicit PageSearch(BreakRunInput const& input)
        : in_(input), store_(input.store), galley_(store_.galleys[store_.main]), line_(std::max(input.line, 1)),
          measures_(input.store, input.context), areas_(page_note_rules(input, measures_)) {}

    [[nodiscard]] BrokenRun run();

private:
    static constexpr std::uint32_t none = layout::no_index;

    // --- pages: break_run.cpp
    [[nodiscard]] Length bottom(State const& s) const {
        return in_.heights[s.first_page ? 0 : 1][s.recto ? 1 : 0] + s.allowance * line_;
    }
    [[nodiscard]] bool begins_run(State const& s) const { return s.first_page && !in_.continues; }
    /// Forgets the steps that no state has come by: in a paragraph of hundreds of pages they would be most.
    void collect_steps();
    std::uint32_t record(Step const& step) {
        steps_.push_back(step);
        return static_cast<std::uint32_t>(steps_.size() - 1);
    }
    void start_first_page();
    /// All states before item i are turned into states before item i + 1.
    void advance(std::uint32_t i);
    /// Opens pages after those that have ended before or inside item i, and goes on there until every rest is placed.
    void go_on(std::uint32_t i);
    /// Nothing fits: break before the item although that is forbidden, and let it stand over the edge if it must.
    void place_by_force(std::uint32_t i);
    /// What is missing at the foot of the page; above notes it shows less, since they stand at the foot all the same.
    [[nodiscard]] std::int64_t shortness(State const& s) const;
    /// The page of `s` ends here. What follows depends only on its side, the spread's allowance and what is carried over, so of
    /// all pages that end at one place the cheapest of each kind is kept.
    void end_page(State s, std::int64_t extra_cost, Length foot);
    /// What a table's foot takes at the end of a page that breaks before the item: between two rows of its body.
    [[nodiscard]] Length foot_before(std::uint32_t i) const;
    [[nodiscard]] static std::uint64_t ended_key(State const& s) {
        std::uint64_t key = static_cast<std::uint64_t>(s.cut) << 24 | static_cast<std::uint64_t>(s.candidate) << 8 |
                            static_cast<std::uint64_t>(s.recto) | static_cast<std::uint64_t>(s.allowance + 1) << 1;
        if (s.carry_note != none) key ^= (static_cast<std::uint64_t>(s.carry_note) * 131 + s.carry_line + 1 + s.carry_more * 7919ULL) << 40;
        if (s.floats_placed != 0) key ^= s.floats_placed * 0xC2B2AE3D27D4EB4FULL;
        if (s.column_floats != 0) key ^= s.column_floats * 0xA0761D6478BD642FULL;
        return key;
    }
    struct Openings {
        std::array<State, 3> states;
        std::size_t count = 0;
    };
    /// The pages that may follow an ended one, before item `i` or inside it: one for every allowance.
    [[nodiscard]] Openings open_page(State const& ended, std::uint32_t i);
    void begin_with_carried_note(State const& s, State& n);
    BrokenRun finish();

    // --- one item: break_run.cpp
    void place(State const& s, std::uint32_t i);
    void put(State s, std::uint32_t i, Length height, std::int64_t cost) {
        s.used += height;
        s.body += height;
        s.cost += cost;
        if (State* kept = next_.add(s)) kept->step = record({Step::Kind::place, 0, s.step, i, 0, 0, 1, none, 0});
    }
    void place_glue(State const& s, std::uint32_t i);
    void place_solid(State s, std::uint32_t i);
    [[nodiscard]] Length snapped(Length body) const {
        return in_.grid <= 0 ? body : (body + in_.grid - 1) / in_.grid * in_.grid;
    }

    // --- items that may be cut: place_slices.cpp
    struct Slices {
        std::uint32_t item = 0, candidate = 0, count = 0;
        Length uniform = 0;                      // height of each slice where there are no `heights`
        std::vector<Length> const* heights = nullptr;
        std::span<LineNotes const> notes;
        std::uint32_t keep_before = 1, keep_after = 1;
        std::int64_t break_cost = 0;             // for any cut
        layout::Line const* lines = nullptr;     // paragraphs: to see hyphens
        std::span<layout::SolidLines const> solid;
        Length full_width = 0;                   // paragraphs: from this width on a line looks full
    };
    [[nodiscard]] static Length height_of(Slices const& slices, std::uint32_t k) {
        return slices.heights == nullptr ? slices.uniform : (*slices.heights)[k];
    }
    void place_paragraph(State const& from, std::uint32_t i);
    /// The rest of an item, from slice `cut` on, at the head of a page.
    void place_rest(State const& s, std::uint32_t i, std::uint32_t candidate, std::uint32_t cut);
    [[nodiscard]] Slices paragraph_slices(std::uint32_t i, std::uint32_t c);
    [[nodiscard]] Slices sliced_slices(std::uint32_t i);
    /// Puts slices from `first` on: all of them when they fit, else cut at the last places where that is possible.
    void place_slices(State const& s, Slices const& slices, std::uint32_t first);
    [[nodiscard]] static bool is_solid(Slices const& slices, std::uint32_t cut) {
        return std::any_of(slices.solid.begin(), slices.solid.end(), [cut](layout::SolidLines const& s) { return s.first < cut && cut < s.end; });
    }
    /// Puts the notes of slices [first, end) into the area; by how much it grows.
    Length add_notes(Slices const& slices, std::uint32_t first, std::uint32_t end, NoteArea& area) const;
    /// Notes called where another goes on overleaf stand behind it, after the page of their call. False where they are too many.
    bool let_notes_wait(State& s, Slices const& slices, std::uint32_t first, std::uint32_t end) const;
    bool let_notes_wait(State& s, std::size_t count) const;
    [[nodiscard]] Length body_height(Slices const& slices, std::uint32_t first, std::uint32_t end) const;
    void put_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t end, Length taken, NoteArea area);
    [[nodiscard]] std::int64_t cut_cost(Slices const& slices, std::uint32_t first, std::uint32_t cut) const;
    /// Ends the page after slice cut − 1; the rest goes on on the next one.
    void cut_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t cut);
    void end_inside(State s, Slices const& slices, Step const& step);
    /// A line whose note does not fit as a whole: the line stands, and the note goes on overleaf.
    void split_note(State s, Slices const& slices, std::uint32_t first, std::uint32_t line, Length taken, NoteArea area);

    // --- page floats: place_floats.cpp
    /// How many page floats the items before `i` call.
    [[nodiscard]] std::uint32_t called_before(std::uint32_t i) const;
    /// How many, of those that are called before the page that follows an ended one.
    [[nodiscard]] std::uint32_t called_up_to(State const& ended, std::uint32_t i);
    [[nodiscard]] bool owns_page(State const& s) const;
    /// A page of nothing but floats, as many as fit; the state of a page that has ended.
    [[nodiscard]] State float_page(State s, std::uint32_t i, std::uint32_t called);
    /// What the float takes from the page, its notes included.
    [[nodiscard]] Length float_height(State const& s, std::uint32_t index, PageEdge edge);
    Length add_notes_of_float(std::uint32_t index, NoteArea& area);
    [[nodiscard]] bool float_fits(State const& s, std::uint32_t index, PageEdge edge);
    /// Where the float may stand on the page of `s`; none: it has to wait for another.
    [[nodiscard]] std::optional<PageEdge> edge_for(State const& s, layout::PageFloat const& f) const;
    /// The float is called in what the step puts on a page.
    [[nodiscard]] bool calls(Step const& step, std::uint32_t index) const;
    /// It has waited for as many pages as it asks to, on the page of `s`.
    [[nodiscard]] bool waited(State const& s, std::uint32_t index) const;
    void put_float(State& s, PageEdge edge);
    /// Floats that wait stand at the next page's head or foot, in order, while room for text is left.
    void begin_with_floats(State& n, std::uint32_t called);
    /// The float stands on this page, if none that was called before it waits and there is room; or it waits.
    void call_float(State const& s, std::uint32_t i);
    /// No float goes past the run: what waits stands on the last page, or on pages after it.
    void place_last_floats(State& s);

    // --- columns: place_columns.cpp
    ColumnFiller const& filler(std::uint32_t columns);
    struct NotesBelow {
        NoteArea area;
        Length height = 0;
        std::uint32_t split = none, line = 0, more = 0;   // see State::carry_note
        bool fit = true;
    };
    [[nodiscard]] NotesBelow column_notes(State const& s, ColumnFiller const& from, std::pair<std::uint32_t, std::uint32_t> slices, Length room);
    void put_column_floats(State& s, ColumnFiller const& from, ColumnStart const& start);
    void carry_from_columns(State& s, CarriedNotes const& carried) const;
    /// The columns from slice `cut` on: all of them, balanced, where they fit; else as much as the page takes.
    void place_columns(State s, std::uint32_t i, std::uint32_t cut);

    BreakRunInput const& in_;
    layout::GalleyStore const& store_;
    layout::Galley const& galley_;
    Length line_;
    RunMeasures measures_;
    NoteAreaRules areas_;
    bool force_ = false;
    std::map<std::uint32_t, std::unique_ptr<ColumnFiller>> fillers_;
    mutable std::uint32_t counted_items_ = 0, floats_called_ = 0;  // see called_before
    std::vector<Step> steps_;
    std::size_t collect_at_ = std::size_t{1} << 20;
    Layer current_, next_, ended_, opening_;
};

}  // namespace octavo::page

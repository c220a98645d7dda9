#include "page/break_run.h"

#include <algorithm>
#include <map>
#include <memory>

#include "page/columns.h"
#include "page/page_floats.h"
#include "page/run_pages.h"
#include "page/search_states.h"

namespace octavo::page {
namespace {

using layout::BreakClass;
using layout::GalleyItem;

constexpr std::uint32_t none = layout::no_index;
constexpr std::uint8_t last_page = 255;  // float-defer: last

class Search {
public:
    explicit Search(BreakRunInput const& input)
        : in_(input), store_(input.store), galley_(store_.galleys[store_.main]), line_(std::max(input.line, 1)),
          measures_(input.store), areas_{input.note_edges, input.note_measure, line_ / 2} {}

    BrokenRun run() {
        current_.clear();
        steps_.push_back({});
        start_first_page();
        for (std::uint32_t i = 0; i < galley_.items.size(); ++i) advance(i);
        return finish();
    }

private:
    [[nodiscard]] Length bottom(State const& s) const {
        return in_.heights[s.first_page ? 0 : 1][s.recto ? 1 : 0] + s.allowance * line_;
    }

    std::uint32_t record(Step const& step) {
        steps_.push_back(step);
        return static_cast<std::uint32_t>(steps_.size() - 1);
    }

    void start_first_page() {
        for (std::int8_t allowance : {0, -1, 1}) {
            if (in_.first_allowance ? allowance != *in_.first_allowance : allowance != 0 && !in_.may_vary) continue;
            State s;
            s.recto = in_.starts_recto;
            s.first_page = !in_.continues;
            s.allowance = allowance;
            s.cost = allowance == 0 ? 0 : in_.costs.spread_allowance;
            s.step = record({Step::Kind::new_page, allowance, 0, 0, 0, 0, 0, none, 0});
            (void)current_.add(s);
        }
    }

    /// All states before item i are turned into states before item i + 1.
    void advance(std::uint32_t i) {
        current_.prune(in_.beam);
        next_.clear();
        ended_.clear();
        GalleyItem const& item = galley_.items[i];
        if (i > 0 && item.before != BreakClass::forbidden) {
            std::int64_t cost = item.before == BreakClass::avoid ? in_.costs.avoided_break : 0;
            for (State const& s : current_.states()) {
                if (!s.top) end_page(s, cost, foot_before(i));
            }
        }
        for (State const& s : current_.states()) place(s, i);
        go_on(i);
        if (next_.empty()) place_by_force(i);
        std::swap(current_, next_);
    }

    /// Opens pages after those that have ended before or inside item i, and goes on there until every rest is placed.
    void go_on(std::uint32_t i) {
        while (!ended_.empty()) {
            std::swap(ended_, opening_);
            ended_.clear();
            for (State const& s : opening_.states()) {
                Openings openings = open_page(s, i);
                for (std::size_t k = 0; k < openings.count; ++k) {
                    if (s.cut == 0) place(openings.states[k], i);
                    else place_rest(openings.states[k], i, s.candidate, s.cut);
                }
            }
        }
    }

    /// Nothing fits: break before the item although that is forbidden, and let it stand over the edge if it must.
    void place_by_force(std::uint32_t i) {
        auto break_before = [&] {
            for (State const& s : current_.states()) {
                if (!s.top) end_page(s, in_.costs.overflow / 100, foot_before(i));
            }
            go_on(i);
        };
        break_before();
        if (!next_.empty()) return;
        force_ = true;
        break_before();
        for (State const& s : current_.states()) {
            if (s.top || next_.empty()) place(s, i);
        }
        go_on(i);
        force_ = false;
    }

    /// What is missing at the foot of the page; above notes it shows less, since they stand at the foot all the same.
    [[nodiscard]] std::int64_t shortness(State const& s) const {
        Length missing = bottom(s) - s.used;
        std::int64_t lines = missing / line_;  // less than a line is the remainder of a page that is no whole number of lines
        if (lines <= 0) return 0;
        std::int64_t line = s.notes.any ? in_.costs.short_line_above_notes : in_.costs.short_line;
        return line * lines + line / 8 * (lines - 1) * lines;
    }

    /// The page of `s` ends here. What follows depends only on its side, the spread's allowance and what is carried over, so of
    /// all pages that end at one place the cheapest of each kind is kept.
    void end_page(State s, std::int64_t extra_cost, Length foot) {
        s.cut = s.candidate = 0;
        s.used += foot;
        if (foot != 0 && s.used > bottom(s) && !force_) return;
        s.cost += extra_cost + shortness(s) + (s.full_line ? in_.costs.full_line : 0);
        (void)ended_.add(s, ended_key(s));
    }

    /// What a table's foot takes at the end of a page that breaks before the item: between two rows of its body.
    [[nodiscard]] Length foot_before(std::uint32_t i) const {
        std::uint32_t head = galley_.items[i].repeat_head;
        return head != none && i > 0 && galley_.items[i - 1].repeat_head == head ? store_.heads[head].foot_height : 0;
    }

    [[nodiscard]] static std::uint64_t ended_key(State const& s) {
        std::uint64_t key = static_cast<std::uint64_t>(s.cut) << 24 | static_cast<std::uint64_t>(s.candidate) << 8 |
                            static_cast<std::uint64_t>(s.recto) | static_cast<std::uint64_t>(s.allowance + 1) << 1;
        if (s.carry_note != none) key ^= (static_cast<std::uint64_t>(s.carry_note) * 131 + s.carry_line + 1) << 40;
        if (s.floats_placed != 0) key ^= s.floats_placed * 0xC2B2AE3D27D4EB4FULL;
        return key;
    }

    struct Openings {
        std::array<State, 3> states;
        std::size_t count = 0;
    };

    /// The pages that may follow an ended one, before item `i` or inside it: one for every allowance.
    [[nodiscard]] Openings open_page(State const& ended, std::uint32_t i) {
        Openings openings;
        State s = ended;
        std::uint32_t called = called_before(i);
        while (s.floats_placed < called && owns_page(s)) s = float_page(s, i, called);
        bool next_recto = !s.recto;
        for (std::int8_t allowance : {0, -1, 1}) {
            if (next_recto && allowance != s.allowance) continue;  // the right page runs as long as the left one
            if (allowance != 0 && !in_.may_vary) continue;
            State n;
            n.recto = next_recto;
            n.allowance = allowance;
            n.first_page = false;
            n.cost = s.cost + (allowance != 0 && !next_recto ? in_.costs.spread_allowance : 0);
            n.step = record({Step::Kind::new_page, allowance, s.step, i, 0, 0, 0, none, 0});
            n.floats_placed = s.floats_placed;
            if (s.carry_note != none) begin_with_carried_note(s, n);
            if (n.floats_placed < called) begin_with_floats(n, called);
            std::uint32_t head = i < galley_.items.size() ? galley_.items[i].repeat_head : none;
            if (head != none) {
                n.used += store_.heads[head].height;
                n.body += store_.heads[head].height;
            }
            openings.states[openings.count++] = n;
        }
        return openings;
    }

    // --- page floats

    /// How many page floats the items before `i` call.
    [[nodiscard]] std::uint32_t called_before(std::uint32_t i) const {
        if (store_.page_floats.empty()) return 0;
        auto calls = [&](GalleyItem const& item) { return item.kind == GalleyItem::Kind::page_float; };
        while (counted_items_ < i) {
            floats_called_ += calls(galley_.items[counted_items_++]);
        }
        while (counted_items_ > i) {
            floats_called_ -= calls(galley_.items[--counted_items_]);
        }
        return floats_called_;
    }

    [[nodiscard]] bool owns_page(State const& s) const {
        layout::PageFloat const& f = store_.page_floats[s.floats_placed];
        return f.defer != last_page && wants_own_page(f, in_.heights[1][s.recto ? 0 : 1]);
    }

    /// A page of nothing but floats, as many as fit; the state of a page that has ended.
    [[nodiscard]] State float_page(State s, std::uint32_t i, std::uint32_t called) {
        s.recto = !s.recto;
        if (!s.recto) s.allowance = 0;
        s.first_page = false;
        s.step = record({Step::Kind::new_page, s.allowance, s.step, i, 0, 0, 0, none, 0});
        State page = s;
        page.used = page.body = 0;
        page.notes = {};
        page.carry_note = none;
        std::uint32_t first = s.floats_placed;
        while (page.floats_placed < called && (page.floats_placed == first || float_fits(page, page.floats_placed, PageEdge::head))) {
            put_float(page, PageEdge::head);
        }
        s.floats_placed = page.floats_placed;
        s.step = page.step;
        s.cost = page.cost + in_.costs.deferred_float;
        return s;
    }

    /// What the float takes from the page, its notes included.
    [[nodiscard]] Length float_height(State const& s, std::uint32_t index, PageEdge edge) {
        NoteArea area = s.notes;
        return float_area(store_.page_floats[index], edge, {line_, in_.grid}) + add_notes_of_float(index, area);
    }
    Length add_notes_of_float(std::uint32_t index, NoteArea& area) {
        Length height = 0;
        for (LineNotes const& n : measures_.notes_of_float(index)) height += area.add(store_.notes[n.note], areas_);
        return height;
    }
    [[nodiscard]] bool float_fits(State const& s, std::uint32_t index, PageEdge edge) {
        return s.used + float_height(s, index, edge) <= bottom(s);
    }

    void put_float(State& s, PageEdge edge) {
        std::uint32_t index = s.floats_placed++;
        s.used += float_height(s, index, edge);
        (void)add_notes_of_float(index, s.notes);
        s.step = record({edge == PageEdge::head ? Step::Kind::float_head : Step::Kind::float_foot, 0, s.step, index, 0, 0, 0, none, 0});
    }

    /// Floats that wait stand at the next page's head or foot, in order, while room for text is left.
    void begin_with_floats(State& n, std::uint32_t called) {
        while (n.floats_placed < called) {
            layout::PageFloat const& f = store_.page_floats[n.floats_placed];
            PageEdge edge = f.to == css::Float::bottom ? PageEdge::foot : PageEdge::head;
            bool own = f.defer == last_page || wants_own_page(f, in_.heights[1][n.recto ? 1 : 0]);
            if (own || n.used + float_height(n, n.floats_placed, edge) > bottom(n) / 4 * 3) break;
            put_float(n, edge);
        }
        n.cost += in_.costs.deferred_float * (called - n.floats_placed);
    }

    /// The float stands on this page, if none that was called before it waits and there is room; or it waits.
    void call_float(State const& s, std::uint32_t i) {
        std::uint32_t index = galley_.items[i].index;
        layout::PageFloat const& f = store_.page_floats[index];
        PageEdge edge = f.to == css::Float::bottom                                          ? PageEdge::foot
                        : f.to == css::Float::snap_block && s.body > bottom(s) / 2 ? PageEdge::foot
                                                                                            : PageEdge::head;
        if (s.floats_placed == index && f.defer == 0 && f.to != css::Float::page && float_fits(s, index, edge)) {
            State here = s;
            put_float(here, edge);
            put(here, i, 0, 0);
        }
        put(s, i, 0, in_.costs.deferred_float);
    }

    void begin_with_carried_note(State const& s, State& n) {
        Length rest = measures_.note_height(s.carry_note, s.carry_line);
        Length room = bottom(n) * 3 / 4 - in_.note_edges;
        n.notes.enter(store_.notes[s.carry_note]);
        if (rest <= room) {
            n.used += in_.note_edges + rest;
            return;
        }
        std::uint32_t line = measures_.lines_that_fit(s.carry_note, s.carry_line, room);
        n.carry_note = s.carry_note;
        n.carry_line = std::max(line, s.carry_line + 1);
        n.used += in_.note_edges + measures_.note_height(s.carry_note, s.carry_line) - measures_.note_height(s.carry_note, n.carry_line);
    }

    // --- placing one item

    void place(State const& s, std::uint32_t i) {
        GalleyItem const& item = galley_.items[i];
        switch (item.kind) {
            case GalleyItem::Kind::event: put(s, i, 0, 0); break;
            case GalleyItem::Kind::glue: place_glue(s, i); break;
            case GalleyItem::Kind::atomic:
            case GalleyItem::Kind::edge_open:
            case GalleyItem::Kind::edge_close: place_solid(s, i); break;
            case GalleyItem::Kind::paragraph: place_paragraph(s, i); break;
            case GalleyItem::Kind::sliced: place_sliced(s, i); break;
            case GalleyItem::Kind::page_float: call_float(s, i); break;
            case GalleyItem::Kind::columns: place_columns(s, i, 0); break;
        }
    }

    void put(State s, std::uint32_t i, Length height, std::int64_t cost) {
        s.used += height;
        s.body += height;
        s.cost += cost;
        if (State* kept = next_.add(s)) kept->step = record({Step::Kind::place, 0, s.step, i, 0, 0, 1, none, 0});
    }

    void place_glue(State const& s, std::uint32_t i) {
        Length height = galley_.items[i].height;
        if (s.top && !s.first_page) height = 0;  // CSS Break 3 §5.2: margins at an unforced break are truncated
        put(s, i, height, 0);
    }

    void place_solid(State s, std::uint32_t i) {
        GalleyItem const& item = galley_.items[i];
        Length over = s.used + item.height - bottom(s);
        bool edge = item.kind != GalleyItem::Kind::atomic;
        if (over > 0 && !force_ && !(edge && over <= line_ / 2)) return;
        s.top = s.full_line = false;
        put(s, i, item.height, over > 0 && force_ ? in_.costs.overflow : 0);
    }

    [[nodiscard]] Length snapped(Length body) const {
        return in_.grid <= 0 ? body : (body + in_.grid - 1) / in_.grid * in_.grid;
    }

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

    void place_paragraph(State const& from, std::uint32_t i) {
        GalleyItem const& item = galley_.items[i];
        layout::Paragraph const& p = store_.paragraphs[item.index];
        State s = from;
        if (item.snap) {
            Length up = snapped(s.body) - s.body;
            s.body += up;
            s.used += up;
        }
        if (p.candidate_count == 0) {
            put(s, i, 0, 0);
            return;
        }
        layout::Candidate const& best = store_.candidates[p.first_candidate + p.best];
        for (std::uint32_t c = 0; c < p.candidate_count; ++c) {
            layout::Candidate const& candidate = store_.candidates[p.first_candidate + c];
            State t = s;
            t.cost += candidate.demerits - best.demerits + (c == p.best ? 0 : in_.costs.altered_paragraph);
            if (candidate.runt && !best.runt) t.cost += in_.costs.runt;
            place_slices(t, paragraph_slices(i, c), 0);
        }
    }

    /// The rest of an item, from slice `cut` on, at the head of a page.
    void place_rest(State const& s, std::uint32_t i, std::uint32_t candidate, std::uint32_t cut) {
        if (galley_.items[i].kind == GalleyItem::Kind::columns) {
            place_columns(s, i, cut);
            return;
        }
        bool paragraph = galley_.items[i].kind == GalleyItem::Kind::paragraph;
        place_slices(s, paragraph ? paragraph_slices(i, candidate) : sliced_slices(i), cut);
    }

    [[nodiscard]] Slices paragraph_slices(std::uint32_t i, std::uint32_t c) {
        GalleyItem const& item = galley_.items[i];
        layout::Paragraph const& p = store_.paragraphs[item.index];
        layout::Candidate const& candidate = store_.candidates[p.first_candidate + c];
        Slices slices;
        slices.item = i;
        slices.candidate = c;
        slices.count = candidate.count;
        slices.uniform = p.uniform ? p.line_height : 0;
        slices.heights = p.uniform ? nullptr : &measures_.line_heights(i, c);
        slices.notes = measures_.notes_of(i, c);
        slices.keep_before = item.orphans;
        slices.keep_after = item.widows;
        bool together = item.keep_together || std::any_of(slices.notes.begin(), slices.notes.end(), [this](LineNotes const& n) {
            return store_.notes[n.note].keep_block;  // footnote-policy: block
        });
        slices.break_cost = together ? in_.costs.avoided_break : 0;
        slices.lines = store_.lines.data() + candidate.first_line;
        slices.solid = store_.solid_of(p);
        slices.full_width = p.measure - p.first_indent - 4 * base::point;
        return slices;
    }

    [[nodiscard]] Slices sliced_slices(std::uint32_t i) {
        GalleyItem const& item = galley_.items[i];
        layout::Sliced const& sliced = store_.sliced[item.index];
        Slices slices;
        slices.item = i;
        slices.count = static_cast<std::uint32_t>(sliced.cuts.size());
        slices.heights = &sliced.cuts;
        slices.break_cost = item.keep_together ? in_.costs.avoided_break : in_.costs.short_line / 2;
        slices.notes = measures_.notes_of_cells(i);
        return slices;
    }

    void place_sliced(State const& s, std::uint32_t i) { place_slices(s, sliced_slices(i), 0); }

    /// Puts slices from `first` on: all of them when they fit, else cut at the last places where that is possible.
    void place_slices(State const& s, Slices const& slices, std::uint32_t first) {
        Length room = bottom(s) - s.used, taken = 0;
        std::uint32_t fit = first;
        NoteArea area = s.notes;
        std::size_t note = 0;
        while (note < slices.notes.size() && slices.notes[note].line < first) ++note;
        while (fit < slices.count) {
            Length height = height_of(slices, fit);
            NoteArea with = area;
            for (std::size_t k = note; k < slices.notes.size() && slices.notes[k].line == fit; ++k) {
                height += with.add(store_.notes[slices.notes[k].note], areas_);
            }
            if (taken + height > room) break;
            taken += height;
            area = with;
            while (note < slices.notes.size() && slices.notes[note].line == fit) ++note;
            ++fit;
        }
        if (fit == slices.count) {
            put_slices(s, slices, first, fit, taken, area);
            return;
        }
        split_note(s, slices, first, fit, taken, area);
        std::uint32_t tries = 3;
        for (std::uint32_t cut = fit; cut > first && tries > 0; --cut) {
            if (is_solid(slices, cut)) continue;
            cut_slices(s, slices, first, cut);
            --tries;
        }
        if (tries == 3 && fit > first && s.top) cut_slices(s, slices, first, fit);
        if (fit == first && (force_ || (s.top && first > 0))) {  // not even one slice fits on a page of its own
            State t = s;
            t.cost += in_.costs.overflow;
            if (first + 1 == slices.count) put_slices(t, slices, first, first + 1, height_of(slices, first), area);
            else cut_slices(t, slices, first, first + 1);
        }
    }

    [[nodiscard]] static bool is_solid(Slices const& slices, std::uint32_t cut) {
        return std::any_of(slices.solid.begin(), slices.solid.end(), [cut](layout::SolidLines const& s) { return s.first < cut && cut < s.end; });
    }

    /// Puts the notes of slices [first, end) into the area; by how much it grows.
    Length add_notes(Slices const& slices, std::uint32_t first, std::uint32_t end, NoteArea& area) const {
        Length height = 0;
        for (LineNotes const& n : slices.notes) {
            if (n.line >= first && n.line < end) height += area.add(store_.notes[n.note], areas_);
        }
        return height;
    }

    [[nodiscard]] Length body_height(Slices const& slices, std::uint32_t first, std::uint32_t end) const {
        if (slices.heights == nullptr) return slices.uniform * static_cast<Length>(end - first);
        Length height = 0;
        for (std::uint32_t k = first; k < end; ++k) height += (*slices.heights)[k];
        return height;
    }

    void put_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t end, Length taken, NoteArea area) {
        s.used += taken;
        s.body += body_height(slices, first, end);
        s.notes = area;
        s.top = false;
        s.full_line = slices.lines != nullptr && slices.count == 1 && slices.lines[0].natural >= slices.full_width;
        if (State* kept = next_.add(s)) kept->step = record({Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, end, none, 0});
    }

    [[nodiscard]] std::int64_t cut_cost(Slices const& slices, std::uint32_t first, std::uint32_t cut) const {
        std::int64_t cost = slices.break_cost;
        if (is_solid(slices, cut)) cost += in_.costs.cut_float;
        if (first == 0 && cut < slices.keep_before) cost += in_.costs.widow * (slices.keep_before - cut);
        std::uint32_t rest = slices.count - cut;
        if (rest < slices.keep_after) cost += in_.costs.widow * (slices.keep_after - rest);
        if (slices.lines != nullptr && slices.lines[cut - 1].hyphen == 1) cost += in_.costs.page_end_hyphen;
        return cost;
    }

    /// Ends the page after slice cut − 1; the rest goes on on the next one.
    void cut_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t cut) {
        Length body = body_height(slices, first, cut);
        s.used += body + add_notes(slices, first, cut, s.notes);
        std::uint32_t head = galley_.items[slices.item].repeat_head;
        if (head != none && store_.heads[head].foot_height != 0) {
            s.used += store_.heads[head].foot_height;
            if (s.used > bottom(s) && !force_ && cut > first + 1) return;   // a shorter part is tried next
        }
        s.body += body;
        s.top = false;
        end_inside(s, slices, {Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, cut, none, 0});
    }

    void end_inside(State s, Slices const& slices, Step const& step) {
        s.candidate = slices.candidate;
        s.cut = step.end_slice;
        s.cost += cut_cost(slices, step.first_slice, step.end_slice) + shortness(s);
        std::uint64_t key = ended_key(s);
        if (State* kept = ended_.add(s, key)) kept->step = record(step);
    }

    /// A line whose note does not fit as a whole: the line stands, and the note goes on overleaf.
    void split_note(State s, Slices const& slices, std::uint32_t first, std::uint32_t line, Length taken, NoteArea area) {
        std::uint32_t note = none;
        Length before = 0;
        for (LineNotes const& n : slices.notes) {
            if (n.line != line) continue;
            if (note != none) before += area.add(store_.notes[note], areas_);
            note = n.note;
        }
        if (note == none || s.carry_note != none || (store_.notes[note].keep_whole && !force_)) return;
        Length lead = area.lead(store_.notes[note], areas_);
        Length room = bottom(s) - s.used - taken - height_of(slices, line) - before - lead;
        std::uint32_t lines = measures_.lines_that_fit(note, 0, room);
        auto all = static_cast<std::uint32_t>(measures_.note_slices(note).size());
        if (lines >= all && all > 0) lines = all - 1;  // what is joined to a line of others fits there or not at all
        if (lines + 1 == all && lines > 2) --lines;    // two lines go over rather than one
        if (lines < 2 && !(force_ && lines == 1)) return;
        Length body = body_height(slices, first, line + 1);
        area.enter(store_.notes[note]);
        s.used = bottom(s);
        s.body += body;
        s.notes = area;
        s.top = false;
        s.carry_note = note;
        s.carry_line = lines;
        s.cost += in_.costs.split_note;
        Step step{Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, line + 1, note, lines};
        if (line + 1 < slices.count) {
            end_inside(s, slices, step);
        } else if (State* kept = next_.add(s)) {
            kept->step = record(step);
        }
    }

    // --- columns

    ColumnFiller const& filler(std::uint32_t columns) {
        auto& made = fillers_[columns];
        if (!made) made = std::make_unique<ColumnFiller>(store_, columns, measures_, ColumnFiller::Lines{line_, in_.grid, in_.note_edges});
        return *made;
    }

    /// The columns from slice `cut` on: all of them, balanced, where they fit; else as much as the page takes.
    void place_columns(State s, std::uint32_t i, std::uint32_t cut) {
        std::uint32_t columns = galley_.items[i].index;
        ColumnFiller const& from = filler(columns);
        Length up = snapped(s.body) - s.body;
        s.body += up;
        s.used += up;
        ColumnFill fill = from.fill(cut, bottom(s) - s.used, s.notes.any);
        auto count = static_cast<std::uint32_t>(from.slices().size());
        NoteArea area = s.notes;
        Length notes = 0;
        for (LineNotes const& n : from.notes()) {
            if (n.line >= cut && n.line < fill.end(cut)) notes += area.add(store_.notes[n.note], areas_);
        }
        bool over = s.used + fill.height + notes > bottom(s);
        if (fill.end(cut) == cut || (over && !force_ && !s.top)) return;
        Step step{Step::Kind::place, 0, s.step, i, 0, cut, fill.end(cut), none, static_cast<std::uint32_t>(std::max(fill.height, 1))};
        s.used += fill.height + notes;
        s.body += fill.height;
        s.notes = area;
        s.top = s.full_line = false;
        s.cost += fill.cost * in_.costs.column_end / 10 + (over ? in_.costs.overflow : 0);
        if (step.end_slice == count) {
            if (State* kept = next_.add(s)) kept->step = record(step);
            return;
        }
        s.candidate = 0;
        s.cut = step.end_slice;
        if (State* kept = ended_.add(s, ended_key(s))) kept->step = record(step);
    }

    // --- the end

    /// No float goes past the run: what waits stands on the last page, or on pages after it.
    void place_last_floats(State& s) {
        auto count = static_cast<std::uint32_t>(store_.page_floats.size());
        if (s.floats_placed == count) return;
        Length text = s.used;
        while (s.floats_placed < count && store_.page_floats[s.floats_placed].to != css::Float::page) {
            PageEdge edge = store_.page_floats[s.floats_placed].to == css::Float::bottom ? PageEdge::foot : PageEdge::head;
            if (!float_fits(s, s.floats_placed, edge)) break;
            put_float(s, edge);
        }
        auto items = static_cast<std::uint32_t>(galley_.items.size());
        while (s.floats_placed < count) s = float_page(s, items, count);
        s.used = text;
    }

    BrokenRun finish() {
        State const* best = nullptr;
        std::int64_t best_cost = 0;
        std::vector<State> ends = current_.states();
        for (State& s : ends) place_last_floats(s);
        for (State const& s : ends) {
            std::int64_t lines = (s.used + line_ / 2) / line_;
            std::int64_t cost = s.cost;
            if (!s.first_page && lines < in_.costs.last_page_lines) cost += in_.costs.last_page_line * (in_.costs.last_page_lines - lines);
            if (s.carry_note != none) cost += in_.costs.overflow / 10;
            if (best == nullptr || cost < best_cost) {
                best = &s;
                best_cost = cost;
            }
        }
        BrokenRun run;
        if (best == nullptr) return run;
        run.demerits = best_cost;
        std::vector<Step> path;
        for (std::uint32_t step = best->step; step != none && step != 0; step = steps_[step].previous) path.push_back(steps_[step]);
        std::reverse(path.begin(), path.end());
        run.pages = build_pages(in_, measures_, path);
        return run;
    }

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
    Layer current_, next_, ended_, opening_;
};

}  // namespace

BrokenRun break_run(BreakRunInput const& input) { return Search(input).run(); }

}  // namespace octavo::page

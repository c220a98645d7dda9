#include "page/break_run.h"

#include <algorithm>
#include <unordered_map>

namespace octavo::page {
namespace {

using layout::BreakClass;
using layout::GalleyItem;

constexpr std::uint32_t none = layout::no_index;

/// One decision on the way to a state; followed backwards at the end.
struct Step {
    enum class Kind : std::uint8_t { start, place, new_page } kind = Kind::start;
    std::int8_t allowance = 0;       // new_page: of the page that begins
    std::uint32_t previous = none;
    std::uint32_t item = 0;
    std::uint32_t candidate = 0;
    std::uint32_t first_slice = 0, end_slice = 0;
    std::uint32_t split_note = none; // place: this note stands on the page only up to split_line
    std::uint32_t split_line = 0;
};

struct State {
    std::int64_t cost = 0;
    std::uint32_t step = none;
    Length used = 0;                 // height of body and notes on the page so far
    Length body = 0;                 // of the body alone: the grid is counted from the page's top
    std::uint32_t carry_note = none; // a note split on the page before, and the line it goes on with
    std::uint32_t carry_line = 0;
    std::int8_t allowance = 0;       // lines by which this spread is longer
    bool recto = true;
    bool first_page = true;
    bool has_notes = false;
    bool top = true;                 // nothing but dropped glue stands on the page
    bool full_line = false;          // the last thing placed is a paragraph of one line that fills it
    std::uint32_t candidate = 0, cut = 0;  // of a page just ended inside an item: where its rest goes on
};

std::uint64_t key_of(State const& s) {
    std::uint64_t key = static_cast<std::uint32_t>(s.used);
    key = key << 32 ^ (static_cast<std::uint64_t>(static_cast<std::uint32_t>(s.body)) << 6);
    key ^= static_cast<std::uint64_t>(s.recto) | static_cast<std::uint64_t>(s.first_page) << 1 |
           static_cast<std::uint64_t>(s.has_notes) << 2 | static_cast<std::uint64_t>(s.allowance + 1) << 3 |
           static_cast<std::uint64_t>(s.top) << 5;
    if (s.carry_note != none) key ^= (static_cast<std::uint64_t>(s.carry_note) * 131 + s.carry_line + 1) * 0x9E3779B97F4A7C15ULL;
    return key;
}

/// The states before one item; one per key, the cheapest.
class Layer {
public:
    void clear() {
        states_.clear();
        keys_.clear();
        ++generation_;
    }
    /// Where the state belongs when it is new or cheaper than the one with its key; null when it is not wanted. The caller
    /// fills in the step then, so that steps are kept only of states that count.
    [[nodiscard]] State* add(State const& state, std::uint64_t key) {
        std::size_t slot = (key * 0x9E3779B97F4A7C15ULL) >> shift_;
        while (table_[slot].generation == generation_) {
            if (table_[slot].key == key) {
                State& known = states_[table_[slot].index];
                if (state.cost >= known.cost) return nullptr;
                known = state;
                return &known;
            }
            slot = (slot + 1) & (table_.size() - 1);
        }
        if ((states_.size() + 1) * 2 > table_.size()) {
            grow();
            return add(state, key);
        }
        table_[slot] = {key, generation_, static_cast<std::uint32_t>(states_.size())};
        states_.push_back(state);
        keys_.push_back(key);
        return &states_.back();
    }
    [[nodiscard]] State* add(State const& state) { return add(state, key_of(state)); }
    /// Keeps the cheapest `most` states, in an order that depends on their values only.
    void prune(std::size_t most) {
        if (states_.size() <= most) return;
        std::stable_sort(states_.begin(), states_.end(), [](State const& a, State const& b) { return a.cost < b.cost; });
        states_.resize(most);
        keys_.clear();  // a pruned layer is only read
    }
    [[nodiscard]] std::vector<State> const& states() const { return states_; }
    [[nodiscard]] bool empty() const { return states_.empty(); }

private:
    struct Slot {
        std::uint64_t key = 0;
        std::uint32_t generation = 0;
        std::uint32_t index = 0;
    };
    void grow() {
        table_.assign(table_.size() * 2, {});
        --shift_;
        generation_ = 1;
        for (std::uint32_t i = 0; i < states_.size(); ++i) {
            std::size_t slot = (keys_[i] * 0x9E3779B97F4A7C15ULL) >> shift_;
            while (table_[slot].generation == generation_) slot = (slot + 1) & (table_.size() - 1);
            table_[slot] = {keys_[i], generation_, i};
        }
    }
    std::vector<State> states_;
    std::vector<std::uint64_t> keys_;
    std::vector<Slot> table_ = std::vector<Slot>(2048);
    std::uint32_t generation_ = 1;
    unsigned shift_ = 64 - 11;
};

/// Notes called in each line of a paragraph's candidate.
struct LineNotes {
    std::uint32_t line = 0;
    std::uint32_t note = 0;
};

class Search {
public:
    explicit Search(BreakRunInput const& input)
        : in_(input), store_(input.store), galley_(store_.galleys[store_.main]), line_(std::max(input.line, 1)) {}

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
            if (allowance != 0 && !in_.may_vary) continue;
            State s;
            s.recto = in_.starts_recto;
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
                if (!s.top) end_page(s, cost);
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
                if (!s.top) end_page(s, in_.costs.overflow / 100);
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

    [[nodiscard]] std::int64_t shortness(Length missing) const {
        std::int64_t lines = missing / line_;  // less than a line is the remainder of a page that is no whole number of lines
        if (lines <= 0) return 0;
        return in_.costs.short_line * lines + in_.costs.short_line / 8 * (lines - 1) * lines;
    }

    /// The page of `s` ends here. What follows depends only on its side, the spread's allowance and what is carried over, so of
    /// all pages that end at one place the cheapest of each kind is kept.
    void end_page(State s, std::int64_t extra_cost) {
        s.cut = s.candidate = 0;
        s.cost += extra_cost + shortness(bottom(s) - s.used) + (s.full_line ? in_.costs.full_line : 0);
        (void)ended_.add(s, ended_key(s));
    }

    [[nodiscard]] static std::uint64_t ended_key(State const& s) {
        std::uint64_t key = static_cast<std::uint64_t>(s.cut) << 24 | static_cast<std::uint64_t>(s.candidate) << 8 |
                            static_cast<std::uint64_t>(s.recto) | static_cast<std::uint64_t>(s.allowance + 1) << 1;
        if (s.carry_note != none) key ^= (static_cast<std::uint64_t>(s.carry_note) * 131 + s.carry_line + 1) << 40;
        return key;
    }

    struct Openings {
        std::array<State, 3> states;
        std::size_t count = 0;
    };

    /// The pages that may follow an ended one, before item `i` or inside it: one for every allowance.
    [[nodiscard]] Openings open_page(State const& s, std::uint32_t i) {
        Openings openings;
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
            if (s.carry_note != none) begin_with_carried_note(s, n);
            std::uint32_t head = i < galley_.items.size() ? galley_.items[i].repeat_head : none;
            if (head != none) {
                n.used += store_.heads[head].height;
                n.body += store_.heads[head].height;
            }
            openings.states[openings.count++] = n;
        }
        return openings;
    }

    void begin_with_carried_note(State const& s, State& n) {
        Length rest = note_height(s.carry_note, s.carry_line);
        Length room = bottom(n) * 3 / 4 - in_.note_edges;
        n.has_notes = true;
        if (rest <= room) {
            n.used += in_.note_edges + rest;
            return;
        }
        std::uint32_t line = lines_that_fit(s.carry_note, s.carry_line, room);
        n.carry_note = s.carry_note;
        n.carry_line = std::max(line, s.carry_line + 1);
        n.used += in_.note_edges + note_height(s.carry_note, s.carry_line) - note_height(s.carry_note, n.carry_line);
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
        Length uniform = 0;                      // height of each slice; 0: ask heights
        std::vector<Length> const* heights = nullptr;
        std::span<LineNotes const> notes;
        std::uint32_t keep_before = 1, keep_after = 1;
        std::int64_t break_cost = 0;             // for any cut
        layout::Line const* lines = nullptr;     // paragraphs: to see hyphens
        Length full_width = 0;                   // paragraphs: from this width on a line looks full
    };

    [[nodiscard]] static Length height_of(Slices const& slices, std::uint32_t k) {
        return slices.uniform != 0 ? slices.uniform : (*slices.heights)[k];
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
        std::int64_t best = store_.candidates[p.first_candidate + p.best].demerits;
        for (std::uint32_t c = 0; c < p.candidate_count; ++c) {
            State t = s;
            std::int64_t worse = std::min(store_.candidates[p.first_candidate + c].demerits - best, in_.costs.most_demerits);
            t.cost += worse * in_.costs.paragraph_demerit + (c == p.best ? 0 : in_.costs.altered_paragraph);
            place_slices(t, paragraph_slices(i, c), 0);
        }
    }

    /// The rest of an item, from slice `cut` on, at the head of a page.
    void place_rest(State const& s, std::uint32_t i, std::uint32_t candidate, std::uint32_t cut) {
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
        slices.heights = p.uniform ? nullptr : &line_heights(i, c);
        slices.notes = notes_of(i, c);
        slices.keep_before = item.orphans;
        slices.keep_after = item.widows;
        slices.break_cost = item.keep_together ? in_.costs.avoided_break : 0;
        slices.lines = store_.lines.data() + candidate.first_line;
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
        slices.notes = notes_of_cells(i);
        return slices;
    }

    void place_sliced(State const& s, std::uint32_t i) { place_slices(s, sliced_slices(i), 0); }

    /// Puts slices from `first` on: all of them when they fit, else cut at the last places where that is possible.
    void place_slices(State const& s, Slices const& slices, std::uint32_t first) {
        Length room = bottom(s) - s.used, taken = 0;
        std::uint32_t fit = first;
        bool has_notes = s.has_notes;
        std::size_t note = 0;
        while (note < slices.notes.size() && slices.notes[note].line < first) ++note;
        while (fit < slices.count) {
            Length height = height_of(slices, fit);
            bool notes_here = has_notes;
            for (std::size_t k = note; k < slices.notes.size() && slices.notes[k].line == fit; ++k) {
                height += store_.notes[slices.notes[k].note].height + (notes_here ? 0 : in_.note_edges);
                notes_here = true;
            }
            if (taken + height > room) break;
            taken += height;
            has_notes = notes_here;
            while (note < slices.notes.size() && slices.notes[note].line == fit) ++note;
            ++fit;
        }
        if (fit == slices.count) {
            put_slices(s, slices, first, fit, taken, has_notes);
            return;
        }
        split_note(s, slices, first, fit, taken, has_notes);
        std::uint32_t tries = 3;
        for (std::uint32_t cut = fit; cut > first && tries > 0; --cut, --tries) cut_slices(s, slices, first, cut);
        if (fit == first && (force_ || (s.top && first > 0))) {  // not even one slice fits on a page of its own
            State t = s;
            t.cost += in_.costs.overflow;
            if (first + 1 == slices.count) put_slices(t, slices, first, first + 1, height_of(slices, first), has_notes);
            else cut_slices(t, slices, first, first + 1);
        }
    }

    [[nodiscard]] Length notes_height(Slices const& slices, std::uint32_t first, std::uint32_t end, bool has_notes) const {
        Length height = 0;
        for (LineNotes const& n : slices.notes) {
            if (n.line < first || n.line >= end) continue;
            height += store_.notes[n.note].height + (has_notes ? 0 : in_.note_edges);
            has_notes = true;
        }
        return height;
    }

    [[nodiscard]] Length body_height(Slices const& slices, std::uint32_t first, std::uint32_t end) const {
        if (slices.uniform != 0) return slices.uniform * static_cast<Length>(end - first);
        Length height = 0;
        for (std::uint32_t k = first; k < end; ++k) height += (*slices.heights)[k];
        return height;
    }

    void put_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t end, Length taken, bool has_notes) {
        s.used += taken;
        s.body += body_height(slices, first, end);
        s.has_notes = has_notes;
        s.top = false;
        s.full_line = slices.lines != nullptr && slices.count == 1 && slices.lines[0].natural >= slices.full_width;
        if (State* kept = next_.add(s)) kept->step = record({Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, end, none, 0});
    }

    [[nodiscard]] std::int64_t cut_cost(Slices const& slices, std::uint32_t first, std::uint32_t cut) const {
        std::int64_t cost = slices.break_cost;
        if (first == 0 && cut < slices.keep_before) cost += in_.costs.widow * (slices.keep_before - cut);
        std::uint32_t rest = slices.count - cut;
        if (rest < slices.keep_after) cost += in_.costs.widow * (slices.keep_after - rest);
        if (slices.lines != nullptr && slices.lines[cut - 1].hyphen == 1) cost += in_.costs.page_end_hyphen;
        return cost;
    }

    /// Ends the page after slice cut − 1; the rest goes on on the next one.
    void cut_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t cut) {
        Length body = body_height(slices, first, cut);
        s.used += body + notes_height(slices, first, cut, s.has_notes);
        s.body += body;
        s.top = false;
        end_inside(s, slices, {Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, cut, none, 0});
    }

    void end_inside(State s, Slices const& slices, Step const& step) {
        s.candidate = slices.candidate;
        s.cut = step.end_slice;
        s.cost += cut_cost(slices, step.first_slice, step.end_slice) + shortness(bottom(s) - s.used);
        std::uint64_t key = ended_key(s);
        if (State* kept = ended_.add(s, key)) kept->step = record(step);
    }

    /// A line whose note does not fit as a whole: the line stands, and the note goes on overleaf.
    void split_note(State s, Slices const& slices, std::uint32_t first, std::uint32_t line, Length taken, bool has_notes) {
        std::uint32_t note = none;
        Length before = 0;
        bool edges = has_notes;
        for (LineNotes const& n : slices.notes) {
            if (n.line != line) continue;
            if (note != none) before += store_.notes[note].height;
            note = n.note;
        }
        if (note == none || s.carry_note != none) return;
        Length edge = edges ? 0 : in_.note_edges;
        Length room = bottom(s) - s.used - taken - height_of(slices, line) - before - edge;
        std::uint32_t lines = lines_that_fit(note, 0, room);
        if (lines < 2 && !(force_ && lines == 1)) return;
        Length body = body_height(slices, first, line + 1);
        s.used = bottom(s);
        s.body += body;
        s.has_notes = true;
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

    // --- heights of lines and notes

    std::vector<Length> const& line_heights(std::uint32_t i, std::uint32_t candidate) {
        auto [found, fresh] = heights_.try_emplace(static_cast<std::uint64_t>(i) << 8 | candidate);
        if (fresh) {
            layout::Paragraph const& p = store_.paragraphs[galley_.items[i].index];
            std::uint32_t count = store_.candidates[p.first_candidate + candidate].count;
            for (std::uint32_t line = 0; line < count; ++line) found->second.push_back(store_.line_metrics(p, candidate, line).height);
        }
        return found->second;
    }

    std::span<LineNotes const> notes_of(std::uint32_t i, std::uint32_t candidate) {
        layout::Paragraph const& p = store_.paragraphs[galley_.items[i].index];
        if (p.insertion_count == 0) return {};
        auto [found, fresh] = notes_.try_emplace(static_cast<std::uint64_t>(i) << 8 | candidate);
        if (fresh) collect_notes(p, candidate, 0, found->second);
        return found->second;
    }

    /// Notes called in a paragraph, by line; `slice` is added to the line's number.
    void collect_notes(layout::Paragraph const& p, std::uint32_t candidate, std::uint32_t slice, std::vector<LineNotes>& into) const {
        auto lines = store_.lines_of(store_.candidates[p.first_candidate + candidate]);
        for (layout::Insertion const& insertion : store_.insertions_of(p)) {
            if (insertion.kind != layout::Insertion::Kind::footnote) continue;
            into.push_back({slice + line_of_piece(lines, insertion.piece), insertion.note});
        }
    }

    /// The line an insertion before the piece belongs to: where its call stands.
    [[nodiscard]] static std::uint32_t line_of_piece(std::span<layout::Line const> lines, std::uint32_t piece) {
        std::uint32_t line = 0;
        while (line + 1 < lines.size() && piece >= lines[line].end) ++line;
        return line;
    }

    std::span<LineNotes const> notes_of_cells(std::uint32_t i) {
        auto [found, fresh] = notes_.try_emplace(static_cast<std::uint64_t>(i) << 8 | 0xFF);
        if (!fresh) return found->second;
        layout::Sliced const& sliced = store_.sliced[galley_.items[i].index];
        for (layout::CellPlacement const& cell : sliced.cells) collect_cell_notes(sliced, cell, found->second);
        std::stable_sort(found->second.begin(), found->second.end(), [](LineNotes a, LineNotes b) { return a.line < b.line; });
        return found->second;
    }

    void collect_cell_notes(layout::Sliced const& sliced, layout::CellPlacement const& cell, std::vector<LineNotes>& into) const {
        Length y = cell.y + cell.content_y;
        for (GalleyItem const& item : store_.galleys[cell.galley].items) {
            if (item.kind == GalleyItem::Kind::paragraph) {
                layout::Paragraph const& p = store_.paragraphs[item.index];
                if (p.candidate_count > 0 && p.insertion_count > 0) {
                    std::vector<LineNotes> here;
                    collect_notes(p, p.best, 0, here);
                    for (LineNotes n : here) {
                        Length top = y;
                        for (std::uint32_t line = 0; line < n.line; ++line) top += store_.line_metrics(p, p.best, line).height;
                        into.push_back({slice_at(sliced, top), n.note});
                    }
                }
            }
            y += item.height;
        }
    }

    [[nodiscard]] static std::uint32_t slice_at(layout::Sliced const& sliced, Length y) {
        std::uint32_t slice = 0;
        Length end = sliced.cuts[0];
        while (slice + 1 < sliced.cuts.size() && y >= end) end += sliced.cuts[++slice];
        return slice;
    }

    /// Heights of a note's slices: its lines, and its other items as wholes.
    std::vector<Length> const& note_slices(std::uint32_t note) {
        auto [found, fresh] = note_slices_.try_emplace(note);
        if (fresh) {
            for (GalleyItem const& item : store_.galleys[store_.notes[note].galley].items) {
                if (item.kind != GalleyItem::Kind::paragraph) {
                    if (item.kind != GalleyItem::Kind::event) found->second.push_back(item.height);
                    continue;
                }
                layout::Paragraph const& p = store_.paragraphs[item.index];
                std::uint32_t lines = p.candidate_count == 0 ? 0 : store_.candidates[p.first_candidate + p.best].count;
                for (std::uint32_t line = 0; line < lines; ++line) found->second.push_back(store_.line_metrics(p, p.best, line).height);
            }
        }
        return found->second;
    }

    [[nodiscard]] Length note_height(std::uint32_t note, std::uint32_t from_line) {
        auto const& slices = note_slices(note);
        Length height = 0;
        for (std::size_t k = from_line; k < slices.size(); ++k) height += slices[k];
        return height;
    }

    [[nodiscard]] std::uint32_t lines_that_fit(std::uint32_t note, std::uint32_t from, Length room) {
        auto const& slices = note_slices(note);
        std::uint32_t line = from;
        for (Length height = 0; line < slices.size() && height + slices[line] <= room; ++line) height += slices[line];
        return line;
    }

    // --- the end

    BrokenRun finish() {
        State const* best = nullptr;
        std::int64_t best_cost = 0;
        for (State const& s : current_.states()) {
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
        build_pages(path, run);
        return run;
    }

    struct Cursor {
        Length y = 0;
        bool top = true;
        std::uint32_t carry_note = none, carry_line = 0;
    };

    void build_pages(std::vector<Step> const& path, BrokenRun& run) {
        Cursor at;
        for (Step const& step : path) {
            if (step.kind == Step::Kind::new_page) {
                open_page(step, run, at);
            } else {
                place_on_page(step, run.pages.back(), run.pages.size() == 1, at);
            }
        }
        while (at.carry_note != none) {  // a note that goes on after the text's end
            Step step;
            step.kind = Step::Kind::new_page;
            step.item = static_cast<std::uint32_t>(galley_.items.size());
            open_page(step, run, at);
        }
    }

    void open_page(Step const& step, BrokenRun& run, Cursor& at) {
        run.pages.emplace_back();
        BrokenPage& page = run.pages.back();
        page.extra = step.allowance * line_;
        at.y = 0;
        at.top = true;
        if (at.carry_note != none) continue_note(page, run, at, step.allowance);
        std::uint32_t head = step.item < galley_.items.size() && run.pages.size() > 1 ? galley_.items[step.item].repeat_head : none;
        if (head == none) return;
        for (std::uint32_t i = 0; i < galley_.items.size(); ++i) {
            GalleyItem const& item = galley_.items[i];
            if (item.kind != GalleyItem::Kind::sliced) continue;
            auto const& rows = store_.heads[head].rows;
            if (std::find(rows.begin(), rows.end(), item.index) == rows.end()) continue;
            page.flow.push_back({store_.main, i, 0, 0, static_cast<std::uint32_t>(store_.sliced[item.index].cuts.size()), 0, at.y, true});
            at.y += item.height;
        }
    }

    void continue_note(BrokenPage& page, BrokenRun const& run, Cursor& at, std::int8_t allowance) {
        bool recto = (run.pages.size() % 2 == 1) == in_.starts_recto;
        Length room = (in_.heights[1][recto ? 1 : 0] + allowance * line_) * 3 / 4 - in_.note_edges;
        std::uint32_t note = at.carry_note, from = at.carry_line;
        std::uint32_t count = static_cast<std::uint32_t>(note_slices(note).size());
        std::uint32_t to = note_height(note, from) <= room ? count : std::max(lines_that_fit(note, from, room), from + 1);
        add_note(page, note, from, to);
        at.carry_note = to < count ? note : none;
        at.carry_line = to;
    }

    void place_on_page(Step const& step, BrokenPage& page, bool first_page, Cursor& at) {
        GalleyItem const& item = galley_.items[step.item];
        if (item.kind == GalleyItem::Kind::glue && at.top && !first_page) return;
        if (item.snap && item.kind == GalleyItem::Kind::paragraph && step.first_slice == 0) at.y = snapped(at.y);
        page.flow.push_back({store_.main, step.item, step.candidate, step.first_slice, step.end_slice, 0, at.y, false});
        if (item.kind != GalleyItem::Kind::glue && item.kind != GalleyItem::Kind::event) at.top = false;
        at.y += placed_height(item, step);
        add_notes(step, item, page, at);
    }

    [[nodiscard]] Length placed_height(GalleyItem const& item, Step const& step) {
        Length height = 0;
        if (item.kind == GalleyItem::Kind::paragraph) {
            layout::Paragraph const& p = store_.paragraphs[item.index];
            for (std::uint32_t k = step.first_slice; k < step.end_slice && p.candidate_count > 0; ++k) {
                height += store_.line_metrics(p, step.candidate, k).height;
            }
            return height;
        }
        if (item.kind != GalleyItem::Kind::sliced) return item.height;
        for (std::uint32_t k = step.first_slice; k < step.end_slice; ++k) height += store_.sliced[item.index].cuts[k];
        return height;
    }

    void add_notes(Step const& step, GalleyItem const& item, BrokenPage& page, Cursor& at) {
        std::span<LineNotes const> notes;
        if (item.kind == GalleyItem::Kind::paragraph && store_.paragraphs[item.index].candidate_count > 0) {
            notes = notes_of(step.item, step.candidate);
        }
        if (item.kind == GalleyItem::Kind::sliced) notes = notes_of_cells(step.item);
        for (LineNotes const& n : notes) {
            if (n.line < step.first_slice || n.line >= step.end_slice) continue;
            bool split = n.note == step.split_note;
            add_note(page, n.note, 0, split ? step.split_line : static_cast<std::uint32_t>(note_slices(n.note).size()));
            if (!split) continue;
            at.carry_note = n.note;
            at.carry_line = step.split_line;
        }
    }

    /// Slices [from, to) of a note at the foot of the page.
    void add_note(BrokenPage& page, std::uint32_t note, std::uint32_t from, std::uint32_t to) {
        layout::GalleyId galley = store_.notes[note].galley;
        auto const& items = store_.galleys[galley].items;
        std::uint32_t slice = 0;
        for (std::uint32_t i = 0; i < items.size(); ++i) {
            std::uint32_t count = 1, candidate = 0;
            if (items[i].kind == GalleyItem::Kind::event) {
                if (slice >= from && slice < to) page.notes.push_back({galley, i, 0, 0, 1, 0, page.notes_height, false});
                continue;
            }
            if (items[i].kind == GalleyItem::Kind::paragraph) {
                layout::Paragraph const& p = store_.paragraphs[items[i].index];
                candidate = p.best;
                count = p.candidate_count == 0 ? 0 : store_.candidates[p.first_candidate + p.best].count;
            }
            std::uint32_t first = std::max(slice, from), end = std::min(slice + count, to);
            if (first < end) {
                std::uint32_t slices = items[i].kind == GalleyItem::Kind::sliced
                                           ? static_cast<std::uint32_t>(store_.sliced[items[i].index].cuts.size())
                                           : end - slice;
                page.notes.push_back({galley, i, candidate, items[i].kind == GalleyItem::Kind::sliced ? 0 : first - slice, slices, 0,
                                      page.notes_height, false});
                for (std::uint32_t k = first; k < end; ++k) page.notes_height += note_slices(note)[k];
            }
            slice += count;
        }
    }

    BreakRunInput const& in_;
    layout::GalleyStore const& store_;
    layout::Galley const& galley_;
    Length line_;
    bool force_ = false;
    std::vector<Step> steps_;
    Layer current_, next_, ended_, opening_;
    std::unordered_map<std::uint64_t, std::vector<Length>> heights_;
    std::unordered_map<std::uint64_t, std::vector<LineNotes>> notes_;
    std::unordered_map<std::uint32_t, std::vector<Length>> note_slices_;
};

}  // namespace

BrokenRun break_run(BreakRunInput const& input) { return Search(input).run(); }

}  // namespace octavo::page

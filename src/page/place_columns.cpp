#include "page/page_search.h"

namespace octavo::page {

namespace {

bool none_placed(ColumnStart const& at, ColumnStart const& start) {
    return at.slice == start.slice && at.floats == start.floats && at.carried.note == start.carried.note && at.carried.line == start.carried.line;
}

}  // namespace

ColumnFiller const& PageSearch::filler(std::uint32_t columns) {
    auto& made = fillers_[columns];
    if (!made) made = std::make_unique<ColumnFiller>(store_, columns, measures_, ColumnFiller::Lines{line_, in_.grid, in_.note_edges});
    return *made;
}

/// Page floats that are called in what the columns show of their content stand on this page, in order, while there is room and their
/// calls stay on it; the others wait.
void PageSearch::put_column_floats(State& s, ColumnFiller const& from, ColumnStart const& start) {
    for (ColumnFiller::FloatCall const& call : from.floats()) {
        layout::PageFloat const& f = store_.page_floats[call.index];
        if (call.index < s.floats_placed) continue;
        auto edge = edge_for(s, f);
        if (call.index != s.floats_placed || f.defer != 0 || f.to == css::Float::page || !edge || !float_fits(s, call.index, *edge)) return;
        State with = s;
        put_float(with, *edge);
        ColumnFill fill = from.fill(start, bottom(with) - with.used, with.notes.any);
        if (fill.next.slice == start.slice || call.slice < start.slice || call.slice >= fill.next.slice) return;
        s = with;
    }
}

/// The notes called in slices [cut, end) of columns, in so much room: whole, or the last of them as far as there is room for it.
PageSearch::NotesBelow PageSearch::column_notes(State const& s, ColumnFiller const& from, std::pair<std::uint32_t, std::uint32_t> slices, Length room) {
    NotesBelow notes;
    notes.area = s.notes;
    for (LineNotes const& n : from.notes()) {
        if (n.line < slices.first || n.line >= slices.second) continue;
        if (notes.split != none || s.carry_note != none) {
            ++notes.more;
            continue;
        }
        layout::Note const& note = store_.notes[n.note];
        NoteArea with = notes.area;
        Length height = with.add(n.note, areas_);
        if (notes.height + height <= room || !notes.fit) {
            notes.height += height;
            notes.area = with;
            continue;
        }
        std::uint32_t lines = measures_.split(n.note, notes.area, room - notes.height, areas_, RunInNotes::Need::good);
        notes.fit = lines != 0 && !note.keep_whole;
        if (!notes.fit) {
            notes.height += height;
            continue;
        }
        notes.area.enter_block(note, areas_);
        notes.height = room;
        notes.split = n.note;
        notes.line = lines;
    }
    return notes;
}

void PageSearch::place_columns(State s, std::uint32_t i, std::uint32_t cut) {
    ColumnFiller const& from = filler(galley_.items[i].index);
    Length up = snapped(s.body) - s.body;
    s.body += up;
    s.used += up;
    ColumnStart start = from.start_at(cut, s.column_floats, {s.carry_note, s.carry_line, s.carry_more});
    if (!from.floats().empty()) put_column_floats(s, from, start);
    Length room = bottom(s) - s.used;
    ColumnFiller::Fit fit = ColumnFiller::Fit::needed;
    ColumnFill fill = from.fill(start, room, s.notes.any);
    if (force_ && none_placed(fill.next, start)) {
        fit = ColumnFiller::Fit::forced;
        fill = from.fill_to(start, std::max(room, line_), fit);
    }
    auto notes_below = [&] { return from.notes_in_columns() ? NotesBelow{.area = s.notes} : column_notes(s, from, {cut, fill.next.slice}, room - fill.height); };
    NotesBelow notes = notes_below();
    for (Length height = fill.height - line_; !notes.fit && height > 0; height -= line_) {
        fill = from.fill_to(start, height, fit);
        notes = notes_below();
    }
    bool over = !notes.fit || fill.height + notes.height > room;
    if (none_placed(fill.next, start) || fill.next.carried.more > 0xFFF || (over && !force_ && !s.top)) return;
    Step step{Step::Kind::place, static_cast<std::int8_t>(fit == ColumnFiller::Fit::forced ? 1 : 0), s.step, i, notes.line, cut, fill.next.slice, notes.split,
              static_cast<std::uint32_t>(std::max(fill.asked, 1))};
    if (from.notes_in_columns()) carry_from_columns(s, fill.next.carried);
    else if (notes.split != none) carry_from_columns(s, {notes.split, notes.line, notes.more});
    else if (notes.more > 0 && !let_notes_wait(s, notes.more)) return;
    s.used += fill.height + notes.height;
    s.body += fill.height;
    s.notes = notes.area;
    s.top = s.full_line = false;
    s.cost += fill.cost * in_.costs.column_end / 10 + (over ? in_.costs.overflow : 0);
    s.column_floats = from.done(fill.next) ? 0 : fill.next.floats;
    if (from.done(fill.next)) {
        if (State* kept = next_.add(s)) kept->step = record(step);
        return;
    }
    s.candidate = 0;
    s.cut = step.end_slice;
    if (State* kept = ended_.add(s, ended_key(s))) kept->step = record(step);
}

/// The notes that go on from the page: those under its columns, or one at its foot.
void PageSearch::carry_from_columns(State& s, CarriedNotes const& carried) const {
    if (carried.any() && carried.note != s.carry_note) s.cost += in_.costs.split_note;
    s.carry_note = carried.note;
    s.carry_line = carried.line & 0xFFFFF;
    s.carry_more = carried.more & 0xFFF;
}

}  // namespace octavo::page

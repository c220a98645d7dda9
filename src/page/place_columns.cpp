#include "page/page_search.h"

namespace octavo::page {

ColumnFiller const& PageSearch::filler(std::uint32_t columns) {
    auto& made = fillers_[columns];
    if (!made) made = std::make_unique<ColumnFiller>(store_, columns, measures_, ColumnFiller::Lines{line_, in_.grid, in_.note_edges});
    return *made;
}

/// Page floats that are called in what the columns show of their content from `cut` on stand on this page, in order, while there is room
/// and their calls stay on it; the others wait.
void PageSearch::put_column_floats(State& s, ColumnFiller const& from, std::uint32_t cut) {
    for (ColumnFiller::FloatCall const& call : from.floats()) {
        layout::PageFloat const& f = store_.page_floats[call.index];
        if (call.index < s.floats_placed) continue;
        auto edge = edge_for(s, f);
        if (call.index != s.floats_placed || f.defer != 0 || f.to == css::Float::page || !edge || !float_fits(s, call.index, *edge)) return;
        State with = s;
        put_float(with, *edge);
        if (!from.floats().empty()) put_column_floats(s, from, cut);
    ColumnFill fill = from.fill(cut, bottom(with) - with.used, with.notes.any);
        if (fill.end(cut) == cut || call.slice < cut || call.slice >= fill.end(cut)) return;
        s = with;
    }
}

/// The notes called in slices [cut, end) of columns, in so much room: whole, or the last of them as far as there is room for it.
PageSearch::ColumnNotes PageSearch::column_notes(State const& s, ColumnFiller const& from, std::pair<std::uint32_t, std::uint32_t> slices, Length room) {
    ColumnNotes notes;
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
    std::uint32_t columns = galley_.items[i].index;
    ColumnFiller const& from = filler(columns);
    Length up = snapped(s.body) - s.body;
    s.body += up;
    s.used += up;
    ColumnFill fill = from.fill(cut, bottom(s) - s.used, s.notes.any);
    ColumnNotes notes = column_notes(s, from, {cut, fill.end(cut)}, bottom(s) - s.used - fill.height);
    for (Length height = fill.height - line_; !notes.fit && height > 0; height -= line_) {
        fill = from.fill_to(cut, height);
        notes = column_notes(s, from, {cut, fill.end(cut)}, bottom(s) - s.used - fill.height);
    }
    auto count = static_cast<std::uint32_t>(from.slices().size());
    bool over = !notes.fit || s.used + fill.height + notes.height > bottom(s);
    if (fill.end(cut) == cut || (over && !force_ && !s.top)) return;
    Step step{Step::Kind::place, 0, s.step, i, notes.line, cut, fill.end(cut), notes.split, static_cast<std::uint32_t>(std::max(fill.height, 1))};
    if (notes.split != none) {
        s.carry_note = notes.split;
        s.carry_line = notes.line & 0xFFFFF;
        s.carry_more = notes.more & 0xFFF;
        s.cost += in_.costs.split_note;
    } else if (notes.more > 0 && !let_notes_wait(s, notes.more)) {
        return;
    }
    s.used += fill.height + notes.height;
    s.body += fill.height;
    s.notes = notes.area;
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

}  // namespace octavo::page

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

void PageSearch::place_columns(State s, std::uint32_t i, std::uint32_t cut) {
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

}  // namespace octavo::page

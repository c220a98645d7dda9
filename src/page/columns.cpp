#include "page/columns.h"

#include <algorithm>

namespace octavo::page {
namespace {

using layout::BreakClass;
using layout::GalleyItem;

/// Costs of a column's end, for each line of its height that stays empty as the unit.
constexpr std::int32_t empty_line = 10, stray_line = 60, avoided = 150, hyphen = 4, cut_note = 40;
/// How many lines above its foot a column may end to avoid worse.
constexpr Length most_short_lines = 8;

std::int32_t cost_before(BreakClass value) {
    return value == BreakClass::forbidden ? ColumnFiller::none_allowed : value == BreakClass::avoid ? avoided : 0;
}

}  // namespace

ColumnFiller::ColumnFiller(layout::GalleyStore const& store, std::uint32_t columns, RunMeasures& measures, Lines const& lines)
    : store_(store), columns_(store.columns[columns]), measures_(measures), lines_(lines) {
    auto const& items = store.galleys[columns_.content].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        auto first = static_cast<std::uint32_t>(slices_.size());
        if (items[i].kind == GalleyItem::Kind::paragraph) {
            add_paragraph(i, items[i]);
        } else if (items[i].kind == GalleyItem::Kind::sliced) {
            std::uint32_t slice = 0;
            for (Length height : store.sliced[items[i].index].cuts) {
                slices_.push_back({i, slice, height, slice == 0 ? cost_before(items[i].before) : avoided, false, false, false});
                ++slice;
            }
        } else {
            std::uint32_t call = first == 0 ? 0 : first - 1;
            if (items[i].kind == GalleyItem::Kind::page_float) floats_.push_back({call, items[i].index});
            if (items[i].kind == GalleyItem::Kind::column_float) column_floats_.push_back({call, items[i].index});
            bool glue = items[i].kind == GalleyItem::Kind::glue;
            slices_.push_back({i, 0, items[i].height, cost_before(items[i].before), glue, false, false});
        }
        if (first < slices_.size()) slices_[first].new_column = items[i].new_column;
        if (items[i].repeat_head != layout::no_index) {
            for (std::size_t k = first; k < slices_.size(); ++k) slices_[k].frame = store.heads[items[i].repeat_head].frame;
        }
        add_notes(i, items[i], first);
    }
    notes_in_columns_ = measures.notes_in_columns(columns);
    rules_ = {lines.note_edges, columns_.width, std::max(lines.line, 1) / 2, store.notes.data(), measures.run_in(), true};
}

void ColumnFiller::add_paragraph(std::uint32_t index, GalleyItem const& item) {
    layout::Paragraph const& p = store_.paragraphs[item.index];
    if (p.candidate_count == 0) return;
    layout::Candidate const& best = store_.candidates[p.first_candidate + p.best];
    auto lines = store_.lines_of(best);
    auto solid = store_.solid_of(p);
    for (std::uint32_t k = 0; k < best.count; ++k) {
        ColumnSlice slice{index, k, store_.line_metrics(p, p.best, k).height, cost_before(item.before), false, k == 0 && item.snap, false};
        if (k > 0) {
            slice.break_cost = item.keep_together ? avoided : 0;
            if (k < item.orphans) slice.break_cost += stray_line * static_cast<std::int32_t>(item.orphans - k);
            if (best.count - k < item.widows) slice.break_cost += stray_line * static_cast<std::int32_t>(item.widows - (best.count - k));
            if (lines[k - 1].shows_hyphen()) slice.break_cost += hyphen;
            for (layout::SolidLines const& s : solid) {
                if (s.first < k && k < s.end) slice.break_cost = none_allowed;
            }
        }
        slices_.push_back(slice);
    }
}

void ColumnFiller::add_notes(std::uint32_t index, GalleyItem const& item, std::uint32_t first_slice) {
    std::vector<LineNotes> found;
    measures_.collect_item_notes(columns_.content, index, found);
    auto last = static_cast<std::uint32_t>(slices_.size()) - 1;
    bool cut = item.kind == GalleyItem::Kind::paragraph || item.kind == GalleyItem::Kind::sliced;
    for (LineNotes const& n : found) notes_.push_back({std::min(first_slice + (cut ? n.line : 0), last), n.note});
}

ColumnStart ColumnFiller::start_at(std::uint32_t slice, std::uint32_t floats, CarriedNotes const& carried) const {
    ColumnStart start{slice, slice == 0 ? 0 : floats, {}, false};
    if (notes_in_columns_ && carried.any()) {
        start.carried = carried;
        start.carried_elsewhere = !store_.notes[carried.note].in_column;
    }
    return start;
}

Length ColumnFiller::lead(std::uint32_t slice) const {
    if (slice >= slices_.size() || slices_[slice].frame == layout::no_index) return 0;
    Length edges = store_.heads[slices_[slice].frame].lead;
    return lines_.grid > 0 ? (edges + lines_.grid - 1) / lines_.grid * lines_.grid : edges;
}

Length ColumnFiller::foot(std::uint32_t slice) const {
    bool framed = slice < slices_.size() && slices_[slice].frame != layout::no_index;
    return framed ? store_.heads[slices_[slice].frame].foot_height : 0;
}

std::size_t ColumnFiller::first_note(std::uint32_t slice) const {
    auto found = std::lower_bound(notes_.begin(), notes_.end(), slice, [](LineNotes const& n, std::uint32_t at) { return n.line < at; });
    return static_cast<std::size_t>(found - notes_.begin());
}

Length ColumnFiller::notes_height(std::uint32_t from, std::uint32_t end) const {
    Length height = 0;
    for (std::size_t k = first_note(from); k < notes_.size() && notes_[k].line < end; ++k) height += store_.notes[notes_[k].note].height;
    return height;
}

/// The note called in the slice that begins under the column and goes on under the next, where the slice has so much room for notes.
ColumnFiller::NoteSplit ColumnFiller::split_note(std::uint32_t slice, NoteArea area, Length room, RunInNotes::Need need) const {
    for (std::size_t k = first_note(slice); k < notes_.size() && notes_[k].line == slice; ++k) {
        NoteArea with = area;
        Length height = with.add(notes_[k].note, rules_);
        if (height > room) {
            if (store_.notes[notes_[k].note].keep_whole && need == RunInNotes::Need::good) return {};
            std::uint32_t line = measures_.split(notes_[k].note, area, room, rules_, need);
            return line == 0 ? NoteSplit{} : NoteSplit{notes_[k].note, line};
        }
        room -= height;
        area = with;
    }
    return {};
}

/// The notes of slices [from, end): as far as they stand under the column, the others wait.
void ColumnFiller::add_text_notes(std::uint32_t from, TextSpace const& space, NoteSplit const& split, Text& text) const {
    text.carried = space.carried;
    if (!notes_in_columns_) return;
    NoteArea area = space.area;
    for (std::size_t k = first_note(from); k < notes_.size() && notes_[k].line < text.end; ++k) {
        if (text.carried.any()) {
            ++text.carried.more;
        } else if (notes_[k].note == split.note) {
            text.notes.push_back({split.note, 0, split.line});
            text.carried = {split.note, split.line, 0};
            text.notes_height = space.height - text.height;
        } else {
            text.notes.push_back({notes_[k].note, 0, measures_.note_end(notes_[k].note)});
            text.notes_height += area.add(notes_[k].note, rules_);
        }
    }
}

/// The best place to end the text of a column that begins at `from`.
ColumnFiller::Text ColumnFiller::text_end(std::uint32_t from, TextSpace const& space) const {
    Length y = lead(from), notes = 0;
    bool top = true, counted = notes_in_columns_ && !space.carried.any();
    Text best;
    NoteSplit split;
    std::uint32_t split_end = 0;
    NoteArea area = space.area;
    auto count = static_cast<std::uint32_t>(slices_.size());
    std::vector<std::pair<Length, Length>> tops;   // of text and notes before each slice
    std::size_t note = first_note(from);
    std::uint32_t at = from;
    for (; at < count; ++at) {
        ColumnSlice const& slice = slices_[at];
        if (slice.new_column && !top) break;
        Length start = slice.snap && lines_.grid > 0 ? (y + lines_.grid - 1) / lines_.grid * lines_.grid : y;
        Length taken = slice.glue && top ? 0 : slice.height, grown = 0;
        NoteArea with = area;
        for (; counted && note < notes_.size() && notes_[note].line == at; ++note) grown += with.add(notes_[note].note, rules_);
        if (start + taken + notes + grown > space.height && !slice.glue) {
            Length room = space.height - start - taken - notes - foot(at + 1);
            if (grown > 0 && room > 0) split = split_note(at, area, room, RunInNotes::Need::good);
            if (grown > 0 && room > 0 && split.note == layout::no_index && top) split = split_note(at, area, room, RunInNotes::Need::any);
            std::uint32_t end = at + 1;                // with the calls of floats that stand there
            while (end < count && slices_[end].height == 0 && slices_[end].break_cost >= none_allowed) ++end;
            std::int64_t cost = end == count ? 0 : slices_[end].break_cost;
            if (split.note != layout::no_index && (cost < none_allowed || top)) {
                split_end = end;
                best = {end, start + taken + foot(end), 0, cost + cut_note, {}, {}};
                break;
            }
            split = {};
            if (!top || space.fit == Fit::needed) break;
        }
        tops.emplace_back(y, notes);
        y = start + taken;
        notes += grown;
        area = with;
        top = top && (slice.glue || slice.height == 0);
    }
    if (at == count || (at > from && slices_[at].new_column && y + notes + foot(at) <= space.height)) {
        best = {at, y + foot(at), 0, 0, {}, {}};
        add_text_notes(from, space, {}, best);
        return best;
    }
    tops.emplace_back(y, notes);
    for (std::uint32_t end = at; end > from; --end) {
        auto [used, below] = tops[end - from];
        std::int64_t missing = (space.height - used - foot(end) - below) / std::max(lines_.line, 1);
        if (best.end != 0 && missing > most_short_lines) break;
        if (slices_[end].break_cost >= none_allowed || used + foot(end) + below > space.height) continue;
        std::int64_t cost = slices_[end].break_cost + empty_line * std::max<std::int64_t>(missing, 0);
        if (best.end == 0 || cost < best.cost) best = {end, used + foot(end), 0, cost, {}, {}};
    }
    if (best.end == 0 && (at > from || space.fit == Fit::forced)) best = {std::max(at, from + 1), y + foot(std::max(at, from + 1)), 0, none_allowed, {}, {}};
    if (best.end == 0) best.end = from;
    add_text_notes(from, space, best.end == split_end ? split : NoteSplit{}, best);
    return best;
}

/// The next float to the column stands in it, where there is so much room for floats.
bool ColumnFiller::put_float(ColumnStart const& at, Column& column, Length room) const {
    std::uint32_t index = column_floats_[at.floats].index;
    layout::PageFloat const& f = store_.column_floats[index];
    bool has_foot = column.foot > 0;
    if (has_foot && f.to == css::Float::top) return false;   // it would come before the one that was called first
    PageEdge edge = f.to == css::Float::bottom || has_foot ? PageEdge::foot : PageEdge::head;
    Length area = float_area(f, edge, {lines_.line, lines_.grid});
    if (column.head + column.foot + area > room) return false;
    (edge == PageEdge::foot ? column.foot : column.head) += area;
    column.floats.push_back({index, edge});
    return true;
}

void ColumnFiller::add_column(ColumnStart& at, ColumnFill& fill, Length height, Fit fit) const {
    Column column;
    TextSpace space;
    if (at.carried.any() && !at.carried_elsewhere) {
        RunMeasures::GoneOn done = measures_.go_on(at.carried, height * 3 / 4 - rules_.edges, rules_);
        column.notes = std::move(done.parts);
        column.notes_height = done.height;
        space.area = done.area;
    }
    space.carried = at.carried;
    Length room = height - column.notes_height;
    auto waits = [&] { return at.floats < column_floats_.size() && (column_floats_[at.floats].slice < at.slice || at.slice == slices_.size()); };
    if (fit == Fit::forced && waits()) (void)put_float(at, column, base::length_max / 2);
    if (!column.floats.empty()) ++at.floats;
    while (waits() && put_float(at, column, room)) ++at.floats;
    auto text_with = [&](Column const& with) {
        space.height = room - with.head - with.foot;
        space.fit = with.floats.empty() && column.notes.empty() ? Fit::forced : Fit::needed;
        return text_end(at.slice, space);
    };
    Text text = text_with(column);
    while (at.floats < column_floats_.size() && column_floats_[at.floats].slice >= at.slice && column_floats_[at.floats].slice < text.end) {
        Column with = column;
        if (!put_float(at, with, room)) break;
        Text beside = text_with(with);
        if (beside.end <= column_floats_[at.floats].slice) break;   // its call goes to the next column, and it with it
        column = std::move(with);
        text = std::move(beside);
        ++at.floats;
    }
    column.end = at.slice = text.end;
    column.notes.insert(column.notes.end(), text.notes.begin(), text.notes.end());
    column.notes_height += text.notes_height;
    at.carried = text.carried;
    fill.height = std::max(fill.height, column.head + text.height + column.foot + column.notes_height);
    fill.cost += static_cast<std::int32_t>(std::min<std::int64_t>(text.cost, none_allowed));
    fill.columns.push_back(std::move(column));
}

ColumnFill ColumnFiller::fill_to(ColumnStart const& from, Length height, Fit fit) const {
    ColumnFill fill;
    fill.asked = height;
    fill.next = from;
    for (std::uint32_t column = 0; column < columns_.count; ++column) {
        bool goes_on = notes_in_columns_ && fill.next.carried.any() && !fill.next.carried_elsewhere;
        if (done(fill.next) && !goes_on) break;
        add_column(fill.next, fill, height, column == 0 ? fit : Fit::needed);
    }
    if (!notes_in_columns_) fill.notes = notes_height(from.slice, fill.next.slice);
    return fill;
}

ColumnFill ColumnFiller::fill(ColumnStart const& from, Length room, bool has_notes) const {
    Length height = room;
    ColumnFill fill = fill_to(from, height);
    for (int attempt = 0; attempt < 6; ++attempt) {
        Length notes = fill.notes == 0 ? 0 : fill.notes + (has_notes ? 0 : lines_.note_edges);
        if (height + notes <= room) break;
        height = std::max(room - notes, room / 4);   // what does not fit beside that is split
        if (lines_.grid > 0) height = height / lines_.grid * lines_.grid;
        fill = fill_to(from, height);
    }
    if (!done(fill.next) || !columns_.balance) return fill;
    Length all = 0;
    for (std::size_t i = from.slice; i < slices_.size(); ++i) all += slices_[i].height;
    for (Column const& column : fill.columns) all += column.head + column.foot + column.notes_height;
    Length step = std::max(lines_.line, 1);
    for (Length least = (all / static_cast<Length>(columns_.count) + step - 1) / step * step; least < height; least += step) {
        ColumnFill balanced = fill_to(from, least);
        bool whole = done(balanced.next) && (balanced.next.carried_elsewhere || !balanced.next.carried.any() || fill.next.carried.any());
        if (!whole || balanced.height > least || balanced.cost > fill.cost + avoided) continue;
        return balanced;
    }
    return fill;
}

}  // namespace octavo::page

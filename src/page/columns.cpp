#include "page/columns.h"

#include <algorithm>

namespace octavo::page {
namespace {

using layout::BreakClass;
using layout::GalleyItem;

/// Costs of a column's end, for each line of its height that stays empty as the unit.
constexpr std::int32_t empty_line = 10, stray_line = 60, avoided = 150, hyphen = 4;
/// How many lines above its foot a column may end to avoid worse.
constexpr Length most_short_lines = 8;

std::int32_t cost_before(BreakClass value) {
    return value == BreakClass::forbidden ? ColumnFiller::none_allowed : value == BreakClass::avoid ? avoided : 0;
}

}  // namespace

ColumnFiller::ColumnFiller(layout::GalleyStore const& store, std::uint32_t columns, RunMeasures& measures, Lines const& lines)
    : store_(store), columns_(store.columns[columns]), lines_(lines) {
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
            if (items[i].kind == GalleyItem::Kind::page_float) floats_.push_back({first == 0 ? 0 : first - 1, items[i].index});
            bool glue = items[i].kind == GalleyItem::Kind::glue;
            slices_.push_back({i, 0, items[i].height, cost_before(items[i].before), glue, false, false});
        }
        if (first < slices_.size()) slices_[first].new_column = items[i].new_column;
        add_notes(i, items[i], first, measures);
    }
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

void ColumnFiller::add_notes(std::uint32_t index, GalleyItem const& item, std::uint32_t first_slice, RunMeasures& measures) {
    std::vector<LineNotes> found;
    measures.collect_item_notes(columns_.content, index, found);
    auto last = static_cast<std::uint32_t>(slices_.size()) - 1;
    bool cut = item.kind == GalleyItem::Kind::paragraph || item.kind == GalleyItem::Kind::sliced;
    for (LineNotes const& n : found) notes_.push_back({std::min(first_slice + (cut ? n.line : 0), last), n.note});
}

Length ColumnFiller::notes_height(std::uint32_t from, std::uint32_t end) const {
    Length height = 0;
    for (LineNotes const& n : notes_) {
        if (n.line >= from && n.line < end) height += store_.notes[n.note].height;
    }
    return height;
}

/// The best place to end the column that begins at `from`.
std::uint32_t ColumnFiller::column_end(std::uint32_t from, Length height, ColumnFill& fill) const {
    Length y = 0;
    bool top = true;
    struct {
        std::uint32_t end = 0;
        std::int64_t cost = 0;
        Length height = 0;
    } best;
    auto count = static_cast<std::uint32_t>(slices_.size());
    std::vector<Length> tops;
    std::uint32_t at = from;
    for (; at < count; ++at) {
        ColumnSlice const& slice = slices_[at];
        if (slice.new_column && !top) break;
        Length start = slice.snap && lines_.grid > 0 ? (y + lines_.grid - 1) / lines_.grid * lines_.grid : y;
        Length taken = slice.glue && top ? 0 : slice.height;
        if (start + taken > height && !top && !slice.glue) break;
        tops.push_back(y);
        y = start + taken;
        top = top && (slice.glue || slice.height == 0);
    }
    if (at == count || slices_[at].new_column) {
        fill.height = std::max(fill.height, y);
        return at;
    }
    tops.push_back(y);
    for (std::uint32_t end = at; end > from; --end) {
        Length used = tops[end - from];
        std::int64_t missing = (height - used) / std::max(lines_.line, 1);
        if (best.end != 0 && missing > most_short_lines) break;
        if (slices_[end].break_cost >= none_allowed) continue;
        std::int64_t cost = slices_[end].break_cost + empty_line * std::max<std::int64_t>(missing, 0);
        if (best.end == 0 || cost < best.cost) best = {end, cost, used};
    }
    if (best.end == 0) best = {std::max(at, from + 1), none_allowed, y};
    fill.height = std::max(fill.height, best.height);
    fill.cost += static_cast<std::int32_t>(std::min<std::int64_t>(best.cost, none_allowed));
    return best.end;
}

ColumnFill ColumnFiller::fill_to(std::uint32_t from, Length height) const {
    ColumnFill fill;
    auto count = static_cast<std::uint32_t>(slices_.size());
    std::uint32_t at = from;
    for (std::uint32_t column = 0; column < columns_.count && at < count; ++column) {
        at = column_end(at, height, fill);
        fill.ends.push_back(at);
    }
    fill.notes = notes_height(from, at);
    return fill;
}

ColumnFill ColumnFiller::fill(std::uint32_t from, Length room, bool has_notes) const {
    Length height = room;
    ColumnFill fill = fill_to(from, height);
    for (int attempt = 0; attempt < 6; ++attempt) {
        Length notes = fill.notes == 0 ? 0 : fill.notes + (has_notes ? 0 : lines_.note_edges);
        if (height + notes <= room) break;
        height = std::max(room - notes, room / 4);   // what does not fit beside that is split
        if (lines_.grid > 0) height = height / lines_.grid * lines_.grid;
        fill = fill_to(from, height);
    }
    if (fill.end(from) < slices_.size() || !columns_.balance) return fill;
    Length all = 0;
    for (std::size_t i = from; i < slices_.size(); ++i) all += slices_[i].height;
    Length step = std::max(lines_.line, 1);
    for (Length least = (all / static_cast<Length>(columns_.count) + step - 1) / step * step; least < height; least += step) {
        ColumnFill balanced = fill_to(from, least);
        if (balanced.end(from) < slices_.size() || balanced.height > least || balanced.cost > fill.cost + avoided) continue;
        return balanced;
    }
    return fill;
}

}  // namespace octavo::page

#include <algorithm>

#include "page/page_search.h"

namespace octavo::page {

using layout::GalleyItem;

void PageSearch::place_paragraph(State const& from, std::uint32_t i) {
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

void PageSearch::place_rest(State const& s, std::uint32_t i, std::uint32_t candidate, std::uint32_t cut) {
    if (galley_.items[i].kind == GalleyItem::Kind::columns) {
        place_columns(s, i, cut);
        return;
    }
    bool paragraph = galley_.items[i].kind == GalleyItem::Kind::paragraph;
    place_slices(s, paragraph ? paragraph_slices(i, candidate) : sliced_slices(i), cut);
}

PageSearch::Slices PageSearch::paragraph_slices(std::uint32_t i, std::uint32_t c) {
    GalleyItem const& item = galley_.items[i];
    layout::Paragraph const& p = store_.paragraphs[item.index];
    layout::Candidate const& candidate = store_.candidates[p.first_candidate + c];
    Slices slices;
    slices.item = i;
    slices.candidate = c;
    slices.count = candidate.count;
    slices.uniform = p.uniform ? p.line_height : 0;
    slices.heights = p.uniform ? nullptr : &measures_.line_heights(i, c);
    if (p.insertion_count > 0 || item.has_floats) slices.notes = measures_.notes_of(i, c);
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

PageSearch::Slices PageSearch::sliced_slices(std::uint32_t i) {
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

void PageSearch::place_slices(State const& s, Slices const& slices, std::uint32_t first) {
    Length room = bottom(s) - s.used, taken = 0;
    std::uint32_t fit = first;
    NoteArea area = s.notes;
    std::size_t note = 0;
    while (note < slices.notes.size() && slices.notes[note].line < first) ++note;
    bool plain = slices.notes.empty() && slices.uniform > 0;   // most paragraphs
    if (plain) {
        fit = static_cast<std::uint32_t>(std::min<Length>(static_cast<Length>(slices.count - first), std::max<Length>(room, 0) / slices.uniform)) + first;
        taken = slices.uniform * static_cast<Length>(fit - first);
    }
    while (fit < slices.count && !plain) {
        Length height = height_of(slices, fit);
        NoteArea with = area;
        for (std::size_t k = note; k < slices.notes.size() && slices.notes[k].line == fit; ++k) {
            if (s.carry_note == none) height += with.add(slices.notes[k].note, areas_);
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
    if (!slices.notes.empty()) split_note(s, slices, first, fit, taken, area);
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

Length PageSearch::add_notes(Slices const& slices, std::uint32_t first, std::uint32_t end, NoteArea& area) const {
    Length height = 0;
    for (LineNotes const& n : slices.notes) {
        if (n.line >= first && n.line < end) height += area.add(n.note, areas_);
    }
    return height;
}

bool PageSearch::let_notes_wait(State& s, std::size_t count) const {
    if (s.carry_more + count > 0xFFF) return false;
    s.carry_more = (s.carry_more + count) & 0xFFF;
    s.cost += in_.costs.waiting_note * static_cast<std::int64_t>(count);
    return true;
}

bool PageSearch::let_notes_wait(State& s, Slices const& slices, std::uint32_t first, std::uint32_t end) const {
    if (s.carry_note == none || slices.notes.empty()) return true;
    auto count = std::count_if(slices.notes.begin(), slices.notes.end(), [&](LineNotes const& n) { return n.line >= first && n.line < end; });
    return let_notes_wait(s, static_cast<std::size_t>(count));
}

Length PageSearch::body_height(Slices const& slices, std::uint32_t first, std::uint32_t end) const {
    if (slices.heights == nullptr) return slices.uniform * static_cast<Length>(end - first);
    Length height = 0;
    for (std::uint32_t k = first; k < end; ++k) height += (*slices.heights)[k];
    return height;
}

void PageSearch::put_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t end, Length taken, NoteArea area) {
    if (!let_notes_wait(s, slices, first, end)) return;
    s.used += taken;
    s.body += body_height(slices, first, end);
    s.notes = area;
    s.top = false;
    s.full_line = slices.lines != nullptr && slices.count == 1 && slices.lines[0].natural >= slices.full_width;
    if (State* kept = next_.add(s)) kept->step = record({Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, end, none, 0});
}

std::int64_t PageSearch::cut_cost(Slices const& slices, std::uint32_t first, std::uint32_t cut) const {
    std::int64_t cost = slices.break_cost;
    if (is_solid(slices, cut)) cost += in_.costs.cut_float;
    if (first == 0 && cut < slices.keep_before) cost += in_.costs.widow * (slices.keep_before - cut);
    std::uint32_t rest = slices.count - cut;
    if (rest < slices.keep_after) cost += in_.costs.widow * (slices.keep_after - rest);
    if (slices.lines != nullptr && slices.lines[cut - 1].shows_hyphen()) cost += in_.costs.page_end_hyphen;
    return cost;
}

void PageSearch::cut_slices(State s, Slices const& slices, std::uint32_t first, std::uint32_t cut) {
    if (!let_notes_wait(s, slices, first, cut)) return;
    Length body = body_height(slices, first, cut);
    s.used += body + (s.carry_note == none ? add_notes(slices, first, cut, s.notes) : 0);
    std::uint32_t head = galley_.items[slices.item].repeat_head;
    if (head != none && store_.heads[head].foot_height != 0) {
        s.used += store_.heads[head].foot_height;
        if (s.used > bottom(s) && !force_ && cut > first + 1) return;   // a shorter part is tried next
    }
    s.body += body;
    s.top = false;
    end_inside(s, slices, {Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, cut, none, 0});
}

void PageSearch::end_inside(State s, Slices const& slices, Step const& step) {
    s.candidate = slices.candidate;
    s.cut = step.end_slice;
    s.cost += cut_cost(slices, step.first_slice, step.end_slice) + shortness(s);
    std::uint64_t key = ended_key(s);
    if (State* kept = ended_.add(s, key)) kept->step = record(step);
}

void PageSearch::split_note(State s, Slices const& slices, std::uint32_t first, std::uint32_t line, Length taken, NoteArea area) {
    std::uint32_t note = none, more = 0;
    Length room = bottom(s) - s.used - taken - height_of(slices, line);
    for (LineNotes const& n : slices.notes) {
        if (n.line != line) continue;
        NoteArea with = area;
        Length height = note == none ? with.add(n.note, areas_) : 0;
        if (note != none) {
            ++more;
        } else if (height <= room) {
            room -= height;
            area = with;
        } else {
            note = n.note;
        }
    }
    if (note == none || more > 0xFFF || s.carry_note != none || (store_.notes[note].keep_whole && !force_)) return;
    std::uint32_t lines = measures_.split(note, area, room, areas_, force_ ? RunInNotes::Need::any : RunInNotes::Need::good);
    if (lines == 0) return;
    Length body = body_height(slices, first, line + 1);
    area.enter_block(store_.notes[note], areas_);
    s.used = bottom(s);
    s.body += body;
    s.notes = area;
    s.top = false;
    s.carry_note = note;
    s.carry_line = lines & 0xFFFFF;
    s.carry_more = more & 0xFFF;
    s.cost += in_.costs.split_note;
    Step step{Step::Kind::place, 0, s.step, slices.item, slices.candidate, first, line + 1, note, lines};
    if (line + 1 < slices.count) {
        end_inside(s, slices, step);
    } else if (State* kept = next_.add(s)) {
        kept->step = record(step);
    }
}

}  // namespace octavo::page

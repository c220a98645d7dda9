#include "page/run_measures.h"

#include <algorithm>

namespace octavo::page {
namespace {

using layout::GalleyItem;

/// The line an insertion before the piece belongs to: where its call stands.
std::uint32_t line_of_piece(std::span<layout::Line const> lines, std::uint32_t piece) {
    std::uint32_t line = 0;
    while (line + 1 < lines.size() && piece >= lines[line].end) ++line;
    return line;
}

std::uint32_t slice_at(layout::Sliced const& sliced, Length y) {
    std::uint32_t slice = 0;
    Length end = sliced.cuts[0];
    while (slice + 1 < sliced.cuts.size() && y >= end) end += sliced.cuts[++slice];
    return slice;
}

}  // namespace

std::vector<Length> const& RunMeasures::line_heights(std::uint32_t i, std::uint32_t candidate) {
    auto [found, fresh] = heights_.try_emplace(static_cast<std::uint64_t>(i) << 8 | candidate);
    if (fresh) {
        layout::Paragraph const& p = store_.paragraphs[galley_.items[i].index];
        std::uint32_t count = store_.candidates[p.first_candidate + candidate].count;
        for (std::uint32_t line = 0; line < count; ++line) found->second.push_back(store_.line_metrics(p, candidate, line).height);
    }
    return found->second;
}

std::span<LineNotes const> RunMeasures::notes_of(std::uint32_t i, std::uint32_t candidate) {
    layout::Paragraph const& p = store_.paragraphs[galley_.items[i].index];
    if (p.insertion_count == 0 && !galley_.items[i].has_floats) return {};
    auto [found, fresh] = notes_.try_emplace(static_cast<std::uint64_t>(i) << 8 | candidate);
    if (fresh) {
        collect_notes(p, candidate, found->second);
        for (layout::SideFloat const& f : galley_.floats_of(i)) {
            if (f.content.galley.valid()) collect_all(f.content.galley, f.slice, found->second);
        }
        std::stable_sort(found->second.begin(), found->second.end(), [](LineNotes a, LineNotes b) { return a.line < b.line; });
    }
    return found->second;
}

std::uint32_t RunMeasures::next_called(std::uint32_t note) {
    if (next_called_.empty()) {
        next_called_.assign(store_.notes.size(), layout::no_index);
        std::uint32_t last = layout::no_index;
        chain_galley(store_.main, last);
    }
    return next_called_[note];
}

void RunMeasures::chain_galley(layout::GalleyId galley, std::uint32_t& last) {
    auto const& items = store_.galleys[galley].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        if (items[i].kind == GalleyItem::Kind::columns) {
            chain_galley(store_.columns[items[i].index].content, last);
            continue;
        }
        std::vector<LineNotes> notes;
        collect_item_notes(galley, i, notes);
        for (LineNotes const& n : notes) {
            if (last != layout::no_index) next_called_[last] = n.note;
            last = n.note;
        }
    }
}

void RunMeasures::collect_notes(layout::Paragraph const& p, std::uint32_t candidate, std::vector<LineNotes>& into) const {
    auto lines = store_.lines_of(store_.candidates[p.first_candidate + candidate]);
    for (layout::Insertion const& insertion : store_.insertions_of(p)) {
        if (insertion.kind != layout::Insertion::Kind::footnote) continue;
        std::uint32_t line = line_of_piece(lines, insertion.piece);
        into.push_back({line, insertion.note});
        collect_all(store_.notes[insertion.note].galley, line, into);
    }
    if (p.atomic_count == 0) return;
    for (std::uint32_t i = 0; i < p.piece_count; ++i) {
        layout::Piece const& piece = store_.pieces[p.first_piece + i];
        if (piece.kind != layout::Piece::Kind::atomic) continue;
        layout::GalleyId inside = store_.atomics[p.first_atomic + piece.payload].galley;
        if (inside.valid()) collect_all(inside, line_of_piece(lines, i), into);
    }
}

/// All notes called anywhere in a galley, as called in `line`.
void RunMeasures::collect_all(layout::GalleyId galley, std::uint32_t line, std::vector<LineNotes>& into) const {
    for (GalleyItem const& item : store_.galleys[galley].items) {
        if (item.kind == GalleyItem::Kind::paragraph && store_.paragraphs[item.index].candidate_count > 0) {
            std::size_t first = into.size();
            collect_notes(store_.paragraphs[item.index], store_.paragraphs[item.index].best, into);
            for (std::size_t k = first; k < into.size(); ++k) into[k].line = line;
        }
        if (item.kind != GalleyItem::Kind::sliced) continue;
        for (layout::CellPlacement const& cell : store_.sliced[item.index].cells) collect_all(cell.galley, line, into);
    }
}

std::span<LineNotes const> RunMeasures::notes_of_cells(std::uint32_t i) {
    auto [found, fresh] = notes_.try_emplace(static_cast<std::uint64_t>(i) << 8 | 0xFF);
    if (!fresh) return found->second;
    layout::Sliced const& sliced = store_.sliced[galley_.items[i].index];
    for (layout::CellPlacement const& cell : sliced.cells) collect_cell_notes(sliced, cell, found->second);
    std::stable_sort(found->second.begin(), found->second.end(), [](LineNotes a, LineNotes b) { return a.line < b.line; });
    return found->second;
}

void RunMeasures::collect_cell_notes(layout::Sliced const& sliced, layout::CellPlacement const& cell, std::vector<LineNotes>& into) const {
    Length y = cell.y + cell.content_y;
    for (GalleyItem const& item : store_.galleys[cell.galley].items) {
        if (item.kind == GalleyItem::Kind::paragraph) {
            layout::Paragraph const& p = store_.paragraphs[item.index];
            if (p.candidate_count > 0 && p.insertion_count > 0) {
                std::vector<LineNotes> here;
                collect_notes(p, p.best, here);
                for (LineNotes n : here) {
                    Length top = y;
                    for (std::uint32_t line = 0; line < n.line; ++line) top += store_.line_metrics(p, p.best, line).height;
                    into.push_back({slice_at(sliced, top), n.note});
                }
            }
        }
        if (item.kind == GalleyItem::Kind::sliced) {
            for (layout::CellPlacement const& inner : store_.sliced[item.index].cells) collect_all(inner.galley, slice_at(sliced, y), into);
        }
        y += item.height;
    }
}

void RunMeasures::collect_item_notes(layout::GalleyId galley, std::uint32_t index, std::vector<LineNotes>& into) const {
    GalleyItem const& item = store_.galleys[galley].items[index];
    if (item.kind == GalleyItem::Kind::paragraph && store_.paragraphs[item.index].candidate_count > 0) {
        collect_notes(store_.paragraphs[item.index], store_.paragraphs[item.index].best, into);
    }
    if (item.kind == GalleyItem::Kind::sliced) {
        layout::Sliced const& sliced = store_.sliced[item.index];
        for (layout::CellPlacement const& cell : sliced.cells) collect_cell_notes(sliced, cell, into);
    }
    if (item.kind == GalleyItem::Kind::column_float && store_.column_floats[item.index].content.galley.valid()) {
        collect_all(store_.column_floats[item.index].content.galley, 0, into);
    }
    for (layout::SideFloat const& f : store_.galleys[galley].floats_of(index)) {
        if (f.content.galley.valid()) collect_all(f.content.galley, f.slice, into);
    }
    std::stable_sort(into.begin(), into.end(), [](LineNotes a, LineNotes b) { return a.line < b.line; });
}

std::uint32_t RunMeasures::floats_in(layout::GalleyId galley) const {
    auto const& items = store_.galleys[galley].items;
    return static_cast<std::uint32_t>(std::count_if(items.begin(), items.end(), [](GalleyItem const& item) { return item.kind == GalleyItem::Kind::page_float; }));
}

std::vector<LineNotes> const& RunMeasures::notes_of_float(std::uint32_t index) {
    auto [found, fresh] = notes_.try_emplace(static_cast<std::uint64_t>(index) << 8 | 0xFE);
    layout::GalleyId content = store_.page_floats[index].content.galley;
    if (fresh && content.valid()) collect_all(content, 0, found->second);
    return found->second;
}

bool RunMeasures::notes_in_columns(std::uint32_t columns) {
    auto [known, fresh] = notes_in_columns_.try_emplace(columns, false);
    if (!fresh) return known->second;
    std::vector<LineNotes> notes;
    layout::GalleyId content = store_.columns[columns].content;
    for (std::uint32_t i = 0; i < store_.galleys[content].items.size(); ++i) collect_item_notes(content, i, notes);
    known->second = !notes.empty() && std::all_of(notes.begin(), notes.end(), [&](LineNotes const& n) { return store_.notes[n.note].in_column; });
    return known->second;
}

bool RunMeasures::goes_on_in_columns(std::uint32_t note, std::uint32_t item) {
    if (!store_.notes[note].in_column || item >= galley_.items.size()) return false;
    return galley_.items[item].kind == GalleyItem::Kind::columns && notes_in_columns(galley_.items[item].index);
}

std::vector<Length> const& RunMeasures::note_slices(std::uint32_t note) {
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

Length RunMeasures::note_height(std::uint32_t note, std::uint32_t from_line) {
    auto const& slices = note_slices(note);
    Length height = 0;
    for (std::size_t k = from_line; k < slices.size(); ++k) height += slices[k];
    return height;
}

RunMeasures::GoneOn RunMeasures::go_on(CarriedNotes& carried, Length room, NoteAreaRules const& rules) {
    GoneOn done;
    auto add = [&](NotePart const& part, Length height) {
        done.parts.push_back(part);
        done.height += height;
    };
    while (carried.any()) {
        layout::Note const& note = store_.notes[carried.note];
        if (rules.in_column && !note.in_column) return done;
        std::uint32_t count = note_end(carried.note);
        Length rest = 0;
        if (run_in_.runs_in(carried.note)) {
            bool follows = !run_in_.begins(done.area.run_in, note.series);
            Length before = follows ? run_in_.height(done.area.run_in, note.series) : 0;
            NoteArea with = done.area;
            rest = with.add_run_in({carried.note, carried.line}, rules);
            Length lead = follows ? 0 : done.area.lead(note, rules), edges = done.area.any ? 0 : rules.edges;
            if (rest - edges > room) {
                auto need = done.parts.empty() ? RunInNotes::Need::any : RunInNotes::Need::good;
                auto cut = run_in_.cut(with.run_in, note.series, room + before - lead + edges, need);
                if (!cut && !done.parts.empty()) return done;
                if (cut) {
                    add({carried.note, carried.line, cut->piece}, lead + cut->height - before);
                    carried.line = cut->piece;
                    done.area = with;
                    done.area.enter_block(note, rules);
                    return done;
                }
            }
            add({carried.note, carried.line, count}, rest);
            done.area = with;
            rest -= edges;
        } else {
            rest = note_height(carried.note, carried.line);
            std::uint32_t to = count;
            if (rest > room) {
                to = std::min(lines_that_fit(carried.note, carried.line, room), count);
                if (done.parts.empty()) to = std::max(to, carried.line + 1);
                else if (to < carried.line + 2) return done;   // two lines of a note at least
            }
            add({carried.note, carried.line, to}, done.area.lead(note, rules) + rest - note_height(carried.note, to));
            done.area.enter_block(note, rules);
            carried.line = to;
            if (to < count) return done;
        }
        room -= rest;
        carried = carried.more == 0 ? CarriedNotes{} : CarriedNotes{next_called(carried.note), 0, carried.more - 1};
    }
    return done;
}

std::uint32_t RunMeasures::split(std::uint32_t index, NoteArea const& area, Length room, NoteAreaRules const& rules, RunInNotes::Need need) {
    layout::Note const& note = store_.notes[index];
    if (run_in_.runs_in(index)) {
        bool follows = !run_in_.begins(area.run_in, note.series);
        Length before = follows ? run_in_.height(area.run_in, note.series) : 0;
        auto cut = run_in_.cut(run_in_.with(area.run_in, {index, 0}), note.series, room + before - (follows ? 0 : area.lead(note, rules)), need);
        return cut && (need == RunInNotes::Need::any || cut->height <= room + before) ? cut->piece : 0;
    }
    std::uint32_t lines = lines_that_fit(index, 0, room - area.lead(note, rules)), all = note_end(index);
    if (lines >= all && all > 0) lines = all - 1;  // what is joined to a line of others fits there or not at all
    if (lines + 1 == all && lines > 2) --lines;    // two lines go over rather than one
    return lines < 2 && !(need == RunInNotes::Need::any && lines == 1) ? 0 : lines;
}

std::uint32_t RunMeasures::lines_that_fit(std::uint32_t note, std::uint32_t from, Length room) {
    auto const& slices = note_slices(note);
    std::uint32_t line = from;
    for (Length height = 0; line < slices.size() && height + slices[line] <= room; ++line) height += slices[line];
    return line;
}

}  // namespace octavo::page

#include "page/arrange_notes.h"

#include <algorithm>

namespace octavo::page {
namespace {

using layout::GalleyItem;

class Arranger {
public:
    Arranger(layout::GalleyStore const& store, RunMeasures& measures, NoteAreaRules const& rules) : store_(store), measures_(measures), rules_(rules) {}

    ArrangedNotes arrange(std::vector<PlacedNote> const& order) {
        std::vector<Row> rows = rows_of(order);
        std::stable_sort(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return a.series < b.series; });
        for (std::size_t i = 0; i < rows.size(); ++i) {
            bool series = i > 0 && rows[i].series != rows[i - 1].series;
            if (series) made_.height += rules_.series_gap;
            if (series || !rows[i].run_in) run_in_ = 0;
            if (rows[i].run_in) add_run_in(rows[i].placed);
            else add_row(rows[i]);
        }
        return std::move(made_);
    }

private:
    struct Row {
        PlacedNote placed;
        Length x = 0;
        std::uint8_t series = 0;
        bool joined = false, run_in = false;
    };

    std::vector<Row> rows_of(std::vector<PlacedNote> const& order) const {
        std::vector<Row> rows;
        NoteArea area;
        for (PlacedNote const& placed : order) {
            layout::Note const& note = store_.notes[placed.note];
            Row row{placed, 0, note.series, false, rules_.run_in != nullptr && note.run_in != layout::no_index};
            if (placed.from > 0 || row.run_in) {
                area.enter(note);
            } else {
                row.joined = area.joins(note, rules_);
                if (row.joined) row.x = area.row + note.gap;
                (void)area.add(placed.note, rules_);
            }
            rows.push_back(row);
        }
        return rows;
    }

    void add_row(Row const& row) {
        Length height = made_.height;
        if (row.joined) made_.height = row_top_;
        else row_top_ = height;
        add_note(row.placed, row.x);
        if (row.joined) made_.height = height;
    }

    /// Goes on in the paragraph of the note before it, or begins one.
    void add_run_in(PlacedNote const& placed) {
        std::uint8_t series = store_.notes[placed.note].series;
        bool begins = run_in_ == 0;
        run_in_ = rules_.run_in->with(run_in_, {placed.note, placed.from});
        if (begins) {
            paragraph_top_ = made_.height;
            made_.run_in.push_back({{}, 0, paragraph_top_, made_.notes.size()});
        }
        RunInRow& row = made_.run_in.back();
        row.parts.push_back({placed.note, placed.from});
        RunInNotes::Cut shown = rules_.run_in->cut_at(run_in_, series, placed.to);
        row.lines = shown.lines;
        made_.height = paragraph_top_ + shown.height;
        if (placed.to < measures_.note_end(placed.note)) run_in_ = 0;
    }

    /// Slices [from, to) of a note, from the foot of those that stand there.
    void add_note(PlacedNote const& placed, Length x) {
        auto [note, from, to] = placed;
        layout::GalleyId galley = store_.notes[note].galley;
        auto const& items = store_.galleys[galley].items;
        std::uint32_t slice = 0;
        for (std::uint32_t i = 0; i < items.size(); ++i) {
            std::uint32_t count = 1, candidate = 0;
            if (items[i].kind == GalleyItem::Kind::event) {
                if (slice >= from && slice < to) made_.notes.push_back({galley, i, 0, 0, 1, x, made_.height, false});
                continue;
            }
            if (items[i].kind == GalleyItem::Kind::paragraph) {
                layout::Paragraph const& p = store_.paragraphs[items[i].index];
                candidate = p.best;
                count = p.candidate_count == 0 ? 0 : store_.candidates[p.first_candidate + p.best].count;
            }
            std::uint32_t first = std::max(slice, from), end = std::min(slice + count, to);
            if (first < end) {
                bool sliced = items[i].kind == GalleyItem::Kind::sliced;
                std::uint32_t slices = sliced ? static_cast<std::uint32_t>(store_.sliced[items[i].index].cuts.size()) : end - slice;
                made_.notes.push_back({galley, i, candidate, sliced ? 0 : first - slice, slices, x, made_.height, false});
                for (std::uint32_t k = first; k < end; ++k) made_.height += measures_.note_slices(note)[k];
            }
            slice += count;
        }
    }

    layout::GalleyStore const& store_;
    RunMeasures& measures_;
    NoteAreaRules const& rules_;
    ArrangedNotes made_;
    Length row_top_ = 0, paragraph_top_ = 0;
    std::uint32_t run_in_ = 0;         // of RunInNotes: with the paragraph that may go on
};

}  // namespace

ArrangedNotes arrange_notes(layout::GalleyStore const& store, RunMeasures& measures, NoteAreaRules const& rules, std::vector<PlacedNote> const& order) {
    return Arranger(store, measures, rules).arrange(order);
}

}  // namespace octavo::page

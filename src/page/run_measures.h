// Heights and notes of a run's items, measured once and kept: what the search for page breaks and the building of pages both ask for.
// Notes called in notes, in inline-blocks and in cells count with the line or slice in which they are called.
#pragma once
#include <span>
#include <unordered_map>
#include <vector>

#include "page/note_area.h"
#include "page/page_sequence.h"

namespace octavo::page {

/// A note called in a line (or slice) of an item.
struct LineNotes {
    std::uint32_t line = 0;
    std::uint32_t note = 0;
};

/// Notes that go over from the page before: one from a line on, and how many called after it.
struct CarriedNotes {
    std::uint32_t note = layout::no_index, line = 0, more = 0;
    [[nodiscard]] bool any() const { return note != layout::no_index; }
};
/// What of a note stands on a page: its slices [from, to); of one that is run in, its pieces.
struct NotePart {
    std::uint32_t note = 0, from = 0, to = 0;
};

class RunMeasures {
public:
    /// Notes are run in where `context` is given.
    RunMeasures(layout::GalleyStore const& store, layout::LayoutContext const* context)
        : store_(store), galley_(store.galleys[store.main]), run_in_(context, store) {}

    /// None where no note is.
    [[nodiscard]] RunInNotes* run_in() { return run_in_.any() ? &run_in_ : nullptr; }
    /// A note's slices; of one that is run in, its pieces.
    [[nodiscard]] std::uint32_t note_end(std::uint32_t note) {
        return run_in_.runs_in(note) ? run_in_.end_of(note) : static_cast<std::uint32_t>(note_slices(note).size());
    }

    /// Heights of a paragraph's lines in one of its candidates; `item` is the index in the main galley.
    [[nodiscard]] std::vector<Length> const& line_heights(std::uint32_t item, std::uint32_t candidate);
    /// Notes called in a paragraph's candidate, by line.
    [[nodiscard]] std::span<LineNotes const> notes_of(std::uint32_t item, std::uint32_t candidate);
    /// Notes called in the cells of a sliced item, by slice.
    [[nodiscard]] std::span<LineNotes const> notes_of_cells(std::uint32_t item);
    /// Notes called in an item of any galley, by line or slice.
    void collect_item_notes(layout::GalleyId galley, std::uint32_t item, std::vector<LineNotes>& into) const;
    /// All notes called in columns are to stand under them.
    [[nodiscard]] bool notes_in_columns(std::uint32_t columns);
    /// A note that goes on from the page before stands under the columns with which this one begins; `item`: of the main galley.
    [[nodiscard]] bool goes_on_in_columns(std::uint32_t note, std::uint32_t item);
    /// How many page floats are called in a galley.
    [[nodiscard]] std::uint32_t floats_in(layout::GalleyId galley) const;
    /// Notes called in a page float.
    [[nodiscard]] std::vector<LineNotes> const& notes_of_float(std::uint32_t index);
    /// Heights of a note's slices: its lines, and its other items as wholes.
    [[nodiscard]] std::vector<Length> const& note_slices(std::uint32_t note);
    /// Height of a note from a slice on.
    [[nodiscard]] Length note_height(std::uint32_t note, std::uint32_t from_line);
    /// The note that is called next after one, page floats apart.
    [[nodiscard]] std::uint32_t next_called(std::uint32_t note);
    struct GoneOn {
        std::vector<NotePart> parts;
        NoteArea area;
        Length height = 0;                     ///< of the area, edges included
    };
    /// What of carried notes stands on a page that has `room` for them; what is left over becomes `carried`.
    [[nodiscard]] GoneOn go_on(CarriedNotes& carried, Length room, NoteAreaRules const& rules);
    /// How far a note may begin on a page and go on overleaf, in the room that is left for it; 0: it may not.
    [[nodiscard]] std::uint32_t split(std::uint32_t note, NoteArea const& area, Length room, NoteAreaRules const& rules, RunInNotes::Need need);
    /// The slice up to which a note fits into `room`, starting with `from`.
    [[nodiscard]] std::uint32_t lines_that_fit(std::uint32_t note, std::uint32_t from, Length room);

private:
    void collect_notes(layout::Paragraph const& p, std::uint32_t candidate, std::vector<LineNotes>& into) const;
    void chain_galley(layout::GalleyId galley, std::uint32_t& last);
    void collect_all(layout::GalleyId galley, std::uint32_t line, std::vector<LineNotes>& into) const;
    void collect_cell_notes(layout::Sliced const& sliced, layout::CellPlacement const& cell, std::vector<LineNotes>& into) const;

    layout::GalleyStore const& store_;
    layout::Galley const& galley_;
    std::unordered_map<std::uint64_t, std::vector<Length>> heights_;
    std::unordered_map<std::uint64_t, std::vector<LineNotes>> notes_;
    std::unordered_map<std::uint32_t, std::vector<Length>> note_slices_;
    std::vector<std::uint32_t> next_called_;       // by note; empty until it is asked for
    std::unordered_map<std::uint32_t, bool> notes_in_columns_;
    RunInNotes run_in_;
};

}  // namespace octavo::page

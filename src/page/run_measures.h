// Heights and notes of a run's items, measured once and kept: what the search for page breaks and the building of pages both ask for.
// Notes called in notes, in inline-blocks and in cells count with the line or slice in which they are called.
#pragma once
#include <span>
#include <unordered_map>
#include <vector>

#include "page/page_sequence.h"

namespace octavo::page {

/// A note called in a line (or slice) of an item.
struct LineNotes {
    std::uint32_t line = 0;
    std::uint32_t note = 0;
};

/// Notes that go over from the page before: one from a line on, and how many called after it in the same line.
struct CarriedNotes {
    std::uint32_t note = layout::no_index, line = 0, more = 0;
    [[nodiscard]] bool any() const { return note != layout::no_index; }
};
/// What of a note stands on a page: its slices [from, to).
struct NotePart {
    std::uint32_t note = 0, from = 0, to = 0;
};

class RunMeasures {
public:
    explicit RunMeasures(layout::GalleyStore const& store) : store_(store), galley_(store.galleys[store.main]) {}

    /// Heights of a paragraph's lines in one of its candidates; `item` is the index in the main galley.
    [[nodiscard]] std::vector<Length> const& line_heights(std::uint32_t item, std::uint32_t candidate);
    /// Notes called in a paragraph's candidate, by line.
    [[nodiscard]] std::span<LineNotes const> notes_of(std::uint32_t item, std::uint32_t candidate);
    /// Notes called in the cells of a sliced item, by slice.
    [[nodiscard]] std::span<LineNotes const> notes_of_cells(std::uint32_t item);
    /// Notes called in an item of any galley, by line or slice.
    void collect_item_notes(layout::GalleyId galley, std::uint32_t item, std::vector<LineNotes>& into) const;
    /// How many page floats are called in a galley.
    [[nodiscard]] std::uint32_t floats_in(layout::GalleyId galley) const;
    /// Notes called in a page float.
    [[nodiscard]] std::vector<LineNotes> const& notes_of_float(std::uint32_t index);
    /// Heights of a note's slices: its lines, and its other items as wholes.
    [[nodiscard]] std::vector<Length> const& note_slices(std::uint32_t note);
    /// Height of a note from a slice on.
    [[nodiscard]] Length note_height(std::uint32_t note, std::uint32_t from_line);
    /// Notes follow each other as they are called.
    void chain(std::vector<LineNotes> const& notes);
    /// The note that is called next after one; only where notes_of, notes_of_cells or chain told both.
    [[nodiscard]] std::uint32_t next_called(std::uint32_t note) const { return next_called_.at(note); }
    /// What of carried notes stands on a page that has `room` for them; what is left over becomes `carried`.
    [[nodiscard]] std::vector<NotePart> go_on(CarriedNotes& carried, Length room);
    /// The slice up to which a note fits into `room`, starting with `from`.
    [[nodiscard]] std::uint32_t lines_that_fit(std::uint32_t note, std::uint32_t from, Length room);

private:
    void collect_notes(layout::Paragraph const& p, std::uint32_t candidate, std::vector<LineNotes>& into) const;
    void collect_all(layout::GalleyId galley, std::uint32_t line, std::vector<LineNotes>& into) const;
    void collect_cell_notes(layout::Sliced const& sliced, layout::CellPlacement const& cell, std::vector<LineNotes>& into) const;

    layout::GalleyStore const& store_;
    layout::Galley const& galley_;
    std::unordered_map<std::uint64_t, std::vector<Length>> heights_;
    std::unordered_map<std::uint64_t, std::vector<LineNotes>> notes_;
    std::unordered_map<std::uint32_t, std::vector<Length>> note_slices_;
    std::unordered_map<std::uint32_t, std::uint32_t> next_called_;
};

}  // namespace octavo::page

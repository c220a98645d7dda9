// Cuts content into columns: for a page with some room, as much of a Columns galley as its columns hold.
//
// Input: a Columns of a run, the slice to start from, the room. Output: where each column ends. Columns are filled one after the
// other; each ends at the place of least cost near its foot, by the rules for pages (orphans, widows, headings with their text).
// What is the rest of the content is balanced: the least height at which it fits, in steps of a line. Notes called in the columns
// stand at the page's foot and take from the room. Cost: linear in what stands on the page, times a few attempts.
#pragma once
#include <vector>

#include "page/run_measures.h"

namespace octavo::page {

/// A line, or an item that is never cut, of a column's content.
struct ColumnSlice {
    std::uint32_t item = 0, slice = 0;
    Length height = 0;
    std::int32_t break_cost = 0;       ///< of a column that begins with it; none_allowed: it may not
    bool glue = false, snap = false, new_column = false;
};

struct ColumnFill {
    std::vector<std::uint32_t> ends;   ///< slice after the last of each column
    Length height = 0;                 ///< of the tallest
    Length notes = 0;                  ///< of the notes called there, without the note area's edges
    std::int32_t cost = 0;
    [[nodiscard]] std::uint32_t end(std::uint32_t from) const { return ends.empty() ? from : ends.back(); }
};

class ColumnFiller {
public:
    struct Lines {
        Length line = 0, grid = 0, note_edges = 0;
    };
    ColumnFiller(layout::GalleyStore const& store, std::uint32_t columns, RunMeasures& measures, Lines const& lines);

    [[nodiscard]] layout::Columns const& columns() const { return columns_; }
    [[nodiscard]] std::vector<ColumnSlice> const& slices() const { return slices_; }
    [[nodiscard]] std::vector<LineNotes> const& notes() const { return notes_; }   ///< by slice
    struct FloatCall {
        std::uint32_t slice = 0, index = 0;   ///< of GalleyStore::page_floats
    };
    [[nodiscard]] std::vector<FloatCall> const& floats() const { return floats_; } ///< page floats, in the order of their calls
    /// Fills the columns of a page that has so much room left; `has_notes`: the page has notes already.
    [[nodiscard]] ColumnFill fill(std::uint32_t from, Length room, bool has_notes) const;
    /// Columns of that height at most.
    [[nodiscard]] ColumnFill fill_to(std::uint32_t from, Length height) const;

    static constexpr std::int32_t none_allowed = 1'000'000;

private:
    void add_paragraph(std::uint32_t index, layout::GalleyItem const& item);
    void add_notes(std::uint32_t index, layout::GalleyItem const& item, std::uint32_t first_slice, RunMeasures& measures);
    [[nodiscard]] std::uint32_t column_end(std::uint32_t from, Length height, ColumnFill& fill) const;
    [[nodiscard]] Length notes_height(std::uint32_t from, std::uint32_t end) const;

    layout::GalleyStore const& store_;
    layout::Columns const& columns_;
    Lines lines_;
    std::vector<ColumnSlice> slices_;
    std::vector<LineNotes> notes_;
    std::vector<FloatCall> floats_;
};

}  // namespace octavo::page

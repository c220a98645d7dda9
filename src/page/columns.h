// Cuts content into columns: for a page with some room, as much of a Columns galley as its columns hold.
//
// Input: a Columns of a run, where to start, the room. Output: what stands in each column. Columns are filled one after the other; each
// ends at the place of least cost near its foot, by the rules for pages (orphans, widows, headings with their text). Floats to the column
// stand at its head or foot, in order: in the column of their call if they leave room for it, else in the next. Notes stand at the page's
// foot, or, where all of them are to, under the column of their call; a long one goes on under the next column. What is the rest of the
// content is balanced: the least height at which it fits, in steps of a line. Cost: linear in what stands on the page, times a few attempts.
#pragma once
#include <vector>

#include "page/page_floats.h"
#include "page/run_measures.h"

namespace octavo::page {

/// A line, or an item that is never cut, of a column's content.
struct ColumnSlice {
    std::uint32_t item = 0, slice = 0;
    Length height = 0;
    std::int32_t break_cost = 0;       ///< of a column that begins with it; none_allowed: it may not
    bool glue = false, snap = false, new_column = false;
    std::uint32_t frame = layout::no_index;   ///< of GalleyStore::heads: cloned edges around it, in each column that it goes on in
};

/// Where a column goes on.
struct ColumnStart {
    std::uint32_t slice = 0;
    std::uint32_t floats = 0;          ///< so many of the floats to columns are placed
    CarriedNotes carried;              ///< notes that go on under it
    bool carried_elsewhere = false;    ///< they go on at the page's foot: those called here wait behind them
};

/// What stands in a column, from its head: floats, text, floats, notes.
struct Column {
    struct Float {
        std::uint32_t index = 0;       ///< of GalleyStore::column_floats
        PageEdge edge{};
    };
    std::uint32_t end = 0;             ///< slice after the last
    std::vector<Float> floats;
    std::vector<NotePart> notes;
    Length head = 0, foot = 0;         ///< that the floats take
    Length notes_height = 0;           ///< with the area's edges
};

struct ColumnFill {
    std::vector<Column> columns;
    ColumnStart next;                  ///< where the next page goes on
    Length height = 0;                 ///< of the tallest
    Length asked = 0;                  ///< how tall they might be
    Length notes = 0;                  ///< of the notes at the page's foot that are called there, without the note area's edges
    std::int32_t cost = 0;
};

class ColumnFiller {
public:
    struct Lines {
        Length line = 0, grid = 0, note_edges = 0;
    };
    enum class Fit : std::uint8_t { needed, forced };   ///< forced: the first thing stands there whether it fits or not
    ColumnFiller(layout::GalleyStore const& store, std::uint32_t columns, RunMeasures& measures, Lines const& lines);

    [[nodiscard]] layout::Columns const& columns() const { return columns_; }
    [[nodiscard]] std::vector<ColumnSlice> const& slices() const { return slices_; }
    [[nodiscard]] std::vector<LineNotes> const& notes() const { return notes_; }   ///< by slice
    struct FloatCall {
        std::uint32_t slice = 0, index = 0;   ///< of GalleyStore::page_floats or column_floats
    };
    [[nodiscard]] std::vector<FloatCall> const& floats() const { return floats_; } ///< page floats, in the order of their calls
    /// Notes stand under the columns, not at the page's foot.
    [[nodiscard]] bool notes_in_columns() const { return notes_in_columns_; }
    [[nodiscard]] NoteAreaRules const& note_rules() const { return rules_; }
    /// Text and floats are placed; notes may go on.
    [[nodiscard]] bool done(ColumnStart const& at) const { return at.slice == slices_.size() && at.floats == column_floats_.size(); }
    /// Where a page goes on: with the slice, `floats` of those to columns placed before (of the content's start: none), and carried notes.
    [[nodiscard]] ColumnStart start_at(std::uint32_t slice, std::uint32_t floats, CarriedNotes const& carried) const;
    /// Of the cloned edges with which a column that goes on with that slice begins (to the grid), and one that it follows ends.
    [[nodiscard]] Length lead(std::uint32_t slice) const;
    [[nodiscard]] Length foot(std::uint32_t slice) const;
    /// Fills the columns of a page that has so much room left; `has_notes`: the page has notes already.
    [[nodiscard]] ColumnFill fill(ColumnStart const& from, Length room, bool has_notes) const;
    /// Columns of that height at most.
    [[nodiscard]] ColumnFill fill_to(ColumnStart const& from, Length height, Fit fit = Fit::needed) const;

    static constexpr std::int32_t none_allowed = 1'000'000;

private:
    struct Text {
        std::uint32_t end = 0;
        Length height = 0, notes_height = 0;
        std::int64_t cost = 0;
        std::vector<NotePart> notes;
        CarriedNotes carried;
    };
    struct TextSpace {
        Length height = 0;
        NoteArea area;                 // what goes on there
        CarriedNotes carried;          // notes that are called wait behind these
        Fit fit = Fit::forced;
    };
    struct NoteSplit {
        std::uint32_t note = layout::no_index, line = 0;
    };
    void add_paragraph(std::uint32_t index, layout::GalleyItem const& item);
    void add_notes(std::uint32_t index, layout::GalleyItem const& item, std::uint32_t first_slice);
    void add_column(ColumnStart& at, ColumnFill& fill, Length height, Fit fit) const;
    [[nodiscard]] bool put_float(ColumnStart const& at, Column& column, Length room) const;
    [[nodiscard]] Text text_end(std::uint32_t from, TextSpace const& space) const;
    [[nodiscard]] NoteSplit split_note(std::uint32_t slice, NoteArea area, Length room, RunInNotes::Need need) const;
    void add_text_notes(std::uint32_t from, TextSpace const& space, NoteSplit const& split, Text& text) const;
    [[nodiscard]] std::size_t first_note(std::uint32_t slice) const;
    [[nodiscard]] Length notes_height(std::uint32_t from, std::uint32_t end) const;

    layout::GalleyStore const& store_;
    layout::Columns const& columns_;
    RunMeasures& measures_;
    Lines lines_;
    std::vector<ColumnSlice> slices_;
    std::vector<LineNotes> notes_;
    std::vector<FloatCall> floats_, column_floats_;
    bool notes_in_columns_ = false;
    NoteAreaRules rules_;              // of a column's notes
};

}  // namespace octavo::page

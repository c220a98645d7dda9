// The grid of a table: which cell stands where. CSS 2.2 §17.5; HTML Living Standard §4.9.12 (forming a table).
#pragma once
#include "layout/task.h"

namespace octavo::layout {

struct GridCell {
    BoxId box;
    std::uint32_t row = 0, column = 0;
    std::uint32_t rows = 1, columns = 1;   ///< spans, cut to what the table has
};

enum class RowGroup : std::uint8_t { head, body, foot };

struct GridRow {
    BoxId box;
    RowGroup group = RowGroup::body;
    std::uint32_t group_number = 0;        ///< row spans end with their group
};

struct TableGrid {
    std::vector<GridRow> rows;             ///< head, bodies, foot
    std::vector<GridCell> cells;           ///< by row, then by column
    std::vector<BoxId> columns;            ///< the box that styles each column, from left to right; none where there is none
    std::vector<BoxId> captions;
    std::uint32_t column_count = 0;
};

[[nodiscard]] TableGrid make_grid(Task& task, BoxId table);

/// Intrinsic sizes of a cell whose content is turned: as wide as its lines are deep.
[[nodiscard]] IntrinsicSizes turned_sizes(Task& task, BoxId cell);

class CollapsedBorders;

struct ColumnsInput {
    BoxId table;
    TableGrid const& grid;
    CollapsedBorders const* borders = nullptr;   ///< in the collapsing model
    Length available = 0;                        ///< for the table's border box
    Length containing = 0;                       ///< that the table's own width is a percentage of
};
/// Used widths of the columns' border boxes: CSS 2.2 §17.5.2. Sum + spacings ≤ available wherever the content allows.
[[nodiscard]] std::vector<Length> column_widths(Task& task, ColumnsInput const& input);

}  // namespace octavo::layout

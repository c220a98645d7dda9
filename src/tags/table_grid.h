// Makes a table's rows regular, as PDF/UA-1 7.2 wants them: spans that neither overlap nor leave the table, every row
// as wide as the others. Cells take the first free columns (HTML §4.9.12.1). Cost: linear in cells and columns.
#pragma once
#include <cstdint>
#include <vector>

namespace octavo::tags {

struct GridCell {
    std::uint32_t colspan = 1, rowspan = 1;   ///< rowspan 0: to the end of the group
};
struct GridRow {
    std::vector<GridCell> cells;
    std::vector<std::uint32_t> padding;       ///< out: spans of the empty cells to be added at the row's end
    std::vector<std::uint32_t> columns;       ///< out: first column of each cell
};
using GridGroup = std::vector<GridRow>;       ///< rows of one thead, tbody or tfoot

void make_regular(std::vector<GridGroup>& groups);

}  // namespace octavo::tags

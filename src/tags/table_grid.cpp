#include "tags/table_grid.h"

#include <algorithm>

namespace octavo::tags {
namespace {

/// Row index from which each column is free again.
using Columns = std::vector<std::uint32_t>;

void place_row(GridGroup& group, std::uint32_t row, Columns& free_from) {
    auto taken = [&](std::size_t column) { return column < free_from.size() && free_from[column] > row; };
    std::size_t column = 0;
    for (GridCell& cell : group[row].cells) {
        while (taken(column)) ++column;
        std::uint32_t most = static_cast<std::uint32_t>(group.size()) - row, wanted = std::max(cell.colspan, 1u);
        cell.rowspan = cell.rowspan == 0 ? most : std::min(cell.rowspan, most);
        cell.colspan = 1;
        while (cell.colspan < wanted && !taken(column + cell.colspan)) ++cell.colspan;
        if (free_from.size() < column + cell.colspan) free_from.resize(column + cell.colspan, 0);
        std::fill_n(free_from.begin() + static_cast<std::ptrdiff_t>(column), cell.colspan, row + cell.rowspan);
        group[row].columns.push_back(static_cast<std::uint32_t>(column));
        column += cell.colspan;
    }
}

/// The runs of columns that no cell covers.
void pad_row(GridGroup& group, std::uint32_t row, Columns const& free_from, std::size_t width) {
    std::uint32_t run = 0;
    for (std::size_t column = 0; column <= width; ++column) {
        bool free = column < width && (column >= free_from.size() || free_from[column] <= row);
        if (free) {
            ++run;
        } else if (run != 0) {
            group[row].padding.push_back(run);
            run = 0;
        }
    }
}

}  // namespace

void make_regular(std::vector<GridGroup>& groups) {
    std::size_t width = 0;
    for (auto& group : groups) {
        Columns free_from;
        for (std::uint32_t row = 0; row < group.size(); ++row) place_row(group, row, free_from);
        width = std::max(width, free_from.size());
    }
    for (auto& group : groups) {
        Columns free_from(width, 0);
        for (std::uint32_t row = 0; row < group.size(); ++row) {
            GridRow& cells = group[row];
            for (std::size_t i = 0; i < cells.cells.size(); ++i)
                std::fill_n(free_from.begin() + cells.columns[i], cells.cells[i].colspan, row + cells.cells[i].rowspan);
            pad_row(group, row, free_from, width);
        }
    }
}

}  // namespace octavo::tags

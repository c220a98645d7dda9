// Borders in the collapsing model: which of the borders that meet on each line of the grid is drawn. CSS 2.2 §17.6.2.1.
#pragma once
#include "layout/table/grid.h"

namespace octavo::layout {

class CollapsedBorders {
public:
    CollapsedBorders(Task& task, BoxId table, TableGrid const& grid);

    /// Half of the widest border on each side of a cell: its share of them.
    [[nodiscard]] Edges share_of(GridCell const& cell) const;
    /// The table's own share on its outer sides.
    [[nodiscard]] Edges outer() const;
    /// The cell's borders as strips around its border box, whose columns begin at `left` (one more at the end) and whose rows at
    /// `tops`; appended to `store`.
    void append(GalleyStore& store, CellPlacement& placement, GridCell const& cell, std::vector<Length> const& left,
                std::span<Length const> tops) const;

private:
    [[nodiscard]] css::ComputedStyle const& style(BoxId box) const { return task_.context.styled.style(task_.context.boxes.boxes[box].style); }
    [[nodiscard]] std::uint32_t cell_at(std::int64_t row, std::int64_t column) const;
    void set_owners();
    void resolve_horizontal(std::uint32_t row, std::uint32_t column);
    void resolve_vertical(std::uint32_t row, std::uint32_t column);
    void offer(css::Border& winner, BoxId box, css::Side side) const;
    [[nodiscard]] BoxId group_of_row(std::uint32_t row) const { return task_.context.boxes.boxes[grid_.rows[row].box].parent; }
    [[nodiscard]] BoxId group_of_column(std::uint32_t column) const;
    [[nodiscard]] css::Border const& horizontal(std::uint32_t row, std::uint32_t column) const { return horizontal_[std::size_t{row} * columns_ + column]; }
    [[nodiscard]] css::Border const& vertical(std::uint32_t row, std::uint32_t column) const { return vertical_[std::size_t{row} * (columns_ + 1) + column]; }
    [[nodiscard]] Length joint(std::uint32_t row, std::uint32_t column) const;

    Task& task_;
    BoxId table_;
    TableGrid const& grid_;
    std::uint32_t rows_, columns_;
    std::vector<std::uint32_t> owners_;                  // by place: index of the cell there
    std::vector<css::Border> horizontal_, vertical_;     // winners: above each place and below the last row; before each and after the last
};

}  // namespace octavo::layout

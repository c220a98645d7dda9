#include "layout/table/collapse.h"

#include <algorithm>

namespace octavo::layout {
namespace {

/// Style decides between borders of one width: double, solid, dashed, dotted, ridge, outset, groove, inset.
int strength(css::BorderStyle style) {
    switch (style) {
        case css::BorderStyle::double_: return 8;
        case css::BorderStyle::solid: return 7;
        case css::BorderStyle::dashed: return 6;
        case css::BorderStyle::dotted: return 5;
        case css::BorderStyle::ridge: return 4;
        case css::BorderStyle::outset: return 3;
        case css::BorderStyle::groove: return 2;
        case css::BorderStyle::inset: return 1;
        default: return 0;
    }
}

/// Half of a border, rounded up where it is asked for by the left or upper neighbour.
Length half(Length width) { return width / 2; }
Length other_half(Length width) { return width - width / 2; }

}  // namespace

CollapsedBorders::CollapsedBorders(Task& task, BoxId table, TableGrid const& grid)
    : task_(task), table_(table), grid_(grid), rows_(static_cast<std::uint32_t>(grid.rows.size())), columns_(grid.column_count) {
    set_owners();
    horizontal_.resize(std::size_t{rows_ + 1} * columns_);
    vertical_.resize(std::size_t{rows_} * (columns_ + 1));
    for (std::uint32_t r = 0; r <= rows_; ++r) {
        for (std::uint32_t c = 0; c < columns_; ++c) resolve_horizontal(r, c);
    }
    for (std::uint32_t r = 0; r < rows_; ++r) {
        for (std::uint32_t c = 0; c <= columns_; ++c) resolve_vertical(r, c);
    }
}

void CollapsedBorders::set_owners() {
    owners_.assign(std::size_t{rows_} * columns_, no_index);
    for (std::uint32_t i = 0; i < grid_.cells.size(); ++i) {
        GridCell const& cell = grid_.cells[i];
        for (std::uint32_t r = cell.row; r < cell.row + cell.rows; ++r) {
            for (std::uint32_t c = cell.column; c < cell.column + cell.columns; ++c) owners_[std::size_t{r} * columns_ + c] = i;
        }
    }
}

std::uint32_t CollapsedBorders::cell_at(std::int64_t row, std::int64_t column) const {
    if (row < 0 || column < 0 || row >= rows_ || column >= columns_) return no_index;
    return owners_[static_cast<std::size_t>(row) * columns_ + static_cast<std::size_t>(column)];
}

BoxId CollapsedBorders::group_of_column(std::uint32_t column) const {
    BoxId box = grid_.columns[column];
    if (!box.valid()) return {};
    if (task_.context.boxes.boxes[box].kind == box::BoxKind::table_column_group) return box;
    BoxId parent = task_.context.boxes.boxes[box].parent;
    return task_.context.boxes.boxes[parent].kind == box::BoxKind::table_column_group ? parent : BoxId{};
}

/// `hidden` beats all; then the wider border, then the stronger style; on a tie the one offered first (cell, row, row group, column,
/// column group, table; of two of a kind the left or upper one).
void CollapsedBorders::offer(css::Border& winner, BoxId box, css::Side side) const {
    if (!box.valid() || winner.style == css::BorderStyle::hidden) return;
    css::Border const& border = style(box).decoration->border[static_cast<std::size_t>(side)];
    bool wins = border.style == css::BorderStyle::hidden || border.width > winner.width ||
                (border.width == winner.width && strength(border.style) > strength(winner.style));
    if (wins) winner = border;
}

void CollapsedBorders::resolve_horizontal(std::uint32_t r, std::uint32_t c) {
    std::uint32_t above = cell_at(std::int64_t{r} - 1, c), below = cell_at(r, c);
    if (above == below && above != no_index) return;   // within a cell that spans rows
    css::Border& winner = horizontal_[std::size_t{r} * columns_ + c];
    constexpr css::Side top = css::Side::top, bottom = css::Side::bottom;
    if (above != no_index) offer(winner, grid_.cells[above].box, bottom);
    if (below != no_index) offer(winner, grid_.cells[below].box, top);
    if (r > 0) offer(winner, grid_.rows[r - 1].box, bottom);
    if (r < rows_) offer(winner, grid_.rows[r].box, top);
    bool between_groups = r == 0 || r == rows_ || grid_.rows[r].group_number != grid_.rows[r - 1].group_number;
    if (between_groups && r > 0) offer(winner, group_of_row(r - 1), bottom);
    if (between_groups && r < rows_) offer(winner, group_of_row(r), top);
    if (r != 0 && r != rows_) return;
    css::Side side = r == 0 ? top : bottom;
    offer(winner, grid_.columns[c], side);
    offer(winner, group_of_column(c), side);
    offer(winner, table_, side);
}

void CollapsedBorders::resolve_vertical(std::uint32_t r, std::uint32_t c) {
    std::uint32_t before = cell_at(r, std::int64_t{c} - 1), after = cell_at(r, c);
    if (before == after && before != no_index) return;
    css::Border& winner = vertical_[std::size_t{r} * (columns_ + 1) + c];
    constexpr css::Side left = css::Side::left, right = css::Side::right;
    if (before != no_index) offer(winner, grid_.cells[before].box, right);
    if (after != no_index) offer(winner, grid_.cells[after].box, left);
    bool outer = c == 0 || c == columns_;
    css::Side side = c == 0 ? left : right;
    if (outer) {
        offer(winner, grid_.rows[r].box, side);
        offer(winner, group_of_row(r), side);
    }
    if (c > 0) offer(winner, grid_.columns[c - 1], right);
    if (c < columns_) offer(winner, grid_.columns[c], left);
    BoxId group_before = c > 0 ? group_of_column(c - 1) : BoxId{}, group_after = c < columns_ ? group_of_column(c) : BoxId{};
    if (group_before != group_after) {
        offer(winner, group_before, right);
        offer(winner, group_after, left);
    }
    if (outer) offer(winner, table_, side);
}

Edges CollapsedBorders::share_of(GridCell const& cell) const {
    Edges widest;
    std::uint32_t end_row = cell.row + cell.rows, end_column = cell.column + cell.columns;
    for (std::uint32_t c = cell.column; c < end_column; ++c) {
        widest.top = std::max(widest.top, other_half(horizontal(cell.row, c).width));
        widest.bottom = std::max(widest.bottom, half(horizontal(end_row, c).width));
    }
    for (std::uint32_t r = cell.row; r < end_row; ++r) {
        widest.left = std::max(widest.left, other_half(vertical(r, cell.column).width));
        widest.right = std::max(widest.right, half(vertical(r, end_column).width));
    }
    return widest;
}

Edges CollapsedBorders::outer() const {
    Edges widest;
    for (std::uint32_t c = 0; c < columns_; ++c) {
        widest.top = std::max(widest.top, half(horizontal(0, c).width));
        widest.bottom = std::max(widest.bottom, other_half(horizontal(rows_, c).width));
    }
    for (std::uint32_t r = 0; r < rows_; ++r) {
        widest.left = std::max(widest.left, half(vertical(r, 0).width));
        widest.right = std::max(widest.right, other_half(vertical(r, columns_).width));
    }
    return widest;
}

/// The widest upright border that meets a corner of the grid: lying ones reach to its far side.
Length CollapsedBorders::joint(std::uint32_t row, std::uint32_t column) const {
    Length width = 0;
    if (row > 0) width = vertical(row - 1, column).width;
    if (row < rows_) width = std::max(width, vertical(row, column).width);
    return width;
}

void CollapsedBorders::append(GalleyStore& store, CellPlacement& placement, GridCell const& cell, std::vector<Length> const& left,
                              std::span<Length const> tops) const {
    placement.first_strip = static_cast<std::uint32_t>(store.border_strips.size());
    auto add = [&](css::Border const& border, BorderStrip strip) {
        if (border.width <= 0) return;
        strip.border = border;
        store.border_strips.push_back(strip);
    };
    std::uint32_t end_row = cell.row + cell.rows, end_column = cell.column + cell.columns;
    auto lying = [&](std::uint32_t row, BorderStrip::Side side, Length y) {
        for (std::uint32_t c = cell.column; c < end_column;) {
            std::uint32_t end = c + 1;
            while (end < end_column && horizontal(row, end) == horizontal(row, c)) ++end;
            Length width = horizontal(row, c).width, from = left[c] - half(joint(row, c)), to = left[end] + other_half(joint(row, end));
            add(horizontal(row, c), {side, from - left[cell.column], y - half(width), to - from, width, {}});
            c = end;
        }
    };
    auto standing = [&](std::uint32_t column, Length x) {
        for (std::uint32_t r = cell.row; r < end_row;) {
            std::uint32_t end = r + 1;
            while (end < end_row && vertical(end, column) == vertical(r, column)) ++end;
            Length width = vertical(r, column).width;
            add(vertical(r, column), {BorderStrip::Side::standing, x - half(width), tops[r - cell.row] - tops[0], width, tops[end - cell.row] - tops[r - cell.row], {}});
            r = end;
        }
    };
    standing(cell.column, 0);
    standing(end_column, placement.width);
    lying(cell.row, BorderStrip::Side::top, 0);
    lying(end_row, BorderStrip::Side::bottom, placement.height);
    placement.strip_count = static_cast<std::uint32_t>(store.border_strips.size()) - placement.first_strip;
}

}  // namespace octavo::layout

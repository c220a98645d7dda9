#include "layout/table/grid.h"

#include <algorithm>

namespace octavo::layout {
namespace {

/// Spans beyond this are errors of the source (HTML allows 1,000 columns).
constexpr std::uint32_t most_columns = 1000;

class GridBuilder {
public:
    GridBuilder(Task& task, BoxId table) : task_(task), boxes_(task.context.boxes), table_(table) {}

    TableGrid build() {
        collect_rows(box::BoxKind::table_header_group, RowGroup::head);
        collect_rows(box::BoxKind::table_row_group, RowGroup::body);
        collect_rows(box::BoxKind::table_footer_group, RowGroup::foot);
        for_children(table_, [&](BoxId child) {
            box::BoxKind kind = boxes_.boxes[child].kind;
            if (kind == box::BoxKind::table_caption) grid_.captions.push_back(child);
            if (kind == box::BoxKind::table_column) add_columns(child);
            if (kind == box::BoxKind::table_column_group) add_column_group(child);
        });
        place_cells();
        grid_.columns.resize(grid_.column_count);
        return std::move(grid_);
    }

private:
    template <typename Visit>
    void for_children(BoxId parent, Visit visit) {
        for (BoxId child = boxes_.boxes[parent].first_child; child.valid(); child = boxes_.boxes[child].next_sibling) visit(child);
    }

    void collect_rows(box::BoxKind kind, RowGroup group) {
        for_children(table_, [&](BoxId child) {
            if (boxes_.boxes[child].kind != kind) return;
            for_children(child, [&](BoxId row) {
                if (boxes_.boxes[row].kind == box::BoxKind::table_row) grid_.rows.push_back({row, group, groups_});
            });
            ++groups_;
        });
    }

    void add_columns(BoxId column) {
        std::uint32_t span = std::clamp<std::uint32_t>(boxes_.boxes[column].payload, 1, most_columns);
        for (std::uint32_t i = 0; i < span && grid_.columns.size() < most_columns; ++i) grid_.columns.push_back(column);
        grid_.column_count = std::max(grid_.column_count, static_cast<std::uint32_t>(grid_.columns.size()));
    }

    void add_column_group(BoxId group) {
        bool has_columns = false;
        for_children(group, [&](BoxId child) {
            if (boxes_.boxes[child].kind != box::BoxKind::table_column) return;
            has_columns = true;
            add_columns(child);
        });
        if (!has_columns) add_columns(group);
    }

    void place_cells() {
        std::vector<std::uint32_t> taken_until;  // by column: the first row that is free
        for (std::uint32_t r = 0; r < grid_.rows.size(); ++r) {
            std::uint32_t column = 0;
            for_children(grid_.rows[r].box, [&](BoxId child) {
                if (boxes_.boxes[child].kind != box::BoxKind::table_cell) return;
                while (column < taken_until.size() && taken_until[column] > r) ++column;
                place_cell(child, r, column, taken_until);
                column = grid_.cells.back().column + grid_.cells.back().columns;
            });
        }
    }

    void place_cell(BoxId id, std::uint32_t row, std::uint32_t column, std::vector<std::uint32_t>& taken_until) {
        box::TableCell const& cell = boxes_.cells[boxes_.boxes[id].payload];
        std::uint32_t group_end = row;
        while (group_end < grid_.rows.size() && grid_.rows[group_end].group_number == grid_.rows[row].group_number) ++group_end;
        GridCell placed{id, row, column, 1, std::clamp<std::uint32_t>(cell.colspan, 1, most_columns)};
        placed.rows = cell.rowspan == 0 ? group_end - row : std::min<std::uint32_t>(std::max<std::uint32_t>(cell.rowspan, 1), group_end - row);
        if (column + placed.columns > taken_until.size()) taken_until.resize(column + placed.columns, 0);
        bool overlaps = false;
        for (std::uint32_t c = column; c < column + placed.columns; ++c) {
            overlaps = overlaps || taken_until[c] > row;
            taken_until[c] = std::max(taken_until[c], row + placed.rows);
        }
        if (overlaps) {
            task_.diagnostics.add({.code = base::Code::layout_table_spans, .severity = base::Severity::warning,
                                   .where = task_.context.styled.document().node(boxes_.boxes[id].node).where,
                                   .message = "this cell lies over one that spans rows from above: both are set in the same place"});
        }
        grid_.column_count = std::max(grid_.column_count, column + placed.columns);
        grid_.cells.push_back(placed);
    }

    Task& task_;
    box::BoxTree const& boxes_;
    BoxId table_;
    TableGrid grid_;
    std::uint32_t groups_ = 0;
};

struct Column {
    Length min = 0, max = 0;
    Length wanted = 0;            // by width of a column or cell; 0: none
    std::int32_t percent = 0;     // 1/1000 %
};

void want(Column& column, css::LengthPercentage const& width) {
    if (!width.is_value()) return;
    if (width.percent != 0) column.percent = std::max(column.percent, width.percent);
    else column.wanted = std::max(column.wanted, width.length);
}

/// Adds to the columns of a spanning cell what they lack, in proportion to what they have.
void widen(std::vector<Column>& columns, GridCell const& cell, IntrinsicSizes sizes, Length spacing) {
    LongLength min = 0, max = 0;
    for (std::uint32_t c = cell.column; c < cell.column + cell.columns; ++c) {
        min += columns[c].min;
        max += columns[c].max;
    }
    Length gaps = spacing * static_cast<Length>(cell.columns - 1);
    LongLength lacks_min = sizes.min_content - gaps - min, lacks_max = sizes.max_content - gaps - max;
    for (std::uint32_t c = cell.column; c < cell.column + cell.columns; ++c) {
        LongLength share = max > 0 ? columns[c].max : 1, whole = max > 0 ? max : cell.columns;
        if (lacks_min > 0) columns[c].min += static_cast<Length>(lacks_min * share / whole);
        if (lacks_max > 0) columns[c].max += static_cast<Length>(lacks_max * share / whole);
        columns[c].max = std::max(columns[c].max, columns[c].min);
    }
}

/// Where not all columns can be as wide as they wish, narrow ones (no wider than an equal share) are: a column of names or
/// figures is not broken to spare a line in a column of text. CSS 2.2 §17.5.2.2 leaves the choice.
void grant_narrow_columns(std::vector<Column>& columns, LongLength available) {
    LongLength room = available, unsettled = static_cast<LongLength>(columns.size()), mins = 0, wish = 0;
    for (Column const& c : columns) {
        mins += c.min;
        wish += c.max;
    }
    if (wish <= available) return;
    std::vector<bool> settled(columns.size(), false);
    for (bool changed = true; changed && unsettled > 0;) {
        changed = false;
        for (std::size_t i = 0; i < columns.size(); ++i) {
            Column& c = columns[i];
            if (settled[i] || c.max > room / unsettled || mins - c.min > room - c.max) continue;
            settled[i] = changed = true;
            room -= c.max;
            mins -= c.min;
            c.min = c.max;
            if (--unsettled == 0) break;
        }
    }
}

/// Shares `available` out: every column gets its minimum, the rest in proportion to how much more each wants.
std::vector<Length> distribute(std::vector<Column> columns, LongLength available) {
    grant_narrow_columns(columns, available);
    LongLength min = 0, max = 0;
    for (Column const& c : columns) {
        min += c.min;
        max += c.max;
    }
    std::vector<Length> widths;
    LongLength room = std::max<LongLength>(available - min, 0), wish = max - min;
    for (Column const& c : columns) {
        LongLength more = 0;
        if (available >= max) more = (c.max - c.min) + (max > 0 ? (available - max) * c.max / max : (available - max) / static_cast<LongLength>(columns.size()));
        else if (wish > 0) more = room * (c.max - c.min) / wish;
        widths.push_back(static_cast<Length>(c.min + more));
    }
    return widths;
}

}  // namespace

TableGrid make_grid(Task& task, BoxId table) { return GridBuilder(task, table).build(); }

std::vector<Length> column_widths(Task& task, BoxId table, TableGrid const& grid, Length available) {
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[table].style);
    Length spacing = style.list_table->border_collapse ? 0 : style.list_table->border_spacing_inline;
    std::vector<Column> columns(grid.column_count);
    if (columns.empty()) return {};
    for (std::uint32_t c = 0; c < grid.column_count; ++c) {
        if (grid.columns[c].valid()) want(columns[c], task.context.styled.style(task.context.boxes.boxes[grid.columns[c]].style).box->width);
    }
    bool fixed = style.box->table_layout_fixed && style.box->width.is_value();
    for (GridCell const& cell : grid.cells) {
        css::BoxGroup const& box = *task.context.styled.style(task.context.boxes.boxes[cell.box].style).box;
        if (cell.columns == 1 && (!fixed || cell.row == 0)) want(columns[cell.column], box.width);
        if (fixed || cell.columns != 1) continue;
        IntrinsicSizes sizes = intrinsic_sizes(task, cell.box);
        columns[cell.column].min = std::max(columns[cell.column].min, sizes.min_content);
        columns[cell.column].max = std::max(columns[cell.column].max, sizes.max_content);
    }
    for (GridCell const& cell : grid.cells) {
        if (!fixed && cell.columns > 1) widen(columns, cell, intrinsic_sizes(task, cell.box), spacing);
    }
    Length gaps = spacing * static_cast<Length>(grid.column_count + 1);
    Length room = std::max(0, available - gaps - padding_and_border(style, available).inline_sum());
    bool sized = style.box->width.is_value();
    Length target = sized ? std::max(0, std::min(style.box->width.resolve(available), available) - gaps) : room;
    if (target > room) target = room;
    LongLength wanted = 0;
    for (Column& column : columns) {
        if (column.wanted != 0) column.max = std::max(column.min, column.wanted);
        if (column.percent != 0) column.max = std::max(column.min, base::scale(target, column.percent, 100'000));
        if (fixed && column.wanted == 0 && column.percent == 0) column.max = target / static_cast<Length>(columns.size());
        wanted += column.max;
    }
    return distribute(std::move(columns), sized ? target : std::min<LongLength>(wanted, room));
}

}  // namespace octavo::layout

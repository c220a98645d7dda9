#include "layout/table/grid.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "layout/table/character_alignment.h"
#include "layout/table/collapse.h"

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
        if (task_.context.styled.style(boxes_.boxes[table_].style).text->direction == css::Direction::rtl) mirror();
        return std::move(grid_);
    }

private:
    /// CSS Writing Modes 4 §3.1: columns follow the table's direction; from here on they are counted from the left.
    void mirror() {
        std::reverse(grid_.columns.begin(), grid_.columns.end());
        for (GridCell& cell : grid_.cells) cell.column = grid_.column_count - cell.column - cell.columns;
    }

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
        group_ends_.resize(grid_.rows.size());
        for (std::size_t r = grid_.rows.size(); r-- > 0;) {
            bool last = r + 1 == grid_.rows.size() || grid_.rows[r + 1].group_number != grid_.rows[r].group_number;
            group_ends_[r] = last ? static_cast<std::uint32_t>(r + 1) : group_ends_[r + 1];
        }
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
        std::uint32_t group_end = group_ends_[row];
        GridCell placed{id, row, column, 1, std::clamp<std::uint32_t>(cell.colspan, 1, most_columns)};
        placed.rows = cell.rowspan == 0 ? group_end - row : std::min<std::uint32_t>(std::max<std::uint32_t>(cell.rowspan, 1), group_end - row);
        if (column + placed.columns > taken_until.size()) taken_until.resize(column + placed.columns, 0);
        // HTML §4.9.12 lets cells overlap; that nobody could read.
        std::uint32_t free = 1;
        while (free < placed.columns && taken_until[column + free] <= row) ++free;
        if (free < placed.columns) {
            task_.diagnostics.add({.code = base::Code::layout_table_spans, .severity = base::Severity::warning,
                                   .where = task_.context.styled.document().node(boxes_.boxes[id].node).where,
                                   .message = fmt::format("this cell would lie over one that spans rows from above: it spans {} of {} columns", free, placed.columns),
                                   .about = {boxes_.boxes[id].node.value}});
            placed.columns = free;
        }
        for (std::uint32_t c = column; c < column + placed.columns; ++c) taken_until[c] = std::max(taken_until[c], row + placed.rows);
        grid_.column_count = std::max(grid_.column_count, column + placed.columns);
        grid_.cells.push_back(placed);
    }

    Task& task_;
    box::BoxTree const& boxes_;
    BoxId table_;
    TableGrid grid_;
    std::vector<std::uint32_t> group_ends_;   // by row: the row after its group
    std::uint32_t groups_ = 0;
};

struct Column {
    Length min = 0, max = 0;
    Length wanted = 0;            // by width of a column or cell; 0: none
    std::int32_t percent = 0;     // 1/1000 %
    std::uint32_t share = 0;      // HTML's "3*": of what the other columns leave
    [[nodiscard]] bool is_open() const { return wanted == 0 && percent == 0 && share == 0; }
};

void want(Column& column, css::LengthPercentage const& width) {
    if (!width.is_value()) return;
    if (width.percent != 0) column.percent = std::max(column.percent, width.percent);
    else column.wanted = std::max(column.wanted, width.length);
}

/// A share in the `width` attribute ("3*", HTML 4 §11.2.4), which CSS has no word for; else the column's style.
void want_of_column(Task& task, BoxId id, Column& column) {
    static base::Name const attribute = base::Name::of("width");
    box::Box const& box = task.context.boxes.boxes[id];
    std::string_view text = task.context.styled.document().attribute(box.node, attribute).value_or("");
    std::size_t star = text.find('*');
    if (star == std::string_view::npos) return want(column, task.context.styled.style(box.style).box->width);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    column.share = 1;
    std::from_chars(text.data(), text.data() + text.size(), column.share);
    column.share = std::clamp(column.share, 1U, 1000U);
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
    // What is left over goes to the columns whose width nothing says, if there are any.
    LongLength open = 0, open_max = 0;
    for (Column const& c : columns) {
        if (c.is_open()) ++open, open_max += c.max;
    }
    bool all = open == 0;
    if (all) open = static_cast<LongLength>(columns.size()), open_max = max;
    for (Column const& c : columns) {
        LongLength more = 0;
        if (available >= max) {
            more = c.max - c.min;
            if (all || c.is_open()) more += open_max > 0 ? (available - max) * c.max / open_max : (available - max) / open;
        } else if (wish > 0) {
            more = room * (c.max - c.min) / wish;
        }
        widths.push_back(static_cast<Length>(c.min + more));
    }
    return widths;
}

}  // namespace

TableGrid make_grid(Task& task, BoxId table) { return GridBuilder(task, table).build(); }

std::vector<Length> column_widths(Task& task, ColumnsInput const& input) {
    TableGrid const& grid = input.grid;
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[input.table].style);
    Length spacing = input.borders != nullptr ? 0 : style.list_table->border_spacing_inline;
    std::vector<Column> columns(grid.column_count);
    if (columns.empty()) return {};
    for (std::uint32_t c = 0; c < grid.column_count; ++c) {
        if (grid.columns[c].valid()) want_of_column(task, grid.columns[c], columns[c]);
    }
    // In the collapsing model a cell has its share of the borders on the grid, not its own.
    auto sizes_of = [&](GridCell const& cell) {
        IntrinsicSizes sizes = quarters_of_cell(task.context, cell.box) != 0 ? turned_sizes(task, cell.box) : intrinsic_sizes(task, cell.box);
        if (input.borders == nullptr) return sizes;
        Length more = input.borders->share_of(cell).inline_sum() - border_of(task.context.styled.style(task.context.boxes.boxes[cell.box].style)).inline_sum();
        return IntrinsicSizes{std::max(0, sizes.min_content + more), std::max(0, sizes.max_content + more)};
    };
    std::vector<AroundAxis> axes(columns.size()), firm_axes(columns.size());  // the latter of what no line can break
    bool fixed = style.box->table_layout_fixed && style.box->width.is_value();
    for (GridCell const& cell : grid.cells) {
        css::BoxGroup const& box = *task.context.styled.style(task.context.boxes.boxes[cell.box].style).box;
        if (cell.columns == 1 && (!fixed || cell.row == 0)) want(columns[cell.column], box.width);
        if (fixed || cell.columns != 1) continue;
        IntrinsicSizes sizes = sizes_of(cell);
        columns[cell.column].min = std::max(columns[cell.column].min, sizes.min_content);
        columns[cell.column].max = std::max(columns[cell.column].max, sizes.max_content);
        css::ComputedStyle const& own = task.context.styled.style(task.context.boxes.boxes[cell.box].style);
        if (!aligns_on_character(own) || quarters_of_cell(task.context, cell.box) != 0) continue;
        Edges frame = padding_and_border(own, 0);
        AroundAxis axis = around_axis(task, cell.box);
        axis.before += frame.left;
        axis.after += frame.right;
        axes[cell.column].include(axis);
        if (sizes.min_content == sizes.max_content) firm_axes[cell.column].include(axis);
    }
    for (std::size_t c = 0; c < columns.size(); ++c) {
        columns[c].max = std::max(columns[c].max, axes[c].before + axes[c].after);
        columns[c].min = std::max(columns[c].min, firm_axes[c].before + firm_axes[c].after);
    }
    for (GridCell const& cell : grid.cells) {
        if (!fixed && cell.columns > 1) widen(columns, cell, sizes_of(cell), spacing);
    }
    Length gaps = spacing * static_cast<Length>(grid.column_count + 1);
    Length edges = (input.borders != nullptr ? input.borders->outer() : padding_and_border(style, input.available)).inline_sum();
    Length room = std::max(0, input.available - gaps - edges);
    bool sized = style.box->width.is_value();
    Length target = sized ? std::max(0, std::min(style.box->width.resolve(input.containing), input.available) - gaps) : room;
    if (target > room) target = room;
    LongLength wanted = 0, shares = 0;
    for (Column& column : columns) {
        if (column.wanted != 0) column.max = std::max(column.min, column.wanted);
        if (column.percent != 0) column.max = std::max(column.min, base::scale(target, column.percent, 100'000));
        if (fixed && column.wanted == 0 && column.percent == 0) column.max = target / static_cast<Length>(columns.size());
        shares += column.share;
        if (column.share == 0) wanted += column.max;
    }
    LongLength left_over = std::max<LongLength>(target - wanted, 0);
    for (Column& column : columns) {
        if (column.share != 0) wanted += column.max = std::max(column.min, static_cast<Length>(left_over * column.share / shares));
    }
    return distribute(std::move(columns), sized ? target : std::min<LongLength>(wanted, room));
}

}  // namespace octavo::layout

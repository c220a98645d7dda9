// Tables into galley items: rows joined by row spans form a band; each band is one sliced item that may be cut between its rows,
// and within a row only when the row is tall. Nothing is ever left out: what is wider than its place is diagnosed.
#include <algorithm>
#include <fmt/format.h>

#include "layout/block/flow.h"
#include "layout/table/character_alignment.h"
#include "layout/table/collapse.h"
#include "layout/table/grid.h"

namespace octavo::layout {
namespace {

struct LaidOutCell {
    GridCell grid;
    CellPlacement placement;
    Edges edges;
    Length content_height = 0;
    Length baseline = 0;
};

class TableLayout {
public:
    TableLayout(Task& task, Galley& galley, BoxId table, TableSpace const& space)
        : task_(task), galley_(galley), table_(table), space_(space),
          style_(task.context.styled.style(task.context.boxes.boxes[table].style)), before_(space.before) {}

    /// Columns and place; nothing is in the galley yet.
    void measure() {
        grid_ = make_grid(task_, table_);
        Edges margins = margins_of(style_, space_.available);
        Length available = std::max(0, space_.available - margins.inline_sum());
        bool collapse = style_.list_table->border_collapse && grid_.column_count != 0;
        if (collapse) borders_.emplace(task_, table_, grid_);
        Length containing = space_.containing > 0 ? std::max(0, space_.containing - margins.inline_sum()) : available;
        widths_ = column_widths(task_, {table_, grid_, collapse ? &*borders_ : nullptr, available, containing});
        gap_x_ = collapse ? 0 : style_.list_table->border_spacing_inline;
        gap_y_ = collapse ? 0 : style_.list_table->border_spacing_block;
        place_table(margins, available);
        available_ = available;
    }

    [[nodiscard]] Length excess() const { return width_ - available_; }
    [[nodiscard]] css::TableOverflow overflow() const { return style_.list_table->table_overflow; }

    void tell_too_wide() {
        task_.diagnostics.add({.code = base::Code::layout_table_too_wide, .severity = base::Severity::warning, .where = where(table_),
                               .message = fmt::format("the table is {:.0f} pt wider than its place", base::to_points(excess())),
                               .hint = "set it smaller or turn it (-octavo-table-overflow: shrink, turn), turn the page (a named page), or break its "
                                       "longest words",
                               .about = subject(table_)});
    }

    void run() {
        add_captions(css::CaptionSide::top);
        lay_out_cells();
        set_row_heights();
        add_edge(GalleyItem::Kind::edge_open, edges_.top);
        add_bands();
        add_edge(GalleyItem::Kind::edge_close, edges_.bottom);
        add_captions(css::CaptionSide::bottom);
    }

private:
    void place_table(Edges const& margins, Length available) {
        edges_ = borders_ ? borders_->outer() : padding_and_border(style_, available);
        LongLength width = edges_.inline_sum() + gap_x_;
        for (Length w : widths_) width += w + gap_x_;
        width_ = static_cast<Length>(width);
        auto is_auto = [&](css::Side side) { return style_.box->margin[static_cast<std::size_t>(side)].is_auto(); };
        Length left_over = std::max(0, available - width_);
        x_ = space_.x + margins.left;
        if (is_auto(css::Side::left)) x_ += is_auto(css::Side::right) ? left_over / 2 : left_over;
    }

    [[nodiscard]] base::SourceSpan where(BoxId id) const {
        return task_.context.styled.document().node(task_.context.boxes.boxes[id].node).where;
    }
    [[nodiscard]] base::Subject subject(BoxId id) const { return {task_.context.boxes.boxes[id].node.value, "-octavo-table-overflow"}; }
    [[nodiscard]] css::ComputedStyle const& style(BoxId id) const {
        return task_.context.styled.style(task_.context.boxes.boxes[id].style);
    }

    GalleyItem& push(GalleyItem item) {
        item.before = std::max(item.before, before_);
        before_ = BreakClass::allowed;
        galley_.items.push_back(item);
        return galley_.items.back();
    }

    void add_captions(css::CaptionSide side) {
        for (BoxId caption : grid_.captions) {
            if (style(caption).list_table->caption_side != side) continue;
            std::size_t first = galley_.items.size();
            // As wide as the table, and at least as its longest word (CSS 2.2 §17.4); where there is no column, as its words.
            IntrinsicSizes sizes = intrinsic_sizes(task_, caption);
            Length least = std::min(space_.available, grid_.column_count == 0 ? sizes.max_content : sizes.min_content);
            Length width = std::max(width_, least), x = std::max(space_.x, x_ - (width - width_) / 2);
            Flow flow(task_, galley_);
            flow.add_box(caption, x, width);
            flow.finish(Flow::LastMargin::keep);
            if (std::uint32_t again = task_.context.boxes.boxes[caption].payload; again != 0) continue_caption(BoxId(again - 1), x, width);
            if (galley_.items.size() == first) continue;
            galley_.items[first].before = std::max(galley_.items[first].before, before_);
            before_ = BreakClass::forbidden;  // a caption stays with its table
        }
    }

    /// The first caption's words, to stand above the head on the pages that the table goes on on.
    void continue_caption(BoxId again, Length x, Length width) {
        if (continued_.valid()) return;
        Galley galley;
        galley.measure = galley_.measure;
        Flow flow(task_, galley);
        flow.add_box(again, x, width);
        flow.finish(Flow::LastMargin::keep);
        continued_ = task_.store.galleys.push(std::move(galley));
    }

    void add_edge(GalleyItem::Kind kind, Length height) {
        bool visible = edges_.top + edges_.bottom + edges_.left + edges_.right > 0 || style_.decoration->background.alpha != 0;
        if (!visible) return;
        GalleyItem item;
        item.kind = kind;
        item.box = table_;
        item.style = task_.context.boxes.boxes[table_].style;
        item.x = x_;
        item.width = width_;
        item.height = height;
        if (kind == GalleyItem::Kind::edge_close) item.before = BreakClass::forbidden;
        push(item);
        if (kind == GalleyItem::Kind::edge_open) before_ = BreakClass::forbidden;
    }

    void lay_out_cells() {
        std::vector<Length>& left = left_;
        left.assign(widths_.size() + 1, edges_.left + gap_x_);
        for (std::size_t c = 0; c < widths_.size(); ++c) left[c + 1] = left[c] + widths_[c] + gap_x_;
        aligned_.resize(widths_.size());
        for (GridCell const& grid : grid_.cells) {
            LaidOutCell cell;
            cell.grid = grid;
            cell.placement.box = grid.box;
            cell.placement.x = left[grid.column];
            cell.placement.width = left[grid.column + grid.columns] - gap_x_ - left[grid.column];
            css::ComputedStyle const& s = style(grid.box);
            cell.edges = edges_of(cell);
            cell.placement.column = grid_.columns[grid.column];
            cell.placement.collapsed = borders_.has_value();
            cell.placement.content_x = cell.edges.left;
            cell.placement.quarters = quarters_of_cell(task_.context, grid.box);
            bool turned = cell.placement.quarters != 0;
            Task on_side{context_of_cell(task_.context, grid.box), task_.store, task_.space, task_.diagnostics};
            if (turned) cell.placement.turned_measure = turned_measure(on_side, grid.box);
            Length measure = turned ? cell.placement.turned_measure : std::max(1, cell.placement.width - cell.edges.inline_sum());
            cell.placement.galley = layout_content(turned ? on_side : task_, grid.box, measure);
            if (!turned && grid.columns == 1 && aligns_on_character(s)) aligned_[grid.column].push_back({grid.box, cell.placement.galley, cell.edges.left});
            cell.content_height = turned ? measure : task_.store.galleys[cell.placement.galley].height;
            cell.placement.hidden = !borders_ && s.list_table->empty_cells_hide && task_.store.galleys[cell.placement.galley].items.empty();
            cell.baseline = cell.edges.top + (turned ? measure : first_baseline(task_.store, cell.placement.galley));
            cells_.push_back(cell);
        }
        for (auto const& column : aligned_) align_on_character(task_, column);
    }

    [[nodiscard]] Edges edges_of(LaidOutCell const& cell) const {
        css::ComputedStyle const& s = style(cell.grid.box);
        Edges edges = padding_and_border(s, cell.placement.width);
        if (!borders_) return edges;
        Edges own = border_of(s), share = borders_->share_of(cell.grid);
        return {edges.top - own.top + share.top, edges.right - own.right + share.right, edges.bottom - own.bottom + share.bottom,
                edges.left - own.left + share.left};
    }

    [[nodiscard]] Length needed_height(LaidOutCell const& cell) const {
        css::BoxGroup const& box = *style(cell.grid.box).box;
        Length height = cell.content_height + cell.edges.block_sum();
        if (box.height.is_value() && box.height.percent == 0) height = std::max(height, box.height.length + cell.edges.block_sum());
        return height;
    }

    [[nodiscard]] static bool on_baseline(css::ComputedStyle const& s) {
        return s.box->vertical_align != css::VerticalAlign::middle && s.box->vertical_align != css::VerticalAlign::bottom &&
               s.box->vertical_align != css::VerticalAlign::top;
    }

    void set_row_heights() {
        std::size_t rows = grid_.rows.size();
        heights_.assign(rows, 0);
        baselines_.assign(rows, 0);
        for (std::size_t r = 0; r < rows; ++r) {
            css::BoxGroup const& box = *style(grid_.rows[r].box).box;
            if (box.height.is_value() && box.height.percent == 0) heights_[r] = box.height.length;
        }
        for (LaidOutCell const& cell : cells_) {
            if (on_baseline(style(cell.grid.box))) baselines_[cell.grid.row] = std::max(baselines_[cell.grid.row], cell.baseline);
        }
        for (LaidOutCell const& cell : cells_) {
            Length shift = on_baseline(style(cell.grid.box)) ? baselines_[cell.grid.row] - cell.baseline : 0;
            if (cell.grid.rows == 1) heights_[cell.grid.row] = std::max(heights_[cell.grid.row], needed_height(cell) + shift);
        }
        for (LaidOutCell const& cell : cells_) {  // what a spanning cell lacks goes to its last row
            LongLength have = static_cast<LongLength>(gap_y_) * (cell.grid.rows - 1);
            for (std::uint32_t r = cell.grid.row; r < cell.grid.row + cell.grid.rows; ++r) have += heights_[r];
            LongLength lacks = needed_height(cell) - have;
            if (lacks > 0) heights_[cell.grid.row + cell.grid.rows - 1] += static_cast<Length>(lacks);
        }
        stretch_rows();
    }

    /// What a table's own height asks for beyond its rows' goes to all of them, as they are high (CSS 2.2 §17.5.3 leaves it open).
    void stretch_rows() {
        css::LengthPercentage const& wanted = style_.box->height;
        if (!wanted.is_value() || wanted.percent != 0 || heights_.empty()) return;
        LongLength rows = 0;
        for (Length h : heights_) rows += h;
        LongLength lacks = wanted.length - edges_.block_sum() - static_cast<LongLength>(gap_y_) * static_cast<LongLength>(heights_.size() + 1) - rows;
        if (lacks <= 0) return;
        LongLength above = 0, given = 0;
        for (std::size_t r = 0; r < heights_.size(); ++r) {
            above += heights_[r];
            LongLength due = rows > 0 ? lacks * above / rows : lacks * static_cast<LongLength>(r + 1) / static_cast<LongLength>(heights_.size());
            heights_[r] += static_cast<Length>(due - given);
            given = due;
        }
    }

    void add_bands() {
        std::size_t next_cell = 0;
        std::uint32_t head = no_index;
        bool has_foot = !grid_.rows.empty() && grid_.rows.back().group == RowGroup::foot;
        bool cloned = !borders_ && clones_decoration(style_) && edges_.block_sum() > 0;
        if (cloned || continued_.valid() || (has_foot && grid_.rows.front().group != RowGroup::foot)) head = open_head();
        for (std::uint32_t row = 0; row < grid_.rows.size();) {
            std::uint32_t end = row + 1;
            std::size_t last_cell = next_cell;
            while (last_cell < cells_.size() && cells_[last_cell].grid.row < end) {
                end = std::max(end, cells_[last_cell].grid.row + cells_[last_cell].grid.rows);
                ++last_cell;
            }
            add_band(row, end, {cells_.data() + next_cell, last_cell - next_cell}, head);
            next_cell = last_cell;
            row = end;
        }
        if (head == no_index) return;
        space_head(task_.store.heads[head]);
        if (cloned) frame_head(task_.store.heads[head]);
    }

    /// box-decoration-break: clone: the table's own edges stand on every page, around what is repeated there.
    void frame_head(RepeatedHead& head) const {
        head.lead = edges_.top;
        head.height += edges_.top;
        head.foot_height += edges_.bottom;
    }

    /// What the body's first and last row keep off head and foot by their padding, the rows next to repeated ones do too. Not where lines
    /// or colours of the cells would be interrupted.
    void space_head(RepeatedHead& head) {
        auto is_body = [](GridRow const& row) { return row.group == RowGroup::body; };
        auto first = static_cast<std::uint32_t>(std::find_if(grid_.rows.begin(), grid_.rows.end(), is_body) - grid_.rows.begin());
        auto end = static_cast<std::uint32_t>(grid_.rows.rend() - std::find_if(grid_.rows.rbegin(), grid_.rows.rend(), is_body));
        if (end < first + 2) return;
        Length inner_top = base::length_max, inner_bottom = base::length_max, outer_top = base::length_max, outer_bottom = base::length_max;
        for (LaidOutCell const& cell : cells_) {
            css::ComputedStyle const& s = style(cell.grid.box);
            Edges border = border_of(s);
            if (border.left + border.right > 0 || shows_colour(s) || shows_colour(style(grid_.rows[cell.grid.row].box))) return;
            Edges padding = padding_and_border(s, cell.placement.width);
            Length top = padding.top - border.top, bottom = padding.bottom - border.bottom;
            std::uint32_t last = cell.grid.row + cell.grid.rows;
            if (cell.grid.row == first) outer_top = std::min(outer_top, top);
            if (cell.grid.row == first + 1) inner_top = std::min(inner_top, top);
            if (last == end) outer_bottom = std::min(outer_bottom, bottom);
            if (last + 1 == end) inner_bottom = std::min(inner_bottom, bottom);
        }
        if (!head.rows.empty() && outer_top != base::length_max) head.gap = std::max(0, outer_top - inner_top);
        if (!head.foot_rows.empty() && outer_bottom != base::length_max) head.foot_gap = std::max(0, outer_bottom - inner_bottom);
        head.height += head.gap;
        head.foot_height += head.foot_gap;
    }
    [[nodiscard]] static bool shows_colour(css::ComputedStyle const& s) { return s.decoration->background.alpha != 0; }

    void add_band(std::uint32_t row, std::uint32_t end, std::span<LaidOutCell> cells, std::uint32_t& head) {
        Sliced band;
        band.box = grid_.rows[row].box;
        std::vector<Length> tops(end - row + 1, gap_y_);
        for (std::uint32_t r = row; r < end; ++r) tops[r - row + 1] = tops[r - row] + heights_[r] + gap_y_;
        Length height = tops.back() - (end == grid_.rows.size() ? 0 : gap_y_);
        for (LaidOutCell& cell : cells) {
            CellPlacement& p = cell.placement;
            p.x += x_;
            p.y = tops[cell.grid.row - row];
            p.height = tops[cell.grid.row + cell.grid.rows - row] - gap_y_ - p.y;
            p.content_y = cell.edges.top + vertical_shift(cell);
            if (borders_) borders_->append(task_.store, p, cell.grid, left_, std::span(tops).subspan(cell.grid.row - row, cell.grid.rows + 1U));
            band.cells.push_back(p);
        }
        set_cuts(band, tops, height);
        GalleyItem item;
        item.kind = GalleyItem::Kind::sliced;
        item.box = band.box;
        item.style = task_.context.boxes.boxes[band.box].style;
        item.index = static_cast<std::uint32_t>(task_.store.sliced.size());
        item.x = x_;
        item.width = width_;
        item.height = height;
        item.orphans = item.widows = 1;
        item.repeat_head = grid_.rows[row].group == RowGroup::body ? head : no_index;
        css::FragmentationGroup const& fragmentation = *style(band.box).fragmentation;
        if (fragmentation.before == css::Break::avoid) item.before = BreakClass::avoid;
        task_.store.sliced.push_back(std::move(band));
        push(item);
        if (fragmentation.after == css::Break::avoid) before_ = BreakClass::avoid;
        if (grid_.rows[row].group == RowGroup::head) {
            if (head == no_index) head = open_head();
            task_.store.heads[head].rows.push_back(item.index);
            task_.store.heads[head].height += item.height;
            before_ = BreakClass::forbidden;
        } else if (grid_.rows[row].group == RowGroup::foot && head != no_index) {
            task_.store.heads[head].foot_rows.push_back(item.index);
            task_.store.heads[head].foot_height += item.height;
        }
        if (end < grid_.rows.size() && grid_.rows[end].group == RowGroup::foot) before_ = BreakClass::forbidden;
    }

    [[nodiscard]] std::uint32_t open_head() {
        RepeatedHead head;
        head.table = table_;
        head.caption = continued_;
        if (continued_.valid()) head.height = task_.store.galleys[continued_].height;
        task_.store.heads.push_back(std::move(head));
        return static_cast<std::uint32_t>(task_.store.heads.size() - 1);
    }

    [[nodiscard]] Length vertical_shift(LaidOutCell const& cell) const {
        css::ComputedStyle const& s = style(cell.grid.box);
        Length spare = cell.placement.height - cell.edges.block_sum() - cell.content_height;
        if (s.box->vertical_align == css::VerticalAlign::middle) return std::max(0, spare / 2);
        if (s.box->vertical_align == css::VerticalAlign::bottom) return std::max(0, spare);
        return on_baseline(s) ? baselines_[cell.grid.row] - cell.baseline : 0;
    }

    /// Heights at which the band may be cut: between rows where no cell's line is cut; within rows where two lines of a cell that goes on stand on
    /// either side. A row to be kept whole (break-inside) is cut only when it is taller than two fifths of the page, and then anywhere: moving
    /// it would leave too large a gap.
    void set_cuts(Sliced& band, std::vector<Length> const& tops, Length height) {
        std::vector<Length> wanted;
        for (std::size_t r = 1; r + 1 < tops.size(); ++r) wanted.push_back(tops[r]);
        std::vector<std::pair<Length, Length>> solid;  // stretches that must stay whole
        bool tall = task_.space.block_size > 0 && height > task_.space.block_size / 5 * 2;
        bool whole = style(band.box).fragmentation->inside == css::Break::avoid;
        std::vector<std::pair<Length, Length>> few;    // stretches at the start or end of a cell, of fewer than two lines
        for (CellPlacement const& cell : band.cells) {
            auto first = static_cast<std::ptrdiff_t>(solid.size());
            collect_lines(cell, solid);
            std::span lines(solid.begin() + first, solid.end());
            if (tall || lines.size() < 2) continue;
            few.emplace_back(lines[0].first, lines[1].second);
            few.emplace_back(lines[lines.size() - 2].first, lines.back().second);
        }
        for (auto const& [from, to] : solid) {
            if (tall || !whole) wanted.push_back(to);
        }
        solid.insert(solid.end(), few.begin(), few.end());
        std::sort(wanted.begin(), wanted.end());
        wanted.erase(std::unique(wanted.begin(), wanted.end()), wanted.end());
        std::sort(solid.begin(), solid.end());
        Length last = 0, covered = 0;
        std::size_t next = 0;
        for (Length cut : wanted) {
            while (next < solid.size() && solid[next].first < cut) covered = std::max(covered, solid[next++].second);
            if (cut <= last || cut >= height || covered > cut) continue;
            band.cuts.push_back(cut - last);
            last = cut;
        }
        band.cuts.push_back(height - last);
    }

    void collect_lines(CellPlacement const& cell, std::vector<std::pair<Length, Length>>& solid) const {
        Length y = cell.y + cell.content_y;
        if (cell.quarters != 0) {
            solid.emplace_back(y, y + cell.turned_measure);
            return;
        }
        for (GalleyItem const& item : task_.store.galleys[cell.galley].items) {
            if (item.kind == GalleyItem::Kind::paragraph) {
                Paragraph const& p = task_.store.paragraphs[item.index];
                std::uint32_t lines = p.candidate_count == 0 ? 0 : task_.store.candidates[p.first_candidate + p.best].count;
                Length top = y;
                for (std::uint32_t line = 0; line < lines; ++line) {
                    Length h = task_.store.line_metrics(p, p.best, line).height;
                    solid.emplace_back(top, top + h);
                    top += h;
                }
            } else if (item.kind == GalleyItem::Kind::sliced) {
                Length top = y;
                for (Length slice : task_.store.sliced[item.index].cuts) {
                    solid.emplace_back(top, top + slice);
                    top += slice;
                }
            } else if (item.kind == GalleyItem::Kind::atomic) {
                solid.emplace_back(y, y + item.height);
            }
            y += item.height;
        }
    }

    Task& task_;
    Galley& galley_;
    BoxId table_;
    TableSpace space_;
    css::ComputedStyle const& style_;
    BreakClass before_;
    TableGrid grid_;
    std::vector<Length> widths_, heights_, baselines_;
    std::vector<Length> left_;               // of each column, from the table's left edge; one more at the end
    std::vector<LaidOutCell> cells_;
    std::vector<std::vector<AlignedCell>> aligned_;   // by column: those that align on a character
    std::optional<CollapsedBorders> borders_;
    Edges edges_;
    GalleyId continued_;                     // the caption again
    Length gap_x_ = 0, gap_y_ = 0, x_ = 0, width_ = 0, available_ = 0;
};

/// Sets the table in the largest type in which it fits; false where that would be too small to read.
bool shrink_table(Task& task, Galley& galley, BoxId table, TableSpace const& space) {
    constexpr int step = 50, least = 500;   // 1/1000 of the type's size
    for (int scale = task.context.type_scale() - step; scale >= least; scale -= step) {
        Task small{task.context.set({static_cast<std::uint16_t>(scale), task.context.setting().letters}), task.store, task.space, task.diagnostics};
        TableLayout layout(small, galley, table, space);
        layout.measure();
        if (layout.excess() > base::point) continue;
        task.diagnostics.add({.code = base::Code::layout_table_too_wide, .severity = base::Severity::warning,
                              .where = task.context.styled.document().node(task.context.boxes.boxes[table].node).where,
                              .message = fmt::format("the table is wider than its place: its type is set at {} % of its size", scale / 10),
                              .about = {task.context.boxes.boxes[table].node.value, "-octavo-table-overflow"}});
        layout.run();
        return true;
    }
    return false;
}

}  // namespace

void layout_table(Task& task, Galley& galley, BoxId table, TableSpace const& space) {
    TableLayout whole(task, galley, table, space);
    whole.measure();
    bool fits = whole.excess() <= base::point;
    if (fits || whole.overflow() == css::TableOverflow::none || !shrink_table(task, galley, table, space)) {
        if (!fits) whole.tell_too_wide();
        whole.run();
    }
}

Length table_excess(Task& task, BoxId table, TableSpace const& space) {
    Galley none;
    TableLayout layout(task, none, table, space);
    layout.measure();
    return layout.excess();
}

}  // namespace octavo::layout

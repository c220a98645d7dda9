// What stands on its side: cells whose writing mode differs from their row's (Writing Modes 4 §3.1), and tables turned because the page is
// too narrow for them. Text of cells is laid out as ever, to a measure of its own, and turned when it is painted.
#include <algorithm>

#include "layout/table/grid.h"

namespace octavo::layout {

std::uint8_t quarters_of_cell(LayoutContext const& context, BoxId cell) {
    auto mode_of = [&](BoxId box) { return context.styled.style(context.boxes.boxes[box].style).text->writing_mode; };
    css::WritingMode mode = mode_of(cell);
    if (mode == css::WritingMode::horizontal_tb) return 0;
    BoxId row = context.boxes.boxes[cell].parent;
    if (row.valid() && mode_of(row) == mode) return 0;
    return mode == css::WritingMode::sideways_lr ? 1 : 3;
}

LayoutContext const& context_of_cell(LayoutContext const& context, BoxId cell) {
    if (quarters_of_cell(context, cell) == 0) return context;
    css::WritingMode mode = context.styled.style(context.boxes.boxes[cell].style).text->writing_mode;
    bool vertical = mode == css::WritingMode::vertical_rl || mode == css::WritingMode::vertical_lr;
    return vertical ? context.set({context.type_scale(), LayoutContext::Letters::upright}) : context;
}

Length turned_measure(Task& task, BoxId cell) {
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[cell].style);
    if (style.box->height.is_value() && style.box->height.percent == 0) return std::max(1, style.box->height.length);
    Length wanted = intrinsic_sizes(task, cell).max_content - padding_and_border(style, 0).inline_sum();
    Length most = task.space.block_size > 0 ? task.space.block_size / 2 : base::length_max / 4;
    return std::clamp(wanted, 1, most);
}

IntrinsicSizes turned_sizes(Task& task, BoxId cell) {
    GalleyStore scratch;
    Task measuring{context_of_cell(task.context, cell), scratch, task.space, task.diagnostics};
    GalleyId galley = layout_content(measuring, cell, turned_measure(measuring, cell));
    Length edges = padding_and_border(task.context.styled.style(task.context.boxes.boxes[cell].style), 0).inline_sum();
    Length width = scratch.galleys[galley].height + edges;
    return {width, width};
}

namespace {

/// Cuts a table's galley at its rows.
class Parts {
public:
    Parts(Task& task, Galley const& whole, Length measure, Length depth) : task_(task), whole_(whole), measure_(measure), depth_(depth) {}

    std::vector<GalleyId> cut() {
        for (GalleyItem const& item : whole_.items) {
            if (item.kind == GalleyItem::Kind::edge_open && open_ == nullptr) open_ = &item;
            if (item.kind == GalleyItem::Kind::edge_close) close_ = &item;
            if (item.repeat_head != no_index) head_ = item.repeat_head;
        }
        Length below = (close_ != nullptr ? close_->height : 0) + (head_ != no_index ? head().foot_height : 0);
        bool has_body = false;
        for (GalleyItem const& item : whole_.items) {
            bool body = item.kind == GalleyItem::Kind::sliced && (head_ == no_index || (!stands_in(head().rows, item) && !stands_in(head().foot_rows, item)));
            if (body && has_body && part_.height + item.height + below > depth_) turn_over();
            has_body = has_body || body;
            add(item);
        }
        end();
        return std::move(parts_);
    }

private:
    void add(GalleyItem const& item) {
        part_.items.push_back(item);
        part_.height += item.height;
    }
    void end() {
        part_.measure = measure_;
        parts_.push_back(task_.store.galleys.push(std::move(part_)));
        part_ = {};
    }
    [[nodiscard]] RepeatedHead const& head() const { return task_.store.heads[head_]; }
    [[nodiscard]] static bool stands_in(std::vector<std::uint32_t> const& rows, GalleyItem const& item) {
        return item.kind == GalleyItem::Kind::sliced && std::find(rows.begin(), rows.end(), item.index) != rows.end();
    }
    void repeat(std::vector<std::uint32_t> const& rows) {
        for (GalleyItem item : whole_.items) {
            if (!stands_in(rows, item)) continue;
            item.repeated = true;
            add(item);
        }
    }
    void add_gap(Length height) {
        if (height <= 0) return;
        GalleyItem gap;
        gap.kind = GalleyItem::Kind::glue;
        gap.height = height;
        add(gap);
    }
    /// A part ends with the table's foot and edge, the next one begins with the edge and the head.
    void turn_over() {
        if (head_ != no_index) {
            add_gap(head().foot_gap);
            repeat(head().foot_rows);
        }
        if (close_ != nullptr) add(*close_);
        end();
        if (head_ != no_index && head().caption.valid()) {
            for (GalleyItem item : task_.store.galleys[head().caption].items) {
                item.repeated = true;
                add(item);
            }
        }
        if (open_ != nullptr) add(*open_);
        if (head_ == no_index) return;
        repeat(head().rows);
        add_gap(head().gap);
    }

    Task& task_;
    Galley const& whole_;
    Length measure_, depth_;
    GalleyItem const *open_ = nullptr, *close_ = nullptr;
    std::uint32_t head_ = no_index;          // of GalleyStore::heads
    Galley part_;
    std::vector<GalleyId> parts_;
};

}  // namespace

std::vector<GalleyId> layout_table_in_parts(Task& task, BoxId table, Length measure, Length depth) {
    Galley whole;
    whole.measure = measure;
    layout_table(task, whole, table, {0, measure, BreakClass::allowed});
    return Parts(task, whole, measure, depth).cut();
}

}  // namespace octavo::layout

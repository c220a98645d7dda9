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

Length turned_measure(Task& task, BoxId cell) {
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[cell].style);
    if (style.box->height.is_value() && style.box->height.percent == 0) return std::max(1, style.box->height.length);
    Length wanted = intrinsic_sizes(task, cell).max_content - padding_and_border(style, 0).inline_sum();
    Length most = task.space.block_size > 0 ? task.space.block_size / 2 : base::length_max / 4;
    return std::clamp(wanted, 1, most);
}

IntrinsicSizes turned_sizes(Task& task, BoxId cell) {
    GalleyStore scratch;
    Task measuring{task.context, scratch, task.space, task.diagnostics, task.sizes};
    GalleyId galley = layout_content(measuring, cell, turned_measure(task, cell));
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
        }
        Length foot = close_ != nullptr ? close_->height : 0;
        for (GalleyItem const& item : whole_.items) {
            bool row = item.kind == GalleyItem::Kind::sliced;
            if (row && has_rows_ && part_.height + item.height + foot > depth_) turn_over(item);
            has_rows_ = has_rows_ || row;
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
    /// The next part begins with the table's edge and its head.
    void turn_over(GalleyItem const& next) {
        if (close_ != nullptr) add(*close_);
        end();
        bool captioned = next.repeat_head != no_index && task_.store.heads[next.repeat_head].caption.valid();
        if (captioned) {
            for (GalleyItem item : task_.store.galleys[task_.store.heads[next.repeat_head].caption].items) {
                item.repeated = true;
                add(item);
            }
        }
        if (open_ != nullptr) add(*open_);
        if (next.repeat_head == no_index) return;
        auto const& rows = task_.store.heads[next.repeat_head].rows;
        for (GalleyItem item : whole_.items) {
            if (item.kind != GalleyItem::Kind::sliced || std::find(rows.begin(), rows.end(), item.index) == rows.end()) continue;
            item.repeated = true;
            add(item);
        }
    }

    Task& task_;
    Galley const& whole_;
    Length measure_, depth_;
    GalleyItem const *open_ = nullptr, *close_ = nullptr;
    Galley part_;
    bool has_rows_ = false;
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

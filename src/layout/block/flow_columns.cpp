// Multi-column containers: CSS Multi-column 1. Their content is laid out once, to the measure of a column, as a galley that each page
// cuts into columns (page/columns.h). A child with `column-span: all` stands between two such galleys. In what is not cut into
// pages itself (a cell, a note, a column) the content stands in one column.
#include <algorithm>

#include "layout/block/flow.h"

namespace octavo::layout {

/// §3.4: how many columns there are, and how wide.
Flow::ColumnSpace Flow::column_space(css::ComputedStyle const& style, Length width) const {
    css::FragmentationGroup const& f = *style.fragmentation;
    bool has_width = f.column_width.is_value();
    ColumnSpace space{1, width, f.column_gap.is_value() ? f.column_gap.resolve(width) : style.font->size};
    if (!paged_ || (f.column_count == 0 && !has_width)) return space;
    LongLength least = has_width ? std::max<Length>(f.column_width.length, 1) : 1;
    LongLength fit = std::max<LongLength>(1, (static_cast<LongLength>(width) + space.gap) / (least + space.gap));
    space.count = static_cast<std::uint32_t>(!has_width             ? f.column_count
                                             : f.column_count == 0 ? fit
                                                                    : std::min<LongLength>(fit, f.column_count));
    LongLength narrowest = 2 * base::point;  // more columns than that can have no text
    space.count = static_cast<std::uint32_t>(std::clamp<LongLength>((static_cast<LongLength>(width) + space.gap) / (narrowest + space.gap), 1, space.count));
    auto count = static_cast<Length>(space.count);
    space.width = (width - space.gap * (count - 1)) / count;
    return space;
}

void Flow::add_columns(BoxId id, Band band, ColumnSpace const& space) {
    box::Box const& b = task_.context.boxes.boxes[id];
    BoxId child = b.first_child;
    ConstraintSpace in_column = task_.space;
    in_column.column_inline_size = space.width;
    Task task{task_.context, task_.store, in_column, task_.diagnostics, task_.sizes};
    do {
        Galley content;
        content.measure = space.width;
        Flow inner(task, content);
        inner.restrict_to(range_);
        inner.stand_in_columns();
        inner.pending_marker_ = std::exchange(pending_marker_, BoxId{});
        BoxId first = child.valid() ? child : id;
        bool spans = false;
        if (!child.valid()) inner.add_content(id, 0, space.width);
        for (; child.valid(); child = task_.context.boxes.boxes[child].next_sibling) {
            spans = task_.context.styled.style(task_.context.boxes.boxes[child].style).fragmentation->column_span_all;
            if (spans) break;
            inner.add_box(child, 0, space.width);
        }
        inner.finish(LastMargin::drop);
        if (!content.items.empty()) emit_columns(first, std::move(content), band, {id, space});
        if (!spans) break;
        add_box(child, band.x, band.width);
        child = task_.context.boxes.boxes[child].next_sibling;
    } while (child.valid());
}

void Flow::emit_columns(BoxId first, Galley content, Band band, std::pair<BoxId, ColumnSpace const&> of) {
    css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[of.first].style);
    ColumnSpace const& space = of.second;
    want_break(content.items.front().before);
    if (beside_floats()) stand_whole(band);
    flush_margin();
    flush_events();
    GalleyItem item;
    item.kind = GalleyItem::Kind::columns;
    item.box = first;
    item.style = task_.context.boxes.boxes[of.first].style;
    item.index = static_cast<std::uint32_t>(task_.store.columns.size());
    item.x = band.x;
    item.width = band.width;
    item.height = content.height / static_cast<Length>(space.count);
    Columns columns{{}, space.count, band.x, space.width, space.gap, style.fragmentation->column_rule, style.fragmentation->column_fill_balance};
    columns.content = task_.store.galleys.push(std::move(content));
    task_.store.columns.push_back(columns);
    emit(item);
}

}  // namespace octavo::layout

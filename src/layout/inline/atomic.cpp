// Boxes that stand in a line, or beside lines, as one piece: pictures, inline-blocks, floats.
#include <algorithm>

#include "layout/inline/prepare.h"

namespace octavo::layout {
namespace {

/// Shrink-to-fit width: CSS 2.2 §10.3.5, §10.3.9.
Length fitting_width(Task& task, BoxId id, css::ComputedStyle const& style, Length available) {
    Edges edges = padding_and_border(style, available);
    if (style.box->width.is_value()) {
        Length width = style.box->width.resolve(available);
        return style.box->sizing == css::BoxSizing::border_box ? std::max(0, width - edges.inline_sum()) : width;
    }
    IntrinsicSizes sizes = intrinsic_sizes(task, id);
    available = std::max(0, available - edges.inline_sum() - margins_of(style, available).inline_sum());
    Length least = sizes.min_content - edges.inline_sum(), most = sizes.max_content - edges.inline_sum();
    return std::clamp(most, std::min(least, available), available);
}

void bound_width(css::ComputedStyle const& style, Length available, Length& width) {
    if (style.box->max_width.is_value()) width = std::min(width, style.box->max_width.resolve(available));
    if (style.box->min_width.is_value()) width = std::max(width, style.box->min_width.resolve(available));
}

/// A table has its own margins and edges within its galley.
Atomic make_table(Task& task, BoxId id, Length available) {
    Atomic atomic;
    atomic.box = id;
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[id].style);
    atomic.width = std::min(available, fitting_width(task, id, style, available) + padding_and_border(style, available).inline_sum() +
                                           margins_of(style, available).inline_sum());
    atomic.galley = layout_content(task, id, atomic.width);
    atomic.height = task.store.galleys[atomic.galley].height;
    atomic.baseline = first_baseline(task.store, atomic.galley);   // CSS 2.2 §17.5.3
    return atomic;
}

}  // namespace

Atomic make_atomic(Task& task, BoxId id, Length available, AtomicWidth width) {
    box::Box const& b = task.context.boxes.boxes[id];
    if (b.kind == box::BoxKind::table) return make_table(task, id, available);
    Atomic atomic;
    atomic.box = id;
    css::ComputedStyle const& style = task.context.styled.style(b.style);
    Edges edges = padding_and_border(style, available), margins = margins_of(style, available);
    Length outside = edges.inline_sum() + margins.inline_sum();
    if (b.kind == box::BoxKind::replaced) {
        Size size = picture_size(task, id, available - outside);
        atomic.width = size.width;
        atomic.height = size.height;
        atomic.baseline = size.height + edges.block_sum() + margins.block_sum();
    } else {
        bool fills = width == AtomicWidth::fill && !style.box->width.is_value();
        atomic.width = fills ? std::max(0, available - outside) : fitting_width(task, id, style, available);
        bound_width(style, available, atomic.width);
        atomic.galley = layout_content(task, id, atomic.width);
        atomic.height = task.store.galleys[atomic.galley].height;
        if (style.box->height.is_value() && style.box->height.percent == 0) atomic.height = std::max(atomic.height, style.box->height.length);
        bool empty = task.store.galleys[atomic.galley].height == 0;   // no line: its lower margin edge (CSS 2.2 §10.8.1)
        atomic.baseline = empty ? atomic.height + edges.block_sum() + margins.block_sum()
                                : last_baseline(task.store, atomic.galley) + edges.top + margins.top;
    }
    atomic.width += outside;
    atomic.height += edges.block_sum() + margins.block_sum();
    return atomic;
}

Length first_baseline(GalleyStore const& store, GalleyId id) {
    Length y = 0;
    for (GalleyItem const& item : store.galleys[id].items) {
        if (item.kind == GalleyItem::Kind::paragraph) {
            Paragraph const& p = store.paragraphs[item.index];
            if (p.candidate_count > 0) return y + store.line_metrics(p, p.best, 0).baseline;
        }
        if (item.kind == GalleyItem::Kind::sliced && !store.sliced[item.index].cells.empty()) {
            Length baseline = 0;
            for (CellPlacement const& cell : store.sliced[item.index].cells) {
                baseline = std::max(baseline, cell.y + cell.content_y + first_baseline(store, cell.galley));
            }
            return y + baseline;
        }
        y += item.height;
    }
    return y;
}

Length last_baseline(GalleyStore const& store, GalleyId galley) {
    Length y = 0, baseline = 0;
    for (GalleyItem const& item : store.galleys[galley].items) {
        if (item.kind == GalleyItem::Kind::paragraph) {
            Paragraph const& p = store.paragraphs[item.index];
            std::uint32_t lines = p.candidate_count == 0 ? 0 : store.candidates[p.first_candidate + p.best].count;
            Length above = 0;
            for (std::uint32_t line = 0; line < lines; ++line) {
                LineMetrics m = store.line_metrics(p, p.best, line);
                if (line + 1 == lines) baseline = y + above + m.baseline;
                above += m.height;
            }
        }
        y += item.height;
        if (item.kind == GalleyItem::Kind::atomic || item.kind == GalleyItem::Kind::sliced) baseline = y;
    }
    return baseline == 0 ? y : baseline;
}

}  // namespace octavo::layout

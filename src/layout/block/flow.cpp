#include "layout/block/flow.h"

#include <algorithm>
#include <utility>

namespace octavo::layout {
namespace {

bool establishes_edge(css::ComputedStyle const& style) {
    css::DecorationGroup const& d = *style.decoration;
    return d.background.alpha != 0 || !d.background_image.empty();
}

BreakClass break_class(css::Break value) {
    switch (value) {
        case css::Break::page:
        case css::Break::always: return BreakClass::forced_page;
        case css::Break::right:
        case css::Break::recto: return BreakClass::forced_recto;
        case css::Break::left:
        case css::Break::verso: return BreakClass::forced_verso;
        case css::Break::avoid:
        case css::Break::avoid_column:
        case css::Break::avoid_page: return BreakClass::avoid;
        default: return BreakClass::allowed;
    }
}

}  // namespace

bool Flow::starts_in_range(BoxId box) const {
    if (!range_.start.box.valid()) return true;
    if (goes_on(box)) return false;
    return task_.context.order(box) >= task_.context.order(range_.start.box);
}

bool Flow::touches_range(BoxId box) const {
    if (range_.start.box.valid() && task_.context.order_end(box) <= task_.context.order(range_.start.box)) return false;
    return !range_.stop.valid() || task_.context.order(box) < task_.context.order(range_.stop);
}

void Flow::add_margin(Length margin) {
    margin_positive_ = std::max(margin_positive_, margin);
    margin_negative_ = std::min(margin_negative_, margin);
}

void Flow::add_top_margin(Length margin) {
    if (!std::exchange(margin_taken_, false)) add_margin(margin);
}

/// margin-break (Fragmentation 4 §5.2): `keep` holds at a page's top too, `discard` takes the margin away at that of the first page.
void Flow::add_top_margin(css::ComputedStyle const& style, Length margin) {
    css::MarginBreak value = style.fragmentation->margin_break;
    if (value == css::MarginBreak::discard && paged_ && y_ == 0 && margin_positive_ == 0) return;
    if (value == css::MarginBreak::keep && !margin_taken_) kept_margin_ = std::max(kept_margin_, margin);
    add_top_margin(margin);
}

/// Edges of a box whose decoration is cloned: the pages on which it goes on have them too.
std::uint32_t Flow::open_frame(BoxId id, Edges const& edges) {
    RepeatedHead head;
    head.table = id;
    head.lead = edges.top;
    head.foot_height = edges.bottom;
    if (frame_ != no_index) {
        head.lead += task_.store.heads[frame_].lead;
        head.foot_height += task_.store.heads[frame_].foot_height;
    }
    head.height = head.lead;
    head.frame = static_cast<std::uint32_t>(task_.store.heads.size());
    task_.store.heads.push_back(head);
    return head.frame;
}

/// A table's items stand in the frame around it; its own head and foot stand within that.
void Flow::stand_in_frame(std::size_t first_item) {
    if (frame_ == no_index) return;
    RepeatedHead const frame = task_.store.heads[frame_];
    for (std::size_t i = first_item; i < galley_.items.size(); ++i) {
        std::uint32_t& head = galley_.items[i].repeat_head;
        if (head == no_index) head = frame_;
        RepeatedHead& own = task_.store.heads[head];
        if (own.frame != no_index) continue;
        own.frame = frame_;
        own.lead = frame.lead;
        own.height += frame.lead;
        own.foot_height += frame.foot_height;
    }
}

void Flow::want_break(css::Break value) { want_break(break_class(value)); }

/// Combines break values that meet at one point: a forced break wins, else the one that avoids (CSS Break 3 §4.1).
void Flow::want_break(BreakClass value) { pending_break_ = std::max(pending_break_, value); }

GalleyItem& Flow::emit(GalleyItem item) {
    item.before = std::max(item.before, pending_break_);
    if (avoid_depth_ > 0) {
        if (!first_in_avoid_) item.before = std::max(item.before, BreakClass::avoid);
        first_in_avoid_ = false;
        item.keep_together = true;
    }
    pending_break_ = BreakClass::allowed;
    if (floats_.spans(y_)) item.before = std::max(item.before, BreakClass::forbidden);
    item.new_column = std::exchange(new_column_, false);
    item.has_floats = !galley_.floats.empty() && galley_.floats.back().item == galley_.items.size();
    y_ += item.height;
    item.repeat_head = frame_;
    galley_.items.push_back(item);
    return galley_.items.back();
}

void Flow::flush_margin() {
    Length margin = margin_positive_ + margin_negative_;
    margin_positive_ = margin_negative_ = 0;
    Length kept = std::min(std::exchange(kept_margin_, 0), margin);
    margin -= std::max(kept, 0);
    if (margin != 0) emit_glue(margin);
    if (kept <= 0) return;
    GalleyItem space;
    space.kind = GalleyItem::Kind::atomic;
    space.height = kept;
    emit(space);
    pending_break_ = BreakClass::forbidden;
}

void Flow::emit_glue(Length margin) {
    GalleyItem glue;
    glue.kind = GalleyItem::Kind::glue;
    glue.height = margin;
    emit(glue);
    pending_break_ = BreakClass::forbidden;
}

void Flow::flush_events() {
    for (std::uint32_t event : pending_events_) {
        GalleyItem item;
        item.kind = GalleyItem::Kind::event;
        item.index = event;
        emit(item);
        pending_break_ = BreakClass::forbidden;
    }
    pending_events_.clear();
}

Flow::Placement Flow::place(css::ComputedStyle const& style, Length x, Length width, Length content_width) const {
    css::BoxGroup const& box = *style.box;
    Edges margins = margins_of(style, width), edges = padding_and_border(style, width);
    Length outside = margins.inline_sum() + edges.inline_sum();
    bool border_box = box.sizing == css::BoxSizing::border_box;
    auto content_of = [&](css::LengthPercentage const& value) {
        return std::max(0, value.resolve(width) - (border_box ? edges.inline_sum() : 0));
    };
    Length content = content_width >= 0 ? content_width : std::max(0, width - outside);
    if (content_width < 0 && box.width.is_value()) content = content_of(box.width);
    if (box.max_width.is_value()) content = std::min(content, content_of(box.max_width));
    if (box.min_width.is_value()) content = std::max(content, content_of(box.min_width));
    Placement result{x + margins.left, content + edges.inline_sum()};
    Length left_over = width - outside - content;
    bool auto_left = box.margin[static_cast<std::size_t>(css::Side::left)].is_auto();
    bool auto_right = box.margin[static_cast<std::size_t>(css::Side::right)].is_auto();
    if (left_over > 0 && auto_left) result.x += auto_right ? left_over / 2 : left_over;
    if (left_over > 0 && !auto_left && !auto_right && style.text->direction == css::Direction::rtl) result.x += left_over;
    return result;
}

/// The first or last edge of a decorated container; nothing parts it from what stands inside. No height: it goes on beyond the range.
void Flow::add_edge(GalleyItem::Kind kind, BoxId id, Placement const& place, std::optional<Length> height) {
    bool closes = kind == GalleyItem::Kind::edge_close;
    if (closes) pending_break_ = BreakClass::forbidden;
    flush_margin();
    flush_events();
    GalleyItem item;
    item.kind = kind;
    item.box = id;
    item.style = task_.context.boxes.boxes[id].style;
    item.x = place.x;
    item.width = place.width;
    item.height = height.value_or(0);
    item.continues = !height.has_value();
    if (closes) item.before = BreakClass::forbidden;
    emit(item);
    if (!closes) pending_break_ = BreakClass::forbidden;
}

void Flow::add_box(BoxId id, Length x, Length width) {
    if (!touches_range(id)) return;
    box::Box const& b = task_.context.boxes.boxes[id];
    css::ComputedStyle const& style = task_.context.styled.style(b.style);
    bool starts = starts_in_range(id);
    css::FragmentationGroup const& fragmentation = *style.fragmentation;
    if (starts) {
        want_break(fragmentation.before);
        new_column_ = new_column_ || fragmentation.before == css::Break::column;
        for (std::uint32_t e = 0; e < b.events.count; ++e) pending_events_.push_back(b.events.first + e);
    }
    if (style.box->clear != css::Clear::none && starts && beside_floats()) clear_floats(style, {x, width});
    bool avoid = fragmentation.inside == css::Break::avoid || fragmentation.inside == css::Break::avoid_page;
    if (avoid && avoid_depth_++ == 0) first_in_avoid_ = true;
    switch (b.kind) {
        case box::BoxKind::replaced: add_picture(id, x, width); break;
        case box::BoxKind::table: add_table(id, x, width); break;
        default: add_block(id, x, width); break;
    }
    if (avoid) --avoid_depth_;
    if (!range_.stop.valid() || task_.context.order_end(id) <= task_.context.order(range_.stop)) {
        want_break(fragmentation.after);
        new_column_ = new_column_ || fragmentation.after == css::Break::column;
        lead_ = lead_ || break_class(fragmentation.after) == BreakClass::avoid;
    }
}

void Flow::add_block(BoxId id, Length x, Length width) {
    box::Box const& b = task_.context.boxes.boxes[id];
    css::ComputedStyle const& style = task_.context.styled.style(b.style);
    Edges edges = padding_and_border(style, width), margins = margins_of(style, width);
    bool starts = starts_in_range(id);
    if (starts) add_top_margin(style, margins.top);
    bool decorated = establishes_edge(style) || edges.top != 0 || edges.bottom != 0;
    Edges border = border_of(style);
    bool own_context = begins_context(id);
    decorated = decorated || border.left != 0 || border.right != 0 || own_context;
    Band band{x, width};
    bool keeps_apart = own_context || style.text->float_room > 0;
    if (decorated && starts && beside_floats()) {
        if (keeps_apart) band = band_beside(id, band);
        else show_pending(band);
    }
    bool narrowed = band.width != width && style.box->width.is_value();
    Length content = narrowed ? place(style, x, width, -1).width - edges.inline_sum() : -1;
    Placement where = place(style, band.x, band.width, content);
    bool ends = !range_.stop.valid() || task_.context.order_end(id) <= task_.context.order(range_.stop);
    if (starts) mark_with(id);
    bool cloned = decorated && (paged_ || in_columns_) && clones_decoration(style);
    if (decorated) add_edge(GalleyItem::Kind::edge_open, id, where, starts || cloned ? std::optional(edges.top) : std::nullopt);
    std::uint32_t outside = frame_;
    if (cloned) frame_ = open_frame(id, edges);
    std::size_t first_item = galley_.items.size();
    FloatSpace::Outside around = own_context ? floats_.enter() : FloatSpace::Outside{};
    Length inner = where.width - edges.inline_sum();
    ColumnSpace columns = column_space(style, inner);
    if (columns.count > 1) add_columns(id, {where.x + edges.left, inner}, columns);
    else add_content(id, where.x + edges.left, inner);
    if (pending_marker_ == id) {  // a list item without any text still shows its marker
        pending_marker_ = {};
        Length hang = task_.store.galleys[layout_marker(task_, id)].measure;
        if (style.text->direction == css::Direction::rtl) hang = -hang;
        add_paragraph(id, b.marker, where.x + edges.left - hang, where.width - edges.inline_sum());
    }
    if (own_context) hold_floats(style, {where.x + edges.left, inner});
    if (starts && (style.box->height.is_value() || style.box->min_height.is_value())) fill_to_height(id, first_item, task_.space.block_size);
    if (own_context) floats_.leave(around);
    if (decorated && !cloned) add_edge(GalleyItem::Kind::edge_close, id, where, ends ? std::optional(edges.bottom) : std::nullopt);
    if (cloned) {  // what still waits stands inside
        pending_break_ = BreakClass::forbidden;
        flush_margin();
        flush_events();
        frame_ = outside;
        add_edge(GalleyItem::Kind::edge_close, id, where, edges.bottom);
    }
    add_margin(margins.bottom);
}

/// Space that a set height adds below the content: CSS 2.2 §10.6.3, §10.7.
void Flow::fill_to_height(BoxId id, std::size_t first_item, Length base) {
    css::BoxGroup const& box = *task_.context.styled.style(task_.context.boxes.boxes[id].style).box;
    LongLength content = 0;
    for (std::size_t i = first_item; i < galley_.items.size(); ++i) content += galley_.items[i].height;
    Length wanted = 0;
    auto usable = [&](css::LengthPercentage const& value) { return value.is_value() && (value.percent == 0 || base > 0); };
    if (usable(box.height)) wanted = box.height.resolve(base);
    if (usable(box.min_height)) wanted = std::max(wanted, box.min_height.resolve(base));
    if (usable(box.max_height)) wanted = std::min(wanted, box.max_height.resolve(base));
    if (box.sizing == css::BoxSizing::border_box) {
        wanted -= padding_and_border(task_.context.styled.style(task_.context.boxes.boxes[id].style), base).block_sum();
    }
    if (wanted <= content) return;
    pending_break_ = BreakClass::forbidden;
    flush_margin();
    flush_events();
    if (!pending_floats_.empty()) place_pending({0, galley_.measure});   // floats alone: they stand in the space
    GalleyItem space;
    space.kind = GalleyItem::Kind::atomic;
    space.height = static_cast<Length>(wanted - content);
    emit(space);
}

void Flow::add_content(BoxId id, Length x, Length width) {
    box::Box const& b = task_.context.boxes.boxes[id];
    if (b.inline_content || b.kind == box::BoxKind::inline_container) {
        if (starts_in_range(id) || goes_on(id)) add_paragraph(id, b.items, x, width);
        return;
    }
    for (BoxId child = b.first_child; child.valid(); child = task_.context.boxes.boxes[child].next_sibling) add_box(child, x, width);
}

void Flow::add_paragraph(BoxId id, box::ItemRange items, Length x, Length width) {
    if (task_.context.has_floats() && meets_floats(items)) {
        add_paragraph_beside(id, items, {x, width});
        return;
    }
    css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[id].style);
    BoxId marker = std::exchange(pending_marker_, BoxId{});
    GalleyId marker_galley = marker.valid() ? layout_marker(task_, marker) : GalleyId{};
    InlineSpace space{width, style.text->indent.resolve(width), style.text->indent_hanging, goes_on(id) ? range_.start.byte : 0};
    std::uint32_t index = layout_paragraph(task_, id, items, space);
    flush_margin();
    flush_events();
    task_.store.paragraphs[index].marker = marker_galley;
    emit_paragraph(id, index, {x, width});
}

void Flow::emit_paragraph(BoxId id, std::uint32_t index, Band band) {
    box::Box const& b = task_.context.boxes.boxes[id];
    css::ComputedStyle const& style = task_.context.styled.style(b.style);
    Paragraph const& paragraph = task_.store.paragraphs[index];
    GalleyItem item;
    item.kind = GalleyItem::Kind::paragraph;
    item.box = id;
    item.style = b.style;
    item.index = index;
    item.x = band.x;
    item.width = band.width;
    item.orphans = style.text->orphans;
    item.widows = style.text->widows;
    item.snap = task_.space.baseline_grid > 0 && paragraph.uniform && paragraph.line_height == task_.space.baseline_grid;
    std::uint32_t lines = paragraph.candidate_count == 0 ? 0 : task_.store.candidates[paragraph.first_candidate + paragraph.best].count;
    for (std::uint32_t line = 0; line < lines; ++line) item.height += task_.store.line_metrics(paragraph, paragraph.best, line).height;
    emit(item);
    // A heading wants as many lines after it as `orphans` says: a shorter paragraph hands its claim on to what comes next.
    if (std::exchange(lead_, false) && lines < item.orphans) want_break(BreakClass::avoid);
}

void Flow::add_picture(BoxId id, Length x, Length width) {
    css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[id].style);
    Edges edges = padding_and_border(style, width), margins = margins_of(style, width);
    add_top_margin(style, margins.top);
    Band band{x, width};
    if (beside_floats()) band = band_beside(id, band);
    Size size = picture_size(task_, id, width - edges.inline_sum() - margins.inline_sum());
    Placement where = place(style, band.x, band.width, size.width);
    flush_margin();
    flush_events();
    GalleyItem item;
    item.kind = GalleyItem::Kind::atomic;
    item.box = id;
    item.style = task_.context.boxes.boxes[id].style;
    item.x = where.x;
    item.width = size.width + edges.inline_sum();
    item.height = size.height + edges.block_sum();
    emit(item);
    add_margin(margins.bottom);
}

void Flow::add_table(BoxId id, Length x, Length width) {
    css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[id].style);
    Edges margins = margins_of(style, width);
    if (style.list_table->table_overflow == css::TableOverflow::turn && add_turned_table(id, {x, width})) return;
    add_top_margin(style, margins.top);
    Band band{x, width};
    if (beside_floats()) band = band_beside(id, band);
    flush_margin();
    flush_events();
    BreakClass before = std::exchange(pending_break_, BreakClass::allowed);
    if (floats_.spans(y_)) before = std::max(before, BreakClass::forbidden);
    std::size_t first = galley_.items.size();
    layout_table(task_, galley_, id, {band.x, band.width, before, width});
    stand_in_frame(first);
    for (std::size_t i = first; i < galley_.items.size(); ++i) y_ += galley_.items[i].height;
    if (first < galley_.items.size() && !galley_.floats.empty()) galley_.items[first].has_floats = galley_.floats.back().item == first;
    for (std::size_t i = first + 1; avoid_depth_ > 0 && i < galley_.items.size(); ++i) {
        galley_.items[i].before = std::max(galley_.items[i].before, BreakClass::avoid);
    }
    add_margin(margins.bottom);
}

void Flow::finish(LastMargin margin) {
    if (beside_floats() || !held_floats_.empty()) end_floats();
    if (margin == LastMargin::keep) {
        flush_margin();
    }
    flush_events();
    LongLength height = 0;
    for (GalleyItem const& item : galley_.items) height += item.height;
    galley_.height = static_cast<Length>(std::min<LongLength>(height, base::length_max));
}

GalleyId layout_content(Task& task, BoxId box, Length measure) {
    Galley galley;
    galley.measure = measure;
    Flow flow(task, galley);
    flow.mark_with(box);
    if (task.context.boxes.boxes[box].kind == box::BoxKind::table) layout_table(task, galley, box, {0, measure, BreakClass::allowed});
    else flow.add_content(box, 0, measure);
    flow.finish(Flow::LastMargin::drop);
    return task.store.galleys.push(std::move(galley));
}

GalleyId layout_marker(Task& task, BoxId box) {
    Galley galley;
    std::uint32_t index = layout_paragraph(task, box, task.context.boxes.boxes[box].marker, {base::length_max / 4, 0, false});
    Paragraph const& paragraph = task.store.paragraphs[index];
    GalleyItem item;
    item.kind = GalleyItem::Kind::paragraph;
    item.box = box;
    item.index = index;
    item.style = paragraph.style;
    if (paragraph.candidate_count > 0) {
        Candidate const& candidate = task.store.candidates[paragraph.first_candidate + paragraph.best];
        for (Line const& line : task.store.lines_of(candidate)) {  // the space that ends a marker parts it from the text
            Length space = line.end > line.first ? task.store.pieces[paragraph.first_piece + line.end - 1].space : 0;
            galley.measure = std::max(galley.measure, line.natural + space);
        }
        item.height = paragraph.line_height * static_cast<Length>(candidate.count);
    }
    item.width = galley.measure;
    galley.height = item.height;
    galley.items.push_back(item);
    return task.store.galleys.push(std::move(galley));
}

GalleyStore layout(LayoutContext const& context, FlowRange const& range, ConstraintSpace const& space, base::Diagnostics& diagnostics) {
    GalleyStore store;
    Task task{context, store, space, diagnostics};
    Galley galley;
    galley.measure = space.inline_size;
    Flow flow(task, galley);
    flow.restrict_to(range);
    flow.float_at_top(space.floats_at_top);
    flow.allow_page_floats();
    flow.add_box(context.boxes.root, 0, space.inline_size);
    flow.finish(Flow::LastMargin::drop);
    store.main = store.galleys.push(std::move(galley));
    return store;
}

GalleyStore layout_box(LayoutContext const& context, BoxId box, ConstraintSpace const& space, base::Diagnostics& diagnostics) {
    GalleyStore store;
    Task task{context, store, space, diagnostics};
    Galley galley;
    galley.measure = space.inline_size;
    Flow flow(task, galley);
    flow.add_box(box, 0, space.inline_size);
    flow.finish(Flow::LastMargin::keep);
    store.main = store.galleys.push(std::move(galley));
    return store;
}

}  // namespace octavo::layout

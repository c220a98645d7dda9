// What does not flow around floats stands beside them whole where there is room for it, else below: tables, pictures, boxes that begin
// a block formatting context; and, where -octavo-float-room keeps text from narrow places, framed boxes. `clear` is here too.
#include <algorithm>
#include <utility>

#include "layout/block/flow.h"

namespace octavo::layout {

/// White space that no page's end takes away; floats called before are shown with it.
void Flow::move_below(LongLength y) {
    GalleyItem space;
    space.kind = GalleyItem::Kind::atomic;
    space.height = static_cast<Length>(std::max<LongLength>(y - y_, 0));
    emit(space);
}

/// The floats that wait stand here, whatever comes next.
void Flow::show_pending(Band band) {
    flush_margin();
    flush_events();
    place_pending(band);
}

bool Flow::begins_context(BoxId id) const {
    static base::Name const html = base::Name::of("html"), body = base::Name::of("body");
    box::Box const& b = task_.context.boxes.boxes[id];
    css::BoxGroup const& box = *task_.context.styled.style(b.style).box;
    bool clips = box.overflow != css::Overflow::visible && box.overflow != css::Overflow::clip;
    if (box.display != css::Display::flow_root && !clips) return false;
    dom::Document const& document = task_.context.styled.document();
    if (!b.node.valid() || document.node(b.node).kind != dom::NodeKind::element) return false;
    base::Name name = document.element(b.node).html;
    return name != html && name != body;   // theirs is the page's (Overflow 3 §3.3)
}

Length Flow::least_width(BoxId id, Length containing) {
    box::Box const& b = task_.context.boxes.boxes[id];
    css::ComputedStyle const& style = task_.context.styled.style(b.style);
    Length edges = padding_and_border(style, containing).inline_sum();
    bool declared = style.box->width.is_value();
    if (b.kind == box::BoxKind::replaced) return edges + picture_size(task_, id, containing - edges - margins_of(style, containing).inline_sum()).width;
    if (b.kind == box::BoxKind::table) {
        Length least = table_excess(task_, id, {0, 0});
        for (BoxId child = b.first_child; child.valid(); child = task_.context.boxes.boxes[child].next_sibling) {
            if (task_.context.boxes.boxes[child].kind == box::BoxKind::table_caption) least = std::max(least, intrinsic_sizes(task_, child).min_content);
        }
        return declared ? std::max(least, style.box->width.resolve(containing)) : least;
    }
    if (declared) return place(style, 0, containing, -1).width;
    return std::max(edges + (style.box->min_width.is_value() ? style.box->min_width.resolve(containing) : 0), 1);
}

/// Of the border box, in a containing block of the width.
Length Flow::height_at(BoxId id, Length width) {
    std::uint64_t key = std::uint64_t{id.value} << 32 | static_cast<std::uint32_t>(width);
    if (auto known = task_.sizes->heights.find(key); known != task_.sizes->heights.end()) return known->second;
    GalleyStore scratch;
    base::Diagnostics unheard;   // they come again when it is laid out in its place
    Task task{task_.context, scratch, task_.space, unheard, task_.sizes};
    Galley galley;
    galley.measure = width;
    Flow flow(task, galley);
    flow.add_box(id, 0, width);
    flow.finish(LastMargin::drop);
    Length height = galley.height;
    if (!galley.items.empty() && galley.items.front().kind == GalleyItem::Kind::glue) height -= galley.items.front().height;
    return task_.sizes->heights[key] = height;
}

/// CSS 2.2 §9.5: its border box stands beside the floats where its least width has room, else below as few of them as may be. Where text
/// has a least room of its own, the box has twice that all the way down, or stands below all.
Band Flow::band_beside(BoxId id, Band band) {
    show_pending(band);
    if (!floats_.reaches(y_)) return band;
    css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[id].style);
    Edges margins = margins_of(style, band.width);
    Length least = least_width(id, band.width), text_room = style.text->float_room;
    if (text_room > 0) {
        least = std::min(std::max(least + margins.inline_sum(), text_room * 2), band.width);
        margins = {};
    }
    Band inner{band.x + margins.left, std::max(0, band.width - margins.inline_sum())};
    auto fits = [&](LineRoom const& room) { return room.width >= std::min(least, inner.width) && room.start == room.verso_start; };
    auto beside = [&](LineRoom const& room) { return Band{band.x + room.start, room.width + margins.inline_sum()}; };
    LongLength y = y_;
    for (; floats_.reaches(y); y = floats_.next_end(y)) {
        LineRoom least_below = floats_.room(inner, y, floats_.lowest()), room = text_room > 0 ? least_below : floats_.room(inner, y, y + 1);
        bool found = fits(room) && room == least_below;
        if (!found && text_room > 0) {
            y = floats_.lowest();
            break;
        }
        constexpr int most_rounds = 4;   // in a narrower room it may be higher, and reach another float
        for (int round = 0; !found && fits(room) && round < most_rounds; ++round) {
            Length height = height_at(id, style.box->width.is_value() ? band.width : room.width + margins.inline_sum());
            LineRoom with = floats_.room(inner, y, y + std::max(height, 1));
            found = with == room;
            room = with;
        }
        if (!found) continue;
        if (y > y_) move_below(y);
        return beside(room);
    }
    move_below(y);
    return band;
}

/// The band is of use as a whole only.
void Flow::stand_whole(Band band) {
    show_pending(band);
    if (floats_.reaches(y_) && floats_.room(band, y_, floats_.lowest()).width < band.width) move_below(floats_.lowest());
}

/// A box that begins a context reaches down to the end of its floats (CSS 2.2 §10.6.7), unless its height is set.
void Flow::hold_floats(css::ComputedStyle const& style, Band band) {
    if (!pending_floats_.empty()) show_pending(band);
    if (!style.box->height.is_value() && floats_.reaches(y_)) {
        flush_margin();
        if (floats_.reaches(y_)) move_below(floats_.lowest());
    }
}

/// CSS 2.2 §9.5.2: clearance takes the place of the margins that meet there.
void Flow::clear_floats(css::ComputedStyle const& style, Band band) {
    bool waiting = !pending_floats_.empty();
    if (waiting) show_pending(band);
    LongLength end = floats_.clearance(style.box->clear, style.text->direction);
    LongLength margin = std::max(margin_positive_, margins_of(style, band.width).top) + margin_negative_;
    if (!waiting && end <= y_ + margin) return;
    if (end > y_) {
        margin_positive_ = margin_negative_ = 0;
        margin_taken_ = true;
    }
    move_below(end);
}

void Flow::end_floats() {
    if (!pending_floats_.empty()) show_pending({0, galley_.measure});
    if (floats_.reaches(y_)) move_below(floats_.lowest());
    ending_ = true;
    for (PendingFloat const& held : std::exchange(held_floats_, {})) {
        pending_floats_ = {held};
        place_pending({0, galley_.measure});
        if (floats_.reaches(y_)) move_below(floats_.lowest());
    }
}

}  // namespace octavo::layout

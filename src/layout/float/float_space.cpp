#include "layout/float/float_space.h"

#include <algorithm>

namespace octavo::layout {
namespace {

/// Boxes of a float's content, from its margin box's corner.
FloatShape shape_of(css::ComputedStyle const& style, Atomic const& content) {
    using Box = css::ShapeOutside::Box;
    FloatShape::Rectangle margin_box{0, 0, content.width, content.height}, box = margin_box;
    Edges margins = margins_of(style, content.width), border = border_of(style), inner = padding_and_border(style, content.width);
    auto shrink = [&](Edges const& by) {
        box = {by.left, by.top, margin_box.width - by.inline_sum(), margin_box.height - by.block_sum()};
    };
    auto sum = [](Edges const& a, Edges const& b) { return Edges{a.top + b.top, a.right + b.right, a.bottom + b.bottom, a.left + b.left}; };
    switch (style.box->shape_outside.box) {
        case Box::margin: break;
        case Box::border: shrink(margins); break;
        case Box::padding: shrink(sum(margins, border)); break;
        case Box::content: shrink(sum(margins, inner)); break;
    }
    return {*style.box, box, margin_box};
}

}  // namespace

FloatSpace::Side FloatSpace::side_of(css::ComputedStyle const& style) {
    bool rtl = style.text->direction == css::Direction::rtl;
    switch (style.box->float_) {
        case css::Float::right: return Side::right;
        case css::Float::inline_start: return rtl ? Side::right : Side::left;
        case css::Float::inline_end: return rtl ? Side::left : Side::right;
        case css::Float::inside: return Side::inside;
        case css::Float::outside: return Side::outside;
        default: return Side::left;
    }
}

/// A recto's inside is its left edge.
bool FloatSpace::to_left(Side side, PageSide page) {
    if (side == Side::inside) return page == PageSide::recto;
    if (side == Side::outside) return page == PageSide::verso;
    return side == Side::left;
}

Band FloatSpace::free(Band band, LongLength top, LongLength bottom, PageSide page, By by) const {
    Length left = band.x, right = band.x + band.width;
    for (Entry const& f : floats_) {
        LongLength from = top - f.place.y, to = bottom - f.place.y;
        if (from >= f.height || to <= 0) continue;
        FloatShape::Reach reach{0, f.width};
        if (by == By::shape) {
            auto reached = f.shape.reach(static_cast<Length>(std::max<LongLength>(from, 0)), static_cast<Length>(std::min<LongLength>(to, f.height)));
            if (!reached) continue;
            reach = *reached;
        }
        Length x = page == PageSide::recto ? f.place.x : f.place.verso_x;
        if (to_left(f.side, page)) left = std::max(left, x + reach.right);
        else right = std::min(right, x + reach.left);
    }
    return {left, std::max(0, right - left)};
}

FloatSpace::Place FloatSpace::add(Task const& task, Atomic const& content, Band band, LongLength y) {
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[content.box].style);
    Side side = side_of(style);
    LongLength called = y;
    y = std::max(y, highest_);  // rule 5: not higher than one called before it
    if (style.box->clear != css::Clear::none) y = std::max(y, clearance(style.box->clear, style.text->direction));
    Band slot = free(band, y, y + std::max(content.height, 1), PageSide::recto, By::margin_box);
    while (slot.width < content.width && reaches(y)) {
        y = next_end(y);
        slot = free(band, y, y + std::max(content.height, 1), PageSide::recto, By::margin_box);
    }
    Band verso = free(band, y, y + std::max(content.height, 1), PageSide::verso, By::margin_box);
    auto x_in = [&](Band in, PageSide page) { return to_left(side, page) ? in.x : in.x + in.width - content.width; };
    Place place{x_in(slot, PageSide::recto), x_in(verso, PageSide::verso), y};
    LongLength end = y + content.height;
    floats_.push_back({shape_of(style, content), side, place, content.width, content.height, called,
                       end - margins_of(style, content.width).bottom, lowest_, highest_});
    highest_ = y;
    lowest_ = std::max(lowest_, end);
    return place;
}

void FloatSpace::pass(LongLength y) {
    std::erase_if(floats_, [&](Entry const& f) { return f.place.y + f.height <= y; });
}

void FloatSpace::remove_last() {
    lowest_ = floats_.back().lowest_before;
    highest_ = floats_.back().highest_before;
    floats_.pop_back();
}

LineRoom FloatSpace::room(Band band, LongLength top, LongLength bottom) const {
    Band recto = free(band, top, bottom, PageSide::recto, By::shape), verso = free(band, top, bottom, PageSide::verso, By::shape);
    return {recto.x - band.x, verso.x - band.x, std::min(recto.width, verso.width)};
}

LongLength FloatSpace::clearance(css::Clear clear, css::Direction direction) const {
    bool rtl = direction == css::Direction::rtl;
    auto names = [&](Side side) {
        switch (clear) {
            case css::Clear::none: return false;
            case css::Clear::both: return true;
            case css::Clear::left: return side == Side::left;
            case css::Clear::right: return side == Side::right;
            case css::Clear::inline_start: return side == (rtl ? Side::right : Side::left);
            case css::Clear::inline_end: return side == (rtl ? Side::left : Side::right);
            case css::Clear::inside: return side == Side::inside;
            case css::Clear::outside: return side == Side::outside;
        }
        return false;
    };
    LongLength y = 0;
    for (Entry const& f : floats_) {
        if (names(f.side)) y = std::max(y, f.place.y + f.height);
    }
    return y;
}

bool FloatSpace::spans(LongLength y) const {
    return std::any_of(floats_.begin(), floats_.end(), [y](Entry const& f) { return f.called < y && f.edge_end > y; });
}

LongLength FloatSpace::next_end(LongLength y) const {
    LongLength next = lowest_;
    for (Entry const& f : floats_) {
        if (f.place.y + f.height > y) next = std::min(next, f.place.y + f.height);
    }
    return next;
}

}  // namespace octavo::layout

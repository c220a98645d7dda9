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

FloatSpace::Limits FloatSpace::limits(LongLength top, LongLength bottom, PageSide page, By by) const {
    Limits found{-base::length_max, base::length_max};
    for (std::size_t i = first_; i < floats_.size(); ++i) {
        Entry const& f = floats_[i];
        LongLength from = top - f.place.y, to = bottom - f.place.y;
        if (from >= f.height || to <= 0) continue;
        FloatShape::Reach reach{0, f.width};
        if (by == By::shape && f.height > 0) {
            auto reached = f.shape.reach(static_cast<Length>(std::max<LongLength>(from, 0)), static_cast<Length>(std::min<LongLength>(to, f.height)));
            if (!reached) continue;
            reach = *reached;
        }
        Length x = page == PageSide::recto ? f.place.x : f.place.verso_x;
        if (to_left(f.side, page)) found.left = std::max(found.left, x + reach.right);
        else found.right = std::min(found.right, x + reach.left);
    }
    return found;
}

Band FloatSpace::free(Band band, LongLength top, LongLength bottom, PageSide page) const {
    Limits beside = limits(top, bottom, page, By::shape);
    Length left = std::max(band.x, beside.left), right = std::min(band.x + band.width, beside.right);
    return {left, std::max(0, right - left)};
}

/// Rules 3 and 7: it may not reach into one on the other side, and not out of its band where it stands beside one on its own.
std::optional<Length> FloatSpace::find(Wanted const& wanted, Band band, LongLength y, PageSide page) const {
    Limits beside = limits(y, y + std::max(wanted.height, 1), page, By::margin_box);
    Length end = band.x + band.width;
    if (to_left(wanted.side, page)) {
        Length x = std::max(band.x, beside.left);
        bool fits = x + wanted.width <= beside.right && (beside.left == -base::length_max || x + wanted.width <= end);
        return fits ? std::optional(x) : std::nullopt;
    }
    Length x = std::min(end, beside.right) - wanted.width;
    bool fits = x >= beside.left && (beside.right == base::length_max || x >= band.x);
    return fits ? std::optional(x) : std::nullopt;
}

FloatSpace::Place FloatSpace::add(Task const& task, Atomic const& content, Band band, LongLength y) {
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[content.box].style);
    Wanted wanted{side_of(style), content.width, content.height};
    LongLength called = y;
    y = std::max(y, highest_);  // rule 5: not higher than one called before it
    if (style.box->clear != css::Clear::none) y = std::max(y, clearance(style.box->clear, style.text->direction));
    std::optional<Length> recto, verso;
    auto look = [&] {
        recto = find(wanted, band, y, PageSide::recto);
        verso = find(wanted, band, y, PageSide::verso);
        return recto && verso;
    };
    while (!look() && reaches(y)) y = next_end(y);
    Length at_end = band.x + band.width - content.width;
    auto x_on = [&](PageSide page) { return to_left(wanted.side, page) ? band.x : at_end; };
    Place place{recto.value_or(x_on(PageSide::recto)), verso.value_or(x_on(PageSide::verso)), y};
    LongLength end = y + content.height;
    floats_.push_back({shape_of(style, content), wanted.side, place, content.width, content.height, called,
                       end - margins_of(style, content.width).bottom, lowest_, highest_});
    highest_ = y;
    lowest_ = std::max(lowest_, end);
    deepest_ = std::max(deepest_, end);
    return place;
}

FloatSpace::Outside FloatSpace::enter() {
    Outside outside{first_, lowest_, highest_};
    first_ = floats_.size();
    lowest_ = highest_ = 0;
    return outside;
}

void FloatSpace::leave(Outside const& outside) {
    floats_.erase(floats_.begin() + static_cast<std::ptrdiff_t>(first_), floats_.end());
    first_ = outside.first;
    lowest_ = outside.lowest;
    highest_ = outside.highest;
}

void FloatSpace::pass(LongLength y) {
    auto end = std::remove_if(floats_.begin() + static_cast<std::ptrdiff_t>(first_), floats_.end(),
                              [&](Entry const& f) { return f.place.y + f.height <= y; });
    floats_.erase(end, floats_.end());
}

void FloatSpace::remove_last() {
    lowest_ = floats_.back().lowest_before;
    highest_ = floats_.back().highest_before;
    floats_.pop_back();
}

LineRoom FloatSpace::room(Band band, LongLength top, LongLength bottom) const {
    Band recto = free(band, top, bottom, PageSide::recto), verso = free(band, top, bottom, PageSide::verso);
    return {recto.x - band.x, verso.x - band.x, std::min(recto.width, verso.width), 0};
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
    for (std::size_t i = first_; i < floats_.size(); ++i) {
        if (names(floats_[i].side)) y = std::max(y, floats_[i].place.y + floats_[i].height);
    }
    return y;
}

bool FloatSpace::spans(LongLength y) const {
    if (deepest_ <= y) return false;
    return std::any_of(floats_.begin(), floats_.end(), [y](Entry const& f) { return f.called < y && f.edge_end > y; });
}

LongLength FloatSpace::next_end(LongLength y) const {
    LongLength next = lowest_;
    for (std::size_t i = first_; i < floats_.size(); ++i) {
        LongLength end = floats_[i].place.y + floats_[i].height;
        if (end > y) next = std::min(next, end);
    }
    return next;
}

}  // namespace octavo::layout

#include "layout/float/shape.h"

#include <algorithm>
#include <cmath>

namespace octavo::layout {
namespace {

using Kind = css::ShapeOutside::Kind;
constexpr double half_turn_ratio = 1.4142135623730951;  // circle(50%) counts of sqrt(w² + h²) / sqrt(2): Shapes 1, §3.1

/// Half the width of an ellipse at a distance from its centre.
double half_chord(double rx, double ry, double distance) {
    if (ry <= 0 || distance >= ry) return 0;
    double part = distance / ry;
    return rx * std::sqrt(1 - part * part);
}

}  // namespace

FloatShape::FloatShape(css::BoxGroup const& style, Rectangle const& reference, Rectangle const& margin_box)
    : kind_(style.shape_outside.kind), margin_box_(margin_box), margin_(style.shape_margin.resolve(margin_box.width)) {
    css::ShapeOutside const& shape = style.shape_outside;
    switch (kind_) {
        case Kind::none:
            left_ = top_ = 0;
            right_ = margin_box.width;
            bottom_ = margin_box.height;
            break;
        case Kind::box:
            left_ = reference.x - margin_;
            top_ = reference.y - margin_;
            right_ = reference.x + reference.width + margin_;
            bottom_ = reference.y + reference.height + margin_;
            corner_ = margin_;
            break;
        case Kind::circle:
        case Kind::ellipse: set_ellipse(shape, reference); break;
        case Kind::inset: set_inset(shape, reference); break;
        case Kind::polygon:
            for (std::size_t i = 0; i + 1 < shape.arguments.size(); i += 2) {
                corners_.push_back({static_cast<double>(reference.x) + shape.arguments[i].resolve(reference.width),
                                    static_cast<double>(reference.y) + shape.arguments[i + 1].resolve(reference.height)});
            }
            break;
    }
}

void FloatShape::set_ellipse(css::ShapeOutside const& shape, Rectangle const& reference) {
    std::size_t radii = kind_ == Kind::circle ? 1 : 2;
    double cx = shape.arguments[radii].resolve(reference.width), cy = shape.arguments[radii + 1].resolve(reference.height);
    double to_x[] = {std::abs(cx), std::abs(reference.width - cx)}, to_y[] = {std::abs(cy), std::abs(reference.height - cy)};
    auto radius = [&](css::LengthPercentage const& value, double const* one, double const* other, Length base) {
        bool farthest = value.kind == css::LengthPercentage::Kind::none;
        if (value.is_value()) return static_cast<double>(value.resolve(base));
        double a = farthest ? std::max(one[0], one[1]) : std::min(one[0], one[1]);
        double b = farthest ? std::max(other[0], other[1]) : std::min(other[0], other[1]);
        return farthest ? std::max(a, b) : std::min(a, b);
    };
    if (radii == 1) {
        double w = reference.width, h = reference.height;
        rx_ = ry_ = radius(shape.arguments[0], to_x, to_y, static_cast<Length>(std::sqrt(w * w + h * h) / half_turn_ratio));
    } else {
        rx_ = radius(shape.arguments[0], to_x, to_x, reference.width);
        ry_ = radius(shape.arguments[1], to_y, to_y, reference.height);
    }
    x_ = reference.x + cx;
    y_ = reference.y + cy;
    rx_ += margin_;
    ry_ += margin_;
}

void FloatShape::set_inset(css::ShapeOutside const& shape, Rectangle const& reference) {
    auto at = [&](std::size_t i, Length base) { return static_cast<double>(shape.arguments[i].resolve(base)); };
    top_ = reference.y + at(0, reference.height) - margin_;
    right_ = reference.x + reference.width - at(1, reference.width) + margin_;
    bottom_ = reference.y + reference.height - at(2, reference.height) + margin_;
    left_ = reference.x + at(3, reference.width) - margin_;
    corner_ = std::min({at(4, reference.width) + margin_, (right_ - left_) / 2, (bottom_ - top_) / 2});
}

std::optional<FloatShape::Reach> FloatShape::bounded(double left, double right) const {
    Reach reach{static_cast<Length>(std::max(std::floor(left), 0.0)),
                static_cast<Length>(std::min(std::ceil(right), static_cast<double>(margin_box_.width)))};
    if (reach.left >= reach.right) return std::nullopt;
    return reach;
}

std::optional<FloatShape::Reach> FloatShape::reach(Length top, Length bottom) const {
    if (top >= margin_box_.height || bottom <= 0) return std::nullopt;
    switch (kind_) {
        case Kind::circle:
        case Kind::ellipse: return reach_of_ellipse(top, bottom);
        case Kind::polygon: return reach_of_polygon(top, bottom);
        default: return reach_of_rectangle(top, bottom);
    }
}

std::optional<FloatShape::Reach> FloatShape::reach_of_ellipse(double top, double bottom) const {
    double distance = top > y_ ? top - y_ : bottom < y_ ? y_ - bottom : 0;
    double half = half_chord(rx_, ry_, distance);
    if (half <= 0) return std::nullopt;
    return bounded(x_ - half, x_ + half);
}

std::optional<FloatShape::Reach> FloatShape::reach_of_rectangle(double top, double bottom) const {
    if (top >= bottom_ || bottom <= top_) return std::nullopt;
    double cut = 0;  // what a rounded corner gives way
    if (corner_ > 0) {
        double distance = bottom < top_ + corner_ ? top_ + corner_ - bottom : top > bottom_ - corner_ ? top - (bottom_ - corner_) : 0;
        cut = corner_ - half_chord(corner_, corner_, distance);
    }
    return bounded(left_ + cut, right_ - cut);
}

/// Every edge is clipped to the stretch; shape-margin is taken by looking above and below, as far out as a circle of it reaches.
std::optional<FloatShape::Reach> FloatShape::reach_of_polygon(double top, double bottom) const {
    double left = margin_box_.width, right = 0;
    auto include = [&](double from, double to, double out) {
        for (std::size_t i = 0; i < corners_.size(); ++i) {
            Point a = corners_[i], b = corners_[(i + 1) % corners_.size()];
            if (a.y > b.y) std::swap(a, b);
            if (a.y > to || b.y < from) continue;
            for (double y : {std::max(a.y, from), std::min(b.y, to)}) {
                double x = b.y == a.y ? a.x : a.x + (b.x - a.x) * (y - a.y) / (b.y - a.y);
                left = std::min({left, x - out, b.y == a.y ? b.x - out : left});
                right = std::max({right, x + out, b.y == a.y ? b.x + out : right});
            }
        }
    };
    constexpr int steps = 8;
    for (int k = -steps; k <= steps; ++k) {
        double shift = margin_ * k / steps;
        include(top + shift, bottom + shift, std::sqrt(std::max(0.0, margin_ * margin_ - shift * shift)));
        if (margin_ == 0) break;
    }
    return bounded(left, right);
}

}  // namespace octavo::layout

// How far a float reaches into a stretch of height, by its margin box or by `shape-outside` (Shapes 1, §3 to §5). Pure geometry.
#pragma once
#include <optional>
#include <vector>

#include "css/computed.h"
#include "base/units.h"

namespace octavo::layout {

using base::Length;

/// A float's outline, from the top left corner of its margin box. Curves are followed exactly, a polygon's shape-margin to 1/8 of it.
class FloatShape {
public:
    struct Rectangle {
        Length x = 0, y = 0, width = 0, height = 0;
    };
    /// `reference`: the box that the shape is drawn in; `margin_box`: what bounds it.
    FloatShape(css::BoxGroup const& style, Rectangle const& reference, Rectangle const& margin_box);

    /// Leftmost and rightmost point within the heights [top, bottom), never outside the margin box; none when it does not reach there.
    struct Reach {
        Length left = 0, right = 0;
    };
    [[nodiscard]] std::optional<Reach> reach(Length top, Length bottom) const;

private:
    struct Point {
        double x = 0, y = 0;
    };
    void set_ellipse(css::ShapeOutside const& shape, Rectangle const& reference);
    void set_inset(css::ShapeOutside const& shape, Rectangle const& reference);
    [[nodiscard]] std::optional<Reach> bounded(double left, double right) const;
    [[nodiscard]] std::optional<Reach> reach_of_ellipse(double top, double bottom) const;
    [[nodiscard]] std::optional<Reach> reach_of_rectangle(double top, double bottom) const;
    [[nodiscard]] std::optional<Reach> reach_of_polygon(double top, double bottom) const;

    css::ShapeOutside::Kind kind_;
    Rectangle margin_box_;
    double margin_ = 0;                          // shape-margin
    double x_ = 0, y_ = 0, rx_ = 0, ry_ = 0;     // ellipse: centre and radii, shape-margin added
    double left_ = 0, top_ = 0, right_ = 0, bottom_ = 0, corner_ = 0;  // inset, shape-margin added
    std::vector<Point> corners_;
};

}  // namespace octavo::layout

// vertical-align: CSS 2.2 §10.8.1. Most values say how far a box's baseline stands above its parent's, which is known before lines are
// broken. `top` and `bottom` align a box, with all it holds, to its line: what it needs of it is kept apart, as LineAligned.
#pragma once
#include <optional>

#include "layout/layout.h"

namespace octavo::layout {

/// What stands above and below a baseline.
struct Extent {
    Length above = 0, below = 0;
    void include(Length a, Length b) {
        above = std::max(above, a);
        below = std::max(below, b);
    }
};

/// Of a box of the style and extent within one of the other style; none: it aligns to the line.
[[nodiscard]] std::optional<Length> rise_over_parent(LayoutContext const& context, StyleId style, Extent own, StyleId parent);

}  // namespace octavo::layout

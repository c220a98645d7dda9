#include "layout/inline/vertical_align.h"

namespace octavo::layout {

/// Shifts of sub and super as in common practice of browsers: 1/5 and 1/3 em.
std::optional<Length> rise_over_parent(LayoutContext const& context, StyleId style, Extent own, StyleId parent) {
    css::BoxGroup const& box = *context.styled.style(style).box;
    LayoutContext::StyleMetrics const& around = context.metrics(parent);
    switch (box.vertical_align) {
        case css::VerticalAlign::baseline: return 0;
        case css::VerticalAlign::sub: return -context.styled.style(parent).font->size / 5;
        case css::VerticalAlign::super: return context.styled.style(parent).font->size / 3;
        case css::VerticalAlign::length: return box.vertical_shift.resolve(context.metrics(style).line_height);
        case css::VerticalAlign::middle: return (context.text.metrics(around.font).x_height + own.below - own.above) / 2;
        case css::VerticalAlign::text_top: return around.ascent - own.above;
        case css::VerticalAlign::text_bottom: return own.below - around.descent;
        case css::VerticalAlign::top:
        case css::VerticalAlign::bottom: return std::nullopt;
    }
    return 0;
}

}  // namespace octavo::layout

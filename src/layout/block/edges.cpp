#include "layout/task.h"

namespace octavo::layout {
namespace {

constexpr auto top = static_cast<std::size_t>(css::Side::top), right = static_cast<std::size_t>(css::Side::right),
               bottom = static_cast<std::size_t>(css::Side::bottom), left = static_cast<std::size_t>(css::Side::left);

Edges resolve(css::Sides<css::LengthPercentage> const& sides, Length base) {
    return {sides[top].resolve(base), sides[right].resolve(base), sides[bottom].resolve(base), sides[left].resolve(base)};
}

}  // namespace

Edges border_of(css::ComputedStyle const& style) {
    auto const& border = style.decoration->border;
    return {border[top].width, border[right].width, border[bottom].width, border[left].width};
}

Edges padding_and_border(css::ComputedStyle const& style, Length base) {
    Edges edges = resolve(style.box->padding, base), border = border_of(style);
    return {edges.top + border.top, edges.right + border.right, edges.bottom + border.bottom, edges.left + border.left};
}

Edges margins_of(css::ComputedStyle const& style, Length base) { return resolve(style.box->margin, base); }

InlineEdges inline_edges(css::ComputedStyle const& style, Length base, css::Direction direction) {
    Edges edges = padding_and_border(style, base), margins = margins_of(style, base);
    Length at_left = edges.left + margins.left, at_right = edges.right + margins.right;
    return direction == css::Direction::rtl ? InlineEdges{at_right, at_left} : InlineEdges{at_left, at_right};
}

}  // namespace octavo::layout

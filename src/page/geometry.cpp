#include "page/page_sequence.h"

namespace octavo::page {
namespace {

constexpr auto top = static_cast<std::size_t>(css::Side::top), right = static_cast<std::size_t>(css::Side::right),
               bottom = static_cast<std::size_t>(css::Side::bottom), left = static_cast<std::size_t>(css::Side::left);

}  // namespace

PageArea content_area(style::PageStyle const& style) {
    auto const& box = *style.page.box;
    auto const& border = style.page.decoration->border;
    auto edge = [&](std::size_t side, Length base) { return box.margin[side].resolve(base) + border[side].width + box.padding[side].resolve(base); };
    PageArea area;
    area.x = edge(left, style.width);
    area.y = edge(top, style.height);
    area.width = std::max<Length>(style.width - area.x - edge(right, style.width), base::point);
    area.height = std::max<Length>(style.height - area.y - edge(bottom, style.height), base::point);
    return area;
}

Length note_area_edges(style::PageStyle const& style, Length measure) {
    if (style.footnote_area.box == nullptr) return 6 * base::point;
    auto const& box = *style.footnote_area.box;
    auto const& border = style.footnote_area.decoration->border;
    return box.margin[top].resolve(measure) + box.padding[top].resolve(measure) + border[top].width + box.padding[bottom].resolve(measure) +
           border[bottom].width + box.margin[bottom].resolve(measure);
}

}  // namespace octavo::page

#include "paint/dump.h"

#include <fmt/format.h>
#include <iterator>

namespace octavo::paint {
namespace {

constexpr std::string_view marks[] = {"content",     "label",          "background",    "border",    "rule", "page header", "page footer",
                                      "page number", "note separator", "repeated head", "crop mark", "leader"};

}  // namespace

std::string dump(DisplayList const& page, dom::Document const& document) {
    std::string out = fmt::format("page \"{}\" {:.2f} × {:.2f}\n", page.label, base::to_points(page.width), base::to_points(page.height));
    auto into = std::back_inserter(out);
    auto pt = [](Length length) { return base::to_points(length); };
    for (Item const& item : page.items) {
        Mark const& mark = page.marks[item.mark];
        std::string owner;
        if (mark.node.valid() && document.is_element(mark.node)) owner = fmt::format(" of {}", document.element(mark.node).html.view());
        fmt::format_to(into, "  [{}{}] ", marks[static_cast<std::size_t>(mark.kind)], owner);
        switch (item.kind) {
            case ItemKind::text: {
                TextItem const& text = page.texts[item.index];
                PlacedGlyph at = text.glyph_count > 0 ? page.glyphs[text.first_glyph] : PlacedGlyph{};
                fmt::format_to(into, "text {:.2f} {:.2f} font {} expansion {} \"{}\"\n", pt(at.x), pt(at.y), text.font.value, text.expansion,
                               std::string_view(page.text).substr(text.first_byte, text.byte_count));
                break;
            }
            case ItemKind::rectangle: {
                RectangleItem const& r = page.rectangles[item.index];
                fmt::format_to(into, "rectangle {:.2f} {:.2f} {:.2f} × {:.2f}\n", pt(r.x), pt(r.y), pt(r.width), pt(r.height));
                break;
            }
            case ItemKind::stroke: {
                StrokeItem const& s = page.strokes[item.index];
                fmt::format_to(into, "stroke {:.2f} {:.2f} – {:.2f} {:.2f} {:.2f} thick\n", pt(s.x0), pt(s.y0), pt(s.x1), pt(s.y1), pt(s.thickness));
                break;
            }
            case ItemKind::picture: {
                PictureItem const& p = page.pictures[item.index];
                fmt::format_to(into, "picture {} {:.2f} {:.2f} {:.2f} × {:.2f}\n", p.picture, pt(p.x), pt(p.y), pt(p.width), pt(p.height));
                break;
            }
        }
    }
    for (LinkArea const& link : page.links) {
        fmt::format_to(into, "  link {:.2f} {:.2f} {:.2f} × {:.2f} {}\n", pt(link.x), pt(link.y), pt(link.width), pt(link.height),
                       link.target.valid() ? std::string("inside") : link.uri);
    }
    for (Destination const& d : page.destinations) {
        fmt::format_to(into, "  destination {:.2f} {:.2f} {}\n", pt(d.x), pt(d.y), document.is_element(d.node) ? document.element(d.node).html.view() : "");
    }
    return out;
}

}  // namespace octavo::paint

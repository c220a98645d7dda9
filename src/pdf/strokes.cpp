#include "pdf/strokes.h"

#include <algorithm>
#include <cmath>

#include "base/units.h"

namespace octavo::pdf {
namespace {

struct Line {
    double x0, y0, x1, y1, thickness;
    [[nodiscard]] double length() const { return std::hypot(x1 - x0, y1 - y0); }
};

void stroke_line(cairo_t* cairo, Line const& line) {
    cairo_set_line_width(cairo, line.thickness);
    cairo_move_to(cairo, line.x0, line.y0);
    cairo_line_to(cairo, line.x1, line.y1);
    cairo_stroke(cairo);
}

/// The line moved sideways by `distance` and made `thickness` thick.
Line beside(Line line, double distance, double thickness) {
    double length = std::max(line.length(), 1e-6);
    double dx = -(line.y1 - line.y0) / length * distance, dy = (line.x1 - line.x0) / length * distance;
    return {line.x0 + dx, line.y0 + dy, line.x1 + dx, line.y1 + dy, thickness};
}

/// Round dots a thickness apart, stretched so that both ends have a whole one.
void draw_dotted(cairo_t* cairo, Line const& line) {
    double room = line.length() - line.thickness;
    if (room <= 0) return stroke_line(cairo, line);
    double gaps = std::max(1.0, std::round(room / (2 * line.thickness)));
    double pattern[] = {0, room / gaps};
    double along_x = (line.x1 - line.x0) / line.length() * line.thickness / 2;
    double along_y = (line.y1 - line.y0) / line.length() * line.thickness / 2;
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_ROUND);
    cairo_set_dash(cairo, pattern, 2, 0);
    stroke_line(cairo, {line.x0 + along_x, line.y0 + along_y, line.x1 - along_x + 1e-3, line.y1 - along_y,
                        line.thickness});
    cairo_set_line_cap(cairo, CAIRO_LINE_CAP_BUTT);
}

/// Dashes of three thicknesses with gaps of two, stretched so that both ends have a whole dash.
void draw_dashed(cairo_t* cairo, Line const& line) {
    double dash = 3 * line.thickness, gap = 2 * line.thickness;
    double pairs = std::max(1.0, std::round((line.length() - dash) / (dash + gap)));
    double scale = line.length() / (pairs * (dash + gap) + dash);
    double pattern[] = {dash * scale, gap * scale};
    cairo_set_dash(cairo, pattern, 2, 0);
    stroke_line(cairo, line);
}

}  // namespace

void draw_line(cairo_t* cairo, paint::StrokeItem const& stroke) {
    Line line{base::to_points(stroke.x0), base::to_points(stroke.y0), base::to_points(stroke.x1),
              base::to_points(stroke.y1),
              base::to_points(stroke.thickness)};
    switch (stroke.style) {
        case css::BorderStyle::none:
        case css::BorderStyle::hidden: return;
        case css::BorderStyle::dotted: draw_dotted(cairo, line); break;
        case css::BorderStyle::dashed: draw_dashed(cairo, line); break;
        case css::BorderStyle::double_: {
            double third = line.thickness / 3;
            stroke_line(cairo, beside(line, -third, third));
            stroke_line(cairo, beside(line, third, third));
            break;
        }
        case css::BorderStyle::solid:
        case css::BorderStyle::groove:
        case css::BorderStyle::ridge:
        case css::BorderStyle::inset:
        case css::BorderStyle::outset: stroke_line(cairo, line); break;
    }
    cairo_set_dash(cairo, nullptr, 0, 0);
}

}  // namespace octavo::pdf

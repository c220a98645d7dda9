// Lines of borders and text decorations in CSS's styles (CSS Backgrounds 3 §3.2).
#pragma once
#include <cairo.h>

#include "paint/display_list.h"

namespace octavo::pdf {

/// Draws the line in the colour set in `cairo`; the three-dimensional styles as solid lines.
void draw_line(cairo_t* cairo, paint::StrokeItem const& stroke);

}  // namespace octavo::pdf

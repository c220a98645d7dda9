// SVG as vectors: drawn once onto a recording surface, which Cairo writes as one form that all its uses share. Without
// a base URL librsvg loads nothing from outside.
#include <librsvg/rsvg.h>

#include "pdf/pictures.h"

namespace octavo::pdf {
namespace {

/// The picture's natural size in pixels; its view box's, else CSS's 300 × 150, where it has none.
void natural_size(RsvgHandle* handle, double& width, double& height) {
    if (rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height) != 0 && width > 0 && height > 0) return;
    gboolean has_width = FALSE, has_height = FALSE, has_box = FALSE;
    RsvgLength w{}, h{};
    RsvgRectangle box{};
    rsvg_handle_get_intrinsic_dimensions(handle, &has_width, &w, &has_height, &h, &has_box, &box);
    bool usable = has_box != 0 && box.width > 0 && box.height > 0;
    width = usable ? box.width : 300;
    height = usable ? box.height : 150;
}

}  // namespace

DrawnPicture load_svg(DecodeInput const& input, std::string& problem) {
    GError* error = nullptr;
    RsvgHandle* handle = rsvg_handle_new_from_data(reinterpret_cast<guint8 const*>(input.bytes.data()),
                                                   input.bytes.size(), &error);
    DrawnPicture drawn;
    if (handle != nullptr) {
        rsvg_handle_set_dpi(handle, 96);
        natural_size(handle, drawn.width, drawn.height);
        cairo_rectangle_t extents{0, 0, drawn.width, drawn.height};
        drawn.surface.reset(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
        CairoPtr cairo(cairo_create(drawn.surface.get()));
        RsvgRectangle viewport{0, 0, drawn.width, drawn.height};
        if (rsvg_handle_render_document(handle, cairo.get(), &viewport, &error) == 0) drawn.surface.reset();
        g_object_unref(handle);
    }
    if (!drawn.surface) problem = error != nullptr ? error->message : "librsvg gives no reason";
    if (error != nullptr) g_error_free(error);
    return drawn;
}

}  // namespace octavo::pdf

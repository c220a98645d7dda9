#include "pdf/svg_png.h"

#include <cmath>

#include "pdf/pictures.h"

namespace octavo::pdf {
namespace {

cairo_status_t append(void* into, unsigned char const* bytes, unsigned length) {
    static_cast<std::string*>(into)->append(reinterpret_cast<char const*>(bytes), length);
    return CAIRO_STATUS_SUCCESS;
}

}  // namespace

std::string png_of_svg(std::string_view svg, std::string& problem) {
    DrawnPicture drawn = load_svg({.file = {}, .bytes = svg, .pixel_limit = 0}, problem);
    if (!drawn.surface) return {};
    constexpr double most = 32'000;   // Cairo's images have at most 32,767 rows and columns
    if (drawn.width > most || drawn.height > most) {
        problem = "it is larger than 32,000 pixels";
        return {};
    }
    SurfacePtr image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(std::ceil(drawn.width)), static_cast<int>(std::ceil(drawn.height))));
    CairoPtr cairo(cairo_create(image.get()));
    cairo_set_source_surface(cairo.get(), drawn.surface.get(), 0, 0);
    cairo_paint(cairo.get());
    cairo_surface_flush(image.get());
    std::string png;
    cairo_status_t status = cairo_surface_write_to_png_stream(image.get(), append, &png);
    if (status == CAIRO_STATUS_SUCCESS && cairo_status(cairo.get()) == CAIRO_STATUS_SUCCESS) return png;
    problem = cairo_status_to_string(status);
    return {};
}

}  // namespace octavo::pdf

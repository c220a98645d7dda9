// Owners of Cairo's, librsvg's and GLib's objects.
#pragma once
#include <cairo.h>
#include <memory>

namespace octavo::pdf {

template <auto Release>
struct Releaser {
    template <typename T>
    void operator()(T* object) const { Release(object); }
};
using SurfacePtr = std::unique_ptr<cairo_surface_t, Releaser<cairo_surface_destroy>>;
using CairoPtr = std::unique_ptr<cairo_t, Releaser<cairo_destroy>>;
using FontFacePtr = std::unique_ptr<cairo_font_face_t, Releaser<cairo_font_face_destroy>>;
using ScaledFontPtr = std::unique_ptr<cairo_scaled_font_t, Releaser<cairo_scaled_font_destroy>>;
using FontOptionsPtr = std::unique_ptr<cairo_font_options_t, Releaser<cairo_font_options_destroy>>;

}  // namespace octavo::pdf

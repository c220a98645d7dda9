// Pixels of a Cairo image as a JPEG file: grey where no pixel has a colour.
#pragma once
#include <string>

#include "pdf/cairo_handles.h"

namespace octavo::pdf {

/// `image` is of CAIRO_FORMAT_RGB24. Empty when there is not enough memory.
[[nodiscard]] std::string encode_jpeg(cairo_surface_t* image, int quality);

}  // namespace octavo::pdf

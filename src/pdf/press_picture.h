// A picture's pixels in the inks of a press: JPEGs become CMYK JPEGs, others stay lossless; what has only greys goes on the
// black plate alone.
#pragma once
#include <string>

#include "pdf/press_colors.h"
#include "pdf/qpdf.h"

namespace octavo::pdf {

struct PressPicture {
    std::string entries;     ///< of the image's dictionary: colour space, bits, filter of a JPEG
    std::string bytes;       ///< a JPEG, else samples to be compressed
    bool is_jpeg = false;
    unsigned ink = 0;        ///< the most that any pixel has of all inks together, in per cent
};
/// `image` is an image in DeviceRGB; throws what libqpdf throws.
[[nodiscard]] PressPicture press_picture(QPDFObjectHandle image, PressColors const& colors);

}  // namespace octavo::pdf

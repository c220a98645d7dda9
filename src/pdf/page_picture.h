// A page as a JPEG picture, for the e-book's cover; and pictures made smaller, for e-books that ask for it.
//
// Input: a DisplayList and what its page was set with, or the bytes of a picture. Output: the bytes of a picture; the same
// input gives the same bytes. A page whose width and height are not in the picture's ratio is centred on white. Cost: what
// Cairo takes, and some 20 ms of compression for four million pixels.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/diagnostics.h"
#include "paint/display_list.h"
#include "pdf/pdf_writer.h"

namespace octavo::pdf {

struct PictureSize {
    unsigned width = 0, height = 0;   ///< in pixels
};

/// Empty when it cannot be drawn, which is diagnosed. `input.output` and `input.aim` mean nothing here.
[[nodiscard]] std::string page_picture(PdfInput const& input, paint::DisplayList const& page, PictureSize size,
                                       base::StageContext const& context, base::Diagnostics& diagnostics);

struct SmallerPicture {
    unsigned quality = 0;       ///< of JPEGs, 1 to 100; 0: they are compressed again only where they are too large
    unsigned longest_side = 0;  ///< in pixels; 0: no limit
    std::uint64_t pixel_limit = 0;
};
/// A JPEG compressed again, a JPEG or PNG scaled down. Empty when it would not be smaller, or is no such picture.
[[nodiscard]] std::string smaller_picture(std::string_view bytes, SmallerPicture const& wish);

}  // namespace octavo::pdf

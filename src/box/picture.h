// The header of a picture: its format and natural size, without decoding it.
//
// PNG (IHDR, pHYs), JPEG (SOF, JFIF and Exif density), GIF, WebP (VP8, VP8L, VP8X), SVG (width, height, viewBox of the root
// element). Never trusts a length it has not checked; garbage gives Format::unknown. Cost: constant, but for JPEG (segments
// before SOF) and SVG (the first 64 KiB).
#pragma once
#include <string_view>

#include "box/box_tree.h"

namespace octavo::box {

struct PictureHeader {
    Picture::Format format = Picture::Format::unknown;
    std::uint32_t pixel_width = 0, pixel_height = 0;  ///< 0 for SVG
    Length width = 0, height = 0;                     ///< at the file's resolution, else 96 pixels an inch; 0: none known
};

[[nodiscard]] PictureHeader read_picture_header(std::string_view bytes);
/// The natural size that an <svg> element's attributes give (SVG 2 §8.1; CSS Images 3 §5.1): width and height, one of them
/// from the other and the viewBox's ratio, or the viewBox itself in px.
[[nodiscard]] PictureHeader svg_size(std::string_view width, std::string_view height, std::string_view view_box);

}  // namespace octavo::box

// An SVG document drawn as a PNG picture.
#pragma once
#include <string>
#include <string_view>

namespace octavo::pdf {

/// In its natural size, a pixel each; on a failure empty, with a sentence in `problem`. The picture must need no font and no file.
[[nodiscard]] std::string png_of_svg(std::string_view svg, std::string& problem);

}  // namespace octavo::pdf

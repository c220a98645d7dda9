// Fonts wrapped for the web, made plain: WOFF (through FreeType) and WOFF2 (through libwoff2dec).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace octavo::text {

/// The OpenType font that `bytes` hold when they are WOFF or WOFF2; an empty string when they are OpenType already;
/// nothing when they are none of these or damaged. At most 64 MB are made of one file.
[[nodiscard]] std::optional<std::string> unwrapped_font(std::string_view bytes);

}  // namespace octavo::text

// UTF-8: written, and checked (Unicode 15, table 3-7: no overlong forms, no surrogates, nothing above U+10FFFF).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace octavo::base {

/// Appends `code_point`; U+FFFD for a surrogate or a number above U+10FFFF.
void append_utf8(std::string& text, char32_t code_point);

/// The offset of the first byte that is not part of well-formed UTF-8; text.size() if there is none. ASCII at several
/// GB/s.
[[nodiscard]] std::size_t well_formed_utf8(std::string_view text);

}  // namespace octavo::base

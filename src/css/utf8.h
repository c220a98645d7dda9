// UTF-8 as the style sheet's text needs it.
#pragma once
#include <string>
#include <string_view>

namespace octavo::css {

void append_utf8(std::string& out, char32_t code);
/// Length of the well-formed sequence at `offset`, 0 when it is not well-formed (Unicode 15, table 3-7).
[[nodiscard]] std::size_t utf8_length(std::string_view text, std::size_t offset);
/// `text` with every ill-formed byte replaced by U+FFFD.
[[nodiscard]] std::string repair_utf8(std::string_view text);
[[nodiscard]] bool is_utf8(std::string_view text);
[[nodiscard]] std::string to_lower(std::string_view text);  ///< ASCII only
[[nodiscard]] std::size_t count_characters(std::string_view text);

}  // namespace octavo::css

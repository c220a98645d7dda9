// The few character properties that white-space processing and ::first-letter ask for.
#pragma once
#include <cstdint>
#include <string_view>

namespace octavo::box {

struct Character {
    char32_t code = 0;
    std::uint32_t bytes = 0;  ///< 0 at the end of the text
};

/// The character at the byte; a byte that is not well-formed UTF-8 is U+FFFD of one byte.
[[nodiscard]] Character character_at(std::string_view text, std::size_t at);
/// The last character of the text.
[[nodiscard]] Character last_character(std::string_view text);

/// CSS Text 3 §1.4: space, tab, segment break; U+000D counts as a space (§4.1.1).
[[nodiscard]] constexpr bool is_white_space(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }
[[nodiscard]] bool is_all_white_space(std::string_view text);

/// East Asian Width F, W or H, neither Hangul nor emoji: a segment break between two of these vanishes (CSS Text 3 §4.1.3).
[[nodiscard]] bool is_east_asian(char32_t code);
/// Unicode general category P, for the scripts books are printed in (CSS Pseudo 4 §2.2, ::first-letter).
[[nodiscard]] bool is_punctuation(char32_t code);
/// Combining marks: part of the letter before them.
[[nodiscard]] bool is_mark(char32_t code);

}  // namespace octavo::box

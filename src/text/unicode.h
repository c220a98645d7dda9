// Characters: UTF-8 in and out, and the few properties that other stages ask for (Unicode 15, through ICU).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace octavo::text {

struct Decoded {
    char32_t character = 0xFFFD;
    std::uint32_t length = 1;  ///< bytes taken; never 0
};

/// The character at `offset` < text.size(). A malformed sequence gives U+FFFD and takes as many bytes as could have
/// begun a character (Unicode 15 §3.9, "maximal subpart"): decoding always goes on.
[[nodiscard]] Decoded decode_at(std::string_view text, std::size_t offset);
/// The character that ends at `offset` > 0.
[[nodiscard]] Decoded decode_before(std::string_view text, std::size_t offset);
/// Appends `character`; surrogates and what is past U+10FFFF as U+FFFD.
void append_utf8(std::string& out, char32_t character);

/// CSS Text 3 §4.1: space, tab, line feed (and the segment breaks that stand for one).
[[nodiscard]] constexpr bool is_white_space(char32_t c) {
    return c == U' ' || c == U'\t' || c == U'\n' || c == U'\r' || c == U'\f';
}
/// A character that justification and word spacing treat as a space between words (CSS Text 3 §8.1).
[[nodiscard]] bool is_word_space(char32_t c);
[[nodiscard]] bool is_letter(char32_t c);       ///< L*
[[nodiscard]] bool is_mark(char32_t c);         ///< M*
[[nodiscard]] bool is_digit(char32_t c);        ///< Nd
[[nodiscard]] bool is_punctuation(char32_t c);  ///< P*
/// Punctuation that ::first-letter takes with the letter: Ps, Pe, Pi, Pf, Po (CSS Pseudo-elements 4 §2.1.1).
[[nodiscard]] bool is_first_letter_punctuation(char32_t c);
/// Han, kana, Hangul, Bopomofo and their punctuation: set on a square, without spaces between words.
[[nodiscard]] bool is_cjk(char32_t c);
/// Stands upright in vertical lines, in its own form or one for them (UAX 50: U, Tu, Tr).
[[nodiscard]] bool stands_upright(char32_t c);
[[nodiscard]] bool is_default_ignorable(char32_t c);
/// Continues the grapheme cluster of what stands before it: marks, joiners, variation selectors, emoji modifiers, tags.
[[nodiscard]] bool continues_cluster(char32_t c);

/// Normalization form C (UAX 15).
[[nodiscard]] std::string composed(std::string_view text);

/// The end of the grapheme cluster that begins at `offset` (UAX 29, extended clusters): > offset.
[[nodiscard]] std::size_t cluster_end(std::string_view text, std::size_t offset);
/// The length in bytes of the first letter at the beginning of `text` with the punctuation around it; 0 if there is
/// none.
[[nodiscard]] std::size_t first_letter_length(std::string_view text);

}  // namespace octavo::text

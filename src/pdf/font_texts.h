// What the codes of Cairo's fonts say (ToUnicode), and its repair.
//
// Cairo asks the font's character map first, so that an ffi ligature says U+FB03, and then wraps every such glyph of a
// page in a Span whose ActualText says "ffi". Where a code's own text is a compatibility or private character, the
// first ActualText met for it replaces it, and spans that say what the code now says by itself are dropped; so for U+2010
// that says U+00AD, where it is no character of the text itself. Any other ActualText stays.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace octavo::pdf {

/// The codes of one font. Texts are UTF-16BE in upper-case hexadecimal digits.
struct FontText {
    bool two_bytes = false;                                 ///< codes of a Type 0 font
    std::unordered_map<std::uint32_t, std::string> says;
    bool repaired = false;                                  ///< ToUnicode is to be written anew
    bool hyphens_are_soft = false;                          ///< U+2010 stands nowhere but for soft hyphens
};

/// Reads the bfchar and bfrange lines of a ToUnicode CMap (ISO 32000-1 §9.10.3).
[[nodiscard]] FontText read_to_unicode(std::string_view cmap);
/// A ToUnicode CMap in the order of the codes.
[[nodiscard]] std::string write_to_unicode(FontText const& font);
/// Whether `code` says `text` by itself, now or after the repair that this call notes.
[[nodiscard]] bool says_by_itself(FontText& font, std::uint32_t code, std::string_view text);

}  // namespace octavo::pdf

// Text in a script that its language is not written in: a passage whose language the source does not tell.
//
// Input: a text and the language it stands under. Only scripts that a reading voice cannot read in the wrong language are looked
// for (Han, kana, Hangul, Hebrew, Arabic, Cyrillic, Greek, Devanagari, Thai); Latin words stand in texts of every language.
#pragma once
#include <string_view>

namespace octavo::epub {

/// A name of the first such script that `text` has at least two letters of and `language` (BCP 47) is not written in; empty: none.
[[nodiscard]] std::string_view unexpected_script(std::string_view text, std::string_view language);

}  // namespace octavo::epub

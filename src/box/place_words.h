// How a text says where another page is, by language.
#pragma once
#include <string_view>

namespace octavo::box {

/// Four texts, separated by U+001F: on this page, on the facing page, on the other side of this leaf, and what stands before the number
/// of any other page. Those of English where the language has no row.
[[nodiscard]] std::string_view place_words(std::string_view language);

/// What stands behind a caption that is shown again where its table goes on: " (continued)".
[[nodiscard]] std::string_view continued_words(std::string_view language);

}  // namespace octavo::box

// The characters that XHTML's, HTML's, MathML's and ISO 8879's entities name, built in because no DTD is fetched.
#pragma once
#include <optional>
#include <string_view>

namespace octavo::xml {

struct NamedCharacters {
    char32_t first;
    char32_t second;  ///< 0: one character only
};

/// What `name` (without '&' and ';') stands for; nothing for XML's own five, which need no table. O(log n).
[[nodiscard]] std::optional<NamedCharacters> find_named_characters(std::string_view name);

}  // namespace octavo::xml

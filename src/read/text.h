// Small readings of texts and attribute values that every vocabulary needs.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::read {

/// XML white space: space, tab, line feed, carriage return.
[[nodiscard]] constexpr bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
[[nodiscard]] bool is_blank(std::string_view text);
[[nodiscard]] std::string_view trimmed(std::string_view text);
/// Runs of white space become one space; none at the ends.
[[nodiscard]] std::string collapsed(std::string_view text);
/// The words of a white-space separated list; views into `text`.
[[nodiscard]] std::vector<std::string_view> words(std::string_view text);
[[nodiscard]] bool has_word(std::string_view list, std::string_view word);
[[nodiscard]] std::string lower_ascii(std::string_view text);
/// A CSS identifier's letters of `text`: others become '-'; lower case.
[[nodiscard]] std::string class_word(std::string_view text);
[[nodiscard]] std::optional<int> to_integer(std::string_view text);
/// The value of name="…" in the data of a processing instruction; the five XML entities and character references
/// resolved.
[[nodiscard]] std::string pseudo_attribute(std::string_view data, std::string_view name);
/// Whether a reference has a scheme ("https:", "mailto:").
[[nodiscard]] bool has_scheme(std::string_view reference);

}  // namespace octavo::read

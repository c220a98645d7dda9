// Media queries and @supports conditions (Media Queries 4, Conditional Rules 4), decided while parsing.
#pragma once
#include <span>

#include "css/selectors.h"
#include "css/style_sheet.h"
#include "css/token.h"

namespace octavo::css {

/// `screen` holds for the e-book too. Widths and heights are of an A4 page in print; nobody knows an e-book's screen, so what
/// asks for it is neither true nor false there, and does not apply. An empty query is `all`.
[[nodiscard]] bool media_matches(std::span<Token const> query, Medium medium);
[[nodiscard]] bool media_matches(std::string_view query, Medium medium);
/// Whether the query, which holds for print, is for nothing else and says so.
[[nodiscard]] bool names_print(std::span<Token const> query);
[[nodiscard]] bool names_print(std::string_view query);

/// @supports: properties of the table with a value that parses, selector().
[[nodiscard]] bool supports(std::span<Token const> condition, Namespaces const& namespaces, base::Arena& arena);

}  // namespace octavo::css

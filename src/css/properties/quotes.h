// Quotation marks by language, for `quotes: auto`.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace octavo::css {

/// open, close, open, close of a BCP 47 language (its longest prefix known); English's for one unknown.
[[nodiscard]] std::vector<std::string> default_quotes(std::string_view language);

}  // namespace octavo::css

// Upper, lower and title case with a language's rules (Unicode 15 §3.13 and SpecialCasing), through ICU.
#pragma once
#include <string>
#include <string_view>

namespace octavo::text {

[[nodiscard]] std::string upper_case(std::string_view text, std::string_view language);
[[nodiscard]] std::string lower_case(std::string_view text, std::string_view language);
/// The first letter of every word in title case, the rest untouched (CSS Text 3 §2.1, text-transform: capitalize).
[[nodiscard]] std::string capitalized(std::string_view text, std::string_view language);

}  // namespace octavo::text

// Counter systems with algorithms of their own, and the predefined styles.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "css/counter_styles.h"

namespace octavo::css {

/// Counter Styles 3, 3.1.6: weights descending. Nothing when the value cannot be made.
[[nodiscard]] std::optional<std::string> additive_text(std::vector<std::pair<std::int32_t, std::string>> const& symbols, std::int64_t value,
                                                       std::size_t limit);
/// 1 to 999,999, with 15 and 16 written as 9+6 and 9+7.
[[nodiscard]] std::optional<std::string> hebrew_text(std::int64_t value);
/// Section 7.2: 1 and up.
[[nodiscard]] std::optional<std::string> ethiopic_text(std::int64_t value);
/// Sections 6.1 to 6.3: Chinese, Japanese and Korean longhand, 0 to 9999. `symbols`: ten digits, the markers of ten, hundred,
/// thousand; a fourteenth, when it is there and not empty, says "informal" (and Japanese or Korean where it is not "zh").
[[nodiscard]] std::optional<std::string> chinese_text(CounterStyle const& style, std::int64_t value);
/// Null when there is none of that name.
[[nodiscard]] CounterStyle const* predefined_counter_style(std::string_view name);

}  // namespace octavo::css

// The items of `content`, `string-set` and `bookmark-label`: read to Values, then made into ContentItems.
#pragma once
#include <span>
#include <vector>

#include "css/value_reader.h"

namespace octavo::css {

/// As many items as stand there; none when the first is not one.
[[nodiscard]] std::vector<Value> read_content_items(ValueReader& reader);
[[nodiscard]] std::vector<ContentItem> content_items(std::span<Value const> items);

}  // namespace octavo::css

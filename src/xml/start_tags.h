// Looks for start tags with too many attributes before the parser does: it compares each attribute with each other.
#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace octavo::xml {

/// The offset of the first tag with more than `limit` attributes. Two tags' '<' that are near each other cannot enclose
/// so many: all but the long distances are passed at the speed of memchr.
[[nodiscard]] std::optional<std::size_t> find_crowded_tag(std::string_view text, std::uint32_t limit);

}  // namespace octavo::xml

// Web addresses in running text: where they are, and where a line may end in one.
#pragma once
#include <cstdint>
#include <string_view>

namespace octavo::layout {

/// Length of the address that begins at the start of the text; 0 where none does. Only long ones count: a short one stays whole.
[[nodiscard]] std::uint32_t address_length(std::string_view text);
/// Bytes up to the first place in an address (or what is left of one) at which a line may end; all of them where there is none.
/// The Chicago Manual of Style, 7.46: after "://", before the other signs, at no hyphen.
[[nodiscard]] std::uint32_t address_break(std::string_view text);

}  // namespace octavo::layout

// The An+B microsyntax (Syntax 3, section 6).
#pragma once
#include <cstdint>
#include <optional>
#include <span>

#include "css/token.h"

namespace octavo::css {

struct AnPlusB {
    std::int32_t a = 0, b = 0;
    friend constexpr bool operator==(AnPlusB, AnPlusB) = default;
};
/// All the tokens, white space around them aside: "2n+1", "odd", "-n + 3", "5".
[[nodiscard]] std::optional<AnPlusB> parse_an_plus_b(std::span<Token const> tokens);

}  // namespace octavo::css

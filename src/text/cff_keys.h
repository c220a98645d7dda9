// A CFF program whose glyphs have names, as one whose glyphs are keyed by CIDs (Adobe Technical Note 5176, The Compact Font Format).
//
// PDF allows either within a CIDFont (ISO 32000-1 §9.7.4.2), but not every reader and printer takes the former. Dictionaries, charset and the
// selection of the one font dictionary are made anew; charstrings and subroutines stay as they are. Cost: linear in the program.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace octavo::text {

/// `cids` of the glyphs in their order, the first 0. None where the program is damaged, keyed by CIDs already, or has another number of glyphs.
[[nodiscard]] std::optional<std::string> keyed_by_cids(std::string_view cff, std::span<std::uint16_t const> cids);

}  // namespace octavo::text

// How wide a spine is, which way its text runs and how large it may be.
#pragma once
#include <string_view>
#include <tl/expected.hpp>

#include "base/units.h"

namespace octavo::cover {

/// Thickness of a leaf, in 1/1000 mm: "0.1mm" as it is; "90g/m2 x 1.5" from the weight of a square metre and the paper's volume in
/// cm³/g (90 × 1.5 = 135; no volume: 1); "444ppi" from pages an inch, as American mills give it. The error says what may be written.
[[nodiscard]] tl::expected<std::uint32_t, std::string> leaf_thickness(std::string_view paper);

struct SpineInput {
    std::uint32_t pages = 0;           ///< two make a leaf, the last one alone
    std::uint32_t leaf = 0;            ///< 1/1000 mm
    base::Length board = 0;            ///< of the cover itself, of which there are two thicknesses
};
[[nodiscard]] base::Length spine_width(SpineInput const& input);

/// A spine narrower than this bears no text: type could not be read, and what the folder is off by would put it on the front.
inline constexpr base::Length least_spine_with_text = 17'416;   // 6 mm

enum class SpineText : std::uint8_t { down, up, none };
/// Upright as the book lies face up: downwards for books bound on the left (ISO 6357), upwards for those bound on the right; but
/// upwards where custom has it so (French, German, Italian, Spanish, Portuguese, Slavic and other languages of the Continent).
[[nodiscard]] SpineText customary_spine_text(std::string_view language, bool bound_right);

/// The size of type for a text of so many characters on a spine, in pt; whole and half points.
[[nodiscard]] double spine_type_size(base::Length width, base::Length height, std::size_t characters);

}  // namespace octavo::cover

// How far characters hang out of the measure: optical margins.
#pragma once
#include <cstdint>

namespace octavo::text {

/// In 1/1000 of the glyph's advance; 0: stands within the measure.
struct Protrusion {
    std::int16_t start = 0;  ///< out of the line's start, when the line begins with the character
    std::int16_t end = 0;    ///< out of the line's end
};

[[nodiscard]] Protrusion protrusion_of(char32_t character);

}  // namespace octavo::text

// What a press prints a colour with, where that is more than what red, green and blue come to: a spot colour by its name
// (`-octavo-spot("PANTONE 185 C", #e4002b)`) or the four process inks as the style sheet gives them (`device-cmyk()`).
//
// A Color carries the number of its ink; screens, e-books and plain PDFs go by its red, green and blue. The table is one for
// the process, guarded by a lock and never shrinks; its numbers depend on who came first, so they are compared for equality
// only and never written out.
#pragma once
#include <array>
#include <cstdint>

#include "base/name.h"

namespace octavo::css {

struct Ink {
    base::Name name;                         ///< of a spot colour, as the printer knows it; empty: the process inks
    std::array<std::uint8_t, 3> rgb{};       ///< what the full tone looks like
    std::array<std::uint16_t, 4> cmyk{};     ///< the full tone in cyan, magenta, yellow, black, in 1/1000
    bool has_cmyk = false;                   ///< `cmyk` was given; else it follows from `rgb`
    std::uint16_t tint = 1000;               ///< how much of the ink, in 1/1000
    friend bool operator==(Ink const&, Ink const&) = default;
};

/// The ink's number, from 1; 0 when there are too many. Thread-safe.
[[nodiscard]] std::uint16_t number_of(Ink const& ink);
/// The ink of a number from number_of(); valid for the life of the process.
[[nodiscard]] Ink const& ink_of(std::uint16_t number);
/// The number of the ink that prints on every plate, for marks.
[[nodiscard]] std::uint16_t registration_ink();

}  // namespace octavo::css

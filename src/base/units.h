// Lengths are integers of 1/1024 point (Pango's unit): the same input gives the same breaks on every machine.
#pragma once
#include <cmath>
#include <cstdint>
#include <limits>

namespace octavo::base {

/// A length in 1/1024 pt: ±2,097,151 pt. Positions on a page, widths, sizes.
using Length = std::int32_t;
/// A sum of lengths along a whole flow, in 1/1024 pt.
using LongLength = std::int64_t;

inline constexpr Length point = 1024;
inline constexpr Length length_max = std::numeric_limits<Length>::max();

/// The nearest Length to `points`, saturating at the range's ends (NaN gives 0).
[[nodiscard]] inline Length from_points(double points) {
    double scaled = points * point;
    if (!(scaled == scaled)) return 0;
    if (scaled >= static_cast<double>(length_max)) return length_max;
    if (scaled <= -static_cast<double>(length_max)) return -length_max;
    return static_cast<Length>(std::lround(scaled));
}
[[nodiscard]] constexpr double to_points(LongLength length) { return static_cast<double>(length) / point; }

/// length × numerator / denominator, rounded to nearest, in 64 bits; `denominator` is not 0.
[[nodiscard]] constexpr Length scale(Length length, std::int64_t numerator, std::int64_t denominator) {
    std::int64_t product = static_cast<std::int64_t>(length) * numerator;
    std::int64_t half = denominator / 2;
    return static_cast<Length>((product >= 0 ? product + half : product - half) / denominator);
}

}  // namespace octavo::base

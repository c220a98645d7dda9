#include "pdf/sentinel.h"

#include <cmath>

namespace octavo::pdf {
namespace {

constexpr int narrow = 2, wide = 3;   // of 256ths: too small to be seen should one ever stay behind

/// The number of 256ths, if `value` is a multiple of 1/256 up to the three decimals that Cairo writes (0.0005 is 0.128
/// of them).
std::optional<int> to_256ths(double value) {
    double scaled = value * 256;
    double rounded = std::round(scaled);
    if (std::abs(scaled - rounded) > 0.2 || std::abs(rounded) > 1e6) return std::nullopt;
    return static_cast<int>(rounded);
}

}  // namespace

void draw_sentinel(cairo_t* cairo, Sentinel sentinel) {
    bool text = sentinel.edge == SentinelEdge::text;
    if (!text) cairo_set_source_rgb(cairo, 0, 0, 0);
    cairo_rectangle(cairo, 1 + (sentinel.sequence % 256) / 256.0, 1 + (sentinel.sequence / 256) / 256.0,
                    (sentinel.edge == SentinelEdge::begin ? narrow : wide) / 256.0,
                    (sentinel.edge == SentinelEdge::end ? narrow : wide) / 256.0);
    cairo_fill(cairo);
}

std::optional<Sentinel> read_sentinel(double x, double y, double width, double height) {
    if (width > smallest_rectangle || height > smallest_rectangle) return std::nullopt;
    auto w = to_256ths(width), h = to_256ths(height), column = to_256ths(x - 1), row = to_256ths(y - 1);
    if (!w || !h || !column || !row) return std::nullopt;
    if (*column < 0 || *column > 255 || *row < 0 || *row > 255) return std::nullopt;
    auto sequence = static_cast<std::uint32_t>(*row * 256 + *column);
    if (*w == narrow && *h == wide) return Sentinel{sequence, SentinelEdge::begin};
    if (*w == wide && *h == narrow) return Sentinel{sequence, SentinelEdge::end};
    if (*w == wide && *h == wide) return Sentinel{sequence, SentinelEdge::text};
    return std::nullopt;
}

}  // namespace octavo::pdf

// Sentinels: how marked sequences, whose tags differ between its versions, and octavo's own text get into what Cairo writes.
//
// Around each marked sequence a tiny black rectangle is filled under the identity matrix and without a clip, so that
// the content stream holds `x y w h re f` outside any text object. Its place encodes the number of the sequence on its
// page, its proportions whether the sequence begins or ends. Where a block of text stands, a square is filled likewise in the text's colour. All values are multiples of 1/256, which Cairo's
// fixed-point paths keep exactly. The finishing pass replaces them by operators (content_rewriter.h).
#pragma once
#include <cairo.h>
#include <cstdint>
#include <optional>

namespace octavo::pdf {

enum class SentinelEdge : std::uint8_t { begin, end, text };

struct Sentinel {
    std::uint32_t sequence = 0;   ///< or block of text: from 0, in the order of the page's content; < max_sequences
    SentinelEdge edge{};
    friend constexpr bool operator==(Sentinel, Sentinel) = default;
};

inline constexpr std::uint32_t max_sequences = 256 * 256;

/// Rectangles that are no sentinels are never drawn this small (in pt), so that none can be taken for one.
inline constexpr double smallest_rectangle = 4.0 / 256;

/// In black; that of a text in the colour that is set.
void draw_sentinel(cairo_t* cairo, Sentinel sentinel);
/// The sentinel that a rectangle of a content stream stands for, if it does.
[[nodiscard]] std::optional<Sentinel> read_sentinel(double x, double y, double width, double height);

}  // namespace octavo::pdf

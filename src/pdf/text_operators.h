// Text as operators of a page's contents (ISO 32000-1 §9.4), for fonts that octavo embeds itself.
//
// A block is one text object (BT … ET): stretches of glyphs in whatever fonts, one colour. Every glyph stands within 1/2000 em of its place:
// what the widths leave is put right in TJ, from the place reached and not from the one intended, so that nothing adds up. Where glyphs cannot
// say their text (EmbeddedFont::says), a Span with ActualText stands around them.
#pragma once
#include <array>
#include <cairo.h>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "pdf/font_cache.h"

namespace octavo::pdf {

/// Glyphs, in visual order from left to right, and the text they stand for cluster by cluster, in reading order: from the glyphs' end where it
/// runs from right to left. Places in pt from the medium's upper left corner.
struct TextStretch {
    std::span<cairo_glyph_t> glyphs;
    std::span<cairo_text_cluster_t const> clusters;
    std::string_view text;
    bool backward = false;
};

class TextOperators {
public:
    [[nodiscard]] bool in_block() const { return in_block_; }
    /// Places within the block are those of `space` (a, b, c, d, e, f as in cm); none: of the page.
    void begin_block(std::optional<std::array<double, 6>> const& space = {});
    /// `font` has an embedded font; `edge` is added to all places.
    void show(DrawnFont const& font, TextStretch const& stretch, double edge);
    void end_block();
    /// The operators since the last clear(); whole only between blocks.
    [[nodiscard]] std::string const& bytes() const { return bytes_; }
    /// The numbers of the fonts in them, each once.
    [[nodiscard]] std::vector<std::uint32_t> const& fonts() const { return fonts_; }
    void clear() {
        bytes_.clear();
        fonts_.clear();
    }

private:
    void set_font(DrawnFont const& font);
    void place(ShownGlyph glyph, double x, double y);
    void move_to(double x, double y);
    void close_string();
    void close_array();

    std::string bytes_;
    std::vector<std::uint32_t> fonts_;
    bool turned_ = false;                    ///< the block stands in a space of its own
    bool in_block_ = false, in_array_ = false, in_string_ = false;
    std::uint32_t font_ = none;              ///< set by Tf
    std::int64_t size_ = 0;                  ///< set by Tf, in 1/1000 pt
    std::int64_t stretch_ = 0, slant_ = 0;   ///< of the text matrix in 1/1000; 0: none is set
    std::int64_t new_stretch_ = 1000, new_slant_ = 0;
    std::int64_t line_x_ = 0, line_y_ = 0;   ///< where the line began, in 1/1000 pt
    double pen_ = 0, unit_ = 0;              ///< reached in pt; pt in 1/1000 of the text space as stretched
    static constexpr std::uint32_t none = 0xFFFFFFFF;
};

}  // namespace octavo::pdf

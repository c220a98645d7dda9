// Text items as glyphs and clusters: one stretch of items that look alike, for Cairo or for text_operators.h.
//
// Every glyph is shown with the text it stands for, else extraction loses it. What a display list leaves to the shower:
// a white space without a glyph gets the font's space glyph after the glyph before it (so that words stay apart in what
// is extracted); default-ignorable characters without a glyph vanish; a hyphen without text says U+00AD (ISO 32000-1
// §14.8.2.2.3). Glyph 0 is never shown (PDF/A-2 6.2.11.8): it is handed out, to be drawn as a box that says its character;
// so are the glyphs of private characters (6.2.11.7.3).
#pragma once
#include <cairo.h>
#include <span>
#include <string>
#include <vector>

#include "paint/display_list.h"
#include "pdf/font_cache.h"
#include "pdf/text_operators.h"

namespace octavo::pdf {

/// What its glyphs cannot say: a character that no font has (a box is drawn), or one of a private use area. In pt.
struct Unsaid {
    double x = 0, y = 0, width = 0, height = 0;   ///< of the box; no width: none
    std::vector<cairo_glyph_t> glyphs;
    std::string text;
};

/// Where stretches of text and what stands between them go, in their order.
class TextTarget {
public:
    virtual ~TextTarget() = default;
    virtual void draw_text(DrawnFont const& font, TextStretch const& stretch) = 0;
    virtual void draw_unsaid(DrawnFont const& font, Unsaid const& what) = 0;
};

class TextShower {
public:
    /// Collects the item's glyphs.
    void add(paint::DisplayList const& page, paint::TextItem const& item, DrawnFont const& font);
    /// Hands out what was collected.
    void show(TextTarget& target, DrawnFont const& font);

    /// U+2010 was shown, other than for a soft hyphen.
    [[nodiscard]] bool has_hyphens() const { return has_hyphens_; }

private:
    /// Stands between what was collected before and after it.
    struct Interruption {
        std::size_t glyphs = 0, clusters = 0, bytes = 0;   ///< collected before
        Unsaid what;
    };
    void add_cluster(std::string_view text, std::span<paint::PlacedGlyph const> glyphs, DrawnFont const& font);
    void add_space(std::string_view text, DrawnFont const& font);
    void interrupt(Unsaid what) {
        interruptions_.push_back({glyphs_.size(), clusters_.size(), text_.size(), std::move(what)});
    }
    void show_part(TextTarget& target, DrawnFont const& font, Interruption const& from, Interruption const& to);
    void add_missing(std::string_view text, paint::PlacedGlyph const& glyph, DrawnFont const& font);

    std::vector<cairo_glyph_t> glyphs_;   ///< in the order of the clusters; turned round for backward text
    std::vector<cairo_text_cluster_t> clusters_;
    std::string text_;
    std::vector<Interruption> interruptions_;
    bool backward_ = false, has_hyphens_ = false;
};

/// Moves white space that Cairo would leave out: text by itself whose extents, rounded outwards to whole units, are empty.
void keep_blank(cairo_t* cairo, std::span<cairo_glyph_t> glyphs);

/// Whether two neighbouring items can be shown by one call.
[[nodiscard]] bool alike(paint::TextItem const& a, paint::TextItem const& b);

}  // namespace octavo::pdf

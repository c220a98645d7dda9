// The fonts of one PDF as Cairo wants them: an own FT_Face per font file and one scaled font per (FontId, expansion).
//
// Faces are opened from the bytes that text/ gives, never through fontconfig, so that no scaled font is shared with
// another writer (Cairo guards those by a mutex) and nothing on the system decides what is embedded. Hinting of
// outlines and metrics is off: positions are layout's. A face has a Cairo face for each set of OpenType features: Cairo
// gives a letter's place in a subset of Western encoding to the first glyph that says this letter, and were that a small
// capital, the letter itself would be shown from another subset, with a change of font at each (a novel took a quarter longer).
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "paint/sheet.h"
#include "pdf/cairo_handles.h"
#include "text/text_engine.h"

namespace octavo::pdf {

struct DrawnFont {
    ScaledFontPtr scaled;
    std::uint32_t space_glyph = 0;                   ///< 0: the font has none
    std::uint32_t hyphen_glyph = 0, minus_glyph = 0; ///< of U+2010 and U+002D
    double size = 0;                                 ///< pt, before expansion
};

/// A page's coordinates on the sheet that bears it.
[[nodiscard]] cairo_matrix_t turn_matrix(paint::Turn turn);

class FontCache {
public:
    explicit FontCache(text::TextEngine& text);
    ~FontCache();
    FontCache(FontCache const&) = delete;
    FontCache& operator=(FontCache const&) = delete;

    /// The font widened by `expansion`/1000; null when its file is no font FreeType can read. Valid as long as the
    /// cache.
    [[nodiscard]] DrawnFont const* find(text::FontId font, std::int16_t expansion);
    /// Fonts found from now on are for pages turned like this.
    void turn(paint::Turn turn) { turn_ = turn; }
    /// Families of faces whose licence bits forbid embedding, in order of first use.
    [[nodiscard]] std::vector<std::string> const& not_embeddable() const { return not_embeddable_; }

private:
    struct Library;
    struct Face;
    Face const& face_for(text::FontSource const& font);
    std::unique_ptr<DrawnFont> make(text::FontId font, std::int16_t expansion);

    text::TextEngine& text_;
    std::shared_ptr<Library> library_;
    FontOptionsPtr options_;
    std::map<std::tuple<text::FaceId, std::uint32_t, bool>, std::unique_ptr<Face>> faces_;   ///< by face, features, embolden
    std::unordered_map<std::uint64_t, std::unique_ptr<DrawnFont>> fonts_;   ///< by font, turn, expansion
    paint::Turn turn_ = paint::Turn::none;
    std::vector<std::string> not_embeddable_;
};

}  // namespace octavo::pdf

// The fonts of one PDF: embedded by octavo itself where they can be, else as Cairo wants them, one scaled font per (FontId, expansion).
//
// Faces are opened from the bytes that text/ gives, never through fontconfig, so that no scaled font is shared with
// another writer (Cairo guards those by a mutex) and nothing on the system decides what is embedded. Hinting of
// outlines and metrics is off: positions are layout's. Cairo embeds what a CIDFont cannot hold (embedded_font.h), what is emboldened or stands on
// a turned page, and draws pixels. A face has a Cairo face for each set of OpenType features: Cairo
// gives a letter's place in a subset of Western encoding to the first glyph that says this letter, and were that a small
// capital, the letter itself would be shown from another subset, with a change of font at each (a novel took a quarter longer).
#pragma once
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "paint/sheet.h"
#include "pdf/cairo_handles.h"
#include "pdf/embedded_font.h"
#include "text/text_engine.h"

namespace octavo::pdf {

/// tan 12°: the slant CSS Fonts 4 §2.4.1 and most renderers use near to when no italic face is found.
inline constexpr double synthetic_slant = 0.2126;

struct DrawnFont {
    EmbeddedFont* embedded = nullptr;                ///< null: Cairo shows and embeds it
    ScaledFontPtr scaled;                            ///< always, unless `embedded`
    text::FontId font{};
    FT_Face face = nullptr;
    std::int32_t expansion = 0;                      ///< in 1/1000
    bool slant = false;
    std::uint32_t space_glyph = 0;                   ///< 0: the font has none
    std::uint32_t hyphen_glyph = 0, minus_glyph = 0; ///< of U+2010 and U+002D
    double size = 0;                                 ///< pt, before expansion
    /// In pt, as expanded.
    [[nodiscard]] double advance(std::uint32_t glyph) const;
};

/// A page's coordinates on the sheet that bears it.
[[nodiscard]] cairo_matrix_t turn_matrix(paint::Turn turn);

class FontCache {
public:
    /// Whether fonts may be embedded by octavo itself.
    enum class Embedding : std::uint8_t { own, cairo };
    FontCache(text::TextEngine& text, Embedding embedding);
    ~FontCache();
    FontCache(FontCache const&) = delete;
    FontCache& operator=(FontCache const&) = delete;

    /// The font widened by `expansion`/1000; null when its file is no font FreeType can read. Valid as long as the
    /// cache.
    [[nodiscard]] DrawnFont const* find(text::FontId font, std::int16_t expansion);
    /// For what only Cairo draws with a font that octavo embeds.
    [[nodiscard]] cairo_scaled_font_t* scaled(DrawnFont const& font);
    /// In the order of their numbers.
    [[nodiscard]] std::vector<std::unique_ptr<EmbeddedFont>> const& embedded() const { return embedded_; }
    /// Fonts found from now on are for a panel turned like this, or (none) for the page itself.
    void turn(std::optional<paint::Turn> turn) { panel_ = turn; }
    /// Families of faces whose licence bits forbid embedding, in order of first use.
    [[nodiscard]] std::vector<std::string> const& not_embeddable() const { return not_embeddable_; }

private:
    struct Library;
    struct Face;
    Face const& face_for(text::FontSource const& font);
    std::unique_ptr<DrawnFont> make(text::FontId font, std::int16_t expansion);
    [[nodiscard]] ScaledFontPtr scale(Face const& face, double size, std::int32_t expansion, bool slant);
    [[nodiscard]] EmbeddedFont* embed(Face const& face, text::FontSource const& font);

    text::TextEngine& text_;
    Embedding embedding_;
    std::shared_ptr<Library> library_;
    FontOptionsPtr options_;
    std::map<std::tuple<text::FaceId, std::uint32_t, bool>, std::unique_ptr<Face>> faces_;   ///< by face, features, embolden
    std::unordered_map<std::uint64_t, std::unique_ptr<DrawnFont>> fonts_;   ///< by font, panel, expansion
    std::vector<std::unique_ptr<EmbeddedFont>> embedded_;
    std::map<text::FaceId, std::unique_ptr<EmbeddedFace>> embedded_faces_;   ///< null: it cannot be
    /// by face, features, and whether capitals are scaled
    std::map<std::tuple<text::FaceId, std::uint32_t, bool>, EmbeddedFont*> embedded_fonts_;
    std::unordered_map<DrawnFont const*, ScaledFontPtr> scaled_;   ///< of embedded fonts
    std::optional<paint::Turn> panel_;
    std::vector<std::string> not_embeddable_;
};

}  // namespace octavo::pdf

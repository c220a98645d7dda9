// Fonts as octavo embeds them itself: Type 0 fonts (ISO 32000-1 §9.7) with codes of two bytes, which are the CIDs of their one CIDFont
// (Identity-H), whatever the size they are shown at.
//
// A face is embedded once. It has a font for every set of OpenType features it is used with, and one for its scaled capitals: they say other
// texts for the same glyphs, and differ in ToUnicode alone. While pages are drawn a font notes the glyphs that are shown and the text each
// stands for: the first that is met. At the end both are written, the glyphs alone as font program (text/glyph_subset.h).
#pragma once
#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H

#include "pdf/object_writer.h"
#include "text/glyph_subset.h"

namespace octavo::pdf {

/// A glyph as a page's contents name it.
struct ShownGlyph {
    std::int32_t advance = 0;   ///< in 1/1000 of a unit of glyph space (1/1,000,000 em), as /W rounds it
    std::uint16_t code = 0;
};

class EmbeddedFace {
public:
    /// Both outlive this; can_hold() them.
    EmbeddedFace(text::FaceSource const& source, FT_Face face);
    /// Whether a face can be embedded so: outlines that a CIDFont holds, at most 65,535 glyphs.
    [[nodiscard]] static bool can_hold(text::FaceSource const& source, FT_Face face);

    [[nodiscard]] ShownGlyph add(std::uint32_t glyph);
    [[nodiscard]] std::size_t glyph_count() const { return static_cast<std::size_t>(std::max<FT_Long>(face_->num_glyphs, 1)); }
    [[nodiscard]] FT_Face handle() const { return face_; }
    /// The number of its CIDFont, and the name a font of it bears. Writes it when it is first called, after the last glyph has been added.
    struct Written {
        std::uint32_t object = 0;
        std::string name;
    };
    /// Throws Failure.
    [[nodiscard]] Written const& write(ObjectWriter& writer);

private:
    [[nodiscard]] std::string name(std::vector<std::uint32_t> const& glyphs) const;
    [[nodiscard]] std::string widths() const;
    [[nodiscard]] std::string descriptor() const;

    text::FaceSource const& source_;
    FT_Face face_;
    bool cid_keyed_ = false;
    std::map<std::uint32_t, ShownGlyph> glyphs_;
    Written written_;
};

class EmbeddedFont {
public:
    /// `number` is its place among the file's fonts, from 0.
    EmbeddedFont(EmbeddedFace& face, std::uint32_t number) : face_(face), number_(number), slots_(face.glyph_count()) {}

    /// Notes that the glyph is shown.
    [[nodiscard]] ShownGlyph show(std::uint32_t glyph) {
        Slot& slot = slots_[glyph < slots_.size() ? glyph : 0];
        if (!slot.shown) begin(glyph, slot);
        return slot.glyph;
    }
    /// Whether the glyph says `text` by itself, now or because it has said nothing before.
    [[nodiscard]] bool says(std::uint32_t glyph, std::string_view text);
    /// The glyph is part of what stands for `text`: what it says should nothing better be met.
    void is_part_of(std::uint32_t glyph, std::string_view text);

    [[nodiscard]] EmbeddedFace const& face() const { return face_; }
    [[nodiscard]] std::uint32_t number() const { return number_; }
    /// The font object's number in the file.
    [[nodiscard]] std::uint32_t object(ObjectWriter& writer);
    /// Writes it, and its face if it is the first of it. Throws Failure.
    void write(ObjectWriter& writer);

private:
    struct Slot {
        ShownGlyph glyph;
        std::uint32_t text = none, part = none;   ///< indices of texts_
        bool shown = false;
    };
    static constexpr std::uint32_t none = 0xFFFFFFFF;
    void begin(std::uint32_t glyph, Slot& slot);
    std::uint32_t keep(std::string_view text);
    void name_the_unsaid();
    [[nodiscard]] std::string to_unicode() const;

    EmbeddedFace& face_;
    std::uint32_t number_, object_ = 0;
    std::vector<Slot> slots_;            ///< by glyph
    std::vector<std::uint32_t> shown_;   ///< in the order they were met
    std::vector<std::string> texts_;     ///< UTF-8
};

}  // namespace octavo::pdf

// The glyphs of a face that pages show, cut out as the font program a PDF embeds, through HarfBuzz's subsetter.
//
// Input: a face and glyph numbers. Output: the program alone, without what only layout needs. What a code of a PDF's CIDFont means depends on
// the kind of program (ISO 32000-1 §9.7.4.2), and glyphs keep that number: their own in TrueType and in CFF whose glyphs have names
// (it becomes CFF keyed by CIDs where it can, cff_keys.h), their CID in CFF that has CIDs. The same request gives the same bytes. Cost: 1 to 5 ms.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "text/text_engine.h"

namespace octavo::text {

enum class ProgramKind : std::uint8_t {
    truetype,   ///< an sfnt with glyf, for FontFile2
    cff,        ///< a bare CFF table, for FontFile3 of subtype CIDFontType0C
};

struct GlyphProgram {
    ProgramKind kind{};
    std::string bytes;
};

/// What the face's outlines would be embedded as; none for those that a CIDFont cannot hold as they are: bitmaps, CFF2, chosen instances
/// of variable fonts.
[[nodiscard]] std::optional<ProgramKind> program_kind(FaceSource const& face);

enum class GlyphKeys : std::uint8_t { glyph_numbers, cids };
/// `glyphs` in any order; glyph 0 is always kept, and every glyph where the licence forbids cutting (OS/2 fsType). None when the face's tables are damaged.
[[nodiscard]] std::optional<GlyphProgram> subset_glyphs(FaceSource const& face, std::span<std::uint32_t const> glyphs, GlyphKeys keys);

}  // namespace octavo::text

// Fonts cut down to the characters and glyphs that an e-book uses, through HarfBuzz's subsetter.
//
// Input: a face, the characters and glyphs to keep, the layout features that style sheets may ask for. Output: the
// bytes of an OpenType or WOFF2 file; the same request gives the same bytes. Licence bits (OS/2 fsType) are obeyed: a
// font that may not be embedded gives an error, one that may not be cut is given whole. Cost: 2 to 10 ms, WOFF2 some 50
// ms more for 50 kB.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "text/text_engine.h"

namespace octavo::text {

enum class SubsetFormat : std::uint8_t { opentype, woff2 };

struct SubsetRequest {
    FaceSource const& face;
    std::vector<char32_t> characters;          ///< in any order
    std::vector<std::uint32_t> glyphs = {};    ///< besides those of the characters; in any order
    std::vector<std::uint32_t> features = {};  ///< tags kept besides those that are on by default
    SubsetFormat format = SubsetFormat::woff2;
};

/// Errors: text_font_embedding, when the licence forbids it or the font is damaged.
[[nodiscard]] tl::expected<std::string, base::Diagnostic> subset_font(SubsetRequest const& request);

}  // namespace octavo::text

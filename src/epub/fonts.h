// Fonts that go into the e-book, and the style sheet that makes them known. edition/ finds out which and cuts them down.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "epub/media.h"

namespace octavo::epub {

struct EmbeddedFont {
    /// An @font-face rule: the family name by which style sheets ask for it.
    struct Rule {
        std::string family;
        std::uint16_t weight_low = 400, weight_high = 400;
        bool italic = false;
        std::string unicode_range;   ///< empty: all its characters
    };
    std::string name;                ///< of its file, without an ending
    std::string bytes;               ///< WOFF2 or OpenType, never obfuscated
    std::vector<Rule> rules;
};

/// Adds the fonts to the media and gives the @font-face rules, for a sheet in the folder css/.
[[nodiscard]] std::string font_style_sheet(std::span<EmbeddedFont const> fonts, Media& media);

}  // namespace octavo::epub

#include "epub/fonts.h"

#include <fmt/format.h>

#include "css/token.h"

namespace octavo::epub {

std::string font_style_sheet(std::span<EmbeddedFont const> fonts, Media& media) {
    std::string text;
    for (EmbeddedFont const& font : fonts) {
        MediaFile const* file = media.add_font(font.bytes, font.name);
        if (!file) continue;
        std::string_view format = file->file.ends_with(".woff2") ? "woff2" : file->file.ends_with(".otf") ? "opentype" : "truetype";
        for (EmbeddedFont::Rule const& rule : font.rules) {
            text += fmt::format("@font-face {{\n  font-family: {};\n  src: url(../{}) format(\"{}\");\n", css::serialize_string(rule.family),
                                file->file, format);
            bool range = rule.weight_low != rule.weight_high;
            text += range ? fmt::format("  font-weight: {} {};\n", rule.weight_low, rule.weight_high) : fmt::format("  font-weight: {};\n", rule.weight_low);
            text += fmt::format("  font-style: {};\n", rule.italic ? "italic" : "normal");
            if (!rule.unicode_range.empty()) text += fmt::format("  unicode-range: {};\n", rule.unicode_range);
            text += "}\n";
        }
    }
    return text;
}

}  // namespace octavo::epub

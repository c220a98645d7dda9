#include "layout/inline/word_parts.h"

#include <string>

#include "text/protrusion.h"
#include "text/unicode.h"

namespace octavo::layout {
namespace {

constexpr std::string_view hyphen_text = "\xE2\x80\x90";  // U+2010; the text stage takes "-" where a font has none

css::TextGroup const& text_group(LayoutContext const& context, Piece const& piece) {
    return *context.styled.style(context.boxes.items[piece.item].style).text;
}

std::string_view hyphen_of(css::TextGroup const& style) {
    return style.hyphenate_character.empty() ? hyphen_text : std::string_view(style.hyphenate_character);
}

}  // namespace

std::vector<text::HyphenationPoint> division_points(LayoutContext const& context, Piece const& piece, std::string_view text) {
    css::TextGroup const& style = text_group(context, piece);
    std::string_view word = text.substr(piece.begin, piece.bytes);
    auto limits = style.hyphenate_limit_chars;
    if (word.size() < limits[0]) return {};
    bool soft = style.hyphens == css::Hyphens::manual;
    if (soft && word.find("\xC2\xAD") == std::string_view::npos) return {};
    auto points = context.text.hyphenate(word, style.language, {limits[0], limits[1], limits[2]});
    if (!soft) return {points.begin(), points.end()};
    std::vector<text::HyphenationPoint> manual;
    for (text::HyphenationPoint const& point : points) {
        if (point.offset >= 2 && word.substr(point.offset - 2u, 2) == "\xC2\xAD") manual.push_back(point);
    }
    return manual;
}

Length width_to_byte(text::ShapedWord const& word, std::uint32_t byte) {
    Length width = 0;
    for (text::Glyph const& glyph : word.glyphs) {
        if (glyph.cluster < byte) width += glyph.advance;
    }
    return width;
}

Length width_before(LayoutContext const& context, Piece const& piece, text::HyphenationPoint const& point) {
    return width_to_byte(*piece.word, point.offset) + context.text.metrics(piece.word->font).hyphen;
}

Length width_after(LayoutContext const&, Piece const& piece, text::HyphenationPoint const& point) {
    return piece.width - width_to_byte(*piece.word, point.offset);
}

WordPart word_part(LayoutContext const& context, Piece const& piece, std::string_view text, PartRange const& range) {
    if (range.first_byte == 0 && range.end_byte == 0) return {piece.word, 0, false};
    std::string_view word = text.substr(piece.begin, piece.bytes);
    std::uint32_t first = range.first_byte, end = range.end_byte == 0 ? piece.bytes : range.end_byte;
    std::string part(word.substr(first, end - first));
    if (range.first_byte != 0 || (range.end_byte != 0 && range.hyphen)) {
        for (text::HyphenationPoint const& point : division_points(context, piece, text)) {  // changes of spelling
            if (point.cut == 0 && point.before.empty() && point.after.empty()) continue;
            if (point.offset == range.end_byte && range.hyphen && point.from >= first) {
                part = std::string(word.substr(first, point.from - first)) + std::string(point.before);
            } else if (point.offset == range.first_byte) {
                std::uint32_t rest = std::min<std::uint32_t>(end, point.from + point.cut);
                part = std::string(point.after) + std::string(word.substr(rest, end - rest));
            }
        }
    }
    if (range.hyphen && range.end_byte != 0) part += hyphen_of(text_group(context, piece));
    return {context.text.shape(piece.word->font, piece.word->direction, part), first, range.hyphen && range.end_byte != 0};
}

Length protrusion_at_end(text::ShapedWord const& word) {
    if (word.glyphs.empty() || word.text.empty()) return 0;
    text::Glyph const& glyph = word.direction == text::Direction::ltr ? word.glyphs.back() : word.glyphs.front();
    std::size_t at = word.text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(word.text[at]) & 0xC0) == 0x80) --at;
    return base::scale(glyph.advance, text::protrusion_of(text::decode_at(word.text, at).character).end, 1000);
}

Length protrusion_at_start(text::ShapedWord const& word) {
    if (word.glyphs.empty() || word.text.empty()) return 0;
    text::Glyph const& glyph = word.direction == text::Direction::ltr ? word.glyphs.front() : word.glyphs.back();
    return base::scale(glyph.advance, text::protrusion_of(text::decode_at(word.text, 0).character).start, 1000);
}

Length protrusion_at_end(Piece const& piece) {
    return piece.kind == Piece::Kind::word && piece.word != nullptr ? protrusion_at_end(*piece.word) : 0;
}

Length protrusion_at_start(Piece const& piece) {
    return piece.kind == Piece::Kind::word && piece.word != nullptr ? protrusion_at_start(*piece.word) : 0;
}

}  // namespace octavo::layout

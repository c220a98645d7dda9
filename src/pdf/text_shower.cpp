#include "pdf/text_shower.h"

#include <algorithm>
#include <cmath>

#include "base/units.h"
#include "text/unicode.h"

namespace octavo::pdf {
namespace {

bool is_white_space(std::string_view text) {
    return text == " " || text == "\n" || text == "\t" || text == "\r" || text == "\xC2\xA0" ||
           text == "\xE2\x80\xA8" || text == "\xE2\x80\xAF" || text == "\xE3\x80\x80" ||
           (text.size() == 3 && text >= "\xE2\x80\x80" && text <= "\xE2\x80\x8A");
}

/// Characters that show nothing and say nothing once the text is laid out (of Unicode's Default_Ignorable_Code_Point).
bool is_ignorable(std::string_view text) {
    return text == "\xC2\xAD" || text == "\xE2\x81\xA0" || text == "\xEF\xBB\xBF" || text == "\xCD\x8F" ||
           (text.size() == 3 && text >= "\xE2\x80\x8B" && text <= "\xE2\x80\x8F") ||
           (text.size() == 3 && text >= "\xE2\x80\xAA" && text <= "\xE2\x80\xAE") ||
           (text.size() == 3 && text >= "\xE2\x81\xA6" && text <= "\xE2\x81\xA9") ||
           (text.size() == 3 && text >= "\xEF\xB8\x80" && text <= "\xEF\xB8\x8F");
}

/// U+E000 to U+F8FF, and planes 15 and 16. Only bytes from 0xEE up begin one.
bool is_private(std::string_view text) {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        if (byte(i) < 0xEE) continue;
        if (byte(i) == 0xEE || (byte(i) == 0xEF && byte(i + 1) < 0xA4) || byte(i) == 0xF4 ||
            (byte(i) == 0xF3 && byte(i + 1) >= 0xB0)) return true;
    }
    return false;
}

/// More characters than one, not all of them ASCII.
bool is_several(std::string_view text) {
    if (text.size() < 2) return false;
    auto lead = static_cast<unsigned char>(text[0]);
    std::size_t first = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    return text.size() > first && std::any_of(text.begin(), text.end(), [](char c) { return static_cast<signed char>(c) < 0; });
}

/// Without the characters that only steer layout (joiners and selectors stay), and composed, as fonts' character maps name
/// glyphs: else each such glyph would need a Span to say its text, and some readers lose what follows one.
std::string tidy(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::string_view character = text.substr(at, text::decode_at(text, at).length);
        bool joins = character == "\xE2\x80\x8C" || character == "\xE2\x80\x8D" || character.starts_with("\xEF\xB8");
        if (!is_ignorable(character) || joins) out += character;
        at += character.size();
    }
    return text::composed(out.empty() ? text : std::string_view(out));
}

}  // namespace

/// It rounds places to 1/256 pt, and white space at a whole number of pt is moved by 2/256 pt.
void keep_blank(cairo_t* cairo, std::span<cairo_glyph_t> glyphs) {
    auto whole = [](double value) { return std::abs(value - std::round(value)) <= 0.5 / 256; };
    for (cairo_glyph_t& glyph : glyphs) {
        double x = glyph.x, y = glyph.y;
        cairo_user_to_device(cairo, &x, &y);
        if (whole(x)) glyph.x += 2 / 256.0;
        if (whole(y)) glyph.y += 2 / 256.0;
    }
}

bool alike(paint::TextItem const& a, paint::TextItem const& b) {
    return a.font == b.font && a.expansion == b.expansion && a.backward == b.backward && a.color == b.color;
}

void TextShower::add(paint::DisplayList const& page, paint::TextItem const& item, DrawnFont const& font) {
    backward_ = item.backward;
    std::size_t byte = item.first_byte;
    std::size_t glyph = item.backward ? std::size_t{item.first_glyph} + item.glyph_count : item.first_glyph;
    for (std::size_t i = item.first_cluster; i < std::size_t{item.first_cluster} + item.cluster_count; ++i) {
        paint::Cluster const cluster = page.clusters[i];
        if (item.backward) glyph -= cluster.glyphs;
        add_cluster(std::string_view(page.text).substr(byte, cluster.bytes),
                    {page.glyphs.data() + glyph, cluster.glyphs}, font);
        byte += cluster.bytes;
        if (!item.backward) glyph += cluster.glyphs;
    }
}

void TextShower::add_cluster(std::string_view text, std::span<paint::PlacedGlyph const> glyphs, DrawnFont const& font) {
    if (glyphs.empty()) {
        if (text.empty() || is_ignorable(text)) return;
        if (is_white_space(text)) return add_space(text, font);
        bool follows = !clusters_.empty() && (interruptions_.empty() || interruptions_.back().clusters < clusters_.size());
        if (follows) {   // what a ligature of two words swallowed
            text_ += text;
            clusters_.back().num_bytes += static_cast<int>(text.size());
        }
        return;
    }
    if (std::any_of(glyphs.begin(), glyphs.end(), [](auto const& glyph) { return glyph.id == 0; })) {
        for (auto const& glyph : glyphs)
            add_missing(glyph.id == glyphs.front().id ? text : std::string_view{}, glyph, font);
        return;
    }
    if (text.empty() && glyphs.size() == 1 && (glyphs[0].id == font.hyphen_glyph || glyphs[0].id == font.minus_glyph))
        text = "\xC2\xAD";
    has_hyphens_ = has_hyphens_ || text == "\xE2\x80\x90";
    std::string tidied;
    if (is_several(text)) {
        tidied = tidy(text);
        text = tidied;
    }
    auto place = [](paint::PlacedGlyph const& glyph) {
        return cairo_glyph_t{glyph.id, base::to_points(glyph.x), base::to_points(glyph.y)};
    };
    if (is_private(text)) {
        Unsaid what;
        std::transform(glyphs.begin(), glyphs.end(), std::back_inserter(what.glyphs), place);
        what.text = text;
        return interrupt(std::move(what));
    }
    if (backward_)
        std::transform(glyphs.rbegin(), glyphs.rend(), std::back_inserter(glyphs_), place);
    else
        std::transform(glyphs.begin(), glyphs.end(), std::back_inserter(glyphs_), place);
    text_ += text;
    clusters_.push_back({static_cast<int>(text.size()), static_cast<int>(glyphs.size())});
}

void TextShower::add_space(std::string_view text, DrawnFont const& font) {
    if (glyphs_.empty() || font.space_glyph == 0) return;   // nothing to stand after
    cairo_glyph_t const last = glyphs_.back();
    double x = backward_ ? last.x - font.advance(font.space_glyph) : last.x + font.advance(static_cast<std::uint32_t>(last.index));
    glyphs_.push_back({font.space_glyph, x, last.y});
    // All white space reads as U+0020, or ToUnicode would call the space glyph by another name.
    text_ += text == "\xC2\xA0" ? text : std::string_view(" ");
    clusters_.push_back({text == "\xC2\xA0" ? 2 : 1, 1});
}

void TextShower::add_missing(std::string_view text, paint::PlacedGlyph const& glyph, DrawnFont const& font) {
    if (text.empty() && glyph.id != 0) return;
    Unsaid what{.x = base::to_points(glyph.x),
                .y = base::to_points(glyph.y),
                .width = std::max(font.advance(0), font.size * 0.3),
                .height = font.size * 0.7,
                .glyphs = {},
                .text = std::string(text)};
    // Readers take a replacement text for glyphs, not for lines: a blank stands in the box, off whole units (see keep_blank).
    if (font.space_glyph != 0) what.glyphs.push_back({font.space_glyph, std::floor(what.x) + 0.5, std::floor(what.y) + 0.5});
    interrupt(std::move(what));
}

void TextShower::show(TextTarget& target, DrawnFont const& font) {
    Interruption from, end{glyphs_.size(), clusters_.size(), text_.size(), {}};
    for (Interruption const& interruption : interruptions_) {
        show_part(target, font, from, interruption);
        target.draw_unsaid(font, interruption.what);
        from = interruption;
    }
    show_part(target, font, from, end);
    interruptions_.clear();
    glyphs_.clear();
    clusters_.clear();
    text_.clear();
}

void TextShower::show_part(TextTarget& target, DrawnFont const& font, Interruption const& from, Interruption const& to) {
    if (from.glyphs == to.glyphs) return;
    std::span<cairo_glyph_t> glyphs = std::span(glyphs_).subspan(from.glyphs, to.glyphs - from.glyphs);
    if (backward_) std::reverse(glyphs.begin(), glyphs.end());
    target.draw_text(font, {glyphs, std::span(clusters_).subspan(from.clusters, to.clusters - from.clusters),
                            std::string_view(text_).substr(from.bytes, to.bytes - from.bytes), backward_});
}

}  // namespace octavo::pdf

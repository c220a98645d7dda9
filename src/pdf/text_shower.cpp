#include "pdf/text_shower.h"

#include <algorithm>

#include "base/units.h"

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

double advance(DrawnFont const& font, unsigned long glyph) {
    cairo_glyph_t one{glyph, 0, 0};
    cairo_text_extents_t extents;
    cairo_scaled_font_glyph_extents(font.scaled.get(), &one, 1, &extents);
    return extents.x_advance;
}

}  // namespace

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
        if (!clusters_.empty()) {   // what a ligature of two words swallowed
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
    auto place = [](paint::PlacedGlyph const& glyph) {
        return cairo_glyph_t{glyph.id, base::to_points(glyph.x), base::to_points(glyph.y)};
    };
    if (backward_)
        std::transform(glyphs.rbegin(), glyphs.rend(), std::back_inserter(glyphs_), place);
    else
        std::transform(glyphs.begin(), glyphs.end(), std::back_inserter(glyphs_), place);
    text_ += text;
    clusters_.push_back({static_cast<int>(text.size()), static_cast<int>(glyphs.size())});
}

void TextShower::add_space(std::string_view text, DrawnFont const& font) {
    if (glyphs_.empty() || font.space_glyph == 0) return;
    cairo_glyph_t const last = glyphs_.back();
    double x = backward_ ? last.x - advance(font, font.space_glyph) : last.x + advance(font, last.index);
    glyphs_.push_back({font.space_glyph, x, last.y});
    // All white space reads as U+0020, or ToUnicode would call the space glyph by another name.
    text_ += text == "\xC2\xA0" ? text : std::string_view(" ");
    clusters_.push_back({text == "\xC2\xA0" ? 2 : 1, 1});
}

void TextShower::add_missing(std::string_view text, paint::PlacedGlyph const& glyph, DrawnFont const& font) {
    if (text.empty() && glyph.id != 0) return;
    missing_.push_back({.x = base::to_points(glyph.x),
                        .y = base::to_points(glyph.y),
                        .width = std::max(advance(font, 0), font.size * 0.3),
                        .height = font.size * 0.7,
                        .text = std::string(text)});
}

void TextShower::show(cairo_t* cairo, DrawnFont const& font, bool backward) {
    if (!glyphs_.empty()) {
        if (backward) std::reverse(glyphs_.begin(), glyphs_.end());
        cairo_set_scaled_font(cairo, font.scaled.get());
        cairo_show_text_glyphs(cairo, text_.data(), static_cast<int>(text_.size()), glyphs_.data(),
                               static_cast<int>(glyphs_.size()),
                               clusters_.data(), static_cast<int>(clusters_.size()),
                               backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD
                                   : static_cast<cairo_text_cluster_flags_t>(0));
    }
    glyphs_.clear();
    clusters_.clear();
    text_.clear();
}

}  // namespace octavo::pdf

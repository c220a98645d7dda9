#include "pdf/embedded_font.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include FT_ADVANCES_H
#include FT_CID_H
#include FT_TRUETYPE_TABLES_H

#include "base/utf8.h"
#include "pdf/cairo_file.h"
#include "pdf/font_texts.h"
#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

bool keyed_by_cids(FT_Face face) {
    FT_Bool keyed = 0;
    return FT_Get_CID_Is_Internally_CID_Keyed(face, &keyed) == 0 && keyed != 0;
}

/// Units of the font in units of glyph space (1/1000 em), rounded.
std::int64_t in_glyph_space(FT_Face face, std::int64_t units) {
    return std::llround(static_cast<double>(units) * 1000 / face->units_per_EM);
}

/// Six letters that tell subsets of one font apart (ISO 32000-1 §9.6.4): a digest (FNV-1a) of what is in them.
std::string subset_tag(std::string_view name, std::vector<std::uint32_t> const& glyphs) {
    std::uint64_t digest = 0xCBF29CE484222325;
    auto take = [&](std::uint32_t value) { digest = (digest ^ value) * 0x100000001B3; };
    for (char c : name) take(static_cast<unsigned char>(c));
    for (std::uint32_t glyph : glyphs) take(glyph);
    std::string tag;
    for (int i = 0; i < 6; ++i, digest /= 26) tag += static_cast<char>('A' + digest % 26);
    return tag;
}

}  // namespace

EmbeddedFace::EmbeddedFace(text::FaceSource const& source, FT_Face face) : source_(source), face_(face), cid_keyed_(keyed_by_cids(face)) {}

bool EmbeddedFace::can_hold(text::FaceSource const& source, FT_Face face) {
    return FT_IS_SCALABLE(face) && face->units_per_EM > 0 && face->num_glyphs <= 0xFFFF && text::program_kind(source).has_value();
}

ShownGlyph EmbeddedFace::add(std::uint32_t glyph) {
    auto [found, fresh] = glyphs_.try_emplace(glyph);
    if (!fresh) return found->second;
    FT_Fixed advance = 0;
    if (FT_Get_Advance(face_, glyph, FT_LOAD_NO_SCALE, &advance) != 0) advance = 0;
    found->second.advance = static_cast<std::int32_t>(std::llround(static_cast<double>(advance) * 1'000'000 / face_->units_per_EM));
    FT_UInt cid = glyph;
    if (cid_keyed_ && FT_Get_CID_From_Glyph_Index(face_, glyph, &cid) != 0) cid = glyph;
    found->second.code = static_cast<std::uint16_t>(cid);
    return found->second;
}

void EmbeddedFont::begin(std::uint32_t glyph, Slot& slot) {
    slot.shown = true;
    slot.glyph = face_.add(glyph);
    shown_.push_back(glyph);
}

std::uint32_t EmbeddedFont::keep(std::string_view text) {
    texts_.emplace_back(text);
    return static_cast<std::uint32_t>(texts_.size() - 1);
}

bool EmbeddedFont::says(std::uint32_t glyph, std::string_view text) {
    if (text.empty() || glyph >= slots_.size()) return false;
    Slot& slot = slots_[glyph];
    if (slot.text == none) slot.text = keep(text);
    return texts_[slot.text] == text;
}

void EmbeddedFont::is_part_of(std::uint32_t glyph, std::string_view text) {
    if (text.empty() || glyph >= slots_.size()) return;
    Slot& slot = slots_[glyph];
    if (slot.text == none && slot.part == none) slot.part = keep(text);
}

/// Every code that is shown says something (PDF/A-2 6.2.11.7.2), also where the text around it is said beside it.
void EmbeddedFont::name_the_unsaid() {
    bool complete = std::all_of(shown_.begin(), shown_.end(), [&](std::uint32_t glyph) { return slots_[glyph].text != none; });
    if (complete) return;
    FT_UInt glyph = 0;
    for (FT_ULong c = FT_Get_First_Char(face_.handle(), &glyph); glyph != 0; c = FT_Get_Next_Char(face_.handle(), c, &glyph)) {
        if (glyph >= slots_.size() || !slots_[glyph].shown || slots_[glyph].text != none) continue;
        if (c < 0x20 || (c >= 0xD800 && c <= 0xF8FF) || c > 0xEFFFF || (c & 0xFFFE) == 0xFFFE || c == 0xFEFF) continue;
        std::string text;
        base::append_utf8(text, static_cast<char32_t>(c));
        slots_[glyph].text = keep(text);
    }
    for (std::uint32_t shown : shown_) {
        Slot& slot = slots_[shown];
        if (slot.text == none) slot.text = slot.part != none ? slot.part : keep(" ");
    }
}

std::string EmbeddedFace::name(std::vector<std::uint32_t> const& glyphs) const {
    std::string plain;
    for (char c : source_.postscript_name.empty() ? source_.family : source_.postscript_name)
        if (c > ' ' && c < 127) plain += c;
    if (plain.empty()) plain = "Font";
    return subset_tag(plain, glyphs) + "+" + plain;
}

std::uint32_t EmbeddedFont::object(ObjectWriter& writer) {
    if (object_ == 0) object_ = writer.reserve();
    return object_;
}

std::string EmbeddedFace::widths() const {
    std::vector<ShownGlyph> codes;
    for (auto const& [glyph, shown] : glyphs_) codes.push_back(shown);
    std::sort(codes.begin(), codes.end(), [](ShownGlyph const& a, ShownGlyph const& b) { return a.code < b.code; });
    std::string out = "/DW 0/W[";
    for (std::size_t i = 0; i < codes.size(); ++i) {
        bool follows = i > 0 && codes[i].code == codes[i - 1].code + 1;
        if (!follows) {
            if (i > 0) out += ']';
            append_integer(out, codes[i].code);
        }
        out += follows ? ' ' : '[';
        append_thousandths(out, codes[i].advance);
    }
    return out + (codes.empty() ? "]" : "]]");
}

std::string EmbeddedFont::to_unicode() const {
    FontText font{.two_bytes = true, .says = {}};
    for (std::uint32_t glyph : shown_) {
        std::string& digits = font.says[slots_[glyph].glyph.code];
        for (char32_t c : decode_utf8(texts_[slots_[glyph].text])) append_utf16_digits(digits, c);
    }
    return write_to_unicode(font);
}

/// ISO 32000-1 §9.8. The width of stems, which no font says, is guessed from the weight.
std::string EmbeddedFace::descriptor() const {
    auto const* os2 = static_cast<TT_OS2 const*>(FT_Get_Sfnt_Table(face_, FT_SFNT_OS2));
    auto const* post = static_cast<TT_Postscript const*>(FT_Get_Sfnt_Table(face_, FT_SFNT_POST));
    double angle = post != nullptr ? static_cast<double>(post->italicAngle) / 65536 : 0;
    bool upright = angle == 0 && (face_->style_flags & FT_STYLE_FLAG_ITALIC) == 0;
    unsigned flags = 4U | (FT_IS_FIXED_WIDTH(face_) ? 1U : 0U) | (upright ? 0U : 64U);   // symbolic: codes are no characters
    std::int64_t ascent = in_glyph_space(face_, face_->ascender), weight = os2 != nullptr ? os2->usWeightClass : 400;
    bool says_capitals = os2 != nullptr && os2->version >= 2 && os2->version != 0xFFFF && os2->sCapHeight > 0;
    std::string out = "<</Type/FontDescriptor/FontName";
    append_name(out, written_.name);
    out += fmt::format("/Flags {}/FontBBox[{} {} {} {}]/ItalicAngle ", flags, in_glyph_space(face_, face_->bbox.xMin),
                       in_glyph_space(face_, face_->bbox.yMin), in_glyph_space(face_, face_->bbox.xMax), in_glyph_space(face_, face_->bbox.yMax));
    append_thousandths(out, std::llround(angle * 1000));
    return out + fmt::format("/Ascent {}/Descent {}/CapHeight {}/StemV {}", ascent, in_glyph_space(face_, face_->descender),
                             says_capitals ? in_glyph_space(face_, os2->sCapHeight) : ascent, 10 + std::clamp<std::int64_t>(weight, 50, 950) * 22 / 90);
}

EmbeddedFace::Written const& EmbeddedFace::write(ObjectWriter& writer) {
    if (written_.object != 0) return written_;
    std::vector<std::uint32_t> glyphs;
    for (auto const& [glyph, shown] : glyphs_) glyphs.push_back(glyph);
    auto program = text::subset_glyphs(source_, glyphs, cid_keyed_ ? text::GlyphKeys::cids : text::GlyphKeys::glyph_numbers);
    if (!program) throw Failure{fmt::format("\"{} {}\" cannot be embedded: its tables are damaged", source_.family, source_.style_name)};
    bool truetype = program->kind == text::ProgramKind::truetype;
    written_ = {writer.reserve(), name(glyphs)};
    std::uint32_t about = writer.reserve(), file = writer.reserve();

    std::string out = fmt::format("<</Type/Font/Subtype/CIDFontType{}/BaseFont", truetype ? 2 : 0);
    append_name(out, written_.name);
    out += "/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor ";
    append_reference(out, about);
    if (truetype) out += "/CIDToGIDMap/Identity";
    writer.write_object(written_.object, out + widths() + ">>");

    out = descriptor() + (truetype ? "/FontFile2 " : "/FontFile3 ");
    append_reference(out, file);
    writer.write_object(about, out + ">>");
    writer.write_compressed(file, truetype ? fmt::format("/Length1 {}", program->bytes.size()) : "/Subtype/CIDFontType0C", program->bytes);
    return written_;
}

void EmbeddedFont::write(ObjectWriter& writer) {
    name_the_unsaid();
    EmbeddedFace::Written const& face = face_.write(writer);
    std::uint32_t cmap = writer.reserve();
    std::string out = "<</Type/Font/Subtype/Type0/BaseFont";
    append_name(out, face.name + "-Identity-H");
    out += "/Encoding/Identity-H/DescendantFonts[";
    append_reference(out, face.object);
    out += "]/ToUnicode ";
    append_reference(out, cmap);
    writer.write_object(object(writer), out + ">>");
    writer.write_compressed(cmap, {}, to_unicode());
}

}  // namespace octavo::pdf

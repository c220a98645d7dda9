#include "text/face.h"

#include <cmath>

#include <hb-ot.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include "text/unicode.h"

namespace octavo::text {
namespace {

BlobPtr blob_of(std::string_view bytes) {
    return BlobPtr(
        hb_blob_create(bytes.data(), static_cast<unsigned>(bytes.size()), HB_MEMORY_MODE_READONLY, nullptr, nullptr));
}

std::string name_of(hb_face_t* face, hb_ot_name_id_t id) {
    unsigned length = hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, nullptr, nullptr);
    std::string name(length + 1, '\0');
    unsigned capacity = length + 1;
    hb_ot_name_get_utf8(face, id, HB_LANGUAGE_INVALID, &capacity, name.data());
    name.resize(capacity);
    return name;
}

/// Latin, or common to all scripts; read from left to right or neutral; no control of direction; no mark that must be
/// looked at with its base.
bool is_plain(char32_t c) {
    auto code = static_cast<UChar32>(c);
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(code, &status);
    if (script != USCRIPT_LATIN && script != USCRIPT_COMMON) return false;
    if (script == USCRIPT_COMMON && uscript_getScriptExtensions(code, nullptr, 0, &status) > 1) return false;
    switch (u_charDirection(code)) {
        case U_LEFT_TO_RIGHT:
        case U_EUROPEAN_NUMBER:
        case U_EUROPEAN_NUMBER_SEPARATOR:
        case U_EUROPEAN_NUMBER_TERMINATOR:
        case U_COMMON_NUMBER_SEPARATOR:
        case U_BOUNDARY_NEUTRAL:
        case U_SEGMENT_SEPARATOR:
        case U_BLOCK_SEPARATOR:
        case U_WHITE_SPACE_NEUTRAL:
        case U_OTHER_NEUTRAL: return !continues_cluster(c);
        default: return false;
    }
}

PlainSet const& plain_characters() {
    static PlainSet const set = [] {
        PlainSet made;
        for (char32_t c = 0; c < PlainSet::limit; ++c)
            if (is_plain(c)) made.add(c);
        return made;
    }();
    return set;
}

}  // namespace

bool needs_no_glyph(char32_t c) {
    if (c >= 0x20 && c < 0x7F) return false;
    return c < 0xA0 || c == 0xFFFC || c == 0x2028 || c == 0x2029 || is_default_ignorable(c);
}

void CharacterSet::add(char32_t c) {
    std::uint16_t& page = pages_[c >> 8];
    if (page == 0) {
        bits_.emplace_back();
        page = static_cast<std::uint16_t>(bits_.size());
    }
    bits_[page - 1U][(c >> 6) & 3] |= std::uint64_t{1} << (c & 63);
}

HbFacePtr open_face(FaceSource const& source) {
    BlobPtr blob = blob_of(source.file ? source.file->bytes : std::string_view());
    return HbFacePtr(hb_face_create(blob.get(), source.index));
}

std::string bytes_of(hb_blob_t* blob) {
    unsigned length = 0;
    char const* data = hb_blob_get_data(blob, &length);
    return {data, length};
}

Face::Face(io::ResourcePtr file, std::uint32_t index, Variations variations) {
    source_.file = std::move(file);
    source_.index = index;
    source_.variations = std::move(variations);
    handle_ = open_face(source_);
    read_characters();
    read_names();
    read_licence();
    hb_face_make_immutable(handle_.get());
}

void Face::read_characters() {
    HbSetPtr set(hb_set_create());
    hb_face_collect_unicodes(handle_.get(), set.get());
    PlainSet const& plain = plain_characters();
    for (hb_codepoint_t c = HB_SET_VALUE_INVALID; hb_set_next(set.get(), &c);) {
        if (c > 0x10FFFF) break;
        characters_.add(c);
        if (plain.has(c)) plain_.add(c);
    }
    for (char32_t c = 0; c < PlainSet::limit; ++c)
        if (plain.has(c) && !plain_.has(c) && can_set(c)) plain_.add(c);
    usable_ = hb_face_get_glyph_count(handle_.get()) > 0 && !hb_set_is_empty(set.get());
}

void Face::read_names() {
    hb_face_t* face = handle_.get();
    source_.family = name_of(face, HB_OT_NAME_ID_TYPOGRAPHIC_FAMILY);
    if (source_.family.empty()) source_.family = name_of(face, HB_OT_NAME_ID_FONT_FAMILY);
    source_.style_name = name_of(face, HB_OT_NAME_ID_TYPOGRAPHIC_SUBFAMILY);
    if (source_.style_name.empty()) source_.style_name = name_of(face, HB_OT_NAME_ID_FONT_SUBFAMILY);
    source_.version = name_of(face, HB_OT_NAME_ID_VERSION_STRING);
    source_.postscript_name = name_of(face, HB_OT_NAME_ID_POSTSCRIPT_NAME);
}

void Face::read_licence() {
    BlobPtr table(hb_face_reference_table(handle_.get(), HB_TAG('O', 'S', '/', '2')));
    unsigned length = 0;
    char const* data = hb_blob_get_data(table.get(), &length);
    if (length < 10) return;
    // OpenType OS/2 fsType, offset 8: bits 0–3 usage (2: restricted), 8: no subsetting, 9: bitmap embedding only.
    unsigned type = static_cast<unsigned char>(data[8]) * 256U + static_cast<unsigned char>(data[9]);
    source_.embeddable = (type & 0x000F) != 0x0002 && (type & 0x0200) == 0;
    source_.subsettable = source_.embeddable && (type & 0x0100) == 0;
}

bool Face::can_set(char32_t c) const {
    if (has(c) || needs_no_glyph(c)) return true;
    // What HarfBuzz makes from the space, and the hyphens that stand for each other.
    if ((c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)) return has(U' ');
    if (c == 0x2010) return has(U'-');
    if (c == 0x2011) return has(0x2010) || has(U'-');
    return can_set_apart(c);
}

/// HarfBuzz takes a character apart (canonically) when the font has only the parts.
bool Face::can_set_apart(char32_t c) const {
    if (c < 0xC0) return false;
    UErrorCode status = U_ZERO_ERROR;
    std::array<UChar, 8> parts{};
    int32_t length = unorm2_getRawDecomposition(unorm2_getNFCInstance(&status), static_cast<UChar32>(c), parts.data(),
                                                static_cast<int32_t>(parts.size()), &status);
    if (U_FAILURE(status) || length <= 0) return false;
    for (int32_t i = 0; i < length;) {
        UChar32 part = 0;
        U16_NEXT(parts.data(), i, length, part);
        if (!can_set(static_cast<char32_t>(part))) return false;
    }
    return true;
}

bool Face::has_feature(hb_tag_t feature, hb_script_t script) const {
    unsigned tag_count = 3;
    std::array<hb_tag_t, 3> tags{};
    hb_ot_tags_from_script_and_language(script, HB_LANGUAGE_INVALID, &tag_count, tags.data(), nullptr, nullptr);
    unsigned script_index = 0;
    hb_ot_layout_table_select_script(handle_.get(), HB_OT_TAG_GSUB, tag_count, tags.data(), &script_index, nullptr);
    unsigned feature_index = 0;
    return hb_ot_layout_language_find_feature(handle_.get(), HB_OT_TAG_GSUB, script_index,
                                              HB_OT_LAYOUT_DEFAULT_LANGUAGE_INDEX, feature, &feature_index) != 0;
}

HbFontPtr Face::font(Length size) const {
    HbFontPtr font(hb_font_create(handle_.get()));
    hb_ot_font_set_funcs(font.get());
    hb_font_set_scale(font.get(), size, size);
    std::vector<hb_variation_t> coordinates;
    for (auto const& [axis, value] : source_.variations)
        coordinates.push_back({axis, static_cast<float>(value) / 65536.0F});
    hb_font_set_variations(font.get(), coordinates.data(), static_cast<unsigned>(coordinates.size()));
    hb_font_make_immutable(font.get());
    return font;
}

}  // namespace octavo::text

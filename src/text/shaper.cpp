#include "text/shaper.h"

#include <array>

#include <unicode/uchar.h>
#include <unicode/ustring.h>

#include "text/unicode.h"

namespace octavo::text {
namespace {

struct BufferCloser {
    void operator()(hb_buffer_t* buffer) const { hb_buffer_destroy(buffer); }
};

hb_buffer_t* thread_buffer() {
    thread_local std::unique_ptr<hb_buffer_t, BufferCloser> const buffer{hb_buffer_create()};
    return buffer.get();
}

void add_capitals(hb_buffer_t* buffer, char32_t c, std::uint32_t cluster) {
    std::array<UChar, 2> source{};
    std::array<UChar, 8> upper{};
    int32_t length = 0;
    UBool error = 0;
    U16_APPEND(source.data(), length, 2, static_cast<UChar32>(c), error);
    UErrorCode status = U_ZERO_ERROR;
    int32_t count = u_strToUpper(upper.data(), static_cast<int32_t>(upper.size()), source.data(), length, "", &status);
    if (error != 0 || U_FAILURE(status)) {
        hb_buffer_add(buffer, c, cluster);
        return;
    }
    for (int32_t i = 0; i < count;) {
        UChar32 code = 0;
        U16_NEXT(upper.data(), i, count, code);
        hb_buffer_add(buffer, static_cast<hb_codepoint_t>(code), cluster);
    }
}

void fill(hb_buffer_t* buffer, Font const& font, Direction direction, std::string_view text) {
    hb_buffer_clear_contents(buffer);
    hb_buffer_set_content_type(buffer, HB_BUFFER_CONTENT_TYPE_UNICODE);
    for (std::uint32_t at = 0; at < text.size();) {
        auto [c, length] = decode_at(text, at);
        if (c == 0x2010 || (c == 0x2011 && !font.face->has(0x2011) && !font.face->has(0x2010))) c = font.hyphen_as;
        if (c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xFFFC || c == 0x2028 || c == 0x2029) {
            // Invisible: nothing to show, nothing missing.
        } else if (font.key.capitals) {
            add_capitals(buffer, c, at);
        } else {
            hb_buffer_add(buffer, c, at);
        }
        at += length;
    }
    hb_buffer_set_direction(buffer, direction == Direction::rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, font.key.script);
    hb_buffer_set_language(buffer, font.language);
    hb_buffer_set_cluster_level(buffer, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_CHARACTERS);
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
}

/// CSS Text 3 §8.2: after every typographic character unit; a mark stays with its base, so the space comes after the
/// mark.
void add_tracking(ShapeResult& result, Length tracking, std::string_view text) {
    auto base_of = [&](std::uint32_t cluster) {
        while (cluster > 0) {
            Decoded here = decode_at(text, cluster);
            if (!continues_cluster(here.character)) break;
            cluster -= decode_before(text, cluster).length;
        }
        return cluster;
    };
    for (std::size_t i = 0; i < result.glyphs.size(); ++i) {
        bool last =
            i + 1 == result.glyphs.size() || base_of(result.glyphs[i + 1].cluster) != base_of(result.glyphs[i].cluster);
        if (!last) continue;
        result.glyphs[i].advance += tracking;
        result.width += tracking;
    }
}

}  // namespace

void shape_text(Font const& font, Direction direction, std::string_view text, ShapeResult& result) {
    hb_buffer_t* buffer = thread_buffer();
    fill(buffer, font, direction, text);
    hb_shape_plan_execute(font.plans[static_cast<std::size_t>(direction)].get(), font.handle.get(), buffer,
                          font.features.data(), static_cast<unsigned>(font.features.size()));
    unsigned count = 0;
    hb_glyph_info_t const* infos = hb_buffer_get_glyph_infos(buffer, &count);
    hb_glyph_position_t const* positions = hb_buffer_get_glyph_positions(buffer, &count);
    result.glyphs.resize(count);
    result.missing.clear();
    result.width = 0;
    for (unsigned i = 0; i < count; ++i) {
        result.glyphs[i] = {infos[i].codepoint, infos[i].cluster, positions[i].x_advance, positions[i].x_offset,
                            positions[i].y_offset};
        result.width += positions[i].x_advance;
        if (infos[i].codepoint == 0) result.missing.push_back(decode_at(text, infos[i].cluster).character);
    }
    if (font.tracking != 0) add_tracking(result, font.tracking, text);
}

}  // namespace octavo::text

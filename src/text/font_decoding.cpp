#include "text/font_decoding.h"

#include <cstdint>
#include <memory>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_TRUETYPE_TABLES_H
#include <woff2/decode.h>
#include <woff2/output.h>

namespace octavo::text {
namespace {

constexpr std::size_t largest_font = 64U << 20;

std::optional<std::string> from_woff2(std::string_view bytes) {
    auto const* data = reinterpret_cast<std::uint8_t const*>(bytes.data());
    std::size_t size = woff2::ComputeWOFF2FinalSize(data, bytes.size());
    if (size == 0 || size > largest_font) return std::nullopt;
    std::string font;
    woff2::WOFF2StringOut out(&font);
    out.SetMaxSize(largest_font);
    try {
        if (!woff2::ConvertWOFF2ToTTF(data, bytes.size(), &out)) return std::nullopt;
    } catch (std::exception const&) {
        return std::nullopt;
    }
    font.resize(out.Size());
    return font;
}

struct LibraryCloser {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
};
struct FaceCloser {
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};

/// FreeType opens a WOFF file as the font that was wrapped; table tag 0 is that whole font.
std::optional<std::string> from_woff(std::string_view bytes) {
    FT_Library raw_library = nullptr;
    if (FT_Init_FreeType(&raw_library) != 0) return std::nullopt;
    std::unique_ptr<FT_LibraryRec_, LibraryCloser> library(raw_library);
    FT_Face raw_face = nullptr;
    if (FT_New_Memory_Face(raw_library, reinterpret_cast<FT_Byte const*>(bytes.data()),
                           static_cast<FT_Long>(bytes.size()), 0, &raw_face) != 0)
        return std::nullopt;
    std::unique_ptr<FT_FaceRec_, FaceCloser> face(raw_face);
    FT_ULong length = 0;
    if (FT_Load_Sfnt_Table(raw_face, 0, 0, nullptr, &length) != 0 || length == 0 || length > largest_font)
        return std::nullopt;
    std::string font(length, '\0');
    if (FT_Load_Sfnt_Table(raw_face, 0, 0, reinterpret_cast<FT_Byte*>(font.data()), &length) != 0) return std::nullopt;
    return font;
}

}  // namespace

std::optional<std::string> unwrapped_font(std::string_view bytes) {
    std::string_view tag = bytes.substr(0, 4);
    if (tag == "wOF2") return from_woff2(bytes);
    if (tag == "wOFF") return from_woff(bytes);
    using namespace std::string_view_literals;
    if (tag == "OTTO" || tag == "true" || tag == "ttcf" || tag == "\0\1\0\0"sv) return std::string();
    return std::nullopt;
}

}  // namespace octavo::text

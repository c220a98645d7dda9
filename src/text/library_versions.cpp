#include "text/library_versions.h"

#include <array>
#include <fmt/format.h>
#include <string>

#include <ft2build.h>
#include FT_FREETYPE_H
#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <hyphen.h>
#include <unicode/uchar.h>
#include <unicode/uversion.h>
#include <woff2/decode.h>

namespace octavo::text {
namespace {

std::string freetype_version() {
    FT_Library library = nullptr;
    if (FT_Init_FreeType(&library) != 0) return {};
    int major = 0, minor = 0, patch = 0;
    FT_Library_Version(library, &major, &minor, &patch);
    FT_Done_FreeType(library);
    return fmt::format("{}.{}.{}", major, minor, patch);
}

std::string icu_version(void (*ask)(UVersionInfo)) {
    UVersionInfo version{};
    ask(version);
    std::array<char, U_MAX_VERSION_STRING_LENGTH> text{};
    u_versionToString(version, text.data());
    return text.data();
}

}  // namespace

std::vector<base::LibraryVersion> library_versions() {
    int fontconfig = FcGetVersion();
    return {{"HarfBuzz", hb_version_string()},
            {"FreeType", freetype_version()},
            {"fontconfig", fmt::format("{}.{}.{}", fontconfig / 10'000, fontconfig / 100 % 100, fontconfig % 100)},
            {"ICU", icu_version(u_getVersion)},
            {"Unicode", icu_version(u_getUnicodeVersion)},
            {"libhyphen", base::shared_object_version(reinterpret_cast<void const*>(&hnj_hyphen_load_file))},
            {"woff2", base::shared_object_version(reinterpret_cast<void const*>(&woff2::ComputeWOFF2FinalSize))}};
}

}  // namespace octavo::text

#include "text/font_catalogue.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <tuple>

#include <fontconfig/fontconfig.h>
#include <unicode/uchar.h>

#include "text/unicode.h"

namespace octavo::text {
namespace {

// The caches only save time: a cache that does not fit its directory is not used.
constexpr char const* configuration =
    "<?xml version=\"1.0\"?><fontconfig>"
    "<dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
    "<cachedir>/var/cache/fontconfig</cachedir><cachedir prefix=\"xdg\">fontconfig</cachedir>"
    "</fontconfig>";

std::string string_of(FcPattern* pattern, char const* object, int n) {
    FcChar8* value = nullptr;
    if (FcPatternGetString(pattern, object, n, &value) != FcResultMatch) return {};
    return reinterpret_cast<char const*>(value);
}

struct Interval {
    double low = 0, high = 0;
};

Interval interval_of(FcPattern* pattern, char const* object, double fallback) {
    double value = fallback;
    if (FcPatternGetDouble(pattern, object, 0, &value) == FcResultMatch) return {value, value};
    FcRange* range = nullptr;
    Interval found{fallback, fallback};
    if (FcPatternGetRange(pattern, object, 0, &range) == FcResultMatch)
        FcRangeGetDouble(range, &found.low, &found.high);
    return found;
}

std::uint16_t rounded(double value) { return static_cast<std::uint16_t>(std::clamp(std::lround(value), 1L, 10'000L)); }

/// A family that a face also has under a name ending in a number, as "EB Garamond" and "EB Garamond 08": the cut's
/// size.
std::uint16_t size_in_names(std::vector<std::string> const& families) {
    for (auto const& shorter : families)
        for (auto const& longer : families) {
            if (longer.size() < shorter.size() + 2 || !longer.starts_with(shorter) || longer[shorter.size()] != ' ')
                continue;
            unsigned size = 0;
            char const* last = longer.data() + longer.size();
            auto [stop, error] = std::from_chars(longer.data() + shorter.size() + 1, last, size);
            if (error == std::errc() && stop == last && size >= 4 && size <= 96)
                return static_cast<std::uint16_t>(size);
        }
    return 0;
}

FaceTraits traits_of(FcPattern* pattern, std::vector<std::string> const& families) {
    FaceTraits traits;
    Interval weight = interval_of(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    traits.weight_low = rounded(FcWeightToOpenTypeDouble(weight.low));
    traits.weight_high = rounded(FcWeightToOpenTypeDouble(weight.high));
    Interval width = interval_of(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    traits.stretch_low = rounded(width.low * 10);
    traits.stretch_high = rounded(width.high * 10);
    int slant = FC_SLANT_ROMAN;
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    traits.slant = slant >= FC_SLANT_OBLIQUE  ? Slant::oblique
                   : slant >= FC_SLANT_ITALIC ? Slant::italic
                                              : Slant::normal;
    traits.design_size = size_in_names(families);
    std::string format = string_of(pattern, FC_FONTFORMAT, 0);
    traits.format_rank = format == "CFF" ? 0 : format == "TrueType" ? 1 : 2;
    return traits;
}

struct ConfigCloser {
    void operator()(FcConfig* config) const { FcConfigDestroy(config); }
};

}  // namespace

struct FontCatalogue::State {
    std::unique_ptr<FcConfig, ConfigCloser> config{FcConfigCreate()};
    std::vector<SystemFace> faces;
    std::vector<FcCharSet const*> characters;  // owned by the configuration
    std::map<std::string, std::vector<std::uint32_t>, std::less<>> families;
    std::map<std::string, std::uint32_t, std::less<>> names;
    std::map<std::string, std::string, std::less<>> named_as;  // by path, of files that lie elsewhere

    [[nodiscard]] std::string file_of(FcPattern* pattern) const {
        std::string path = string_of(pattern, FC_FILE, 0);
        auto other = named_as.find(path);
        return other == named_as.end() ? path : other->second;
    }
    void add(FcPattern* pattern);
    void add_all(FcFontSet* found);
};

void FontCatalogue::State::add(FcPattern* pattern) {
    FcBool scalable = FcFalse, color = FcFalse, variable = FcFalse;
    FcPatternGetBool(pattern, FC_SCALABLE, 0, &scalable);
    FcPatternGetBool(pattern, FC_COLOR, 0, &color);
    FcPatternGetBool(pattern, FC_VARIABLE, 0, &variable);
    int index = 0;
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    // A named instance (high half not 0) is reached through its variable face.
    bool instance = variable == FcFalse && (index >> 16) != 0;
    FcCharSet* set = nullptr;
    if (scalable == FcFalse || color != FcFalse || instance ||
        FcPatternGetCharSet(pattern, FC_CHARSET, 0, &set) != FcResultMatch)
        return;
    SystemFace face;
    face.file = file_of(pattern);
    if (face.file.ends_with(".woff") || face.file.ends_with(".woff2")) return;
    std::string_view kind = std::string_view(face.file).substr(face.file.size() < 4 ? 0 : face.file.size() - 4);
    if (kind != ".otf" && kind != ".ttf" && kind != ".ttc" && kind != ".otc" && kind != ".OTF" && kind != ".TTF")
        return;
    face.index = static_cast<std::uint32_t>(index & 0xFFFF);
    face.variable = variable != FcFalse;
    for (int i = 0;; ++i) {
        std::string family = string_of(pattern, FC_FAMILY, i);
        if (family.empty()) break;
        face.families.push_back(std::move(family));
    }
    if (face.families.empty()) return;
    face.style_name = string_of(pattern, FC_STYLE, 0);
    face.full_name = string_of(pattern, FC_FULLNAME, 0);
    face.postscript_name = string_of(pattern, FC_POSTSCRIPT_NAME, 0);
    face.traits = traits_of(pattern, face.families);
    faces.push_back(std::move(face));
    characters.push_back(set);
}

void FontCatalogue::State::add_all(FcFontSet* found) {
    if (found == nullptr) return;
    std::vector<FcPattern*> patterns(found->fonts, found->fonts + found->nfont);
    auto order = [this](FcPattern* pattern) {
        int index = 0;
        FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
        return std::tuple(file_of(pattern), index);
    };
    std::sort(patterns.begin(), patterns.end(), [&](FcPattern* a, FcPattern* b) { return order(a) < order(b); });
    for (FcPattern* pattern : patterns) add(pattern);
    for (std::uint32_t i = 0; i < faces.size(); ++i) {
        SystemFace const& face = faces[i];
        for (auto const& family : face.families) {
            auto& members = families[folded_family(family)];
            if (members.empty() || members.back() != i) members.push_back(i);
        }
        names.emplace(folded_family(face.full_name), i);
        names.emplace(folded_family(face.postscript_name), i);
    }
}

FontCatalogue::FontCatalogue() : state_(std::make_unique<State>()) {
    FcConfig* config = state_->config.get();
    FcConfigParseAndLoadFromMemory(config, reinterpret_cast<FcChar8 const*>(configuration), FcTrue);
    FcConfigBuildFonts(config);
    state_->add_all(FcConfigGetFonts(config, FcSetSystem));
}

FontCatalogue::FontCatalogue(std::span<io::SystemFile const> files) : state_(std::make_unique<State>()) {
    FcConfig* config = state_->config.get();
    for (io::SystemFile const& file : files) {
        // fontconfig reads what a file is; whether it is a font is the question.
        if (FcConfigAppFontAddFile(config, reinterpret_cast<FcChar8 const*>(file.path.c_str())) != FcFalse)
            state_->named_as.emplace(file.path, file.name);
    }
    state_->add_all(FcConfigGetFonts(config, FcSetApplication));
}

FontCatalogue::~FontCatalogue() = default;

FontCatalogue const& FontCatalogue::system() {
    static FontCatalogue const catalogue;
    return catalogue;
}

std::span<SystemFace const> FontCatalogue::faces() const { return state_->faces; }

std::span<std::uint32_t const> FontCatalogue::family(std::string_view name) const {
    auto found = state_->families.find(folded_family(name));
    return found == state_->families.end() ? std::span<std::uint32_t const>() : found->second;
}

std::int64_t FontCatalogue::named(std::string_view name) const {
    auto found = state_->names.find(folded_family(name));
    return found == state_->names.end() || name.empty() ? -1 : static_cast<std::int64_t>(found->second);
}

bool FontCatalogue::covers(std::uint32_t face, char32_t character) const {
    return FcCharSetHasChar(state_->characters[face], static_cast<FcChar32>(character)) != FcFalse;
}

std::string folded_family(std::string_view name) {
    std::string folded;
    bool space = false;
    for (std::size_t at = 0; at < name.size();) {
        Decoded next = decode_at(name, at);
        at += next.length;
        if (is_white_space(next.character)) {
            space = !folded.empty();
            continue;
        }
        if (space) folded.push_back(' ');
        space = false;
        append_utf8(folded,
                    static_cast<char32_t>(u_foldCase(static_cast<UChar32>(next.character), U_FOLD_CASE_DEFAULT)));
    }
    return folded;
}

}  // namespace octavo::text

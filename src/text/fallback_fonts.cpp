#include "text/fallback_fonts.h"

#include <algorithm>
#include <array>
#include <cstring>

#include <unicode/uchar.h>
#include <unicode/uloc.h>

namespace octavo::text {
namespace {

using Families = std::vector<std::string>;

void append(Families& to, std::initializer_list<char const*> names) { to.insert(to.end(), names.begin(), names.end()); }

[[nodiscard]] bool is_cjk_script(UScriptCode script) {
    return script == USCRIPT_HAN || script == USCRIPT_HIRAGANA || script == USCRIPT_KATAKANA ||
           script == USCRIPT_HANGUL || script == USCRIPT_BOPOMOFO;
}

[[nodiscard]] std::string likely_locale(std::string_view language) {
    std::array<char, ULOC_FULLNAME_CAPACITY> locale{}, full{};
    UErrorCode status = U_ZERO_ERROR;
    std::string tag(language);
    uloc_forLanguageTag(tag.c_str(), locale.data(), static_cast<int32_t>(locale.size()), nullptr, &status);
    uloc_addLikelySubtags(locale.data(), full.data(), static_cast<int32_t>(full.size()), &status);
    return U_SUCCESS(status) ? full.data() : std::string();
}

/// The suffixes of Noto's CJK families, the one for the language first: Han characters differ between them.
[[nodiscard]] std::array<char const*, 5> cjk_regions(UScriptCode script, std::string_view language) {
    std::string locale = likely_locale(language);
    bool korean = locale.starts_with("ko"), chinese = locale.starts_with("zh") || locale.starts_with("yue");
    if (chinese) {
        if (locale.ends_with("_HK") || locale.ends_with("_MO")) return {"HK", "TC", "SC", "JP", "KR"};
        if (locale.find("_Hant") != std::string::npos) return {"TC", "HK", "SC", "JP", "KR"};
        return {"SC", "TC", "HK", "JP", "KR"};
    }
    if (korean || script == USCRIPT_HANGUL) return {"KR", "JP", "SC", "TC", "HK"};
    if (script == USCRIPT_BOPOMOFO) return {"TC", "HK", "SC", "JP", "KR"};
    return {"JP", "SC", "TC", "KR", "HK"};
}

void append_cjk(Families& to, UScriptCode script, std::string_view language, Genre genre) {
    auto regions = cjk_regions(script, language);
    auto add = [&](char const* kind) {
        for (char const* region : regions) to.push_back(std::string("Noto ") + kind + " CJK " + region);
    };
    if (genre == Genre::monospace) add("Sans Mono");
    add(genre == Genre::serif ? "Serif" : "Sans");
    add(genre == Genre::serif ? "Sans" : "Serif");
}

void append_western(Families& to, Genre genre) {
    switch (genre) {
        case Genre::serif: append(to, {"EB Garamond", "Noto Serif", "DejaVu Serif", "Noto Sans", "DejaVu Sans"}); break;
        case Genre::sans_serif: append(to, {"Noto Sans", "DejaVu Sans", "Noto Serif", "DejaVu Serif"}); break;
        case Genre::monospace:
            append(to,
                   {"Noto Sans Mono", "DejaVu Sans Mono", "Noto Sans", "DejaVu Sans", "Noto Serif", "DejaVu Serif"});
            break;
    }
}

void append_arabic(Families& to, std::string_view language, Genre genre) {
    if (language == "ur" || language.starts_with("ur-") || language == "ks" || language.starts_with("ks-"))
        append(to, {"Noto Nastaliq Urdu"});
    if (genre == Genre::serif) append(to, {"Noto Naskh Arabic", "Noto Sans Arabic", "Noto Kufi Arabic"});
    if (genre != Genre::serif) append(to, {"Noto Sans Arabic", "Noto Naskh Arabic", "Noto Kufi Arabic"});
}

/// Noto names its families by Unicode's names of the scripts.
void append_named_script(Families& to, UScriptCode script, Genre genre) {
    char const* name = uscript_getName(script);
    if (name == nullptr) return;
    std::string spaced(name);
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    std::string serif = "Noto Serif " + spaced, sans = "Noto Sans " + spaced;
    to.push_back(genre == Genre::serif ? serif : sans);
    to.push_back(genre == Genre::serif ? sans : serif);
}

}  // namespace

std::vector<std::string> generic_families(std::string_view name, std::string_view language) {
    Genre genre = Genre::serif;
    Families families;
    if (name == "sans-serif" || name == "system-ui" || name == "ui-sans-serif" || name == "ui-rounded")
        genre = Genre::sans_serif;
    else if (name == "monospace" || name == "ui-monospace")
        genre = Genre::monospace;
    else if (name == "math")
        append(families, {"STIX Two Math", "Latin Modern Math", "DejaVu Math TeX Gyre", "Noto Sans Math"});
    else if (name == "emoji")
        append(families, {"Noto Emoji", "Noto Sans Symbols2", "Noto Sans Symbols", "DejaVu Sans"});
    else if (name != "serif" && name != "ui-serif" && name != "cursive" && name != "fantasy" && name != "fangsong")
        return {};
    UScriptCode script = script_of_language(language);
    // In CJK text the first family must hold the text's own characters: its measures are the line's.
    if (is_cjk_script(script)) append_cjk(families, script, language, genre);
    append_western(families, genre);
    return families;
}

std::vector<std::string> fallback_families(UScriptCode script, std::string_view language, Genre genre) {
    Families families;
    if (is_cjk_script(script))
        append_cjk(families, script, language, genre);
    else if (script == USCRIPT_ARABIC)
        append_arabic(families, language, genre);
    else if (script != USCRIPT_LATIN && script != USCRIPT_GREEK && script != USCRIPT_CYRILLIC &&
             script != USCRIPT_COMMON && script != USCRIPT_INHERITED && script != USCRIPT_UNKNOWN)
        append_named_script(families, script, genre);
    append_western(families, genre);
    append(families, {"Noto Sans Symbols", "Noto Sans Symbols2", "Noto Sans Math", "DejaVu Math TeX Gyre", "Noto Music",
                      "Noto Emoji"});
    // Punctuation of East Asian text that stands among other scripts.
    if (!is_cjk_script(script)) append_cjk(families, USCRIPT_HAN, language, genre);
    return families;
}

UScriptCode script_of_language(std::string_view language) {
    if (language.empty() || language == "en" || language.starts_with("en-")) return USCRIPT_LATIN;
    std::string locale = likely_locale(language);
    std::array<char, 16> script{};
    UErrorCode status = U_ZERO_ERROR;
    uloc_getScript(locale.c_str(), script.data(), static_cast<int32_t>(script.size()), &status);
    if (U_FAILURE(status) || script[0] == '\0') return USCRIPT_LATIN;
    if (std::strcmp(script.data(), "Jpan") == 0) return USCRIPT_HIRAGANA;
    if (std::strcmp(script.data(), "Kore") == 0) return USCRIPT_HANGUL;
    if (std::strncmp(script.data(), "Han", 3) == 0) return USCRIPT_HAN;
    auto code = static_cast<UScriptCode>(u_getPropertyValueEnum(UCHAR_SCRIPT, script.data()));
    return code > USCRIPT_INHERITED ? code : USCRIPT_LATIN;
}

}  // namespace octavo::text

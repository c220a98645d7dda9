#include "epub/scripts.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "epub/values.h"
#include "text/unicode.h"

namespace octavo::epub {

namespace {

enum Script : std::uint16_t {
    none = 0, greek = 1, cyrillic = 2, hebrew = 4, arabic = 8, devanagari = 16, thai = 32, han = 64, kana = 128, hangul = 256,
};

struct Block {
    char32_t first, last;
    Script script;
};
// Unicode 15, by blocks; sorted. Modifier letters, punctuation and symbols are of no script.
constexpr Block blocks[] = {
    {0x0370, 0x03FF, greek},   {0x0400, 0x052F, cyrillic}, {0x0590, 0x05FF, hebrew},     {0x0600, 0x06FF, arabic}, {0x0750, 0x077F, arabic},
    {0x08A0, 0x08FF, arabic},  {0x0900, 0x097F, devanagari}, {0x0E00, 0x0E7F, thai},     {0x1100, 0x11FF, hangul}, {0x1F00, 0x1FFF, greek},
    {0x3041, 0x309F, kana},    {0x30A1, 0x30FA, kana},     {0x30FD, 0x30FF, kana},       {0x3130, 0x318F, hangul}, {0x31F0, 0x31FF, kana},
    {0x3400, 0x4DBF, han},     {0x4E00, 0x9FFF, han},      {0xAC00, 0xD7AF, hangul},     {0xF900, 0xFAFF, han},    {0xFB1D, 0xFB4F, hebrew},
    {0xFB50, 0xFDFF, arabic},  {0xFE70, 0xFEFC, arabic},   {0x20000, 0x3FFFF, han},
};

Script script_of(char32_t c) {
    auto block = std::upper_bound(std::begin(blocks), std::end(blocks), c, [](char32_t value, Block const& row) { return value < row.first; });
    if (block == std::begin(blocks) || c > (--block)->last) return none;
    return text::is_letter(c) ? block->script : none;
}

struct Writing {
    std::string_view subtag;
    std::uint16_t scripts;
};
constexpr Writing by_language[] = {
    {"ab", cyrillic}, {"ar", arabic}, {"ba", cyrillic}, {"be", cyrillic}, {"bg", cyrillic}, {"cu", cyrillic}, {"el", greek}, {"fa", arabic},
    {"grc", greek}, {"he", hebrew}, {"hi", devanagari}, {"ja", han | kana}, {"kk", cyrillic | arabic}, {"ko", hangul | han}, {"ky", cyrillic},
    {"lzh", han}, {"mk", cyrillic}, {"mn", cyrillic}, {"mr", devanagari}, {"ne", devanagari}, {"ojp", han | kana}, {"ota", arabic}, {"ps", arabic},
    {"ru", cyrillic}, {"sa", devanagari}, {"sd", arabic}, {"sr", cyrillic}, {"tg", cyrillic}, {"th", thai}, {"tt", cyrillic}, {"ug", arabic},
    {"uk", cyrillic}, {"ur", arabic}, {"yi", hebrew}, {"yue", han}, {"zh", han},
};
constexpr Writing by_script[] = {
    {"arab", arabic}, {"cyrl", cyrillic}, {"deva", devanagari}, {"grek", greek}, {"hang", hangul}, {"hani", han}, {"hans", han}, {"hant", han},
    {"hebr", hebrew}, {"hira", kana}, {"hrkt", kana}, {"jpan", han | kana}, {"kana", kana}, {"kore", hangul | han}, {"latn", none}, {"thai", thai},
};

std::uint16_t scripts_of(std::string_view language) {
    std::string tag = to_lower_ascii(language);
    std::string_view primary = std::string_view(tag).substr(0, tag.find('-'));
    for (Writing const& row : by_script)
        if (tag.find("-" + std::string(row.subtag)) != std::string::npos) return row.scripts;
    auto row = std::find_if(std::begin(by_language), std::end(by_language), [&](Writing const& known) { return known.subtag == primary; });
    return row == std::end(by_language) ? std::uint16_t{none} : row->scripts;
}

std::string_view name_of(Script script) {
    switch (script) {
        case greek: return "Greek";
        case cyrillic: return "Cyrillic";
        case hebrew: return "Hebrew";
        case arabic: return "Arabic";
        case devanagari: return "Devanagari";
        case thai: return "Thai";
        case han: return "Chinese characters";
        case kana: return "Japanese kana";
        case hangul: return "Korean";
        default: return {};
    }
}

}  // namespace

std::string_view unexpected_script(std::string_view text, std::string_view language) {
    // OPTIMIZATION: below U+0370 every character begins with a byte under 0xCD.
    auto suspect = std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0xCD; });
    if (suspect == text.end()) return {};
    std::uint16_t const expected = scripts_of(language);
    Script before = none;
    for (std::size_t at = static_cast<std::size_t>(suspect - text.begin()); at < text.size();) {
        text::Decoded decoded = text::decode_at(text, at);
        at += decoded.length;
        Script script = script_of(decoded.character);
        bool strange = script != none && (script & expected) == 0;
        // One letter may be a symbol (π, אָ of a set); a Chinese character is a word.
        if (strange && (script == before || script == han || script == hangul)) return name_of(script);
        before = strange ? script : none;
    }
    return {};
}

}  // namespace octavo::epub

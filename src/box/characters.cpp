#include "box/characters.h"

#include <algorithm>
#include <array>
#include <span>

namespace octavo::box {
namespace {

struct Range {
    char32_t first, last;
};

bool within(std::span<Range const> ranges, char32_t code) {
    auto after = std::upper_bound(ranges.begin(), ranges.end(), code, [](char32_t c, Range const& range) { return c < range.first; });
    return after != ranges.begin() && code <= std::prev(after)->last;
}

// Unicode's EastAsianWidth, values F, W and H, without Hangul and the emoji blocks
constexpr std::array east_asian{
    Range{0x2E80, 0x303E}, Range{0x3041, 0x312F}, Range{0x3190, 0x321E}, Range{0x3220, 0x325F}, Range{0x3280, 0xA4CF},
    Range{0xF900, 0xFAFF}, Range{0xFE10, 0xFE19}, Range{0xFE30, 0xFE6F}, Range{0xFF01, 0xFF9F}, Range{0xFFE0, 0xFFE6},
    Range{0x16FE0, 0x18DFF}, Range{0x1AFF0, 0x1B2FF}, Range{0x20000, 0x3FFFD},
};

constexpr std::array punctuation{
    Range{0x21, 0x23},     Range{0x25, 0x2A},     Range{0x2C, 0x2F},     Range{0x3A, 0x3B},     Range{0x3F, 0x40},
    Range{0x5B, 0x5D},     Range{0x5F, 0x5F},     Range{0x7B, 0x7B},     Range{0x7D, 0x7D},     Range{0xA1, 0xA1},
    Range{0xA7, 0xA7},     Range{0xAB, 0xAB},     Range{0xB6, 0xB7},     Range{0xBB, 0xBB},     Range{0xBF, 0xBF},
    Range{0x37E, 0x37E},   Range{0x387, 0x387},   Range{0x55A, 0x55F},   Range{0x589, 0x58A},   Range{0x5BE, 0x5BE},
    Range{0x5C0, 0x5C0},   Range{0x5C3, 0x5C3},   Range{0x5C6, 0x5C6},   Range{0x5F3, 0x5F4},   Range{0x609, 0x60A},
    Range{0x60C, 0x60D},   Range{0x61B, 0x61B},   Range{0x61D, 0x61F},   Range{0x66A, 0x66D},   Range{0x6D4, 0x6D4},
    Range{0x700, 0x70D},   Range{0x964, 0x965},   Range{0x2010, 0x2027}, Range{0x2030, 0x2043}, Range{0x2045, 0x2051},
    Range{0x2053, 0x205E}, Range{0x207D, 0x207E}, Range{0x2E00, 0x2E5D}, Range{0x3001, 0x3003}, Range{0x3008, 0x3011},
    Range{0x3014, 0x301F}, Range{0x30FB, 0x30FB}, Range{0xFE30, 0xFE61}, Range{0xFF01, 0xFF03}, Range{0xFF05, 0xFF0A},
    Range{0xFF0C, 0xFF0F}, Range{0xFF1A, 0xFF1B}, Range{0xFF1F, 0xFF20}, Range{0xFF3B, 0xFF3D}, Range{0xFF5F, 0xFF65},
};

constexpr std::array marks{
    Range{0x300, 0x36F},   Range{0x483, 0x489},   Range{0x591, 0x5BD},   Range{0x5BF, 0x5BF},   Range{0x5C1, 0x5C2},
    Range{0x610, 0x61A},   Range{0x64B, 0x65F},   Range{0x670, 0x670},   Range{0x900, 0x903},   Range{0x93A, 0x93C},
    Range{0x93E, 0x94F},   Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF}, Range{0x200C, 0x200D}, Range{0x20D0, 0x20FF},
    Range{0x3099, 0x309A}, Range{0xFE00, 0xFE0F}, Range{0xFE20, 0xFE2F},
};

constexpr Character malformed{0xFFFD, 1};

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

char32_t low_bits(char c) { return static_cast<unsigned char>(c) & 0x3F; }

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return {};
    auto lead = static_cast<unsigned char>(text[at]);
    if (lead < 0x80) return {lead, 1};
    if (lead >= 0xC2 && lead < 0xE0 && continues(text, at + 1)) return {(lead & 0x1FU) << 6 | low_bits(text[at + 1]), 2};
    if (lead >= 0xE0 && lead < 0xF0 && continues(text, at + 1) && continues(text, at + 2)) {
        return {(lead & 0x0FU) << 12 | low_bits(text[at + 1]) << 6 | low_bits(text[at + 2]), 3};
    }
    if (lead >= 0xF0 && lead < 0xF5 && continues(text, at + 1) && continues(text, at + 2) && continues(text, at + 3)) {
        return {(lead & 0x07U) << 18 | low_bits(text[at + 1]) << 12 | low_bits(text[at + 2]) << 6 | low_bits(text[at + 3]), 4};
    }
    return malformed;
}

Character last_character(std::string_view text) {
    if (text.empty()) return {};
    std::size_t at = text.size() - 1;
    while (at > 0 && text.size() - at < 4 && continues(text, at)) --at;
    Character found = character_at(text, at);
    return at + found.bytes == text.size() ? found : malformed;
}

bool is_all_white_space(std::string_view text) { return std::all_of(text.begin(), text.end(), is_white_space); }
bool is_east_asian(char32_t code) { return code >= 0x2E80 && within(east_asian, code); }
bool is_punctuation(char32_t code) { return within(punctuation, code); }
bool is_mark(char32_t code) { return code >= 0x300 && within(marks, code); }

}  // namespace octavo::box

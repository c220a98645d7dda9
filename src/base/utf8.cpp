#include "base/utf8.h"

#include <cstring>

namespace octavo::base {
namespace {

// Length of the well-formed sequence at the start of `bytes`, whose first byte is not ASCII; 0 if there is none.
std::size_t sequence_length(unsigned char const* bytes, std::size_t left) {
    unsigned char lead = bytes[0];
    auto follows = [&](std::size_t i, unsigned low, unsigned high) {
        return i < left && bytes[i] >= low && bytes[i] <= high;
    };
    if (lead >= 0xC2 && lead <= 0xDF) return follows(1, 0x80, 0xBF) ? 2 : 0;
    if (lead >= 0xE0 && lead <= 0xEF) {
        unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
        unsigned high = lead == 0xED ? 0x9F : 0xBF;
        return follows(1, low, high) && follows(2, 0x80, 0xBF) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        unsigned low = lead == 0xF0 ? 0x90 : 0x80;
        unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
        return follows(1, low, high) && follows(2, 0x80, 0xBF) && follows(3, 0x80, 0xBF) ? 4 : 0;
    }
    return 0;
}

}  // namespace

void append_utf8(std::string& text, char32_t code_point) {
    auto c = static_cast<std::uint32_t>(code_point);
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    auto byte = [&](std::uint32_t value) { text += static_cast<char>(static_cast<unsigned char>(value)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | c >> 6);
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | c >> 12);
        byte(0x80 | (c >> 6 & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | c >> 18);
        byte(0x80 | (c >> 12 & 0x3F));
        byte(0x80 | (c >> 6 & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

std::size_t well_formed_utf8(std::string_view text) {
    auto const* bytes = reinterpret_cast<unsigned char const*>(text.data());
    std::size_t at = 0;
    while (at < text.size()) {
        std::uint64_t word;
        while (at + sizeof word <= text.size()) {
            std::memcpy(&word, bytes + at, sizeof word);
            if ((word & 0x8080808080808080ULL) != 0) break;
            at += sizeof word;
        }
        while (at < text.size() && bytes[at] < 0x80) ++at;
        while (at < text.size() && bytes[at] >= 0x80) {
            std::size_t length = sequence_length(bytes + at, text.size() - at);
            if (length == 0) return at;
            at += length;
        }
    }
    return at;
}

}  // namespace octavo::base

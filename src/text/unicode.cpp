#include "text/unicode.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/unorm2.h>
#include <unicode/utf16.h>

namespace octavo::text {
namespace {

[[nodiscard]] unsigned char byte_at(std::string_view text, std::size_t offset) {
    return static_cast<unsigned char>(text[offset]);
}

[[nodiscard]] UChar32 code(char32_t c) { return static_cast<UChar32>(c); }

[[nodiscard]] bool is_regional_indicator(char32_t c) { return c >= 0x1F1E6 && c <= 0x1F1FF; }

/// Hangul syllable composition (UAX 29 GB6 to GB8).
[[nodiscard]] bool joins_hangul(char32_t before, char32_t after) {
    auto left = u_getIntPropertyValue(code(before), UCHAR_HANGUL_SYLLABLE_TYPE);
    auto right = u_getIntPropertyValue(code(after), UCHAR_HANGUL_SYLLABLE_TYPE);
    if (right == U_HST_NOT_APPLICABLE) return false;
    switch (left) {
        case U_HST_LEADING_JAMO: return right != U_HST_TRAILING_JAMO;
        case U_HST_LV_SYLLABLE:
        case U_HST_VOWEL_JAMO: return right == U_HST_VOWEL_JAMO || right == U_HST_TRAILING_JAMO;
        case U_HST_LVT_SYLLABLE:
        case U_HST_TRAILING_JAMO: return right == U_HST_TRAILING_JAMO;
        default: return false;
    }
}

}  // namespace

Decoded decode_at(std::string_view text, std::size_t offset) {
    unsigned char lead = byte_at(text, offset);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xC2 || lead > 0xF4) return {};
    std::uint32_t length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    // The second byte's range excludes overlong forms, surrogates and what is past U+10FFFF (Unicode 15, table 3-7).
    unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    char32_t character = lead & (0xFFU >> (length + 1));
    for (std::uint32_t i = 1; i < length; ++i) {
        if (offset + i >= text.size()) return {0xFFFD, i};
        unsigned char next = byte_at(text, offset + i);
        if (next < low || next > high) return {0xFFFD, i};
        character = (character << 6) | (next & 0x3FU);
        low = 0x80;
        high = 0xBF;
    }
    return {character, length};
}

Decoded decode_before(std::string_view text, std::size_t offset) {
    for (std::uint32_t back = 1; back <= 4 && back <= offset; ++back) {
        if ((byte_at(text, offset - back) & 0xC0U) == 0x80 && back < 4 && back < offset) continue;
        Decoded found = decode_at(text.substr(0, offset), offset - back);
        if (found.length == back) return found;
        break;
    }
    return {};
}

void append_utf8(std::string& out, char32_t c) {
    if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF)) c = 0xFFFD;
    auto put = [&](char32_t bits) { out.push_back(static_cast<char>(static_cast<unsigned char>(bits))); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | (c >> 6));
        put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | (c >> 12));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | (c >> 18));
        put(0x80 | ((c >> 12) & 0x3F));
        put(0x80 | ((c >> 6) & 0x3F));
        put(0x80 | (c & 0x3F));
    }
}

bool is_word_space(char32_t c) {
    // The word-separator characters that CSS Text 3 §8.1 names.
    return c == U' ' || c == 0xA0 || c == 0x1361 || c == 0x10100 || c == 0x10101 || c == 0x1039F || c == 0x1091F;
}

bool is_letter(char32_t c) { return (U_GET_GC_MASK(code(c)) & U_GC_L_MASK) != 0; }
bool is_mark(char32_t c) { return (U_GET_GC_MASK(code(c)) & U_GC_M_MASK) != 0; }
bool is_digit(char32_t c) { return u_charType(code(c)) == U_DECIMAL_DIGIT_NUMBER; }
bool is_punctuation(char32_t c) { return (U_GET_GC_MASK(code(c)) & U_GC_P_MASK) != 0; }

bool is_first_letter_punctuation(char32_t c) {
    constexpr std::uint32_t mask = U_GC_PS_MASK | U_GC_PE_MASK | U_GC_PI_MASK | U_GC_PF_MASK | U_GC_PO_MASK;
    return (U_GET_GC_MASK(code(c)) & mask) != 0;
}

bool is_cjk(char32_t c) {
    if (c < 0x1100) return false;
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(code(c), &status)) {
        case USCRIPT_HAN:
        case USCRIPT_HIRAGANA:
        case USCRIPT_KATAKANA:
        case USCRIPT_HANGUL:
        case USCRIPT_BOPOMOFO: return true;
        default: break;
    }
    // CJK symbols and punctuation, and the full-width and half-width forms, are of script Common.
    return (c >= 0x3000 && c <= 0x303F) || (c >= 0x30A0 && c <= 0x30FF) || (c >= 0xFF01 && c <= 0xFFEE) ||
           (c >= 0xFE30 && c <= 0xFE4F);
}

bool stands_upright(char32_t c) { return u_getIntPropertyValue(code(c), UCHAR_VERTICAL_ORIENTATION) != U_VO_ROTATED; }

bool is_default_ignorable(char32_t c) {
    if (c < 0xAD) return false;
    return u_hasBinaryProperty(code(c), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

bool continues_cluster(char32_t c) {
    if (c < 0x300) return false;
    if (c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF) || (c >= 0xE0020 && c <= 0xE007F)) return true;
    return is_mark(c);
}

std::size_t cluster_end(std::string_view text, std::size_t offset) {
    Decoded previous = decode_at(text, offset);
    std::size_t at = offset + previous.length;
    if (previous.character == U'\r') return at < text.size() && text[at] == '\n' ? at + 1 : at;
    if (previous.character < 0x20) return at;
    bool flag_open = is_regional_indicator(previous.character);
    while (at < text.size()) {
        Decoded next = decode_at(text, at);
        bool joined =
            continues_cluster(next.character) || joins_hangul(previous.character, next.character) ||
            (previous.character == 0x200D && u_hasBinaryProperty(code(next.character), UCHAR_EXTENDED_PICTOGRAPHIC));
        if (flag_open && is_regional_indicator(next.character)) {
            joined = true;
            flag_open = false;
        }
        if (!joined && next.character != 0x200C) break;
        at += next.length;
        previous = next;
    }
    return at;
}

std::size_t first_letter_length(std::string_view text) {
    std::size_t at = 0;
    auto skip_punctuation = [&] {
        while (at < text.size()) {
            Decoded next = decode_at(text, at);
            if (!is_first_letter_punctuation(next.character)) return;
            at = cluster_end(text, at);
        }
    };
    skip_punctuation();
    if (at >= text.size()) return 0;
    char32_t letter = decode_at(text, at).character;
    constexpr std::uint32_t takes = U_GC_L_MASK | U_GC_N_MASK | U_GC_S_MASK;
    if ((U_GET_GC_MASK(code(letter)) & takes) == 0) return 0;
    at = cluster_end(text, at);
    skip_punctuation();
    return at;
}

std::string composed(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    UNormalizer2 const* form = unorm2_getNFCInstance(&status);
    std::u16string from, to;
    for (std::size_t at = 0; at < text.size();) {
        Decoded decoded = decode_at(text, at);
        char16_t units[2];
        std::int32_t length = 0;
        U16_APPEND_UNSAFE(units, length, static_cast<UChar32>(decoded.character));
        from.append(units, static_cast<std::size_t>(length));
        at += decoded.length;
    }
    to.resize(from.size() * 3 + 3);   // the most that this form makes of a text in UTF-16
    std::int32_t length = unorm2_normalize(form, from.data(), static_cast<std::int32_t>(from.size()), to.data(),
                                           static_cast<std::int32_t>(to.size()), &status);
    if (U_FAILURE(status)) return std::string(text);
    std::string out;
    for (std::int32_t i = 0; i < length;) {
        UChar32 character = 0;
        U16_NEXT(to.data(), i, length, character);
        append_utf8(out, static_cast<char32_t>(character));
    }
    return out;
}

}  // namespace octavo::text

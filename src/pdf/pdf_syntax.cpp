#include "pdf/pdf_syntax.h"

#include <algorithm>
#include <charconv>

namespace octavo::pdf {
namespace {

constexpr char hex_digits[] = "0123456789ABCDEF";

void append_unit(std::string& out, std::uint32_t unit) {
    for (int shift = 12; shift >= 0; shift -= 4) out += hex_digits[(unit >> shift) & 15];
}

/// One code point from the front of `text`, which is not empty.
char32_t take_character(std::string_view& text) {
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    unsigned lead = byte(0);
    std::size_t length = lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
    bool good = length != 0 && text.size() >= length;
    char32_t character = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; good && i < length; ++i) {
        good = (byte(i) & 0xC0) == 0x80;
        character = character << 6 | (byte(i) & 0x3F);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    good = good && character >= smallest[length] && character <= 0x10FFFF &&
        !(character >= 0xD800 && character <= 0xDFFF);
    text.remove_prefix(good ? length : 1);
    return good ? character : U'\uFFFD';
}

bool is_plain(std::string_view utf8) {
    return std::all_of(utf8.begin(), utf8.end(), [](char c) { return c >= 32 && c < 127; });
}

}  // namespace

void append_integer(std::string& out, std::int64_t value) {
    char digits[24];
    auto end = std::to_chars(digits, digits + sizeof digits, value).ptr;
    out.append(digits, end);
}

void append_length(std::string& out, base::LongLength length) {
    bool negative = length < 0;
    std::int64_t thousandths = ((negative ? -length : length) * 1000 + 512) / 1024;
    append_thousandths(out, negative ? -thousandths : thousandths);
}

void append_thousandths(std::string& out, std::int64_t thousandths) {
    if (thousandths < 0) {
        out += '-';
        thousandths = -thousandths;
    }
    append_integer(out, thousandths / 1000);
    auto rest = static_cast<int>(thousandths % 1000);
    if (rest == 0) return;
    char digits[] = {'.', static_cast<char>('0' + rest / 100), static_cast<char>('0' + rest / 10 % 10),
                     static_cast<char>('0' + rest % 10)};
    std::size_t count = rest % 10 != 0 ? 4 : rest % 100 != 0 ? 3 : 2;
    out.append(digits, count);
}

void append_reference(std::string& out, std::uint32_t object) {
    append_integer(out, object);
    out += " 0 R";
}

std::u32string decode_utf8(std::string_view utf8) {
    std::u32string characters;
    while (!utf8.empty()) characters += take_character(utf8);
    return characters;
}

void append_utf16_digits(std::string& out, char32_t character) {
    if (character < 0x10000) return append_unit(out, character);
    std::uint32_t rest = character - 0x10000;
    append_unit(out, 0xD800 + (rest >> 10));
    append_unit(out, 0xDC00 + (rest & 0x3FF));
}

void append_utf16_hex(std::string& out, std::string_view utf8) {
    out += "<FEFF";
    while (!utf8.empty()) append_utf16_digits(out, take_character(utf8));
    out += '>';
}

void append_literal(std::string& out, std::string_view bytes) {
    out += '(';
    for (char c : bytes) {
        auto byte = static_cast<unsigned char>(c);
        if (c == '(' || c == ')' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 32 || byte > 126) {
            out += '\\';
            for (int shift = 6; shift >= 0; shift -= 3) out += static_cast<char>('0' + ((byte >> shift) & 7));
        } else {
            out += c;
        }
    }
    out += ')';
}

void append_name(std::string& out, std::string_view bytes) {
    out += '/';
    for (char c : bytes) {
        bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
            c == '.' || c == '+' || c == '_';
        if (plain) {
            out += c;
            continue;
        }
        auto byte = static_cast<unsigned char>(c);
        out.append({'#', hex_digits[byte >> 4], hex_digits[byte & 15]});
    }
}

std::string text_string_bytes(std::string_view utf8) {
    if (is_plain(utf8)) return std::string(utf8);
    std::string digits, bytes;
    append_utf16_hex(digits, utf8);
    for (std::size_t i = 1; i + 2 < digits.size(); i += 2) {
        auto value = [&](std::size_t at) { return digits[at] <= '9' ? digits[at] - '0' : digits[at] - 'A' + 10; };
        bytes += static_cast<char>(value(i) * 16 + value(i + 1));
    }
    return bytes;
}

void append_text_string(std::string& out, std::string_view utf8) {
    if (is_plain(utf8))
        append_literal(out, utf8);
    else
        append_utf16_hex(out, utf8);
}

}  // namespace octavo::pdf

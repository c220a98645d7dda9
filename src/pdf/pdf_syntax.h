// Pieces of PDF's syntax as text (ISO 32000-1 §7.3). All numbers are written without a locale.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

#include "base/units.h"

namespace octavo::pdf {

void append_integer(std::string& out, std::int64_t value);
/// "1.25" for 1250: thousandths without idle zeros.
void append_thousandths(std::string& out, std::int64_t thousandths);
/// A length in pt, to three decimals (1/1024 pt is just under that).
void append_length(std::string& out, base::LongLength length);
/// "12 0 R"
void append_reference(std::string& out, std::uint32_t object);
/// A text string: a literal string where it is plain ASCII, else UTF-16BE in hexadecimal digits. Malformed UTF-8
/// becomes U+FFFD.
void append_text_string(std::string& out, std::string_view utf8);
/// A byte string as a literal, with what needs it escaped.
void append_literal(std::string& out, std::string_view bytes);
/// "<feff…>", always UTF-16BE.
void append_utf16_hex(std::string& out, std::string_view utf8);
/// The bytes that append_text_string's string stands for, as they are sorted in a name tree (§7.9.6).
[[nodiscard]] std::string text_string_bytes(std::string_view utf8);
/// "/text#2Fxml": any bytes as a name.
void append_name(std::string& out, std::string_view bytes);
/// Code points of UTF-8; malformed bytes give U+FFFD.
[[nodiscard]] std::u32string decode_utf8(std::string_view utf8);
/// One UTF-16 code unit sequence as hexadecimal digits.
void append_utf16_digits(std::string& out, char32_t character);

}  // namespace octavo::pdf

#include "css/token.h"

#include <charconv>
#include <cmath>
#include <string>

#include "css/utf8.h"

namespace octavo::css {
namespace {

constexpr bool is_newline(unsigned char c) { return c == '\n' || c == '\r' || c == '\f'; }
constexpr bool is_space(unsigned char c) { return is_newline(c) || c == ' ' || c == '\t'; }
constexpr bool is_digit(unsigned char c) { return c >= '0' && c <= '9'; }
constexpr bool is_hex(unsigned char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
// NUL is read as U+FFFD (section 3.3), which is a name's character.
constexpr bool is_name_start(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 0x80 || c == 0;
}
constexpr bool is_name(unsigned char c) { return is_name_start(c) || is_digit(c) || c == '-'; }
constexpr bool is_non_printable(unsigned char c) { return (c >= 1 && c <= 8) || c == 0x0B || (c >= 0x0E && c <= 0x1F) || c == 0x7F; }

unsigned hex_digit(unsigned char c) { return is_digit(c) ? c - '0' : (c | 0x20U) - 'a' + 10U; }

double parse_number(std::string_view text) {
    if (!text.empty() && text.front() == '+') text.remove_prefix(1);
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error == std::errc::result_out_of_range) {
        // Values 4, 5.1: out of range is clamped; from_chars does not say which way.
        std::size_t exponent = text.find_first_of("eE");
        bool tiny = exponent != std::string_view::npos && text.substr(exponent + 1).starts_with('-');
        return tiny ? 0 : text.starts_with('-') ? -3.4e38 : 3.4e38;
    }
    if (std::abs(value) > 3.4e38) return value < 0 ? -3.4e38 : 3.4e38;
    return value;
}

}  // namespace

Tokenizer::Tokenizer(std::string_view text, base::Arena& arena, std::uint32_t line, std::uint32_t column)
    : text_(text), arena_(arena), line_(line), first_column_(column) {
    if (text_.starts_with("\xEF\xBB\xBF")) position_ = line_start_ = 3;
}

bool Tokenizer::valid_escape(std::size_t offset) const {
    return more(offset) && at(offset) == '\\' && !(more(offset + 1) && is_newline(at(offset + 1)));
}

// Section 4.3.9
bool Tokenizer::starts_identifier(std::size_t offset) const {
    if (!more(offset)) return false;
    unsigned char c = at(offset);
    if (c == '-') {
        return (more(offset + 1) && (is_name_start(at(offset + 1)) || at(offset + 1) == '-')) ||
               valid_escape(offset + 1);
    }
    return is_name_start(c) || valid_escape(offset);
}

// Section 4.3.10
bool Tokenizer::starts_number(std::size_t offset) const {
    if (at(offset) == '+' || at(offset) == '-') ++offset;
    if (is_digit(at(offset))) return true;
    return at(offset) == '.' && is_digit(at(offset + 1));
}

void Tokenizer::new_line(std::size_t offset) {
    ++line_;
    line_start_ = offset;
    first_column_ = 1;
}

void Tokenizer::skip_comments() {
    while (at(position_) == '/' && at(position_ + 1) == '*') {
        position_ += 2;
        while (more(position_) && !(at(position_) == '*' && at(position_ + 1) == '/')) {
            unsigned char c = at(position_++);
            if (c == '\r' && at(position_) == '\n') ++position_;
            if (is_newline(c)) new_line(position_);
        }
        position_ = std::min(position_ + 2, text_.size());
    }
}

void Tokenizer::skip_whitespace() {
    while (more(position_) && is_space(at(position_))) {
        unsigned char c = at(position_++);
        if (c == '\r' && at(position_) == '\n') ++position_;
        if (is_newline(c)) new_line(position_);
    }
}

// Section 4.3.7; the backslash is the next character.
void Tokenizer::append_escape(std::string& out) {
    ++position_;
    if (!more(position_)) {
        append_utf8(out, 0xFFFD);
        return;
    }
    if (!is_hex(at(position_))) {
        // The escaped character whole: its continuation bytes are name characters, read by the caller.
        unsigned char c = at(position_++);
        if (c == 0) append_utf8(out, 0xFFFD);
        else out += static_cast<char>(c);
        return;
    }
    char32_t code = 0;
    for (int digits = 0; digits < 6 && more(position_) && is_hex(at(position_)); ++digits) code = code * 16 + hex_digit(at(position_++));
    if (more(position_) && is_space(at(position_))) {
        unsigned char c = at(position_++);
        if (c == '\r' && at(position_) == '\n') ++position_;
        if (is_newline(c)) new_line(position_);
    }
    bool invalid = code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF);
    append_utf8(out, invalid ? 0xFFFD : code);
}

// Section 4.3.11; copies only where an escape or a NUL stands in the name.
std::string_view Tokenizer::read_name() {
    std::size_t begin = position_;
    while (more(position_) && is_name(at(position_)) && at(position_) != 0) ++position_;
    bool plain = !more(position_) || (at(position_) != 0 && !valid_escape(position_));
    if (plain) return text_.substr(begin, position_ - begin);
    std::string name(text_.substr(begin, position_ - begin));
    while (more(position_)) {
        if (valid_escape(position_)) {
            append_escape(name);
        } else if (at(position_) == 0) {
            append_utf8(name, 0xFFFD);
            ++position_;
        } else if (is_name(at(position_))) {
            name += text_[position_++];
        } else {
            break;
        }
    }
    return arena_.copy(name);
}

Token Tokenizer::make(TokenKind kind) {
    Token token;
    token.kind = kind;
    token.line = line_;
    token.column = static_cast<std::uint32_t>(position_ - line_start_) + first_column_;
    token.begin = static_cast<std::uint32_t>(position_);
    return token;
}

Token Tokenizer::finish(Token token) {
    token.end = static_cast<std::uint32_t>(position_);
    return token;
}

// Sections 4.3.3 and 4.3.12
Token Tokenizer::read_numeric(Token token) {
    std::size_t begin = position_;
    token.integer = true;
    if (at(position_) == '+' || at(position_) == '-') {
        token.is_signed = true;
        ++position_;
    }
    while (is_digit(at(position_))) ++position_;
    if (at(position_) == '.' && is_digit(at(position_ + 1))) {
        token.integer = false;
        ++position_;
        while (is_digit(at(position_))) ++position_;
    }
    if (at(position_) == 'e' || at(position_) == 'E') {
        std::size_t digits = position_ + 1;
        if (at(digits) == '+' || at(digits) == '-') ++digits;
        if (is_digit(at(digits))) {
            token.integer = false;
            position_ = digits;
            while (is_digit(at(position_))) ++position_;
        }
    }
    token.number = parse_number(text_.substr(begin, position_ - begin));
    if (starts_identifier(position_)) {
        token.kind = TokenKind::dimension;
        token.text = read_name();
    } else if (at(position_) == '%') {
        token.kind = TokenKind::percentage;
        ++position_;
    } else {
        token.kind = TokenKind::number;
    }
    return finish(token);
}

// Section 4.3.4
Token Tokenizer::read_ident_like(Token token) {
    token.text = read_name();
    if (at(position_) != '(') {
        token.kind = TokenKind::ident;
        return finish(token);
    }
    ++position_;
    token.kind = TokenKind::function;
    bool url = token.text.size() == 3 && (token.text[0] | 0x20) == 'u' && (token.text[1] | 0x20) == 'r' && (token.text[2] | 0x20) == 'l';
    if (!url) return finish(token);
    std::size_t ahead = position_;
    while (more(ahead) && is_space(at(ahead))) ++ahead;
    if (at(ahead) == '"' || at(ahead) == '\'') return finish(token);  // a function with a string
    return read_url(token);
}

// Section 4.3.5
Token Tokenizer::read_string(Token token) {
    unsigned char quote = at(position_++);
    std::size_t begin = position_;
    std::string copy;
    bool copied = false;
    token.kind = TokenKind::string;
    while (more(position_)) {
        unsigned char c = at(position_);
        if (c == quote) {
            token.text = copied ? arena_.copy(copy) : text_.substr(begin, position_ - begin);
            ++position_;
            return finish(token);
        }
        if (is_newline(c)) {
            token.kind = TokenKind::bad_string;
            return finish(token);
        }
        if (c == '\\' || c == 0) {
            if (!copied) copy.assign(text_.substr(begin, position_ - begin));
            copied = true;
            if (c == 0) {
                append_utf8(copy, 0xFFFD);
                ++position_;
            } else if (!more(position_ + 1)) {
                ++position_;  // a backslash at the very end means nothing in a string
            } else if (is_newline(at(position_ + 1))) {
                position_ += at(position_ + 1) == '\r' && at(position_ + 2) == '\n' ? 3 : 2;
                new_line(position_);
            } else {
                append_escape(copy);
            }
            continue;
        }
        if (copied) copy += static_cast<char>(c);
        ++position_;
    }
    token.text = copied ? arena_.copy(copy) : text_.substr(begin, position_ - begin);
    return finish(token);
}

void Tokenizer::skip_bad_url() {
    std::string ignored;
    while (more(position_)) {
        if (at(position_) == ')') {
            ++position_;
            return;
        }
        if (valid_escape(position_)) {
            ignored.clear();
            append_escape(ignored);
        } else if (is_newline(at(position_))) {
            skip_whitespace();
        } else {
            ++position_;
        }
    }
}

// Section 4.3.6
Token Tokenizer::read_url(Token token) {
    token.kind = TokenKind::url;
    token.text = {};
    skip_whitespace();
    std::string url;
    while (more(position_)) {
        unsigned char c = at(position_);
        if (c == ')') break;
        if (is_space(c)) {
            skip_whitespace();
            if (!more(position_) || at(position_) == ')') break;
            token.kind = TokenKind::bad_url;
        } else if (c == '"' || c == '\'' || c == '(' || is_non_printable(c) || (c == '\\' && !valid_escape(position_))) {
            token.kind = TokenKind::bad_url;
        }
        if (token.kind == TokenKind::bad_url) {
            skip_bad_url();
            return finish(token);
        }
        if (c == '\\') {
            append_escape(url);
        } else if (c == 0) {
            append_utf8(url, 0xFFFD);
            ++position_;
        } else {
            url += static_cast<char>(c);
            ++position_;
        }
    }
    if (more(position_)) ++position_;
    token.text = arena_.copy(url);
    return finish(token);
}

Token Tokenizer::read_delim(Token token) {
    unsigned char c = at(position_++);
    token.delim = c;
    switch (c) {
        case '(': token.kind = TokenKind::open_paren; break;
        case ')': token.kind = TokenKind::close_paren; break;
        case '[': token.kind = TokenKind::open_square; break;
        case ']': token.kind = TokenKind::close_square; break;
        case '{': token.kind = TokenKind::open_brace; break;
        case '}': token.kind = TokenKind::close_brace; break;
        case ',': token.kind = TokenKind::comma; break;
        case ':': token.kind = TokenKind::colon; break;
        case ';': token.kind = TokenKind::semicolon; break;
        default: token.kind = TokenKind::delim; break;
    }
    return finish(token);
}

// Section 4.3.1
Token Tokenizer::next() {
    skip_comments();
    Token token = make(TokenKind::end);
    if (!more(position_)) return finish(token);
    unsigned char c = at(position_);
    if (is_space(c)) {
        skip_whitespace();
        token.kind = TokenKind::whitespace;
        return finish(token);
    }
    if (c == '"' || c == '\'') return read_string(token);
    if (is_digit(c) || ((c == '+' || c == '-' || c == '.') && starts_number(position_))) return read_numeric(token);
    if (c == '-' && text_.substr(position_, 3) == "-->") {
        position_ += 3;
        token.kind = TokenKind::cdc;
        return finish(token);
    }
    if (starts_identifier(position_)) return read_ident_like(token);
    if (c == '#' && more(position_ + 1) && (is_name(at(position_ + 1)) || valid_escape(position_ + 1))) {
        ++position_;
        token.identifier = starts_identifier(position_);
        token.kind = TokenKind::hash;
        token.text = read_name();
        return finish(token);
    }
    if (c == '@' && starts_identifier(position_ + 1)) {
        ++position_;
        token.kind = TokenKind::at_keyword;
        token.text = read_name();
        return finish(token);
    }
    if (c == '<' && text_.substr(position_, 4) == "<!--") {
        position_ += 4;
        token.kind = TokenKind::cdo;
        return finish(token);
    }
    return read_delim(token);
}

std::vector<Token> tokenize(std::string_view text, base::Arena& arena, std::size_t limit) {
    Tokenizer tokenizer(text, arena);
    std::vector<Token> tokens;
    for (Token token = tokenizer.next(); token.kind != TokenKind::end && tokens.size() < limit; token = tokenizer.next()) {
        tokens.push_back(token);
    }
    return tokens;
}

}  // namespace octavo::css

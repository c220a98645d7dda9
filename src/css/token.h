// CSS tokens (Syntax 3, section 4). Input: UTF-8 text. Output: one token at a time, each with its line, column and byte range.
// Nothing is copied but what had an escape in it. Cost: linear; a token is read once and never looked at again.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"

namespace octavo::css {

enum class TokenKind : std::uint8_t {
    ident, function, at_keyword, hash, string, bad_string, url, bad_url, delim, number, percentage, dimension, whitespace, cdo, cdc,
    colon, semicolon, comma, open_square, close_square, open_paren, close_paren, open_brace, close_brace, end,
};

struct Token {
    TokenKind kind = TokenKind::end;
    bool integer = false;      ///< number, percentage, dimension: written without '.' and exponent
    bool is_signed = false;    ///< the same: written with '+' or '-' (An+B needs to know)
    bool identifier = false;   ///< hash: its name would be an identifier (an id selector)
    char32_t delim = 0;
    double number = 0;         ///< as written: 50 for 50%
    std::string_view text;     ///< name, string, url or (dimension) unit, escapes resolved
    std::uint32_t line = 0, column = 0;  ///< from 1, the column in bytes
    std::uint32_t begin = 0, end = 0;    ///< byte range in the text
};

/// Reads tokens from `text`, which must outlive them, as must `arena` (it holds what had escapes).
class Tokenizer {
public:
    /// `line` and `column`: where the text begins in its file.
    Tokenizer(std::string_view text, base::Arena& arena, std::uint32_t line = 1, std::uint32_t column = 1);
    /// The next token; kind `end` at the end, for ever. Comments are skipped.
    Token next();
    [[nodiscard]] std::string_view source() const { return text_; }

private:
    [[nodiscard]] unsigned char at(std::size_t offset) const { return offset < text_.size() ? static_cast<unsigned char>(text_[offset]) : 0; }
    [[nodiscard]] bool more(std::size_t offset) const { return offset < text_.size(); }
    [[nodiscard]] bool valid_escape(std::size_t offset) const;
    [[nodiscard]] bool starts_identifier(std::size_t offset) const;
    [[nodiscard]] bool starts_number(std::size_t offset) const;
    void skip_comments();
    void skip_whitespace();
    void new_line(std::size_t offset);
    std::string_view read_name();
    void append_escape(std::string& out);
    Token make(TokenKind kind);
    Token finish(Token token);
    Token read_numeric(Token token);
    Token read_ident_like(Token token);
    Token read_string(Token token);
    Token read_url(Token token);
    Token read_delim(Token token);
    void skip_bad_url();

    std::string_view text_;
    base::Arena& arena_;
    std::size_t position_ = 0;
    std::size_t line_start_ = 0;
    std::uint32_t line_;
    std::uint32_t first_column_;  // of the first line
};

/// The whole text as tokens, without the final `end`; `limit` bounds their number.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text, base::Arena& arena, std::size_t limit = 1u << 20);

/// Tokens as CSS text that reads as the same tokens again (Syntax 3, section 9).
[[nodiscard]] std::string serialize(std::vector<Token> const& tokens);
[[nodiscard]] std::string serialize(Token const* tokens, std::size_t count);
/// Identifiers and strings as CSSOM serialises them.
[[nodiscard]] std::string serialize_identifier(std::string_view name);
[[nodiscard]] std::string serialize_string(std::string_view text);

}  // namespace octavo::css

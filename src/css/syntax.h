// The parser of Syntax 3, section 5: component values, declarations and blocks out of the token stream, with its recovery.
// Nothing here recurses: brackets are counted on a stack, so that no nesting is too deep.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "css/token.h"

namespace octavo::css {

/// More component values than these in one prelude or declaration are read over; it is then invalid.
inline constexpr std::size_t component_limit = 65'536;

class TokenStream {
public:
    TokenStream(std::string_view text, base::Arena& arena, std::uint32_t line, std::uint32_t column)
        : tokenizer_(text, arena, line, column) { advance(); }

    [[nodiscard]] Token const& peek() const { return token_; }
    void advance() {
        previous_end_ = token_.end;
        token_ = tokenizer_.next();
    }
    [[nodiscard]] bool at_end() const { return token_.kind == TokenKind::end; }
    void skip_whitespace() { while (token_.kind == TokenKind::whitespace) advance(); }
    /// Component values up to one of the kinds in `stops` (a set of bits) outside brackets; the stop is not taken.
    /// False when there were too many.
    bool consume_until(std::uint32_t stops, std::vector<Token>& out);
    /// Past the block whose opening bracket is the next token.
    void skip_block();
    [[nodiscard]] std::string_view source() const { return tokenizer_.source(); }
    /// Byte offset after the last token taken.
    [[nodiscard]] std::uint32_t previous_end() const { return previous_end_; }

private:
    Tokenizer tokenizer_;
    Token token_;
    std::uint32_t previous_end_ = 0;
    std::vector<TokenKind> open_;
};

[[nodiscard]] constexpr std::uint32_t stop_bit(TokenKind kind) { return 1U << static_cast<unsigned>(kind); }
[[nodiscard]] std::span<Token const> trim(std::span<Token const> tokens);

/// A declaration apart: its name, its value trimmed, `!important` taken off (Syntax 3, 5.4.6).
struct RawDeclaration {
    Token name;
    std::span<Token const> value;
    bool important = false;
    bool valid = false;   ///< there was a colon, and no bad token in the value
};
[[nodiscard]] RawDeclaration take_declaration(std::span<Token const> tokens);

}  // namespace octavo::css

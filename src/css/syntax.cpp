#include "css/syntax.h"

#include <algorithm>

#include "css/value_reader.h"

namespace octavo::css {
namespace {

TokenKind closer_of(TokenKind kind) {
    switch (kind) {
        case TokenKind::function: case TokenKind::open_paren: return TokenKind::close_paren;
        case TokenKind::open_square: return TokenKind::close_square;
        case TokenKind::open_brace: return TokenKind::close_brace;
        default: return TokenKind::end;
    }
}

}  // namespace

bool TokenStream::consume_until(std::uint32_t stops, std::vector<Token>& out) {
    bool whole = true;
    open_.clear();
    while (!at_end()) {
        TokenKind kind = token_.kind;
        if (open_.empty() && (stops >> static_cast<unsigned>(kind) & 1U) != 0) break;
        if (TokenKind closer = closer_of(kind); closer != TokenKind::end) open_.push_back(closer);
        else if (!open_.empty() && kind == open_.back()) open_.pop_back();
        if (out.size() < component_limit) out.push_back(token_);
        else whole = false;
        advance();
    }
    return whole;
}

void TokenStream::skip_block() {
    open_.clear();
    do {
        if (TokenKind closer = closer_of(token_.kind); closer != TokenKind::end) open_.push_back(closer);
        else if (!open_.empty() && token_.kind == open_.back()) open_.pop_back();
        advance();
    } while (!at_end() && !open_.empty());
}

std::span<Token const> trim(std::span<Token const> tokens) {
    while (!tokens.empty() && tokens.front().kind == TokenKind::whitespace) tokens = tokens.subspan(1);
    while (!tokens.empty() && tokens.back().kind == TokenKind::whitespace) tokens = tokens.first(tokens.size() - 1);
    return tokens;
}

RawDeclaration take_declaration(std::span<Token const> tokens) {
    RawDeclaration result;
    tokens = trim(tokens);
    if (tokens.empty() || tokens[0].kind != TokenKind::ident) return result;
    result.name = tokens[0];
    tokens = trim(tokens.subspan(1));
    if (tokens.empty() || tokens[0].kind != TokenKind::colon) return result;
    tokens = trim(tokens.subspan(1));
    if (!tokens.empty() && tokens.back().kind == TokenKind::ident && equals_ignoring_case(tokens.back().text, "important")) {
        auto before = trim(tokens.first(tokens.size() - 1));
        if (!before.empty() && before.back().kind == TokenKind::delim && before.back().delim == '!') {
            result.important = true;
            tokens = trim(before.first(before.size() - 1));
        }
    }
    result.value = tokens;
    result.valid = std::none_of(tokens.begin(), tokens.end(), [](Token const& token) {
        return token.kind == TokenKind::bad_string || token.kind == TokenKind::bad_url;
    });
    return result;
}

}  // namespace octavo::css

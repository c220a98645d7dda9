#include "css/an_plus_b.h"

#include <algorithm>
#include <charconv>

#include "css/utf8.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

// Far beyond any sibling's position, and safe to add.
constexpr double limit = 1'000'000'000;

std::int32_t bounded(double number) { return static_cast<std::int32_t>(std::clamp(number, -limit, limit)); }

bool is_integer(Token const& token) { return token.kind == TokenKind::number && token.integer; }

// The digits of "n-123" after the hyphen
std::optional<std::int32_t> digits(std::string_view text) {
    if (text.empty()) return {};
    for (char c : text) {
        if (c < '0' || c > '9') return {};
    }
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error == std::errc() ? bounded(static_cast<double>(number)) : bounded(limit);
}

class Reader {
public:
    explicit Reader(std::span<Token const> tokens) : tokens_(tokens) {
        while (!tokens_.empty() && tokens_.back().kind == TokenKind::whitespace) tokens_ = tokens_.first(tokens_.size() - 1);
        skip();
    }
    std::optional<AnPlusB> read() {
        if (tokens_.empty()) return {};
        Token first = take();
        if (is_integer(first)) return finish({0, bounded(first.number)});
        std::string word = to_lower(first.text);
        if (first.kind == TokenKind::dimension) {
            if (!first.integer) return {};
            return after_a(bounded(first.number), word);
        }
        bool plus = first.kind == TokenKind::delim && first.delim == '+';
        if (plus) {
            if (tokens_.empty() || tokens_[0].kind != TokenKind::ident) return {};  // no white space after the sign
            first = take();
            word = to_lower(first.text);
            if (word.starts_with('-')) return {};
        }
        if (first.kind != TokenKind::ident) return {};
        if (!plus && word == "odd") return finish({2, 1});
        if (!plus && word == "even") return finish({2, 0});
        if (word.starts_with('-')) return after_a(-1, word.substr(1));
        return after_a(1, word);
    }

private:
    // `word` is what stands after A: n, n-, n-<digits>
    std::optional<AnPlusB> after_a(std::int32_t a, std::string_view word) {
        if (word == "n") return read_b(a);
        if (word == "n-") {
            skip();
            return read_unsigned(a, -1);
        }
        if (!word.starts_with("n-")) return {};
        auto b = digits(word.substr(2));
        if (!b) return {};
        return finish({a, -*b});
    }
    std::optional<AnPlusB> read_b(std::int32_t a) {
        skip();
        if (tokens_.empty()) return AnPlusB{a, 0};
        Token next = take();
        if (is_integer(next) && next.is_signed) return finish({a, bounded(next.number)});
        if (next.kind != TokenKind::delim || (next.delim != '+' && next.delim != '-')) return {};
        skip();
        return read_unsigned(a, next.delim == '+' ? 1 : -1);
    }
    std::optional<AnPlusB> read_unsigned(std::int32_t a, int sign) {
        if (tokens_.empty()) return {};
        Token next = take();
        if (!is_integer(next) || next.is_signed) return {};
        return finish({a, sign * bounded(next.number)});
    }
    std::optional<AnPlusB> finish(AnPlusB result) const {
        if (!tokens_.empty()) return {};
        return result;
    }
    Token take() {
        Token token = tokens_[0];
        tokens_ = tokens_.subspan(1);
        return token;
    }
    void skip() {
        while (!tokens_.empty() && tokens_[0].kind == TokenKind::whitespace) tokens_ = tokens_.subspan(1);
    }
    std::span<Token const> tokens_;
};

}  // namespace

std::optional<AnPlusB> parse_an_plus_b(std::span<Token const> tokens) { return Reader(tokens).read(); }

}  // namespace octavo::css

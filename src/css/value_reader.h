// A cursor over the tokens of one value, and the grammars that all properties share (Values 4): lengths, calc(), colours, …
// Every read_ function either takes what it names and returns it, or takes nothing.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "css/value.h"

namespace octavo::css {

enum class Range : std::uint8_t { all, non_negative };

/// Nested functions and brackets deeper than this make a value invalid.
inline constexpr unsigned value_depth_limit = 64;

class ValueReader {
public:
    /// `base_name`: the style sheet's resource name, for url().
    ValueReader(std::span<Token const> tokens, base::Arena& arena, std::string_view base_name, unsigned depth = 0)
        : tokens_(tokens), arena_(arena), base_name_(base_name), depth_(depth) { skip_whitespace(); }

    [[nodiscard]] bool at_end() const { return position_ >= tokens_.size(); }
    /// The next token that is not white space; kind `end` at the end.
    [[nodiscard]] Token const& peek() const;
    Token const& take();
    void skip_whitespace();
    /// Does white space stand right before the next token?
    [[nodiscard]] bool after_whitespace() const { return position_ > 0 && tokens_[position_ - 1].kind == TokenKind::whitespace; }
    [[nodiscard]] std::size_t position() const { return position_; }
    void rewind(std::size_t position) { position_ = position; }
    [[nodiscard]] base::Arena& arena() const { return arena_; }
    [[nodiscard]] std::span<Token const> rest() const { return tokens_.subspan(position_); }

    bool take_comma();
    bool take_delim(char32_t delim);
    /// Takes the identifier if it is this one (ASCII case-insensitive, `word` in lower case).
    bool take_ident(std::string_view word);
    /// The next identifier's text, or nothing; not lower-cased.
    std::optional<std::string_view> read_ident();
    /// If the next token is this function (lower case), takes it with its bracket and gives a reader of its arguments.
    std::optional<ValueReader> read_function(std::string_view name);
    /// If the next token is any function or bracket, takes the block and gives a reader of what is inside.
    std::optional<ValueReader> read_block();

    std::optional<Value> read_length(Range range);
    std::optional<Value> read_percentage(Range range);
    std::optional<Value> read_length_percentage(Range range);
    std::optional<Value> read_number(Range range);
    std::optional<Value> read_number_or_percentage(Range range);
    std::optional<Value> read_integer();                 ///< calc() rounds
    std::optional<Value> read_color();
    std::optional<Value> read_string();
    std::optional<Value> read_url();                     ///< url() or src(), resolved; not a string
    std::optional<Value> read_image();                   ///< url(), image-set()'s first; gradients are taken as an empty url
    std::optional<Value> read_custom_ident();            ///< not a CSS-wide keyword or `default`
    /// A resource name for `reference` as written; remote ones and fragments as they are.
    [[nodiscard]] std::string_view resolve(std::string_view reference) const;
    [[nodiscard]] std::span<Value const> keep(std::vector<Value> const& items) const;

private:
    std::optional<Value> read_numeric(unsigned allowed, Range range);
    std::span<Token const> tokens_;
    base::Arena& arena_;
    std::string_view base_name_;
    unsigned depth_;
    std::size_t position_ = 0;
};

/// The CSS-wide keyword the tokens are, white space aside: a Value of Kind::wide.
[[nodiscard]] std::optional<Value> read_wide_keyword(std::span<Token const> tokens);
/// ASCII case-insensitive comparison; `lower` is in lower case.
[[nodiscard]] bool equals_ignoring_case(std::string_view text, std::string_view lower);
/// Named colours and `transparent`, by lower-case name.
[[nodiscard]] std::optional<Color> named_color(std::string_view name);

[[nodiscard]] inline Value keyword_value(std::uint16_t keyword) { Value value; value.keyword = keyword; return value; }
template <typename Enum>
[[nodiscard]] Value keyword_value(Enum keyword) { return keyword_value(static_cast<std::uint16_t>(keyword)); }

}  // namespace octavo::css

#include "css/value_reader.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "css/calc.h"
#include "css/utf8.h"
#include "io/workspace.h"

namespace octavo::css {
namespace {

constexpr Token end_token{};

bool opens(TokenKind kind) {
    return kind == TokenKind::function || kind == TokenKind::open_paren || kind == TokenKind::open_square || kind == TokenKind::open_brace;
}
bool closes(TokenKind kind) {
    return kind == TokenKind::close_paren || kind == TokenKind::close_square || kind == TokenKind::close_brace;
}

struct UnitName {
    std::string_view name;
    Unit unit;
};
constexpr std::array unit_names{
    UnitName{"px", Unit::px},   UnitName{"pt", Unit::pt},   UnitName{"pc", Unit::pc},     UnitName{"in", Unit::in},
    UnitName{"cm", Unit::cm},   UnitName{"mm", Unit::mm},   UnitName{"q", Unit::q},       UnitName{"em", Unit::em},
    UnitName{"rem", Unit::rem}, UnitName{"ex", Unit::ex},   UnitName{"ch", Unit::ch},     UnitName{"cap", Unit::cap},
    UnitName{"ic", Unit::ic},   UnitName{"lh", Unit::lh},   UnitName{"rlh", Unit::rlh},   UnitName{"vw", Unit::vw},
    UnitName{"vh", Unit::vh},   UnitName{"vmin", Unit::vmin}, UnitName{"vmax", Unit::vmax}, UnitName{"vi", Unit::vi},
    UnitName{"vb", Unit::vb},
};

}  // namespace

bool equals_ignoring_case(std::string_view text, std::string_view lower) {
    if (text.size() != lower.size()) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
        if (c != lower[i]) return false;
    }
    return true;
}

std::optional<Value> read_wide_keyword(std::span<Token const> tokens) {
    Token const* only = nullptr;
    for (Token const& token : tokens) {
        if (token.kind == TokenKind::whitespace) continue;
        if (only != nullptr || token.kind != TokenKind::ident) return {};
        only = &token;
    }
    if (only == nullptr) return {};
    static constexpr std::string_view words[] = {"initial", "inherit", "unset", "revert", "revert-layer"};
    for (std::size_t i = 0; i < std::size(words); ++i) {
        if (!equals_ignoring_case(only->text, words[i])) continue;
        Value value;
        value.kind = Value::Kind::wide;
        value.wide = static_cast<WideKeyword>(i);
        return value;
    }
    return {};
}

std::optional<Unit> unit_of(std::string_view name) {
    for (UnitName const& row : unit_names) {
        if (equals_ignoring_case(name, row.name)) return row.unit;
    }
    return {};
}

Token const& ValueReader::peek() const { return at_end() ? end_token : tokens_[position_]; }

void ValueReader::skip_whitespace() {
    while (position_ < tokens_.size() && tokens_[position_].kind == TokenKind::whitespace) ++position_;
}

Token const& ValueReader::take() {
    if (at_end()) return end_token;
    Token const& token = tokens_[position_++];
    skip_whitespace();
    return token;
}

bool ValueReader::take_comma() {
    if (peek().kind != TokenKind::comma) return false;
    take();
    return true;
}

bool ValueReader::take_delim(char32_t delim) {
    if (peek().kind != TokenKind::delim || peek().delim != delim) return false;
    take();
    return true;
}

bool ValueReader::take_ident(std::string_view word) {
    if (peek().kind != TokenKind::ident || !equals_ignoring_case(peek().text, word)) return false;
    take();
    return true;
}

std::optional<std::string_view> ValueReader::read_ident() {
    if (peek().kind != TokenKind::ident) return {};
    return take().text;
}

std::optional<ValueReader> ValueReader::read_function(std::string_view name) {
    if (peek().kind != TokenKind::function || !equals_ignoring_case(peek().text, name)) return {};
    return read_block();
}

std::optional<ValueReader> ValueReader::read_block() {
    if (!opens(peek().kind) || depth_ >= value_depth_limit) return {};
    std::size_t first = position_ + 1, depth = 1, i = first;
    for (; i < tokens_.size(); ++i) {
        if (opens(tokens_[i].kind)) ++depth;
        else if (closes(tokens_[i].kind) && --depth == 0) break;
    }
    // The end of the value closes what is open (Syntax 3, 5.4.8).
    ValueReader inside(tokens_.subspan(first, i - first), arena_, base_name_, depth_ + 1);
    position_ = std::min(i + 1, tokens_.size());
    skip_whitespace();
    return inside;
}

std::optional<Value> ValueReader::read_numeric(unsigned allowed, Range range) {
    Token const& token = peek();
    Value value;
    value.number = token.number;
    switch (token.kind) {
        case TokenKind::number:
            if ((allowed & allow_number) != 0) {
                value.kind = Value::Kind::number;
            } else if ((allowed & allow_length) != 0 && token.number == 0) {
                value.kind = Value::Kind::length;
            } else {
                return {};
            }
            break;
        case TokenKind::percentage:
            if ((allowed & allow_percentage) == 0) return {};
            value.kind = Value::Kind::percentage;
            break;
        case TokenKind::dimension: {
            auto unit = unit_of(token.text);
            if (!unit || (allowed & allow_length) == 0) return {};
            value.kind = Value::Kind::length;
            value.unit = *unit;
            break;
        }
        case TokenKind::function: {
            std::size_t start = position_;
            auto calculated = read_calculation(*this, allowed);
            if (!calculated) {
                rewind(start);
                return {};
            }
            calculated->non_negative = range == Range::non_negative;
            if (calculated->non_negative && calculated->kind != Value::Kind::calc) calculated->number = std::max(calculated->number, 0.0);
            return calculated;
        }
        default: return {};
    }
    if (range == Range::non_negative && value.number < 0) return {};
    take();
    return value;
}

std::optional<Value> ValueReader::read_length(Range range) { return read_numeric(allow_length, range); }
std::optional<Value> ValueReader::read_percentage(Range range) { return read_numeric(allow_percentage, range); }
std::optional<Value> ValueReader::read_length_percentage(Range range) { return read_numeric(allow_length | allow_percentage, range); }
std::optional<Value> ValueReader::read_number(Range range) { return read_numeric(allow_number, range); }
std::optional<Value> ValueReader::read_number_or_percentage(Range range) {
    if (auto number = read_numeric(allow_number, range)) return number;
    return read_numeric(allow_percentage, range);
}

std::optional<Value> ValueReader::read_integer() {
    if (peek().kind == TokenKind::number && !peek().integer) return {};
    auto value = read_numeric(allow_number, Range::all);
    if (!value) return {};
    value->kind = Value::Kind::integer;
    // Values 4, 10.9: to the nearest, halves up
    value->number = std::clamp(std::floor(value->number + 0.5), -2147483647.0, 2147483647.0);
    return value;
}

std::optional<Value> ValueReader::read_string() {
    if (peek().kind != TokenKind::string) return {};
    Value value;
    value.kind = Value::Kind::string;
    value.text = take().text;
    return value;
}

std::string_view ValueReader::resolve(std::string_view reference) const {
    if (reference.empty() || reference.front() == '#') return reference;
    if (reference.find(':') != std::string_view::npos && reference.find(':') < reference.find('/')) return reference;  // a scheme
    std::string name = io::resolve_name(reference, base_name_);
    return name.empty() ? reference : arena_.copy(name);
}

std::optional<Value> ValueReader::read_url() {
    Value value;
    value.kind = Value::Kind::url;
    if (peek().kind == TokenKind::url) {
        value.text = resolve(take().text);
        return value;
    }
    std::size_t start = position_;
    for (std::string_view name : {"url", "src"}) {
        auto inside = read_function(name);
        if (!inside) continue;
        auto text = inside->read_string();
        if (text && inside->at_end()) {
            value.text = resolve(text->text);
            return value;
        }
        rewind(start);
        return {};
    }
    return {};
}

std::optional<Value> ValueReader::read_image() {
    if (auto url = read_url()) return url;
    std::size_t start = position_;
    for (std::string_view name : {"image-set", "-webkit-image-set"}) {
        auto inside = read_function(name);
        if (!inside) continue;
        if (auto url = inside->read_url()) return url;
        if (auto text = inside->read_string()) {
            text->kind = Value::Kind::url;
            text->text = resolve(text->text);
            return text;
        }
        rewind(start);
        return {};
    }
    // Gradients are not painted; taken, so that the rest of a background stands.
    if (peek().kind == TokenKind::function && std::string_view(peek().text).ends_with("-gradient") && read_block()) {
        Value nothing;
        nothing.kind = Value::Kind::url;
        return nothing;
    }
    return {};
}

std::optional<Value> ValueReader::read_custom_ident() {
    if (peek().kind != TokenKind::ident) return {};
    for (std::string_view word : {"initial", "inherit", "unset", "revert", "revert-layer", "default"}) {
        if (equals_ignoring_case(peek().text, word)) return {};
    }
    Value value;
    value.kind = Value::Kind::name;
    value.text = take().text;
    return value;
}

std::span<Value const> ValueReader::keep(std::vector<Value> const& items) const {
    return arena_.copy(std::span<Value const>(items));
}

}  // namespace octavo::css

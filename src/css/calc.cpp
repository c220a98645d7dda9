#include "css/calc.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace octavo::css {
namespace {

// A calculation's type as the bits it may stand for: number alone, or lengths and percentages mixed.
struct Typed {
    Value value;
    unsigned type = allow_number;
};

std::optional<Typed> read_sum(ValueReader& reader);

Typed make(ValueReader& reader, CalcOperation operation, std::vector<Value> const& items, unsigned type) {
    Typed result;
    result.type = type;
    result.value.kind = Value::Kind::calc;
    result.value.operation = operation;
    result.value.items = reader.keep(items);
    return result;
}

std::optional<Typed> read_constant(ValueReader& reader) {
    struct Constant { std::string_view name; double value; };
    static constexpr Constant constants[] = {{"e", std::numbers::e}, {"pi", std::numbers::pi}, {"infinity", 3.4e38}, {"-infinity", -3.4e38}};
    for (Constant const& constant : constants) {
        if (!reader.take_ident(constant.name)) continue;
        Typed result;
        result.value.kind = Value::Kind::number;
        result.value.number = constant.value;
        return result;
    }
    return {};
}

std::optional<Typed> read_arguments(ValueReader& inside, CalcOperation operation, std::size_t least, std::size_t most) {
    std::vector<Value> items;
    unsigned type = 0;
    do {
        auto item = read_sum(inside);
        if (!item || items.size() == most) return {};
        bool same = items.empty() || (type == allow_number) == (item->type == allow_number);
        if (!same) return {};
        type |= item->type;
        items.push_back(item->value);
    } while (inside.take_comma());
    if (!inside.at_end() || items.size() < least) return {};
    if (items.size() == 1) return Typed{items[0], type};
    return make(inside, operation, items, type);
}

std::optional<Typed> read_math_function(ValueReader& reader) {
    struct Function { std::string_view name; CalcOperation operation; std::size_t least, most; };
    static constexpr Function functions[] = {
        {"calc", CalcOperation::sum, 1, 1},     {"-webkit-calc", CalcOperation::sum, 1, 1}, {"-moz-calc", CalcOperation::sum, 1, 1},
        {"min", CalcOperation::minimum, 1, 64}, {"max", CalcOperation::maximum, 1, 64},     {"clamp", CalcOperation::clamp, 3, 3},
    };
    for (Function const& function : functions) {
        if (auto inside = reader.read_function(function.name)) {
            return read_arguments(*inside, function.operation, function.least, function.most);
        }
    }
    return {};
}

std::optional<Typed> read_leaf(ValueReader& reader) {
    Token const& token = reader.peek();
    Typed result;
    result.value.number = token.number;
    switch (token.kind) {
        case TokenKind::number: result.value.kind = Value::Kind::number; break;
        case TokenKind::percentage:
            result.value.kind = Value::Kind::percentage;
            result.type = allow_percentage;
            break;
        case TokenKind::dimension: {
            auto unit = unit_of(token.text);
            if (!unit) return {};
            result.value.kind = Value::Kind::length;
            result.value.unit = *unit;
            result.type = allow_length;
            break;
        }
        case TokenKind::ident: return read_constant(reader);
        case TokenKind::open_paren: {
            auto inside = reader.read_block();
            if (!inside) return {};
            auto sum = read_sum(*inside);
            return sum && inside->at_end() ? sum : std::nullopt;
        }
        case TokenKind::function: return read_math_function(reader);
        default: return {};
    }
    reader.take();
    return result;
}

std::optional<Typed> read_product(ValueReader& reader) {
    auto first = read_leaf(reader);
    if (!first) return {};
    std::vector<Value> factors{first->value};
    unsigned type = first->type;
    while (true) {
        bool divide = reader.take_delim('/');
        if (!divide && !reader.take_delim('*')) break;
        auto next = read_leaf(reader);
        if (!next) return {};
        // A length times a length, or a division by one, has no place in any property here.
        if (divide ? next->type != allow_number : type != allow_number && next->type != allow_number) return {};
        if (type == allow_number) type = next->type;
        factors.push_back(divide ? make(reader, CalcOperation::invert, {next->value}, allow_number).value : next->value);
    }
    return factors.size() == 1 ? Typed{factors[0], type} : make(reader, CalcOperation::product, factors, type);
}

// '+' and '-' need white space on both sides (Values 4, 10.8): then they are delims, not signs.
std::optional<Typed> read_sum(ValueReader& reader) {
    auto first = read_product(reader);
    if (!first) return {};
    std::vector<Value> terms{first->value};
    unsigned type = first->type;
    while (!reader.at_end()) {
        bool spaced = reader.after_whitespace();
        bool minus = reader.peek().kind == TokenKind::delim && reader.peek().delim == '-';
        if (!minus && !(reader.peek().kind == TokenKind::delim && reader.peek().delim == '+')) break;
        reader.take();
        if (!spaced || !reader.after_whitespace()) return {};
        auto next = read_product(reader);
        if (!next || (type == allow_number) != (next->type == allow_number)) return {};
        type |= next->type;
        terms.push_back(minus ? make(reader, CalcOperation::negate, {next->value}, next->type).value : next->value);
    }
    return terms.size() == 1 ? Typed{terms[0], type} : make(reader, CalcOperation::sum, terms, type);
}

}  // namespace

std::optional<Value> read_calculation(ValueReader& reader, unsigned allowed) {
    auto result = read_math_function(reader);
    if (!result || (result->type & ~allowed) != 0) return {};
    if (result->type == allow_number || result->type == allow_percentage) {
        CalcResult folded = evaluate(result->value, [](Value const&) { return 0.0; }, 100);
        double number = result->type == allow_number ? folded.number : folded.percent;
        Value value;
        value.kind = result->type == allow_number ? Value::Kind::number : Value::Kind::percentage;
        // Values 4, 10.9: NaN is 0, infinity the largest number
        value.number = number != number ? 0 : std::clamp(number, -3.4e38, 3.4e38);
        return value;
    }
    return result->value;
}

}  // namespace octavo::css

// Conditions as @media, @supports and @import write them: not, and, or, parentheses; three-valued (Media Queries 4, 3.1).
#pragma once
#include <cstdint>

#include "css/value_reader.h"

namespace octavo::css {

enum class Truth : std::uint8_t { no, unknown, yes };
[[nodiscard]] constexpr Truth truth(bool value) { return value ? Truth::yes : Truth::no; }
[[nodiscard]] constexpr Truth negate(Truth value) { return value == Truth::yes ? Truth::no : value == Truth::no ? Truth::yes : Truth::unknown; }
[[nodiscard]] constexpr Truth both(Truth a, Truth b) { return a < b ? a : b; }
[[nodiscard]] constexpr Truth either(Truth a, Truth b) { return a < b ? b : a; }

template <typename Test> Truth condition(ValueReader& reader, Test const& test);

/// `( <condition> )`, else what `test` makes of the brackets or function the reader stands at.
template <typename Test>
Truth condition_in_parentheses(ValueReader& reader, Test const& test) {
    if (reader.peek().kind == TokenKind::open_paren) {
        std::size_t start = reader.position();
        auto inside = reader.read_block();
        if (inside) {
            TokenKind first = inside->peek().kind;
            bool nested = first == TokenKind::open_paren || first == TokenKind::function ||
                          (first == TokenKind::ident && equals_ignoring_case(inside->peek().text, "not"));
            if (nested) {
                Truth result = condition(*inside, test);
                if (inside->at_end()) return result;
            }
        }
        reader.rewind(start);
    }
    std::size_t start = reader.position();
    Truth result = test(reader);
    if (reader.position() == start) reader.take();  // what is not understood is stepped over, or nothing would end
    return result;
}

template <typename Test>
Truth condition_list(ValueReader& reader, Test const& test) {
    Truth result = condition_in_parentheses(reader, test);
    if (reader.peek().kind != TokenKind::ident) return result;
    bool conjunction = equals_ignoring_case(reader.peek().text, "and");
    std::string_view word = conjunction ? "and" : "or";
    while (reader.take_ident(word)) {
        Truth next = condition_in_parentheses(reader, test);
        result = conjunction ? both(result, next) : either(result, next);
    }
    return result;
}

template <typename Test>
Truth condition(ValueReader& reader, Test const& test) {
    if (reader.take_ident("not")) return negate(condition_in_parentheses(reader, test));
    return condition_list(reader, test);
}

}  // namespace octavo::css

// A parsed property value: a small tree that lives in an Arena. What a keyword's number means, only the property's row knows.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "css/computed.h"
#include "css/token.h"

namespace octavo::css {

enum class Unit : std::uint8_t { px, pt, pc, in, cm, mm, q, em, rem, ex, ch, cap, ic, lh, rlh, vw, vh, vmin, vmax, vi, vb };
/// CSS-wide keywords (Cascade 4, section 7).
enum class WideKeyword : std::uint8_t { initial, inherit, unset, revert, revert_layer };
enum class CalcOperation : std::uint8_t { sum, product, negate, invert, minimum, maximum, clamp };

struct Value {
    enum class Kind : std::uint8_t {
        keyword,        ///< `keyword`: an enumerator of the property's own
        integer, number, percentage,  ///< `number`
        length,         ///< `number` and `unit`
        calc,           ///< `operation` over `items`: lengths, percentages, numbers, calc
        color, current_color,
        string, url, name,  ///< `text`; a url is resolved against its style sheet's name (remote ones stay as written)
        list,           ///< `items`
        function,       ///< `keyword` (property's own), `text`, `items`
        wide,           ///< `wide`
        unresolved,     ///< holds var() or attr(): `tokens` are parsed once those are known
        pending,        ///< a longhand of a shorthand that holds var(): `tokens` are the shorthand's, `keyword` its number
    };
    Kind kind = Kind::keyword;
    Unit unit = Unit::px;
    WideKeyword wide = WideKeyword::initial;
    CalcOperation operation = CalcOperation::sum;
    bool non_negative = false;   ///< calc: clamp the result at 0
    std::uint16_t keyword = 0;
    Color color{};
    double number = 0;
    std::string_view text;
    std::span<Value const> items;
    std::span<Token const> tokens;
    [[nodiscard]] bool is(Kind which) const { return kind == which; }
    [[nodiscard]] bool needs_substitution() const { return kind == Kind::unresolved || kind == Kind::pending; }
};

}  // namespace octavo::css

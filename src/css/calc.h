// calc(), min(), max(), clamp() (Values 4, section 10): parsed with their types checked, folded where no unit is left open.
#pragma once
#include <optional>
#include <string_view>

#include "css/value_reader.h"

namespace octavo::css {

inline constexpr unsigned allow_number = 1, allow_length = 2, allow_percentage = 4;

/// The calculation the reader stands at, if its type is one of `allowed` (a sum of lengths and percentages needs both).
/// A result of numbers, or of percentages alone, is folded to that kind. Depth is bounded by the reader's.
[[nodiscard]] std::optional<Value> read_calculation(ValueReader& reader, unsigned allowed);

[[nodiscard]] std::optional<Unit> unit_of(std::string_view name);

/// What a calculation comes to: a length in points and a percentage (of a base yet to be known).
struct CalcResult {
    double points = 0, percent = 0, number = 0;
};
/// `points_of` gives a length Value in points. min(), max() and clamp() that mix percentages with lengths compare the percentage
/// as of `percent_base` points (0 when it is not known) and keep the winner's form.
template <typename PointsOf>
[[nodiscard]] CalcResult evaluate(Value const& value, PointsOf const& points_of, double percent_base = 0);

template <typename PointsOf>
CalcResult evaluate(Value const& value, PointsOf const& points_of, double percent_base) {
    switch (value.kind) {
        case Value::Kind::number: case Value::Kind::integer: return {0, 0, value.number};
        case Value::Kind::percentage: return {0, value.number, 0};
        case Value::Kind::length: return {points_of(value), 0, 0};
        default: break;
    }
    CalcResult result;
    bool first = true;
    auto size = [&](CalcResult const& r) { return r.points + r.percent * percent_base / 100 + r.number; };
    for (Value const& item : value.items) {
        CalcResult next = evaluate(item, points_of, percent_base);
        switch (value.operation) {
            case CalcOperation::sum:
                result.points += next.points, result.percent += next.percent, result.number += next.number;
                break;
            case CalcOperation::negate: result = {-next.points, -next.percent, -next.number}; break;
            case CalcOperation::invert: result.number = 1 / next.number; break;
            case CalcOperation::product: {
                if (first) {
                    result = next;
                    break;
                }
                bool left_is_number = result.points == 0 && result.percent == 0;
                double factor = left_is_number ? result.number : next.number;
                CalcResult const& other = left_is_number ? next : result;
                result = {other.points * factor, other.percent * factor, other.number * factor};
                break;
            }
            case CalcOperation::minimum:
                if (first || size(next) < size(result)) result = next;
                break;
            case CalcOperation::maximum:
                if (first || size(next) > size(result)) result = next;
                break;
            case CalcOperation::clamp:
                break;
        }
        first = false;
    }
    if (value.operation == CalcOperation::clamp && value.items.size() == 3) {
        // clamp(MIN, VAL, MAX) is max(MIN, min(VAL, MAX))
        CalcResult low = evaluate(value.items[0], points_of, percent_base), middle = evaluate(value.items[1], points_of, percent_base),
                   high = evaluate(value.items[2], points_of, percent_base);
        result = size(middle) < size(high) ? middle : high;
        if (size(low) > size(result)) result = low;
    }
    return result;
}

}  // namespace octavo::css

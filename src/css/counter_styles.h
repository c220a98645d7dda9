// Counter Styles 3: how a number is written as a list marker, a page number, a note's sign.
// Input: a value and a style (predefined or of @counter-style). Output: UTF-8 text, by the style's algorithm, its range and its
// fallback; decimal in the last resort. Cost: the length of what is written.
#pragma once
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/name.h"
#include "base/source.h"

namespace octavo::css {

enum class CounterSystem : std::uint8_t {
    cyclic, numeric, alphabetic, symbolic, additive, fixed, extends,
    hebrew, ethiopic, chinese,   ///< algorithms of their own (sections 6 and 7): not to be named in @counter-style
};

struct CounterStyle {
    static constexpr std::int32_t lowest = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t highest = std::numeric_limits<std::int32_t>::max();
    base::Name name;
    CounterSystem system = CounterSystem::symbolic;
    base::Name extended;                     ///< system: extends
    std::int32_t first_value = 1;            ///< system: fixed
    std::vector<std::string> symbols;
    std::vector<std::pair<std::int32_t, std::string>> additive_symbols;  ///< weights descending
    std::string negative_prefix = "-", negative_suffix;
    std::string prefix, suffix = ". ";
    bool auto_range = true;
    std::vector<std::pair<std::int32_t, std::int32_t>> ranges;
    std::int32_t pad_length = 0;
    std::string pad_symbol;
    base::Name fallback;                     ///< empty: decimal
    /// Which descriptors were given, for `extends`.
    bool has_negative = false, has_prefix = false, has_suffix = false, has_range = false, has_pad = false, has_fallback = false;
    base::SourceSpan where;
};

/// The predefined styles and those declared. A value: copy or move it.
class CounterStyles {
public:
    /// A later definition of a name replaces the earlier; predefined ones but decimal, disc and the like can be replaced too.
    void define(CounterStyle style);
    /// Predefined or defined?
    [[nodiscard]] bool known(base::Name style) const;
    /// Without prefix and suffix. An unknown or empty style is decimal.
    [[nodiscard]] std::string representation(std::int32_t value, base::Name style) const;
    /// With prefix and suffix: "1. ", "• ".
    [[nodiscard]] std::string marker(std::int32_t value, base::Name style) const;

private:
    [[nodiscard]] CounterStyle const* find(base::Name style) const;
    [[nodiscard]] CounterStyle resolved(base::Name style) const;
    [[nodiscard]] static std::optional<std::string> try_representation(CounterStyle const& style, std::int32_t value);
    std::unordered_map<base::Name, CounterStyle> defined_;  // looked up only, never iterated
};

}  // namespace octavo::css

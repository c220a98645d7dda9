#include "css/counter_styles.h"

#include <algorithm>
#include <cstdlib>
#include <optional>

#include "css/counter_algorithms.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

// Longer representations are not made (section 3: "implementations may limit"): the fallback takes over.
constexpr std::size_t representation_limit = 120;
constexpr int fallback_limit = 8;
constexpr int extends_limit = 8;

// Section 3.1.1 to 3.1.6: the symbols for `value`, without sign and padding.
std::optional<std::string> generate(CounterStyle const& style, std::int64_t value) {
    auto count = static_cast<std::int64_t>(style.symbols.size());
    auto symbol = [&](std::int64_t i) -> std::string const& { return style.symbols[static_cast<std::size_t>(i)]; };
    switch (style.system) {
        case CounterSystem::cyclic: {
            if (count == 0) return {};
            std::int64_t index = (value - 1) % count;
            return symbol(index < 0 ? index + count : index);
        }
        case CounterSystem::fixed: {
            std::int64_t index = value - style.first_value;
            if (index < 0 || index >= count) return {};
            return symbol(index);
        }
        case CounterSystem::symbolic: {
            if (count == 0 || value < 1) return {};
            std::int64_t times = (value + count - 1) / count;
            std::string const& sign = symbol((value - 1) % count);
            if (static_cast<std::size_t>(times) > representation_limit) return {};
            std::string text;
            for (std::int64_t i = 0; i < times; ++i) text += sign;
            return text;
        }
        case CounterSystem::alphabetic: {
            if (count < 2 || value < 1) return {};
            std::vector<std::string const*> digits;
            for (; value > 0; value = (value - 1) / count) digits.push_back(&symbol((value - 1) % count));
            std::string text;
            for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) text += **digit;
            return text;
        }
        case CounterSystem::numeric: {
            if (count < 2) return {};
            std::vector<std::string const*> digits;
            do {
                digits.push_back(&symbol(value % count));
                value /= count;
            } while (value > 0);
            std::string text;
            for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit) text += **digit;
            return text;
        }
        case CounterSystem::additive: return additive_text(style.additive_symbols, value, representation_limit);
        case CounterSystem::hebrew: return hebrew_text(value);
        case CounterSystem::ethiopic: return ethiopic_text(value);
        case CounterSystem::chinese: return chinese_text(style, value);
        case CounterSystem::extends: break;
    }
    return {};
}

bool uses_negative(CounterSystem system) { return system != CounterSystem::cyclic && system != CounterSystem::fixed; }

bool in_range(CounterStyle const& style, std::int32_t value) {
    if (!style.auto_range) {
        return std::any_of(style.ranges.begin(), style.ranges.end(), [&](auto const& range) { return value >= range.first && value <= range.second; });
    }
    switch (style.system) {
        case CounterSystem::alphabetic: case CounterSystem::symbolic: return value >= 1;
        case CounterSystem::additive: return value >= 0;
        default: return true;
    }
}

}  // namespace

void CounterStyles::define(CounterStyle style) {
    // Section 2: these names cannot be taken.
    static constexpr std::string_view fixed_names[] = {"decimal", "disc", "square", "circle", "disclosure-open", "disclosure-closed", "none"};
    if (std::find(std::begin(fixed_names), std::end(fixed_names), style.name.view()) != std::end(fixed_names)) return;
    base::Name name = style.name;
    defined_.insert_or_assign(name, std::move(style));
}

CounterStyle const* CounterStyles::find(base::Name style) const {
    auto found = defined_.find(style);
    return found != defined_.end() ? &found->second : predefined_counter_style(style.view());
}

bool CounterStyles::known(base::Name style) const { return find(style) != nullptr; }

// `extends` gives the other style's algorithm, and its descriptors where this one has none (section 3.1.7).
CounterStyle CounterStyles::resolved(base::Name name) const {
    CounterStyle const* style = find(name);
    if (style == nullptr) return *predefined_counter_style("decimal");
    if (style->system != CounterSystem::extends) return *style;
    std::vector<CounterStyle const*> chain;
    while (style->system == CounterSystem::extends && static_cast<int>(chain.size()) < extends_limit) {
        chain.push_back(style);
        CounterStyle const* next = find(style->extended);
        style = next == nullptr ? predefined_counter_style("decimal") : next;
    }
    // A cycle of extends ends at decimal.
    CounterStyle result = style->system == CounterSystem::extends ? *predefined_counter_style("decimal") : *style;
    for (auto derived = chain.rbegin(); derived != chain.rend(); ++derived) {
        CounterStyle const& own = **derived;
        result.name = own.name;
        if (own.has_negative) result.negative_prefix = own.negative_prefix, result.negative_suffix = own.negative_suffix;
        if (own.has_prefix) result.prefix = own.prefix;
        if (own.has_suffix) result.suffix = own.suffix;
        if (own.has_range) result.auto_range = own.auto_range, result.ranges = own.ranges;
        if (own.has_pad) result.pad_length = own.pad_length, result.pad_symbol = own.pad_symbol;
        if (own.has_fallback) result.fallback = own.fallback;
    }
    return result;
}

// Section 2.1
std::optional<std::string> CounterStyles::try_representation(CounterStyle const& style, std::int32_t value) {
    if (!in_range(style, value)) return {};
    bool negative = value < 0 && uses_negative(style.system);
    auto magnitude = negative ? -std::int64_t{value} : std::int64_t{value};
    auto text = generate(style, magnitude);
    if (!text) return {};
    std::size_t length = count_characters(*text);
    if (negative) length += count_characters(style.negative_prefix) + count_characters(style.negative_suffix);
    auto wanted = static_cast<std::size_t>(std::max(style.pad_length, 0));
    if (wanted > length && !style.pad_symbol.empty()) {
        if (wanted - length > representation_limit) return {};
        std::string padding;
        for (std::size_t i = length; i < wanted; ++i) padding += style.pad_symbol;
        *text = padding + *text;
    }
    if (negative) *text = style.negative_prefix + *text + style.negative_suffix;
    return text;
}

std::string CounterStyles::representation(std::int32_t value, base::Name name) const {
    if (name.view() == "none") return {};
    if (!name.empty()) {
        for (int i = 0; i < fallback_limit; ++i) {
            CounterStyle style = resolved(name);
            if (auto text = try_representation(style, value)) return *text;
            if (style.fallback.empty()) break;
            name = style.fallback;
        }
    }
    return std::to_string(value);
}

std::string CounterStyles::marker(std::int32_t value, base::Name name) const {
    if (name.view() == "none") return {};
    CounterStyle style = resolved(name);
    return style.prefix + representation(value, name) + style.suffix;
}

}  // namespace octavo::css

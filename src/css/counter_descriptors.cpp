// The descriptors of @counter-style: https://www.w3.org/TR/css-counter-styles-3/#the-counter-style-rule
#include <algorithm>

#include "css/sheet_parser.h"

namespace octavo::css {
namespace {

// <symbol>: a string or an identifier; an image has no text
std::optional<std::string> read_symbol(ValueReader& reader) {
    if (auto text = reader.read_string()) return std::string(text->text);
    if (auto word = reader.read_custom_ident()) return std::string(word->text);
    return {};
}

std::optional<std::int32_t> read_integer(ValueReader& reader) {
    auto value = reader.read_integer();
    if (!value) return {};
    return static_cast<std::int32_t>(value->number);
}

bool read_system(ValueReader& reader, CounterStyle& style) {
    struct System { std::string_view name; CounterSystem system; };
    static constexpr System systems[] = {{"cyclic", CounterSystem::cyclic}, {"numeric", CounterSystem::numeric}, {"alphabetic", CounterSystem::alphabetic},
                                         {"symbolic", CounterSystem::symbolic}, {"additive", CounterSystem::additive}};
    for (System const& row : systems) {
        if (!reader.take_ident(row.name)) continue;
        style.system = row.system;
        return true;
    }
    if (reader.take_ident("fixed")) {
        style.system = CounterSystem::fixed;
        auto first = read_integer(reader);
        style.first_value = first.value_or(1);
        return true;
    }
    if (!reader.take_ident("extends")) return false;
    auto name = reader.read_custom_ident();
    if (!name) return false;
    style.system = CounterSystem::extends;
    style.extended = base::Name::of(name->text);
    return true;
}

bool read_symbols(ValueReader& reader, CounterStyle& style) {
    style.symbols.clear();
    while (auto symbol = read_symbol(reader)) style.symbols.push_back(*symbol);
    return !style.symbols.empty();
}

// [ <integer [0,∞]> && <symbol> ]#, weights strictly descending
bool read_additive(ValueReader& reader, CounterStyle& style) {
    std::vector<std::pair<std::int32_t, std::string>> symbols;
    do {
        auto weight = read_integer(reader);
        auto symbol = read_symbol(reader);
        if (!weight) weight = read_integer(reader);
        if (!weight || !symbol || *weight < 0) return false;
        if (!symbols.empty() && symbols.back().first <= *weight) return false;
        symbols.emplace_back(*weight, *symbol);
    } while (reader.take_comma());
    style.additive_symbols = std::move(symbols);
    return true;
}

bool read_range(ValueReader& reader, CounterStyle& style) {
    style.has_range = true;
    style.auto_range = reader.take_ident("auto");
    if (style.auto_range) return true;
    std::vector<std::pair<std::int32_t, std::int32_t>> ranges;
    do {
        auto bound = [&](std::int32_t infinite) { return reader.take_ident("infinite") ? std::optional(infinite) : read_integer(reader); };
        auto low = bound(CounterStyle::lowest), high = bound(CounterStyle::highest);
        if (!low || !high || *low > *high) {
            style.auto_range = true;
            return false;
        }
        ranges.emplace_back(*low, *high);
    } while (reader.take_comma());
    style.ranges = std::move(ranges);
    return true;
}

bool read_pad(ValueReader& reader, CounterStyle& style) {
    auto length = read_integer(reader);
    auto symbol = read_symbol(reader);
    if (!length) length = read_integer(reader);
    if (!length || !symbol || *length < 0) return false;
    style.has_pad = true;
    style.pad_length = *length;
    style.pad_symbol = *symbol;
    return true;
}

bool read_negative(ValueReader& reader, CounterStyle& style) {
    auto prefix = read_symbol(reader);
    if (!prefix) return false;
    style.has_negative = true;
    style.negative_prefix = *prefix;
    auto suffix = read_symbol(reader);
    style.negative_suffix = suffix.value_or("");
    return true;
}

bool read_affix(ValueReader& reader, std::string& affix, bool& has) {
    auto symbol = read_symbol(reader);
    if (!symbol) return false;
    affix = *symbol;
    has = true;
    return true;
}

bool read_fallback(ValueReader& reader, CounterStyle& style) {
    auto name = reader.read_custom_ident();
    if (!name) return false;
    style.has_fallback = true;
    style.fallback = base::Name::of(name->text);
    return true;
}

}  // namespace

bool read_counter_descriptor(Descriptor const& descriptor, base::Arena& arena, CounterStyle& style) {
    ValueReader reader(descriptor.value, arena, {});
    std::string const& name = descriptor.name;
    bool read = false;
    if (name == "system") read = read_system(reader, style);
    else if (name == "symbols") read = read_symbols(reader, style);
    else if (name == "additive-symbols") read = read_additive(reader, style);
    else if (name == "range") read = read_range(reader, style);
    else if (name == "pad") read = read_pad(reader, style);
    else if (name == "negative") read = read_negative(reader, style);
    else if (name == "prefix") read = read_affix(reader, style.prefix, style.has_prefix);
    else if (name == "suffix") read = read_affix(reader, style.suffix, style.has_suffix);
    else if (name == "fallback") read = read_fallback(reader, style);
    else if (name == "speak-as") return true;
    return read && reader.at_end();
}

bool is_complete(CounterStyle const& style) {
    switch (style.system) {
        case CounterSystem::alphabetic: case CounterSystem::numeric: return style.symbols.size() >= 2;
        case CounterSystem::additive: return !style.additive_symbols.empty();
        case CounterSystem::extends: return style.symbols.empty() && style.additive_symbols.empty();
        default: return !style.symbols.empty();
    }
}

}  // namespace octavo::css

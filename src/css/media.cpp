#include "css/media.h"

#include <algorithm>

#include "css/calc.h"
#include "css/condition.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

// The nominal page of Medium::print, in CSS pixels: A4.
constexpr double nominal_width = 210 / 25.4 * 96, nominal_height = 297 / 25.4 * 96;

enum class Comparison : std::uint8_t { equal, less, less_equal, greater, greater_equal };

Truth compare(double actual, Comparison comparison, double wanted) {
    switch (comparison) {
        case Comparison::equal: return truth(actual == wanted);
        case Comparison::less: return truth(actual < wanted);
        case Comparison::less_equal: return truth(actual <= wanted);
        case Comparison::greater: return truth(actual > wanted);
        case Comparison::greater_equal: return truth(actual >= wanted);
    }
    return Truth::unknown;
}

// A length in pixels (em is the initial 16), a ratio, a resolution in dots an inch, or a number.
std::optional<double> read_quantity(ValueReader& reader) {
    Token const& token = reader.peek();
    if (token.kind == TokenKind::dimension) {
        struct Unit { std::string_view name; double factor; };
        static constexpr Unit units[] = {{"px", 1}, {"pt", 96 / 72.0}, {"pc", 16}, {"in", 96}, {"cm", 96 / 2.54}, {"mm", 96 / 25.4}, {"q", 96 / 101.6},
                                         {"em", 16}, {"rem", 16}, {"ex", 8}, {"ch", 8}, {"dpi", 1}, {"dpcm", 2.54}, {"dppx", 96}, {"x", 96}};
        for (Unit const& unit : units) {
            if (equals_ignoring_case(token.text, unit.name)) return reader.take().number * unit.factor;
        }
        return {};
    }
    auto number = reader.read_number(Range::all);
    if (!number) return {};
    if (!reader.take_delim('/')) return number->number;
    auto divisor = reader.read_number(Range::all);
    if (!divisor || divisor->number == 0) return {};
    return number->number / divisor->number;
}

struct RangeFeature { std::string_view name; double value; bool of_page; };
constexpr RangeFeature range_features[] = {
    {"width", nominal_width, true}, {"height", nominal_height, true}, {"device-width", nominal_width, true},
    {"device-height", nominal_height, true}, {"aspect-ratio", nominal_width / nominal_height, true},
    {"device-aspect-ratio", nominal_width / nominal_height, true}, {"resolution", 600, true}, {"color", 8, true},
    {"color-index", 0, true}, {"monochrome", 0, true}, {"-webkit-device-pixel-ratio", 600.0 / 96, true},
};
struct WordFeature { std::string_view name, value; bool of_page; };
// What a page of paper answers; the last column: an e-book's screen may answer otherwise.
constexpr WordFeature word_features[] = {
    {"orientation", "portrait", true}, {"grid", "0", false}, {"scan", "progressive", true}, {"update", "none", true}, {"hover", "none", true},
    {"any-hover", "none", true}, {"pointer", "none", true}, {"any-pointer", "none", true}, {"scripting", "none", false},
    {"overflow-block", "paged", false}, {"overflow-inline", "none", true}, {"color-gamut", "srgb", true}, {"prefers-color-scheme", "light", true},
    {"prefers-reduced-motion", "no-preference", true}, {"prefers-contrast", "no-preference", true},
};

std::optional<Comparison> read_comparison(ValueReader& reader) {
    if (reader.take_delim('<')) return reader.take_delim('=') ? Comparison::less_equal : Comparison::less;
    if (reader.take_delim('>')) return reader.take_delim('=') ? Comparison::greater_equal : Comparison::greater;
    if (reader.take_delim('=')) return Comparison::equal;
    return {};
}
Comparison turned(Comparison comparison) {
    switch (comparison) {
        case Comparison::less: return Comparison::greater;
        case Comparison::less_equal: return Comparison::greater_equal;
        case Comparison::greater: return Comparison::less;
        case Comparison::greater_equal: return Comparison::less_equal;
        case Comparison::equal: break;
    }
    return comparison;
}

Truth range_feature(std::string_view name, Medium medium, Comparison comparison, double wanted) {
    for (RangeFeature const& feature : range_features) {
        if (!equals_ignoring_case(name, feature.name)) continue;
        if (medium == Medium::ebook) return Truth::unknown;
        return compare(feature.value, comparison, wanted);
    }
    return Truth::unknown;
}

// (name: value), (min-name: value)
Truth plain_feature(std::string_view name, ValueReader& reader, Medium medium) {
    for (WordFeature const& feature : word_features) {
        if (!equals_ignoring_case(name, feature.name)) continue;
        if (medium == Medium::ebook && feature.of_page) return Truth::unknown;
        auto word = reader.read_ident();
        return truth(word ? equals_ignoring_case(*word, feature.value) : reader.peek().kind == TokenKind::number && reader.peek().number == 0);
    }
    auto value = read_quantity(reader);
    if (!value || !reader.at_end()) return Truth::unknown;
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (lower.starts_with("min-")) return range_feature(std::string_view(lower).substr(4), medium, Comparison::greater_equal, *value);
    if (lower.starts_with("max-")) return range_feature(std::string_view(lower).substr(4), medium, Comparison::less_equal, *value);
    return range_feature(lower, medium, Comparison::equal, *value);
}

// (name), true when its value is not 0 or none
Truth boolean_feature(std::string_view name, Medium medium) {
    for (WordFeature const& feature : word_features) {
        if (equals_ignoring_case(name, feature.name)) {
            return medium == Medium::ebook && feature.of_page ? Truth::unknown : truth(feature.value != "none" && feature.value != "0" && feature.value != "no-preference");
        }
    }
    return range_feature(name, medium, Comparison::greater, 0);
}

// (400px <= width <= 700px) and its shorter forms
Truth range_context(ValueReader& reader, Medium medium) {
    auto low = read_quantity(reader);
    if (!low) return Truth::unknown;
    auto comparison = read_comparison(reader);
    auto name = reader.read_ident();
    if (!comparison || !name) return Truth::unknown;
    Truth result = range_feature(*name, medium, turned(*comparison), *low);
    if (reader.at_end()) return result;
    auto second = read_comparison(reader);
    auto high = read_quantity(reader);
    if (!second || !high || !reader.at_end()) return Truth::unknown;
    return both(result, range_feature(*name, medium, *second, *high));
}

Truth feature(ValueReader reader, Medium medium) {
    if (reader.peek().kind != TokenKind::ident) return range_context(reader, medium);
    auto name = reader.read_ident();
    if (reader.at_end()) return boolean_feature(*name, medium);
    if (reader.peek().kind == TokenKind::colon) {
        reader.take();
        return plain_feature(*name, reader, medium);
    }
    auto comparison = read_comparison(reader);
    auto value = read_quantity(reader);
    if (!comparison || !value || !reader.at_end()) return Truth::unknown;
    return range_feature(*name, medium, *comparison, *value);
}

Truth media_type(std::string_view name, Medium medium) {
    if (equals_ignoring_case(name, "all")) return Truth::yes;
    if (medium == Medium::print) return truth(equals_ignoring_case(name, "print"));
    return truth(equals_ignoring_case(name, "ebook") || equals_ignoring_case(name, "screen"));
}

// Media Queries 4, section 3: [ not | only ]? <type> [ and <condition without or> ]? | <condition>
Truth media_query(ValueReader reader, Medium medium) {
    auto test = [&](ValueReader& at) {
        auto inside = at.read_block();
        return inside ? feature(*inside, medium) : Truth::unknown;
    };
    if (reader.at_end()) return Truth::no;
    std::size_t start = reader.position();
    bool negated = reader.take_ident("not");
    if (!negated) reader.take_ident("only");
    if (reader.peek().kind == TokenKind::ident) {
        std::string_view type = reader.take().text;
        for (std::string_view reserved : {"and", "or", "not", "only", "layer"}) {
            if (equals_ignoring_case(type, reserved)) return Truth::no;
        }
        Truth result = media_type(type, medium);
        if (reader.take_ident("and")) {
            bool negated_condition = reader.take_ident("not");
            Truth condition = negated_condition ? negate(condition_in_parentheses(reader, test)) : condition_list(reader, test);
            result = both(result, condition);
        }
        if (!reader.at_end()) return Truth::no;
        return negated ? negate(result) : result;
    }
    reader.rewind(start);
    Truth result = condition(reader, test);
    return reader.at_end() ? result : Truth::no;
}

}  // namespace

bool media_matches(std::span<Token const> query, Medium medium) {
    base::Arena arena;
    ValueReader all(query, arena, {});
    if (all.at_end()) return true;
    std::size_t begin = 0, depth = 0;
    for (std::size_t i = 0; i <= query.size(); ++i) {
        if (i < query.size()) {
            if (query[i].kind == TokenKind::function || query[i].kind == TokenKind::open_paren) ++depth;
            if (query[i].kind == TokenKind::close_paren && depth > 0) --depth;
            if (query[i].kind != TokenKind::comma || depth > 0) continue;
        }
        if (media_query(ValueReader(query.subspan(begin, i - begin), arena, {}), medium) == Truth::yes) return true;
        begin = i + 1;
    }
    return false;
}

bool media_matches(std::string_view query, Medium medium) {
    base::Arena arena;
    std::vector<Token> tokens = tokenize(query, arena);
    return media_matches(tokens, medium);
}

bool names_print(std::span<Token const> query) {
    bool named = std::any_of(query.begin(), query.end(), [](Token const& token) { return token.kind == TokenKind::ident && equals_ignoring_case(token.text, "print"); });
    return named && !media_matches(query, Medium::ebook);
}

bool names_print(std::string_view query) {
    base::Arena arena;
    std::vector<Token> tokens = tokenize(query, arena);
    return names_print(tokens);
}

}  // namespace octavo::css

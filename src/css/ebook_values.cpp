#include "css/ebook_values.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "css/value_reader.h"

namespace octavo::css {
namespace {

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) { return std::find(names.begin(), names.end(), name) != names.end(); }

struct ColorAt {
    Color color;
    std::size_t count = 0;   ///< tokens it is written with
};
/// A colour of its own (not currentcolor) that begins at token `at`.
std::optional<ColorAt> color_at(std::span<Token const> tokens, std::size_t at, base::Arena& arena) {
    TokenKind kind = tokens[at].kind;
    if (kind != TokenKind::ident && kind != TokenKind::hash && kind != TokenKind::function) return {};
    ValueReader reader{tokens.subspan(at), arena, {}};
    auto value = reader.read_color();
    if (!value || !value->is(Value::Kind::color)) return {};
    return ColorAt{value->color, reader.position()};
}

std::optional<Color> only_color(std::span<Token const> tokens) {
    base::Arena arena;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (auto found = color_at(tokens, i, arena)) return found->color;
    }
    return {};
}

bool is_grey(Color color) {
    auto [low, high] = std::minmax({color.red, color.green, color.blue});
    return high - low <= 24;
}
/// Ink and paper as sheets write them: near black, near white.
bool is_ink(Color color) { return color.alpha > 0 && is_grey(color) && std::max({color.red, color.green, color.blue}) <= 0x55; }
bool is_paper(Color color) { return color.alpha > 0 && is_grey(color) && std::min({color.red, color.green, color.blue}) >= 0xF0; }

/// Of 0…1, as WCAG 2.1 has the transfer function of sRGB.
double linear(std::uint8_t channel) {
    double value = channel / 255.0;
    return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
}

/// WCAG 2.1, relative luminance.
double luminance(Color color) {
    return 0.2126 * linear(color.red) + 0.7152 * linear(color.green) + 0.0722 * linear(color.blue);
}

/// Luminance at which a colour has 4.5:1 (and a little more, for the rounding of channels) against white and against black.
constexpr double seen_on_both = 0.18;

/// Its luminance brought down to what is seen on both, its hue and saturation kept.
Color darkened(Color color) {
    double factor = seen_on_both / luminance(color);
    auto channel = [&](std::uint8_t value) {
        double light = linear(value) * factor;
        double coded = light <= 0.0030186 ? light * 12.92 : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
        return static_cast<std::uint8_t>(std::floor(std::clamp(coded, 0.0, 1.0) * 255));
    };
    color.red = channel(color.red);
    color.green = channel(color.green);
    color.blue = channel(color.blue);
    return color;
}

bool is_line_color(std::string_view property) {
    return property.starts_with("border") || property.starts_with("outline") || property.starts_with("column-rule") ||
           property.starts_with("text-decoration");
}

struct AbsoluteUnit {
    std::string_view name;
    double points;
};
constexpr AbsoluteUnit units[] = {{"pt", 1}, {"px", 0.75}, {"pc", 12}, {"in", 72}, {"cm", 72 / 2.54}, {"mm", 72 / 25.4}, {"q", 72 / 101.6}};

}  // namespace

bool sets_dark_background(std::span<SourceDeclaration const> declarations) {
    return std::any_of(declarations.begin(), declarations.end(), [](SourceDeclaration const& source) {
        if (source.property.view() != "background" && source.property.view() != "background-color") return false;
        base::Arena arena;
        auto color = only_color(tokenize(source.text, arena));
        return color && color->alpha == 255 && luminance(*color) <= seen_on_both;
    });
}

RuleColors colors_of(std::span<SourceDeclaration const> declarations) {
    RuleColors rule;
    std::optional<Color> background;
    for (SourceDeclaration const& source : declarations) {
        base::Arena arena;
        std::string_view name = source.property.view();
        if (name == "color") rule.text = only_color(tokenize(source.text, arena)).has_value();
        if (name != "background" && name != "background-color") continue;
        background = only_color(tokenize(source.text, arena));
        rule.background = background && background->alpha > 0;
    }
    bool alone = rule.background && !rule.text && background->alpha == 255 && !is_paper(*background);
    if (alone) rule.added_text = luminance(*background) > seen_on_both ? "black" : "white";  // where both have the same contrast
    return rule;
}

std::optional<std::vector<Token>> with_free_colors(std::string_view property, std::vector<Token> tokens, RuleColors const& rule, TextContrast contrast, base::Arena& arena) {
    if (rule.text && rule.background) return tokens;
    if (property == "color") {
        auto color = only_color(tokens);
        if (color && (is_ink(*color) || is_paper(*color))) return {};
        if (color && color->alpha == 255 && contrast == TextContrast::raised && luminance(*color) > seen_on_both) {
            Color seen = darkened(*color);
            Token hash = tokens.front();
            hash.kind = TokenKind::hash;
            hash.text = arena.copy(fmt::format("{:02x}{:02x}{:02x}", seen.red, seen.green, seen.blue));
            return std::vector{hash};
        }
    } else if (property == "background-color" || property == "background") {
        auto color = only_color(tokens);
        bool picture = std::any_of(tokens.begin(), tokens.end(), [](Token const& token) { return token.kind == TokenKind::url || token.kind == TokenKind::function; });
        if (color && is_paper(*color) && !picture) return {};
    } else if (is_line_color(property)) {
        std::vector<Token> out;
        for (std::size_t i = 0; i < tokens.size();) {
            auto found = color_at(tokens, i, arena);
            if (found && is_ink(found->color)) {
                Token current = tokens[i];
                current.kind = TokenKind::ident;
                current.text = "currentcolor";
                out.push_back(current);
                i += found->count;
            } else {
                out.push_back(tokens[i++]);
            }
        }
        return out;
    }
    return tokens;
}

std::optional<double> absolute_points(Token const& token) {
    if (token.kind != TokenKind::dimension) return {};
    for (AbsoluteUnit const& unit : units)
        if (equals_ignoring_case(token.text, unit.name)) return token.number * unit.points;
    return {};
}

void scale_units(std::string_view property, std::vector<Token>& tokens, double root_points) {
    bool line = is_line_color(property) || property == "box-shadow" || property == "text-shadow";
    bool text = property == "font" || property == "font-size" || property == "line-height" || property == "text-indent" || property == "letter-spacing" ||
                property == "word-spacing" || property.starts_with("margin") || property.starts_with("padding");
    if (line || root_points <= 0) return;
    for (Token& token : tokens) {
        auto points = absolute_points(token);
        bool pixels = points && equals_ignoring_case(token.text, "px");
        bool hairline = points && std::abs(*points) < 1 && !is_one_of(property, {"font-size", "font"});
        if (!points || (pixels && !text) || hairline) continue;
        token.number = std::round(*points / root_points * 10'000) / 10'000;
        token.integer = token.number == std::floor(token.number);
        token.text = "rem";
    }
}

}  // namespace octavo::css

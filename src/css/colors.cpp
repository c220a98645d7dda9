// Colors 4 as far as print needs it: rgb(), hsl(), hwb(), hex, device-cmyk() (seen as 5.11 of Color 5 has it, printed as it is), and
// octavo's own -octavo-spot("PANTONE 185 C", #e4002b, 60%): an ink by its name, what it looks like, how much of it.
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "css/ink.h"
#include "css/value_reader.h"

namespace octavo::css {
namespace {

std::uint8_t byte(double fraction) { return static_cast<std::uint8_t>(std::lround(std::clamp(fraction, 0.0, 1.0) * 255)); }

std::optional<Color> hex_color(std::string_view text) {
    std::array<unsigned, 8> digits{};
    if (text.size() > 8) return {};
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c >= '0' && c <= '9') digits[i] = static_cast<unsigned>(c - '0');
        else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') digits[i] = static_cast<unsigned>((c | 0x20) - 'a' + 10);
        else return {};
    }
    auto pair = [&](std::size_t i) { return static_cast<std::uint8_t>(digits[2 * i] * 16 + digits[2 * i + 1]); };
    auto single = [&](std::size_t i) { return static_cast<std::uint8_t>(digits[i] * 17); };
    switch (text.size()) {
        case 3: return Color{single(0), single(1), single(2), 255};
        case 4: return Color{single(0), single(1), single(2), single(3)};
        case 6: return Color{pair(0), pair(1), pair(2), 255};
        case 8: return Color{pair(0), pair(1), pair(2), pair(3)};
        default: return {};
    }
}

// Color 4, 7.1: hue in degrees; saturation and lightness in 0…1
std::array<double, 3> rgb_of_hsl(double hue, double saturation, double lightness) {
    hue = std::fmod(hue, 360);
    if (hue < 0) hue += 360;
    auto channel = [&](double n) {
        double k = std::fmod(n + hue / 30, 12);
        double a = saturation * std::min(lightness, 1 - lightness);
        return lightness - a * std::max(-1.0, std::min({k - 3, 9 - k, 1.0}));
    };
    return {channel(0), channel(8), channel(4)};
}

struct Component {
    double value = 0;
    bool percent = false;
};

std::optional<Component> read_component(ValueReader& inside) {
    if (inside.take_ident("none")) return Component{};
    auto value = inside.read_number_or_percentage(Range::all);
    if (!value) return {};
    return Component{value->number, value->kind == Value::Kind::percentage};
}

std::optional<Component> read_hue(ValueReader& inside) {
    Token const& token = inside.peek();
    if (token.kind != TokenKind::dimension) {
        auto component = read_component(inside);
        return component && !component->percent ? component : std::nullopt;
    }
    struct Angle { std::string_view unit; double degrees; };
    static constexpr Angle angles[] = {{"deg", 1}, {"grad", 0.9}, {"rad", 180 / std::numbers::pi}, {"turn", 360}};
    for (Angle const& angle : angles) {
        if (equals_ignoring_case(token.text, angle.unit)) return Component{inside.take().number * angle.degrees, false};
    }
    return {};
}

// The components of any colour function: `count` of them, with commas throughout or none, then alpha after ',' or '/'.
struct Components {
    std::array<Component, 4> parts{};
    double alpha = 1;
};
std::optional<Components> read_components(ValueReader& inside, std::size_t count, std::optional<Component> (*first)(ValueReader&)) {
    Components result;
    bool commas = false;
    for (std::size_t i = 0; i < count; ++i) {
        if (i == 1) commas = inside.take_comma();
        else if (i > 1 && commas && !inside.take_comma()) return {};
        auto part = i == 0 ? first(inside) : read_component(inside);
        if (!part) return {};
        result.parts[i] = *part;
    }
    if (inside.at_end()) return result;
    if (!(commas ? inside.take_comma() : inside.take_delim('/'))) return {};
    auto alpha = read_component(inside);
    if (!alpha || !inside.at_end()) return {};
    result.alpha = alpha->percent ? alpha->value / 100 : alpha->value;
    return result;
}

Color from_rgb(Components const& c) {
    auto channel = [&](std::size_t i) { return byte(c.parts[i].percent ? c.parts[i].value / 100 : c.parts[i].value / 255); };
    return {channel(0), channel(1), channel(2), byte(c.alpha)};
}

double fraction_of_percent(Component part) { return std::clamp(part.value / 100, 0.0, 1.0); }  // a bare number means the same

Color from_hsl(Components const& c) {
    auto rgb = rgb_of_hsl(c.parts[0].value, fraction_of_percent(c.parts[1]), fraction_of_percent(c.parts[2]));
    return {byte(rgb[0]), byte(rgb[1]), byte(rgb[2]), byte(c.alpha)};
}

// Color 4, 8.1
Color from_hwb(Components const& c) {
    double white = fraction_of_percent(c.parts[1]), black = fraction_of_percent(c.parts[2]);
    if (white + black >= 1) {
        std::uint8_t gray = byte(white / (white + black));
        return {gray, gray, gray, byte(c.alpha)};
    }
    auto rgb = rgb_of_hsl(c.parts[0].value, 1, 0.5);
    for (double& channel : rgb) channel = channel * (1 - white - black) + white;
    return {byte(rgb[0]), byte(rgb[1]), byte(rgb[2]), byte(c.alpha)};
}

Color from_cmyk(Components const& c) {
    auto part = [&](std::size_t i) { return std::clamp(c.parts[i].percent ? c.parts[i].value / 100 : c.parts[i].value, 0.0, 1.0); };
    auto channel = [&](std::size_t i) { return byte(1 - std::min(1.0, part(i) * (1 - part(3)) + part(3))); };
    Ink ink{.name = {}, .rgb = {channel(0), channel(1), channel(2)}, .has_cmyk = true};
    for (std::size_t i = 0; i < ink.cmyk.size(); ++i) ink.cmyk[i] = static_cast<std::uint16_t>(std::lround(part(i) * 1000));
    return {channel(0), channel(1), channel(2), byte(c.alpha), number_of(ink)};
}

/// -octavo-spot( <string> , <color> [ , <percentage> ]? )
std::optional<Color> read_spot(ValueReader& inside) {
    auto name = inside.read_string();
    if (!name || name->text.empty() || !inside.take_comma()) return {};
    auto full = inside.read_color();
    if (!full || !full->is(Value::Kind::color)) return {};
    double tint = 1;
    if (inside.take_comma()) {
        auto part = read_component(inside);
        if (!part) return {};
        tint = std::clamp(part->percent ? part->value / 100 : part->value, 0.0, 1.0);
    }
    if (!inside.at_end()) return {};
    Color const& c = full->color;
    Ink ink{.name = base::Name::of(name->text), .rgb = {c.red, c.green, c.blue}, .tint = static_cast<std::uint16_t>(std::lround(tint * 1000))};
    if (c.ink != 0 && ink_of(c.ink).name.empty()) {
        ink.cmyk = ink_of(c.ink).cmyk;
        ink.has_cmyk = true;
    }
    auto channel = [&](std::uint8_t value) { return byte(1 - tint * (1 - value / 255.0)); };
    return Color{channel(c.red), channel(c.green), channel(c.blue), c.alpha, number_of(ink)};
}

std::optional<Color> read_color_function(ValueReader& reader) {
    struct Function {
        std::string_view name;
        std::size_t count;
        std::optional<Component> (*first)(ValueReader&);
        Color (*convert)(Components const&);
    };
    static constexpr Function functions[] = {
        {"rgb", 3, read_component, from_rgb}, {"rgba", 3, read_component, from_rgb}, {"hsl", 3, read_hue, from_hsl},
        {"hsla", 3, read_hue, from_hsl},      {"hwb", 3, read_hue, from_hwb},        {"device-cmyk", 4, read_component, from_cmyk},
    };
    if (auto inside = reader.read_function("-octavo-spot")) return read_spot(*inside);
    for (Function const& function : functions) {
        auto inside = reader.read_function(function.name);
        if (!inside) continue;
        auto components = read_components(*inside, function.count, function.first);
        if (!components) return {};
        return function.convert(*components);
    }
    return {};
}

}  // namespace

std::optional<Value> ValueReader::read_color() {
    Value value;
    value.kind = Value::Kind::color;
    std::size_t start = position();
    std::optional<Color> color;
    if (peek().kind == TokenKind::hash) {
        color = hex_color(peek().text);
        if (color) take();
    } else if (peek().kind == TokenKind::ident) {
        if (take_ident("currentcolor")) {
            value.kind = Value::Kind::current_color;
            return value;
        }
        color = named_color(peek().text);
        if (color) take();
    } else {
        color = read_color_function(*this);
    }
    if (!color) {
        rewind(start);
        return {};
    }
    value.color = *color;
    return value;
}

}  // namespace octavo::css

#include "impose/paper.h"

#include <array>
#include <charconv>
#include <fmt/format.h>

namespace octavo::impose {
namespace {

constexpr double points_per_millimetre = 72 / 25.4;

struct NamedPaper {
    std::string_view name;
    double width, height;  ///< mm
};
// ISO 216 and ISO 217, JIS P 0138, ANSI/ASME Y14.1
constexpr std::array papers{
    NamedPaper{"a0", 841, 1189},     NamedPaper{"a1", 594, 841},    NamedPaper{"a2", 420, 594},       NamedPaper{"a3", 297, 420},
    NamedPaper{"a4", 210, 297},      NamedPaper{"a5", 148, 210},    NamedPaper{"a6", 105, 148},       NamedPaper{"a7", 74, 105},
    NamedPaper{"a8", 52, 74},        NamedPaper{"b0", 1000, 1414},  NamedPaper{"b1", 707, 1000},      NamedPaper{"b2", 500, 707},
    NamedPaper{"b3", 353, 500},      NamedPaper{"b4", 250, 353},    NamedPaper{"b5", 176, 250},       NamedPaper{"b6", 125, 176},
    NamedPaper{"sra3", 320, 450},    NamedPaper{"sra4", 225, 320},  NamedPaper{"letter", 215.9, 279.4}, NamedPaper{"legal", 215.9, 355.6},
    NamedPaper{"tabloid", 279.4, 431.8}, NamedPaper{"ledger", 279.4, 431.8}, NamedPaper{"jis-b4", 257, 364}, NamedPaper{"jis-b5", 182, 257},
};

struct Unit {
    std::string_view name;
    double points;
};
constexpr std::array units{Unit{"pt", 1}, Unit{"mm", points_per_millimetre}, Unit{"cm", 10 * points_per_millimetre}, Unit{"in", 72}, Unit{"px", 0.75}};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

/// Takes one length off the front of `text`, which is in lower case.
std::optional<base::Length> take_length(std::string_view& text) {
    text = trim(text);
    double number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
    if (error != std::errc() || !(number >= -1e6 && number <= 1e6)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    std::string_view rest = trim(text);
    for (Unit const& unit : units) {
        if (!rest.starts_with(unit.name)) continue;
        text = rest.substr(unit.name.size());
        double points = number * unit.points;
        return points <= 283'465 && points >= -283'465 ? std::optional(base::from_points(points)) : std::nullopt;
    }
    return number == 0 ? std::optional<base::Length>(0) : std::nullopt;
}

std::optional<Paper> measured_paper(std::string_view text) {
    auto width = take_length(text);
    if (!width) return std::nullopt;
    text = trim(text);
    if (text.starts_with("x")) text.remove_prefix(1);
    else if (text.starts_with("\xC3\x97")) text.remove_prefix(2);
    auto height = take_length(text);
    if (!height || !trim(text).empty()) return std::nullopt;
    base::Length least = base::from_points(10 * points_per_millimetre), most = base::from_points(5000 * points_per_millimetre);
    for (base::Length side : {*width, *height}) {
        if (side < least || side > most) return std::nullopt;
    }
    return Paper{*width, *height};
}

}  // namespace

std::optional<base::Length> parse_length(std::string_view text) {
    std::string small = lower(text);
    std::string_view rest = small;
    auto length = take_length(rest);
    return length && trim(rest).empty() ? length : std::nullopt;
}

std::optional<Paper> parse_paper(std::string_view text) {
    std::string small = lower(trim(text));
    for (NamedPaper const& paper : papers) {
        if (paper.name == small) {
            return Paper{base::from_points(paper.width * points_per_millimetre), base::from_points(paper.height * points_per_millimetre)};
        }
    }
    return measured_paper(small);
}

std::string millimetres(base::LongLength length) {
    auto hundredths = static_cast<std::int64_t>(std::llround(base::to_points(length) / points_per_millimetre * 100));
    std::string text = fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", std::abs(hundredths) / 100, std::abs(hundredths) % 100);
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    return text + " mm";
}

std::string measure(base::Length width, base::Length height) {
    std::string first = millimetres(width);
    return fmt::format("{} \xC3\x97 {}", first.substr(0, first.size() - 3), millimetres(height));
}

}  // namespace octavo::impose

#include "cover/spine.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <optional>
#include <string>

namespace octavo::cover {
namespace {

constexpr std::string_view forms = "write the thickness of a leaf (\"0.1mm\"), weight and volume (\"90g/m2 x 1.5\") or pages an inch (\"444ppi\")";

class Reader {
public:
    explicit Reader(std::string_view text) {
        for (char c : text)
            if (c != ' ' && c != '\t') text_ += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
        rest_ = text_;
    }
    std::optional<double> number() {
        double value = 0;
        auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), value, std::chars_format::fixed);
        if (error != std::errc() || !(value > 0 && value < 1e5)) return std::nullopt;
        rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
        return value;
    }
    bool take(std::string_view word) {
        if (!rest_.starts_with(word)) return false;
        rest_.remove_prefix(word.size());
        return true;
    }
    [[nodiscard]] bool at_end() const { return rest_.empty(); }

private:
    std::string text_;
    std::string_view rest_;
};

/// In 1/1000 mm.
std::optional<double> read_thickness(std::string_view paper) {
    Reader reader(paper);
    auto value = reader.number();
    if (!value) return std::nullopt;
    if (reader.take("mm")) return reader.at_end() ? std::optional(*value * 1000) : std::nullopt;
    if (reader.take("\xC2\xB5m") || reader.take("um")) return reader.at_end() ? std::optional(*value) : std::nullopt;
    if (reader.take("ppi")) return reader.at_end() ? std::optional(2 * 25'400 / *value) : std::nullopt;
    if (!reader.take("g/m2") && !reader.take("g/m\xC2\xB2") && !reader.take("gsm") && !reader.take("g")) return std::nullopt;
    if (reader.at_end()) return value;
    if (!reader.take("x") && !reader.take("\xC3\x97") && !reader.take("vol") && !reader.take(",")) return std::nullopt;
    auto volume = reader.number();
    return volume && reader.at_end() ? std::optional(*value * *volume) : std::nullopt;
}

constexpr std::array upward_languages{
    std::string_view{"bg"}, std::string_view{"ca"}, std::string_view{"cs"}, std::string_view{"de"}, std::string_view{"el"}, std::string_view{"es"},
    std::string_view{"et"}, std::string_view{"eu"}, std::string_view{"fr"}, std::string_view{"gl"}, std::string_view{"hr"}, std::string_view{"hu"},
    std::string_view{"it"}, std::string_view{"lt"}, std::string_view{"lv"}, std::string_view{"pl"}, std::string_view{"pt"}, std::string_view{"ro"},
    std::string_view{"ru"}, std::string_view{"sk"}, std::string_view{"sl"}, std::string_view{"sr"}, std::string_view{"tr"}, std::string_view{"uk"},
};

}  // namespace

tl::expected<std::uint32_t, std::string> leaf_thickness(std::string_view paper) {
    auto micrometres = read_thickness(paper);
    if (!micrometres) return tl::unexpected("\"" + std::string(paper) + "\" is no paper: " + std::string(forms));
    if (*micrometres < 20 || *micrometres > 2000)
        return tl::unexpected("a leaf of " + std::to_string(std::lround(*micrometres)) + " µm is no paper (20 to 2000 are): " + std::string(forms));
    return static_cast<std::uint32_t>(std::lround(*micrometres));
}

base::Length spine_width(SpineInput const& input) {
    std::uint64_t leaves = (std::uint64_t{input.pages} + 1) / 2;
    double millimetres = static_cast<double>(leaves) * input.leaf / 1000;
    return base::from_points(std::min(millimetres, 1000.0) * 72 / 25.4) + 2 * input.board;
}

SpineText customary_spine_text(std::string_view language, bool bound_right) {
    if (bound_right) return SpineText::up;
    std::string_view primary = language.substr(0, language.find('-'));
    bool up = std::find(upward_languages.begin(), upward_languages.end(), primary) != upward_languages.end();
    return up ? SpineText::up : SpineText::down;
}

double spine_type_size(base::Length width, base::Length height, std::size_t characters) {
    // Half of the spine's width at most, the line at most 80 % of its height, a character about 0.5 em with the capitals of a name.
    constexpr double largest = 16, smallest = 6, part_of_width = 0.5, part_of_height = 0.8, character = 0.5;
    double by_width = base::to_points(width) * part_of_width;
    double by_height = base::to_points(height) * part_of_height / (std::max<double>(static_cast<double>(characters), 1) * character);
    return std::max(smallest, std::floor(std::min({by_width, by_height, largest}) * 2) / 2);
}

}  // namespace octavo::cover

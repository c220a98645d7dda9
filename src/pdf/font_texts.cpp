#include "pdf/font_texts.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>
#include <vector>

#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

std::string upper(std::string_view hex) {
    std::string text(hex);
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'a' && c <= 'f' ? static_cast<char>(c - 32) : c; });
    return text;
}

std::uint32_t hex_value(std::string_view hex) {
    std::uint32_t value = 0;
    std::from_chars(hex.data(), hex.data() + hex.size(), value, 16);
    return value;
}

/// The next token of the CMap: a hexadecimal string without its brackets, or a word. Empty at the end.
struct CMapToken {
    std::string_view text;
    bool hex = false;
};
CMapToken next_token(std::string_view& rest) {
    auto start = rest.find_first_not_of(" \t\r\n[]");
    if (start == std::string_view::npos) return {};
    rest.remove_prefix(start);
    if (rest.starts_with("<<") || rest.starts_with(">>")) {
        CMapToken token{rest.substr(0, 2)};
        rest.remove_prefix(2);
        return token;
    }
    if (rest.front() == '<') {
        auto end = std::min(rest.find('>'), rest.size());
        CMapToken token{rest.substr(1, end - 1), true};
        rest.remove_prefix(std::min(end + 1, rest.size()));
        return token;
    }
    auto end = std::min(rest.find_first_of(" \t\r\n<[]", 1), rest.size());
    CMapToken token{rest.substr(0, end)};
    rest.remove_prefix(end);
    return token;
}

/// Alphabetic and Arabic presentation forms, and the private use area: names of shapes, not texts.
bool names_a_shape(std::string_view text) {
    if (text.size() != 4) return false;
    std::uint32_t unit = hex_value(text);
    return (unit >= 0xFB00 && unit <= 0xFDFF) || (unit >= 0xFE70 && unit <= 0xFEFE) ||
        (unit >= 0xE000 && unit <= 0xF8FF);
}

}  // namespace

FontText read_to_unicode(std::string_view cmap) {
    FontText font;
    enum class Section : std::uint8_t { none, characters, ranges } section = Section::none;
    std::vector<std::string_view> operands;
    for (auto token = next_token(cmap); !token.text.empty() || token.hex; token = next_token(cmap)) {
        if (!token.hex) {
            section = token.text == "beginbfchar"    ? Section::characters
                      : token.text == "beginbfrange" ? Section::ranges
                                                     : Section::none;
            operands.clear();
            continue;
        }
        operands.push_back(token.text);
        if (section == Section::characters && operands.size() == 2) {
            if (operands[0].size() > 2) font.two_bytes = true;
            font.says[hex_value(operands[0])] = upper(operands[1]);
            operands.clear();
        } else if (section == Section::ranges && operands.size() == 3) {
            if (operands[0].size() > 2) font.two_bytes = true;
            std::uint32_t low = hex_value(operands[0]), high = std::min(hex_value(operands[1]), low + 0xFFFF),
                text = hex_value(operands[2]);
            for (std::uint32_t code = low; code <= high; ++code, ++text) font.says[code] = fmt::format("{:04X}", text);
            operands.clear();
        }
    }
    return font;
}

std::string write_to_unicode(FontText const& font) {
    std::vector<std::pair<std::uint32_t, std::string_view>> codes(font.says.begin(), font.says.end());
    std::sort(codes.begin(), codes.end());
    std::string out =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo\n<< /Registry (Adobe)\n/Ordering (UCS)\n/Supplement 0\n>> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n";
    out += font.two_bytes ? "<0000> <FFFF>\n" : "<00> <FF>\n";
    out += "endcodespacerange\n";
    constexpr std::size_t most = 100;   // entries of one section (Adobe Technical Note 5014)
    for (std::size_t i = 0; i < codes.size(); i += most) {
        std::size_t end = std::min(i + most, codes.size());
        out += fmt::format("{} beginbfchar\n", end - i);
        for (std::size_t k = i; k < end; ++k)
            out += fmt::format("<{:0{}X}> <{}>\n", codes[k].first, font.two_bytes ? 4 : 2, codes[k].second);
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

bool says_by_itself(FontText& font, std::uint32_t code, std::string_view text) {
    if (text.starts_with("FEFF")) text.remove_prefix(4);
    auto found = font.says.find(code);
    if (found == font.says.end() || text.empty()) return false;
    if (found->second == text) return true;
    bool soft_hyphen = font.hyphens_are_soft && found->second == "2010" && text == "00AD";
    if (!names_a_shape(found->second) && !soft_hyphen) return false;
    found->second = text;
    font.repaired = true;
    return true;
}

}  // namespace octavo::pdf

#include "read/metadata.h"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "read/text.h"

namespace octavo::read {
namespace {

using Pair = std::pair<std::string_view, std::string_view>;

// MARC relators, https://id.loc.gov/vocabulary/relators.html, by the words sources use.
constexpr std::array relators{
    Pair{"author", "aut"},       Pair{"editor", "edt"},      Pair{"translator", "trl"},   Pair{"illustrator", "ill"},
    Pair{"compiler", "com"},     Pair{"publisher", "pbl"},   Pair{"funder", "fnd"},       Pair{"sponsor", "spn"},
    Pair{"principal", "pdr"},    Pair{"transcriber", "trc"}, Pair{"transcription", "trc"}, Pair{"encoder", "mrk"},
    Pair{"encoding", "mrk"},     Pair{"markup", "mrk"},      Pair{"annotator", "ann"},    Pair{"commentator", "cmm"},
    Pair{"proofreader", "pfr"},  Pair{"photographer", "pht"}, Pair{"composer", "cmp"},    Pair{"contributor", "ctb"},
    Pair{"designer", "dsr"},     Pair{"engraver", "egr"},    Pair{"narrator", "nrt"},     Pair{"reviewer", "rev"},
};

// ISO 639-2 (bibliographic and terminological) to 639-1: BCP 47 asks for the shortest code.
constexpr std::array languages{
    Pair{"eng", "en"}, Pair{"fre", "fr"}, Pair{"fra", "fr"}, Pair{"ger", "de"}, Pair{"deu", "de"}, Pair{"lat", "la"},
    Pair{"ita", "it"}, Pair{"spa", "es"}, Pair{"por", "pt"}, Pair{"dut", "nl"}, Pair{"nld", "nl"}, Pair{"gre", "el"},
    Pair{"ell", "el"}, Pair{"heb", "he"}, Pair{"yid", "yi"}, Pair{"ara", "ar"}, Pair{"per", "fa"}, Pair{"fas", "fa"},
    Pair{"tur", "tr"}, Pair{"rus", "ru"}, Pair{"pol", "pl"}, Pair{"cze", "cs"}, Pair{"ces", "cs"}, Pair{"slo", "sk"},
    Pair{"slk", "sk"}, Pair{"hun", "hu"}, Pair{"rum", "ro"}, Pair{"ron", "ro"}, Pair{"swe", "sv"}, Pair{"dan", "da"},
    Pair{"nor", "no"}, Pair{"fin", "fi"}, Pair{"ice", "is"}, Pair{"isl", "is"}, Pair{"jpn", "ja"}, Pair{"chi", "zh"},
    Pair{"zho", "zh"}, Pair{"kor", "ko"}, Pair{"san", "sa"}, Pair{"hin", "hi"}, Pair{"wel", "cy"}, Pair{"cym", "cy"},
    Pair{"gle", "ga"}, Pair{"gla", "gd"}, Pair{"bre", "br"}, Pair{"baq", "eu"}, Pair{"eus", "eu"}, Pair{"cat", "ca"},
    Pair{"ukr", "uk"}, Pair{"hrv", "hr"}, Pair{"srp", "sr"}, Pair{"slv", "sl"}, Pair{"bul", "bg"}, Pair{"est", "et"},
    Pair{"lav", "lv"}, Pair{"lit", "lt"},
};

std::string isbn_digits(std::string_view value) {
    std::string digits;
    for (char c : value) {
        if ((c >= '0' && c <= '9') || c == 'X' || c == 'x') digits += c;
    }
    return digits;
}

}  // namespace

dom::Identifier identifier_of(std::string_view value, std::string_view scheme) {
    std::string text = collapsed(value);
    std::string low = lower_ascii(text);
    std::string kind = lower_ascii(scheme);
    if (low.starts_with("urn:isbn:") || low.starts_with("isbn:"))
        return {"urn:isbn:" + isbn_digits(text.substr(low.find("isbn:") + 5)), "isbn"};
    if (kind.starts_with("isbn")) return {"urn:isbn:" + isbn_digits(text), "isbn"};
    if (low.starts_with("urn:uuid:")) return {text, "uuid"};
    if (kind == "uuid") return {"urn:uuid:" + text, "uuid"};
    if (low.starts_with("doi:")) return {"https://doi.org/" + text.substr(4), "doi"};
    if (kind == "doi" && !has_scheme(text)) return {"https://doi.org/" + text, "doi"};
    if (low.starts_with("https://doi.org/") || low.starts_with("http://dx.doi.org/")) return {text, "doi"};
    if (has_scheme(text)) return {text, "uri"};
    return {text, kind == "uri" || kind == "urn" ? "uri" : kind};
}

std::string relator_code(std::string_view role) {
    std::string low = lower_ascii(trimmed(role));
    if (low.starts_with("marc:")) low.erase(0, 5);
    auto row = std::find_if(relators.begin(), relators.end(), [&](Pair const& pair) { return pair.first == low; });
    if (row != relators.end()) return std::string(row->second);
    bool code = low.size() == 3 && std::all_of(low.begin(), low.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    return code ? low : "oth";
}

PersonName person_name_of(std::string_view text) {
    constexpr std::array<std::string_view, 8> suffixes{"Jr.", "Sr.", "Jr", "Sr", "Ltd.", "Inc.", "Esq.", "Ph.D."};
    std::vector<std::string> parts;
    for (std::string_view rest = text; !rest.empty();) {
        auto length = std::min(rest.find(','), rest.size());
        parts.push_back(collapsed(rest.substr(0, length)));
        rest.remove_prefix(std::min(length + 1, rest.size()));
    }
    // Years of life are the catalogue's, not the name's.
    while (parts.size() > 1 && parts.back().find_first_of("0123456789") != std::string::npos) parts.pop_back();
    if (parts.size() <= 1) return {parts.empty() || parts.front().empty() ? collapsed(text) : parts.front(), {}};
    bool whole = parts.size() != 2 || parts[0].empty() || parts[1].empty() ||
                 std::find(suffixes.begin(), suffixes.end(), parts[1]) != suffixes.end() ||
                 parts[0].find(" and ") != std::string::npos;
    if (whole) return {collapsed(text), {}};
    return {parts[1] + " " + parts[0], parts[0] + ", " + parts[1]};
}

std::string language_tag(std::string_view code) {
    std::string tag(trimmed(code));
    std::replace(tag.begin(), tag.end(), '_', '-');
    auto length = std::min(tag.find('-'), tag.size());
    std::string primary = lower_ascii(std::string_view(tag).substr(0, length));
    auto row =
        std::find_if(languages.begin(), languages.end(), [&](Pair const& pair) { return pair.first == primary; });
    if (row != languages.end()) tag.replace(0, length, row->second);
    return tag;
}

}  // namespace octavo::read

// The marks of two levels, by the usage of each language's printers (CLDR's "delimiters", with the spaces French sets).
#include <array>

#include "css/properties/quotes.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

struct QuoteRow {
    std::string_view language;
    std::array<std::string_view, 4> marks;
};
constexpr std::array<std::string_view, 4> high_double{"“", "”", "‘", "’"};
constexpr std::array<std::string_view, 4> low_high{"„", "“", "‚", "‘"};
constexpr std::array<std::string_view, 4> low_right{"„", "”", "‚", "’"};
constexpr std::array<std::string_view, 4> pointed{"«", "»", "“", "”"};
constexpr std::array<std::string_view, 4> pointed_low{"«", "»", "„", "“"};
constexpr std::array<std::string_view, 4> pointed_single{"«", "»", "‹", "›"};
constexpr std::array<std::string_view, 4> right_right{"”", "”", "’", "’"};
constexpr std::array<std::string_view, 4> corners{"「", "」", "『", "』"};
constexpr std::array<std::string_view, 4> french{"«\u202F", "\u202F»", "“", "”"};

constexpr QuoteRow rows[] = {
    {"af", high_double},  {"ar", {"”", "“", "’", "‘"}}, {"be", pointed_low},   {"bg", low_high},    {"bs", low_right},
    {"ca", pointed},      {"cs", low_high},    {"cy", {"‘", "’", "“", "”"}},   {"da", {"»", "«", "›", "‹"}},
    {"de", low_high},     {"de-ch", pointed_single}, {"de-li", pointed_single}, {"el", pointed},    {"en", high_double},
    {"es", pointed},      {"et", low_high},    {"eu", pointed_single},         {"fa", pointed_single}, {"fi", right_right},
    {"fr", french},       {"fr-ch", pointed_single}, {"gl", pointed},          {"grc", pointed},    {"he", {"”", "”", "’", "’"}},
    {"hr", low_right},    {"hu", {"„", "”", "»", "«"}}, {"hy", pointed},       {"is", low_high},    {"it", pointed},
    {"it-ch", pointed_single}, {"ja", corners}, {"ka", low_high},              {"la", high_double}, {"lt", low_high},
    {"lv", {"“", "”", "„", "”"}}, {"mk", low_high}, {"nb", {"«", "»", "‘", "’"}}, {"nl", {"‘", "’", "“", "”"}},
    {"nn", {"«", "»", "‘", "’"}}, {"no", {"«", "»", "‘", "’"}}, {"pl", {"„", "”", "«", "»"}}, {"pt", high_double},
    {"pt-pt", pointed},   {"rm", pointed_single}, {"ro", {"„", "”", "«", "»"}}, {"ru", pointed_low}, {"sk", low_high},
    {"sl", low_high},     {"sq", {"„", "“", "‘", "’"}}, {"sr", low_high},      {"sv", right_right}, {"tr", high_double},
    {"uk", pointed_low},  {"vi", high_double}, {"zh", high_double},            {"zh-hant", corners}, {"zh-tw", corners}, {"zh-hk", corners},
};

}  // namespace

std::vector<std::string> default_quotes(std::string_view language) {
    std::string tag = to_lower(language);
    while (!tag.empty()) {
        for (QuoteRow const& row : rows) {
            if (row.language == tag) return {row.marks.begin(), row.marks.end()};
        }
        std::size_t cut = tag.rfind('-');
        tag.resize(cut == std::string::npos ? 0 : cut);
    }
    return {high_double.begin(), high_double.end()};
}

}  // namespace octavo::css

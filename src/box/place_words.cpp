#include "box/place_words.h"

#include <algorithm>
#include <array>
#include <span>

namespace octavo::box {
namespace {

struct Row {
    std::string_view language, words;
};

constexpr std::array place_rows{
    Row{"en", "on this page\x1Fon the facing page\x1Foverleaf\x1Fon page\u00A0"},
    Row{"da", "på denne side\x1Fpå modstående side\x1Fomstående\x1Fpå side\u00A0"},
    Row{"de", "auf dieser Seite\x1F" "auf der gegenüberliegenden Seite\x1Fumseitig\x1F" "auf Seite\u00A0"},
    Row{"es", "en esta página\x1F" "en la página opuesta\x1F" "a la vuelta\x1F" "en la página\u00A0"},
    Row{"fr", "sur cette page\x1Fsur la page ci-contre\x1F" "au verso\x1F\u00E0 la page\u00A0"},
    Row{"it", "in questa pagina\x1Fnella pagina a fronte\x1Fsul retro\x1F" "a pagina\u00A0"},
    Row{"la", "hac pagina\x1Fpagina adversa\x1Fpagina versa\x1Fpagina\u00A0"},
    Row{"nl", "op deze pagina\x1Fop de pagina hiernaast\x1Fop de keerzijde\x1Fop pagina\u00A0"},
    Row{"pt", "nesta página\x1Fna página ao lado\x1Fno verso\x1Fna página\u00A0"},
    Row{"sv", "på denna sida\x1Fpå motstående sida\x1Fomstående\x1Fpå sidan\u00A0"},
};

constexpr std::array continued_rows{
    Row{"en", " (continued)"},      Row{"cs", " (pokračování)"},  Row{"da", " (fortsat)"},      Row{"de", " (Fortsetzung)"},
    Row{"el", " (συνέχεια)"},       Row{"es", " (continuación)"}, Row{"fi", " (jatkoa)"},       Row{"fr", " (suite)"},
    Row{"he", " (המשך)"},           Row{"hu", " (folytatás)"},    Row{"it", " (continua)"},     Row{"ja", "（続き）"},
    Row{"la", " (continuatur)"},    Row{"nl", " (vervolg)"},      Row{"no", " (forts.)"},       Row{"pl", " (ciąg dalszy)"},
    Row{"pt", " (continuação)"},    Row{"ru", " (продолжение)"},  Row{"sv", " (forts.)"},       Row{"uk", " (продовження)"},
    Row{"yi", " (המשך)"},           Row{"zh", "（续）"},
};

/// The first row's where the language has none.
std::string_view words_in(std::string_view language, std::span<Row const> rows) {
    std::string_view primary = language.substr(0, language.find('-'));
    auto row = std::find_if(rows.begin(), rows.end(), [&](Row const& r) { return r.language == primary; });
    return row == rows.end() ? rows.front().words : row->words;
}

}  // namespace

std::string_view continued_words(std::string_view language) { return words_in(language, continued_rows); }

std::string_view place_words(std::string_view language) { return words_in(language, place_rows); }

}  // namespace octavo::box

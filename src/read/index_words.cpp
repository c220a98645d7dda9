#include "read/index_words.h"

#include <algorithm>
#include <array>

namespace octavo::read {
namespace {

constexpr std::array rows{
    IndexWords{"en", "Index", "see", "see also"},
    IndexWords{"ar", "فهرس", "انظر", "انظر أيضًا"},
    IndexWords{"ca", "Índex", "vegeu", "vegeu també"},
    IndexWords{"cs", "Rejstřík", "viz", "viz též"},
    IndexWords{"da", "Register", "se", "se også"},
    IndexWords{"de", "Register", "siehe", "siehe auch"},
    IndexWords{"el", "Ευρετήριο", "βλέπε", "βλέπε επίσης"},
    IndexWords{"es", "Índice alfabético", "véase", "véase también"},
    IndexWords{"fi", "Hakemisto", "ks.", "ks. myös"},
    IndexWords{"fr", "Index", "voir", "voir aussi"},
    IndexWords{"he", "מפתח", "ראו", "ראו גם"},
    IndexWords{"hu", "Tárgymutató", "lásd", "lásd még"},
    IndexWords{"it", "Indice analitico", "vedi", "vedi anche"},
    IndexWords{"ja", "索引", "→", "→"},
    IndexWords{"ko", "색인", "→", "→"},
    IndexWords{"la", "Index", "vide", "vide etiam"},
    IndexWords{"nl", "Register", "zie", "zie ook"},
    IndexWords{"no", "Register", "se", "se også"},
    IndexWords{"nb", "Register", "se", "se også"},
    IndexWords{"pl", "Indeks", "zob.", "zob. też"},
    IndexWords{"pt", "Índice remissivo", "ver", "ver também"},
    IndexWords{"ru", "Указатель", "см.", "см. также"},
    IndexWords{"sv", "Register", "se", "se även"},
    IndexWords{"tr", "Dizin", "bkz.", "ayrıca bkz."},
    IndexWords{"uk", "Покажчик", "див.", "див. також"},
    IndexWords{"zh", "索引", "见", "另见"},
};

}  // namespace

IndexWords const& index_words(std::string_view language) {
    std::string_view first = language.substr(0, language.find('-'));
    auto row = std::find_if(rows.begin(), rows.end(), [&](IndexWords const& words) { return words.language == first; });
    return row == rows.end() ? rows.front() : *row;
}

}  // namespace octavo::read

#include "dom/role.h"

#include <array>
#include <unordered_map>

namespace octavo::dom {
namespace {

struct RoleRow {
    std::string_view name;
    std::string_view aria;
    std::string_view epub;
};

constexpr std::array rows{
#define OCTAVO_ROW(enumerator, aria, epub) RoleRow{#enumerator, aria, epub},
    OCTAVO_ROLES(OCTAVO_ROW)
#undef OCTAVO_ROW
};

// Words of the EPUB structural semantics vocabulary that mean a role of another name, or that older books write without
// prefix.
struct Synonym {
    std::string_view word;
    Role role;
};
constexpr std::array synonyms{
    Synonym{"acknowledgements", Role::acknowledgments}, Synonym{"rearnote", Role::endnote},
    Synonym{"rearnotes", Role::endnotes},               Synonym{"note", Role::footnote},
    Synonym{"annotation", Role::margin_note},           Synonym{"marginalia", Role::margin_note},
    Synonym{"sidebar", Role::none},                     Synonym{"referrer", Role::backlink},
    Synonym{"poem", Role::poem},                        Synonym{"verse", Role::verse},
    Synonym{"drama", Role::drama},                      Synonym{"letter", Role::letter},
    Synonym{"imprint", Role::copyright_page},           Synonym{"loi", Role::list_of_figures},
    Synonym{"lot", Role::list_of_tables},               Synonym{"z3998:dedication", Role::dedication},
    Synonym{"z3998:letter", Role::letter},              Synonym{"z3998:drama", Role::drama},
    Synonym{"biblioentry", Role::biblioentry},          Synonym{"doc-biblioentry", Role::biblioentry},
    Synonym{"doc-endnote", Role::endnote},
};

// The body's division of a book and what a passage is made of say less than what it is: they give way to a later word.
bool is_general(Role role) {
    return role == Role::frontmatter || role == Role::bodymatter || role == Role::backmatter || role == Role::poem ||
           role == Role::verse || role == Role::drama || role == Role::letter;
}

using WordMap = std::unordered_map<std::string_view, Role>;

WordMap const& epub_words() {
    static WordMap const map = [] {
        WordMap words;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (!rows[i].epub.empty()) words.emplace(rows[i].epub, static_cast<Role>(i));
        }
        for (Synonym const& synonym : synonyms) words.emplace(synonym.word, synonym.role);
        return words;
    }();
    return map;
}

WordMap const& aria_words() {
    static WordMap const map = [] {
        WordMap words;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            if (!rows[i].aria.empty()) words.emplace(rows[i].aria, static_cast<Role>(i));
        }
        words.emplace("doc-endnote", Role::endnote);
        words.emplace("doc-biblioentry", Role::biblioentry);
        return words;
    }();
    return map;
}

Role first_role(std::string_view words, WordMap const& map) {
    Role found = Role::none;
    while (!words.empty()) {
        auto begin = words.find_first_not_of(" \t\r\n");
        if (begin == std::string_view::npos) break;
        words.remove_prefix(begin);
        auto length = std::min(words.find_first_of(" \t\r\n"), words.size());
        if (auto row = map.find(words.substr(0, length)); row != map.end()) {
            if (!is_general(row->second) && row->second != Role::none) return row->second;
            if (found == Role::none) found = row->second;
        }
        words.remove_prefix(length);
    }
    return found;
}

}  // namespace

std::string_view role_name(Role role) { return rows[static_cast<std::size_t>(role)].name; }
std::string_view aria_role(Role role) { return rows[static_cast<std::size_t>(role)].aria; }
std::string_view epub_type(Role role) { return rows[static_cast<std::size_t>(role)].epub; }

Role role_from_tokens(std::string_view epub_types, std::string_view aria_roles) {
    Role role = first_role(epub_types, epub_words());
    if (role != Role::none && !is_general(role)) return role;
    Role aria = first_role(aria_roles, aria_words());
    return aria != Role::none ? aria : role;
}

}  // namespace octavo::dom

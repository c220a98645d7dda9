#include "epub/html_table.h"

#include <algorithm>
#include <array>
#include <unordered_map>
#include <vector>

namespace octavo::epub {

namespace {

using enum Attr;
constexpr Place flow = Place::flow, phrasing = Place::phrasing, part = Place::part, dissolved = Place::dissolved,
                dropped = Place::dropped;

constexpr HtmlRow rows[] = {
    // sections
    {"html", "div", dissolved, ContentModel::flow, {}},
    {"body", "div", dissolved, ContentModel::flow, {}},
    {"main", "div", flow, ContentModel::flow, {}},  // one a document at most: a split one would have several
    {"section", "section", flow, ContentModel::flow, {}},
    {"article", "article", flow, ContentModel::flow, {}},
    {"nav", "nav", flow, ContentModel::flow, {}},
    {"aside", "aside", flow, ContentModel::flow, {}},
    {"header", "header", flow, ContentModel::flow, {}},
    {"footer", "footer", flow, ContentModel::flow, {}},
    {"search", "div", flow, ContentModel::flow, {}},
    {"address", "address", flow, ContentModel::flow, {}},
    {"hgroup", "hgroup", flow, ContentModel::headings, {}},
    {"h1", "h1", flow, ContentModel::phrasing, {}},
    {"h2", "h2", flow, ContentModel::phrasing, {}},
    {"h3", "h3", flow, ContentModel::phrasing, {}},
    {"h4", "h4", flow, ContentModel::phrasing, {}},
    {"h5", "h5", flow, ContentModel::phrasing, {}},
    {"h6", "h6", flow, ContentModel::phrasing, {}},
    // blocks
    {"p", "p", flow, ContentModel::phrasing, {}},
    {"div", "div", flow, ContentModel::flow, {}},
    {"blockquote", "blockquote", flow, ContentModel::flow, {cite}},
    {"pre", "pre", flow, ContentModel::phrasing, {}},
    {"hr", "hr", flow, ContentModel::nothing, {}},
    {"figure", "figure", flow, ContentModel::figure, {}},
    {"figcaption", "figcaption", part, ContentModel::flow, {}},
    {"details", "details", flow, ContentModel::details, {open}},
    {"summary", "summary", part, ContentModel::phrasing, {}},
    {"dialog", "div", flow, ContentModel::flow, {}},
    // lists
    {"ul", "ul", flow, ContentModel::list, {}},
    {"ol", "ol", flow, ContentModel::list, {start, reversed, list_type}},
    {"menu", "ul", flow, ContentModel::list, {}},
    {"li", "li", part, ContentModel::flow, {value}},
    {"dl", "dl", flow, ContentModel::definitions, {}},
    {"dt", "dt", part, ContentModel::flow, {}},
    {"dd", "dd", part, ContentModel::flow, {}},
    // tables
    {"table", "table", flow, ContentModel::table, {}},
    {"caption", "caption", part, ContentModel::flow, {}},
    {"colgroup", "colgroup", part, ContentModel::columns, {span}},
    {"col", "col", part, ContentModel::nothing, {span}},
    {"thead", "thead", part, ContentModel::rows, {}},
    {"tbody", "tbody", part, ContentModel::rows, {}},
    {"tfoot", "tfoot", part, ContentModel::rows, {}},
    {"tr", "tr", part, ContentModel::cells, {}},
    {"td", "td", part, ContentModel::flow, {colspan, rowspan}},
    {"th", "th", part, ContentModel::flow, {colspan, rowspan, scope}},
    // text
    {"a", "a", phrasing, ContentModel::transparent, {href, hreflang, rel}},
    {"em", "em", phrasing, ContentModel::phrasing, {}},
    {"strong", "strong", phrasing, ContentModel::phrasing, {}},
    {"small", "small", phrasing, ContentModel::phrasing, {}},
    {"s", "s", phrasing, ContentModel::phrasing, {}},
    {"cite", "cite", phrasing, ContentModel::phrasing, {}},
    {"q", "q", phrasing, ContentModel::phrasing, {cite}},
    {"dfn", "dfn", phrasing, ContentModel::phrasing, {}},
    {"abbr", "abbr", phrasing, ContentModel::phrasing, {}},
    {"ruby", "ruby", phrasing, ContentModel::ruby, {}},
    {"rb", "rb", part, ContentModel::phrasing, {}},
    {"rt", "rt", part, ContentModel::phrasing, {}},
    {"rtc", "rtc", part, ContentModel::phrasing, {}},
    {"rp", "rp", part, ContentModel::phrasing, {}},
    {"data", "data", phrasing, ContentModel::phrasing, {value}},
    {"time", "time", phrasing, ContentModel::phrasing, {datetime}},
    {"code", "code", phrasing, ContentModel::phrasing, {}},
    {"var", "var", phrasing, ContentModel::phrasing, {}},
    {"samp", "samp", phrasing, ContentModel::phrasing, {}},
    {"kbd", "kbd", phrasing, ContentModel::phrasing, {}},
    {"sub", "sub", phrasing, ContentModel::phrasing, {}},
    {"sup", "sup", phrasing, ContentModel::phrasing, {}},
    {"i", "i", phrasing, ContentModel::phrasing, {}},
    {"b", "b", phrasing, ContentModel::phrasing, {}},
    {"u", "u", phrasing, ContentModel::phrasing, {}},
    {"mark", "mark", phrasing, ContentModel::phrasing, {}},
    {"bdi", "bdi", phrasing, ContentModel::phrasing, {}},
    {"bdo", "bdo", phrasing, ContentModel::phrasing, {}},
    {"span", "span", phrasing, ContentModel::phrasing, {}},
    {"br", "br", phrasing, ContentModel::nothing, {}},
    {"wbr", "wbr", phrasing, ContentModel::nothing, {}},
    {"ins", "ins", phrasing, ContentModel::transparent, {cite, datetime}},
    {"del", "del", phrasing, ContentModel::transparent, {cite, datetime}},
    {"img", "img", phrasing, ContentModel::nothing, {src, alt, width, height}},
    {"picture", "span", phrasing, ContentModel::phrasing, {}},
    // obsolete: their presentation is the style sheets'
    {"acronym", "abbr", phrasing, ContentModel::phrasing, {}},
    {"big", "span", phrasing, ContentModel::phrasing, {}},
    {"center", "div", flow, ContentModel::flow, {}},
    {"dir", "ul", flow, ContentModel::list, {}},
    {"font", "span", phrasing, ContentModel::phrasing, {}},
    {"nobr", "span", phrasing, ContentModel::phrasing, {}},
    {"strike", "s", phrasing, ContentModel::phrasing, {}},
    {"tt", "code", phrasing, ContentModel::phrasing, {}},
    // forms, frames, media: what they show as text stays
    {"form", "div", flow, ContentModel::flow, {}},
    {"fieldset", "div", flow, ContentModel::flow, {}},
    {"legend", "div", flow, ContentModel::flow, {}},
    {"noscript", "div", flow, ContentModel::flow, {}},
    {"frameset", "div", dropped, ContentModel::flow, {}},
    {"head", "head", dropped, ContentModel::nothing, {}},
    {"title", "title", dropped, ContentModel::nothing, {}},
    {"base", "base", dropped, ContentModel::nothing, {}},
    {"link", "link", dropped, ContentModel::nothing, {}},
    {"meta", "meta", dropped, ContentModel::nothing, {}},
    {"style", "style", dropped, ContentModel::nothing, {}},
    {"script", "script", dropped, ContentModel::nothing, {}},
    {"template", "template", dropped, ContentModel::nothing, {}},
    {"source", "source", dropped, ContentModel::nothing, {}},
    {"track", "track", dropped, ContentModel::nothing, {}},
    {"param", "param", dropped, ContentModel::nothing, {}},
    {"area", "area", dropped, ContentModel::nothing, {}},
    {"input", "input", dropped, ContentModel::nothing, {}},
    {"embed", "embed", dropped, ContentModel::nothing, {}},
};

struct NamedAttribute {
    std::string_view name;
    Attr attribute;
};
constexpr NamedAttribute attribute_names[] = {
    {"href", href}, {"hreflang", hreflang}, {"rel", rel}, {"src", src}, {"alt", alt}, {"width", width}, {"height", height},
    {"start", start}, {"reversed", reversed}, {"type", list_type}, {"value", value}, {"colspan", colspan},
    {"rowspan", rowspan}, {"scope", scope}, {"span", span}, {"cite", cite}, {"datetime", datetime}, {"open", open},
};

using dom::Role;

/// Elements that ARIA in HTML ties to few roles; any other element takes any DPUB-ARIA role.
constexpr Role section_roles[] = {
    Role::abstract, Role::acknowledgments, Role::afterword, Role::appendix, Role::bibliography, Role::chapter, Role::colophon,
    Role::conclusion, Role::credit, Role::credits, Role::dedication, Role::endnotes, Role::epigraph, Role::epilogue, Role::errata,
    Role::example, Role::foreword, Role::glossary, Role::index, Role::introduction, Role::notice, Role::pagelist, Role::part,
    Role::preface, Role::prologue, Role::pullquote, Role::qna, Role::toc,
};
constexpr Role aside_roles[] = {Role::dedication, Role::example, Role::footnote, Role::glossary, Role::pullquote, Role::tip};
constexpr Role nav_roles[] = {Role::index, Role::pagelist, Role::toc};
constexpr Role heading_roles[] = {Role::subtitle};
constexpr Role link_roles[] = {Role::backlink, Role::biblioref, Role::glossref, Role::noteref};
constexpr Role rule_roles[] = {Role::pagebreak};
constexpr Role picture_roles[] = {Role::cover};

struct RoleRow {
    std::string_view element;
    std::span<Role const> roles;
};
constexpr RoleRow role_rows[] = {
    {"section", section_roles}, {"aside", aside_roles}, {"nav", nav_roles}, {"h1", heading_roles}, {"h2", heading_roles},
    {"h3", heading_roles}, {"h4", heading_roles}, {"h5", heading_roles}, {"h6", heading_roles}, {"hr", rule_roles},
    {"img", picture_roles}, {"ul", {}}, {"ol", {}}, {"li", {}}, {"dl", {}}, {"dt", {}}, {"dd", {}}, {"article", {}}, {"header", {}},
    {"footer", {}}, {"main", {}}, {"figcaption", {}}, {"figure", {}}, {"caption", {}}, {"colgroup", {}}, {"col", {}}, {"br", {}},
    {"wbr", {}}, {"summary", {}}, {"details", {}}, {"table", {}}, {"thead", {}}, {"tbody", {}}, {"tfoot", {}}, {"tr", {}},
    {"td", {}}, {"th", {}}, {"math", {}}, {"svg", {}}, {"picture", {}},
};

std::unordered_map<std::uint32_t, HtmlRow const*> const& index_by_name() {
    static auto const index = [] {
        std::unordered_map<std::uint32_t, HtmlRow const*> result;
        for (HtmlRow const& row : rows) result.emplace(base::Name::of(row.name).number(), &row);
        return result;
    }();
    return index;
}

}  // namespace

HtmlRow const& html_row(base::Name name) {
    static HtmlRow const& generic = *index_by_name().at(base::Name::of("span").number());
    auto found = index_by_name().find(name.number());
    return found == index_by_name().end() ? generic : *found->second;
}

bool is_html_name(base::Name name) { return index_by_name().contains(name.number()); }

Attr html_attribute(std::string_view name) {
    for (NamedAttribute const& row : attribute_names)
        if (row.name == name) return row.attribute;
    return none;
}

bool takes(HtmlRow const& row, Attr attribute) {
    return attribute != none && std::find(std::begin(row.attributes), std::end(row.attributes), attribute) != std::end(row.attributes);
}

std::string_view role_on(std::string_view element, Role role, Linked links) {
    // DPUB-ARIA 1.1 has no role for a single endnote any more; without one, an aside would be a landmark of the page.
    if (element == "aside" && role == Role::endnote) return "note";
    std::string_view aria = dom::aria_role(role);
    if (aria.empty()) return {};
    auto allowed = [role](std::span<Role const> roles) { return std::find(roles.begin(), roles.end(), role) != roles.end(); };
    if (element == "a" && links == Linked::yes) return allowed(link_roles) ? aria : std::string_view{};
    for (RoleRow const& row : role_rows)
        if (row.element == element) return allowed(row.roles) ? aria : std::string_view{};
    // A link's role on what is not a link, a picture's on what has content: they would hide or promise what is not there.
    if (allowed(link_roles) || role == Role::cover) return {};
    return aria;
}

bool is_heading_name(std::string_view written) {
    return written.size() == 2 && written[0] == 'h' && written[1] >= '1' && written[1] <= '6';
}

}  // namespace octavo::epub

#include "tags/structure_types.h"

#include <algorithm>
#include <array>

namespace octavo::tags {
namespace {

constexpr TypeRow type_rows[] = {
#define OCTAVO_ROW(enumerator, name_1_7, name_2_0, space) {name_1_7, name_2_0, StructureNamespace::space},
    OCTAVO_STRUCTURE_TYPES(OCTAVO_ROW)
#undef OCTAVO_ROW
};

using enum StructureType;

// Sorted by name.
constexpr std::array html_rows{
    HtmlRow{"a", link, Shape::inline_element},
    HtmlRow{"abbr", span, Shape::transparent_inline},   // a Span where it has a title
    HtmlRow{"address", p, Shape::transparent_block},
    HtmlRow{"article", art, Shape::grouping},
    HtmlRow{"aside", aside, Shape::grouping},
    HtmlRow{"b", none, Shape::transparent_inline},
    HtmlRow{"bdi", none, Shape::transparent_inline},
    HtmlRow{"bdo", none, Shape::transparent_inline},
    HtmlRow{"blockquote", block_quote, Shape::grouping},
    HtmlRow{"body", none, Shape::transparent_block},
    HtmlRow{"br", none, Shape::transparent_inline},
    HtmlRow{"caption", caption, Shape::table_part},
    HtmlRow{"cite", none, Shape::transparent_inline},
    HtmlRow{"code", code, Shape::inline_element},
    HtmlRow{"data", none, Shape::transparent_inline},
    HtmlRow{"dd", lbody, Shape::list_part},
    HtmlRow{"del", none, Shape::transparent_inline},
    HtmlRow{"dfn", none, Shape::transparent_inline},
    HtmlRow{"div", none, Shape::transparent_block},
    HtmlRow{"dl", l, Shape::list_part},
    HtmlRow{"dt", lbl, Shape::list_part},
    HtmlRow{"em", none, Shape::transparent_inline},
    HtmlRow{"figcaption", caption, Shape::container},
    HtmlRow{"figure", group, Shape::grouping},          // a Figure where it holds one picture
    HtmlRow{"footer", none, Shape::transparent_block},
    HtmlRow{"h1", h1, Shape::paragraph},
    HtmlRow{"h2", h2, Shape::paragraph},
    HtmlRow{"h3", h3, Shape::paragraph},
    HtmlRow{"h4", h4, Shape::paragraph},
    HtmlRow{"h5", h5, Shape::paragraph},
    HtmlRow{"h6", h6, Shape::paragraph},
    HtmlRow{"header", none, Shape::transparent_block},
    HtmlRow{"hgroup", none, Shape::transparent_block},
    HtmlRow{"html", document, Shape::grouping},
    HtmlRow{"i", none, Shape::transparent_inline},
    HtmlRow{"img", figure, Shape::inline_element},
    HtmlRow{"ins", none, Shape::transparent_inline},
    HtmlRow{"kbd", code, Shape::inline_element},
    HtmlRow{"li", li, Shape::list_part},
    HtmlRow{"main", none, Shape::transparent_block},
    HtmlRow{"mark", none, Shape::transparent_inline},
    HtmlRow{"math", formula, Shape::inline_element},
    HtmlRow{"nav", sect, Shape::grouping},
    HtmlRow{"ol", l, Shape::list_part},
    HtmlRow{"p", p, Shape::paragraph},
    HtmlRow{"pre", p, Shape::paragraph},
    HtmlRow{"q", quote, Shape::inline_element},
    HtmlRow{"rb", rb, Shape::inline_element},
    HtmlRow{"rp", rp, Shape::inline_element},
    HtmlRow{"rt", rt, Shape::inline_element},
    HtmlRow{"ruby", ruby, Shape::inline_element},
    HtmlRow{"s", none, Shape::transparent_inline},
    HtmlRow{"samp", code, Shape::inline_element},
    HtmlRow{"section", sect, Shape::grouping},
    HtmlRow{"small", none, Shape::transparent_inline},
    HtmlRow{"span", span, Shape::transparent_inline},   // a Span where it changes the language
    HtmlRow{"strong", none, Shape::transparent_inline},
    HtmlRow{"sub", none, Shape::transparent_inline},
    HtmlRow{"sup", none, Shape::transparent_inline},
    HtmlRow{"svg", figure, Shape::inline_element},
    HtmlRow{"table", table, Shape::table_part},
    HtmlRow{"tbody", tbody, Shape::table_part},
    HtmlRow{"td", td, Shape::table_part},
    HtmlRow{"tfoot", tfoot, Shape::table_part},
    HtmlRow{"th", th, Shape::table_part},
    HtmlRow{"thead", thead, Shape::table_part},
    HtmlRow{"time", none, Shape::transparent_inline},
    HtmlRow{"tr", tr, Shape::table_part},
    HtmlRow{"u", none, Shape::transparent_inline},
    HtmlRow{"ul", l, Shape::list_part},
    HtmlRow{"var", none, Shape::transparent_inline},
    HtmlRow{"wbr", none, Shape::transparent_inline},
};
static_assert(std::is_sorted(html_rows.begin(), html_rows.end(),
                             [](auto const& a, auto const& b) { return a.html < b.html; }));

}  // namespace

TypeRow const& type_row(StructureType type) { return type_rows[static_cast<std::size_t>(type)]; }

HtmlRow const* find_html(std::string_view html) {
    auto row = std::lower_bound(html_rows.begin(), html_rows.end(), html,
                                [](auto const& a, auto b) { return a.html < b; });
    return row != html_rows.end() && row->html == html ? &*row : nullptr;
}

StructureType type_of_role(dom::Role role) {
    using dom::Role;
    switch (role) {
        case Role::part:
        case Role::volume: return part;
        case Role::footnote:
        case Role::endnote:
        case Role::margin_note: return note;
        case Role::biblioentry: return bib_entry;
        case Role::index: return index;
        case Role::toc:
        case Role::abstract:
        case Role::acknowledgments:
        case Role::afterword:
        case Role::appendix:
        case Role::bibliography:
        case Role::chapter:
        case Role::colophon:
        case Role::conclusion:
        case Role::dedication:
        case Role::endnotes:
        case Role::epilogue:
        case Role::errata:
        case Role::foreword:
        case Role::glossary:
        case Role::introduction:
        case Role::preface:
        case Role::prologue:
        case Role::titlepage: return sect;
        default: return none;
    }
}

Shape shape_of(StructureType type) {
    switch (type) {
        case document:
        case part:
        case art:
        case sect:
        case div:
        case group:
        case aside:
        case block_quote:
        case index:
        case toc: return Shape::grouping;
        case caption:
        case note:
        case lbody:
        case td:
        case th:
        case bib_entry: return Shape::container;
        case p:
        case h1:
        case h2:
        case h3:
        case h4:
        case h5:
        case h6:
        case toci: return Shape::paragraph;
        case table:
        case tr:
        case thead:
        case tbody:
        case tfoot: return Shape::table_part;
        case l:
        case li:
        case lbl: return Shape::list_part;
        default: return Shape::inline_element;
    }
}

}  // namespace octavo::tags

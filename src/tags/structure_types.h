// Structure types of tagged PDF (ISO 32000-1 §14.8.4) and the tables that map HTML names and Roles to them.
#pragma once
#include <cstdint>
#include <string_view>

#include "dom/role.h"

// enumerator, PDF name
#define OCTAVO_STRUCTURE_TYPES(row)                                                                                   \
    row(none, "") row(document, "Document") row(part, "Part") row(art, "Art") row(sect, "Sect") row(div, "Div")        \
    row(block_quote, "BlockQuote") row(caption, "Caption") row(toc, "TOC") row(toci, "TOCI") row(index, "Index")       \
    row(h1, "H1") row(h2, "H2") row(h3, "H3") row(h4, "H4") row(h5, "H5") row(h6, "H6") row(p, "P")                    \
    row(l, "L") row(li, "LI") row(lbl, "Lbl") row(lbody, "LBody")                                                      \
    row(table, "Table") row(tr, "TR") row(th, "TH") row(td, "TD") row(thead, "THead") row(tbody, "TBody")              \
    row(tfoot, "TFoot") row(span, "Span") row(quote, "Quote") row(note, "Note") row(reference, "Reference")            \
    row(bib_entry, "BibEntry") row(code, "Code") row(link, "Link") row(ruby, "Ruby") row(rb, "RB") row(rt, "RT")       \
    row(rp, "RP") row(figure, "Figure") row(formula, "Formula")

namespace octavo::tags {

enum class StructureType : std::uint8_t {
#define OCTAVO_ROW(enumerator, name) enumerator,
    OCTAVO_STRUCTURE_TYPES(OCTAVO_ROW)
#undef OCTAVO_ROW
};
[[nodiscard]] std::string_view pdf_name(StructureType type);   ///< "H1"; empty for none

/// How an element takes part in the tree.
enum class Shape : std::uint8_t {
    grouping,            ///< holds blocks; content of its own goes into a P
    container,           ///< holds blocks or content (LBody, TD, Note, Caption)
    paragraph,           ///< holds content and inline elements; a note called in it follows it
    inline_element,
    transparent_inline,  ///< no structure element: its content is its parent's
    transparent_block,   ///< its children are its parent's; a P where it has content of its own
    table_part,          ///< made by the table builder
    list_part,           ///< made by the list builder
};

struct HtmlRow {
    std::string_view html;
    StructureType type;
    Shape shape;
};
/// The row of an HTML element name; null for names that say nothing (they count as transparent blocks).
[[nodiscard]] HtmlRow const* find_html(std::string_view html);
/// The type that a Role gives whatever the element; none where the HTML name decides.
[[nodiscard]] StructureType type_of_role(dom::Role role);
[[nodiscard]] Shape shape_of(StructureType type);

}  // namespace octavo::tags

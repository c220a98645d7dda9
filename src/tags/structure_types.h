// Structure types of tagged PDF (ISO 32000-1 §14.8.4) and the tables that map HTML names and Roles to them.
#pragma once
#include <cstdint>
#include <string_view>

#include "dom/role.h"

// enumerator, name in PDF 1.7, name in PDF 2.0, namespace there: pdf2 is PDF 2.0's own; what it dropped stays in PDF 1.7's
// (ISO 32000-2 §14.8.6).
#define OCTAVO_STRUCTURE_TYPES(row)                                                                                   \
    row(none, "", "", pdf) row(document, "Document", "Document", pdf2) row(part, "Part", "Part", pdf2)                 \
    row(art, "Art", "Art", pdf) row(sect, "Sect", "Sect", pdf2) row(div, "Div", "Div", pdf2)                           \
    row(aside, "Sect", "Aside", pdf2) row(group, "Div", "Aside", pdf2) row(block_quote, "BlockQuote", "BlockQuote", pdf)                                \
    row(caption, "Caption", "Caption", pdf2) row(toc, "TOC", "TOC", pdf) row(toci, "TOCI", "TOCI", pdf)                \
    row(index, "Index", "Index", pdf)                                                                                  \
    row(h1, "H1", "H1", pdf2) row(h2, "H2", "H2", pdf2) row(h3, "H3", "H3", pdf2) row(h4, "H4", "H4", pdf2)            \
    row(h5, "H5", "H5", pdf2) row(h6, "H6", "H6", pdf2) row(p, "P", "P", pdf2)                                         \
    row(l, "L", "L", pdf2) row(li, "LI", "LI", pdf2) row(lbl, "Lbl", "Lbl", pdf2) row(lbody, "LBody", "LBody", pdf2)   \
    row(table, "Table", "Table", pdf2) row(tr, "TR", "TR", pdf2) row(th, "TH", "TH", pdf2) row(td, "TD", "TD", pdf2)   \
    row(thead, "THead", "THead", pdf2) row(tbody, "TBody", "TBody", pdf2) row(tfoot, "TFoot", "TFoot", pdf2)           \
    row(span, "Span", "Span", pdf2) row(quote, "Quote", "Quote", pdf) row(note, "Note", "FENote", pdf2)                \
    row(reference, "Reference", "Reference", pdf) row(bib_entry, "BibEntry", "BibEntry", pdf)                          \
    row(code, "Code", "Code", pdf) row(link, "Link", "Link", pdf2) row(ruby, "Ruby", "Ruby", pdf2)                     \
    row(rb, "RB", "RB", pdf2) row(rt, "RT", "RT", pdf2) row(rp, "RP", "RP", pdf2)                                      \
    row(figure, "Figure", "Figure", pdf2) row(formula, "Formula", "Formula", pdf2)

namespace octavo::tags {

enum class StructureType : std::uint8_t {
#define OCTAVO_ROW(enumerator, name_1_7, name_2_0, space) enumerator,
    OCTAVO_STRUCTURE_TYPES(OCTAVO_ROW)
#undef OCTAVO_ROW
};
enum class StructureNamespace : std::uint8_t { pdf, pdf2 };

struct TypeRow {
    std::string_view name_1_7;         ///< "Note"; empty for none
    std::string_view name_2_0;         ///< "FENote"
    StructureNamespace space_2_0;
};
[[nodiscard]] TypeRow const& type_row(StructureType type);
/// The name in PDF 1.7.
[[nodiscard]] inline std::string_view pdf_name(StructureType type) { return type_row(type).name_1_7; }

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

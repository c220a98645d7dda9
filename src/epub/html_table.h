// XHTML as an e-book may contain it: where each element may stand, what it may contain, which attributes and roles it takes.
// Transcribed from the HTML standard's content models and ARIA in HTML (https://www.w3.org/TR/html-aria/, sections 3 and 4.3).
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "base/name.h"
#include "dom/role.h"

namespace octavo::epub {

/// Where an element may stand.
enum class Place : std::uint8_t {
    flow,      ///< where blocks may
    phrasing,  ///< inside lines, too
    part,      ///< only in its own parent (li, td, dt …); a block elsewhere
    dissolved, ///< its tags are left out, its content stays (html, body)
    dropped,   ///< not written, nor what it contains (script, head)
};

/// What an element may contain.
enum class ContentModel : std::uint8_t {
    flow, phrasing, transparent, nothing, list, definitions, table, rows, cells, columns, figure, headings, ruby, details,
};

enum class Attr : std::uint8_t {
    none, href, hreflang, rel, src, alt, width, height, start, reversed, list_type, value, colspan, rowspan, scope, span,
    cite, datetime, open,
};

struct HtmlRow {
    std::string_view name;
    std::string_view written;  ///< the name in the e-book: differs for obsolete elements
    Place place;
    ContentModel content;
    Attr attributes[5];        ///< beside the global ones; none: unused
};

/// The row of an element name; that of "span" (with the class "unknown" left to the caller) for a name HTML does not have.
[[nodiscard]] HtmlRow const& html_row(base::Name name);
/// Does HTML know the name?
[[nodiscard]] bool is_html_name(base::Name name);
/// The attribute's number in the table; Attr::none for what no element takes.
[[nodiscard]] Attr html_attribute(std::string_view name);
[[nodiscard]] bool takes(HtmlRow const& row, Attr attribute);

/// The ARIA role to write on an element of that written name for the meaning; empty where ARIA in HTML does not allow it,
/// or where the element has it of itself. `links`: an <a> with href.
enum class Linked : std::uint8_t { no, yes };
[[nodiscard]] std::string_view role_on(std::string_view element, dom::Role role, Linked links);

[[nodiscard]] bool is_heading_name(std::string_view written);

}  // namespace octavo::epub

// How names of the source appear in the e-book: `tei:div` is the class "tei-div", its @type the attribute "data-type".
// The e-book's content documents and its style sheet must agree, so both ask here. Lower case, no colons: EPUBCheck takes no others.
#pragma once
#include <string>
#include <string_view>

#include "base/name.h"

namespace octavo::css {

/// The class of a source element: prefix of its vocabulary, '-', local name. Empty for XHTML and for elements octavo made.
[[nodiscard]] std::string ebook_class(base::Name source_ns, base::Name source_local);
/// The data attribute of a source attribute: "data-type", "data-xml-space"; namespaces other than none give their prefix.
[[nodiscard]] std::string ebook_data_attribute(base::Name ns, base::Name local);
/// The short name of a vocabulary's namespace: "tei", "db", "xlink", …; "src" for none, "x" for one unknown.
[[nodiscard]] std::string_view vocabulary_prefix(base::Name ns);
/// Attributes the e-book's HTML has under their own name (id, class, lang, href, …), so that selectors on them stay.
[[nodiscard]] bool is_html_attribute(std::string_view html_element, std::string_view attribute);

}  // namespace octavo::css

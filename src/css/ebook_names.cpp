#include "css/ebook_names.h"

#include <algorithm>

#include "css/selectors.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

struct Vocabulary {
    std::string_view uri, prefix;
};
constexpr Vocabulary vocabularies[] = {
    {"http://www.tei-c.org/ns/1.0", "tei"}, {"http://docbook.org/ns/docbook", "db"}, {"http://www.w3.org/XML/1998/namespace", "xml"},
    {"http://www.w3.org/1999/xlink", "xlink"}, {"http://www.idpf.org/2007/ops", "epub"}, {"http://www.w3.org/1998/Math/MathML", "math"},
    {"http://www.w3.org/2000/svg", "svg"}, {"http://www.w3.org/1999/xhtml", "html"}, {"http://www.mediawiki.org/xml/export-0.10/", "mw"},
    {"http://jats.nlm.nih.gov/ns/archiving/1.3/", "jats"},
};

// Lower case; what neither a class nor a data attribute of HTML in XML syntax takes becomes '-'.
std::string clean(std::string_view name) {
    std::string out = to_lower(name);
    for (char& c : out) {
        auto byte = static_cast<unsigned char>(c);
        bool plain = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.' || byte >= 0x80;
        if (!plain) c = '-';
    }
    return out;
}

}  // namespace

std::string_view vocabulary_prefix(base::Name ns) {
    if (ns.empty()) return "src";
    for (Vocabulary const& row : vocabularies) {
        if (row.uri == ns.view()) return row.prefix;
    }
    return "x";
}

std::string ebook_class(base::Name source_ns, base::Name source_local) {
    if (source_local.empty() || source_ns == xhtml_namespace()) return {};
    return std::string(vocabulary_prefix(source_ns)) + "-" + clean(source_local.view());
}

std::string ebook_data_attribute(base::Name ns, base::Name local) {
    std::string prefix = ns.empty() ? std::string() : std::string(vocabulary_prefix(ns)) + "-";
    return "data-" + prefix + clean(local.view());
}

bool is_html_attribute(std::string_view html_element, std::string_view attribute) {
    static constexpr std::string_view global[] = {"alt", "aria-hidden", "aria-label", "class", "colspan", "datetime", "dir", "headers", "hidden",
                                                  "href", "id", "lang", "reversed", "role", "rowspan", "scope", "src", "start", "style", "tabindex", "title"};
    static_assert(std::is_sorted(std::begin(global), std::end(global)));
    if (attribute.starts_with("data-") || std::binary_search(std::begin(global), std::end(global), attribute)) return true;
    auto one_of = [&](std::initializer_list<std::string_view> elements) { return std::find(elements.begin(), elements.end(), html_element) != elements.end(); };
    if (attribute == "type") return one_of({"ol", "ul", "li", "a", "link", "object", "source", "style", "script", "input", "button"});
    if (attribute == "value") return one_of({"li", "data", "meter", "progress"});
    if (attribute == "rel" || attribute == "target" || attribute == "hreflang") return one_of({"a", "link", "area"});
    if (attribute == "cite") return one_of({"blockquote", "q", "ins", "del"});
    if (attribute == "width" || attribute == "height") return one_of({"img", "svg", "object", "td", "th", "table", "col"});
    return false;
}

}  // namespace octavo::css

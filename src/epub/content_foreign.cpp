// SVG and MathML: written under their own names, without what would make the e-book run scripts or load from elsewhere.
#include <array>
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "epub/content.h"
#include "epub/markup.h"
#include "epub/values.h"

namespace octavo::epub {

namespace {

constexpr std::string_view svg_namespace = "http://www.w3.org/2000/svg";
constexpr std::string_view mathml_namespace = "http://www.w3.org/1998/Math/MathML";
constexpr std::string_view xlink_namespace = "http://www.w3.org/1999/xlink";
constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";
constexpr std::string_view xhtml_namespace = "http://www.w3.org/1999/xhtml";

bool may_hold_html(std::string_view local) {
    constexpr std::array names{std::string_view("foreignObject"), std::string_view("mtext"), std::string_view("mi"), std::string_view("mn"),
                               std::string_view("mo"), std::string_view("ms")};
    return std::find(names.begin(), names.end(), local) != names.end();
}

}  // namespace

void Content::write_foreign(NodeId node, Vocabulary around, Inside inside) {
    dom::Element const& element = document_.element(node);
    std::string_view local = element.source_local.view();
    Vocabulary vocabulary = vocabulary_of(element);
    if (local == "script" || local == "handler") return;
    if (vocabulary == Vocabulary::svg && local == "image" && !plan_.media.of(node)) return;
    out_ += '<';
    out_ += local;
    if (vocabulary != around) append_attribute(out_, "xmlns", vocabulary == Vocabulary::svg ? svg_namespace : mathml_namespace);
    write_foreign_attributes(node, vocabulary);
    if (!document_.node(node).first_child) {
        out_ += "/>";
        return;
    }
    out_ += '>';
    for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next) {
        if (document_.is_text(child)) {
            append_text(out_, document_.text(child));
            continue;
        }
        if (plan_.survey.is(child, Trait::dropped) || plan_.survey.is(child, Trait::note)) continue;
        if (vocabulary_of(document_.element(child)) != Vocabulary::html) write_foreign(child, vocabulary, inside);
        else if (may_hold_html(local)) {
            std::string const before = std::exchange(out_, {});
            write_node(child, local == "foreignObject" ? Flow::flow : Flow::phrasing, inside);
            std::string written = std::exchange(out_, before);
            std::size_t name_end = written.find_first_of(" >/");
            if (written.starts_with('<') && name_end != std::string::npos) {
                std::string declaration;
                append_attribute(declaration, "xmlns", xhtml_namespace);
                written.insert(name_end, declaration);
            }
            out_ += written;
        }
    }
    out_ += "</";
    out_ += local;
    out_ += '>';
}

void Content::write_foreign_attributes(NodeId node, Vocabulary vocabulary) {
    std::string_view local = document_.element(node).source_local.view();
    if (std::string_view id = plan_.ids.of(node); !id.empty()) append_attribute(out_, "id", id);
    bool xlink_declared = false, href_written = false;
    for (dom::Attribute const& attribute : document_.attributes(node)) {
        std::string_view name = attribute.local.view(), ns = attribute.ns.view();
        bool derived = attribute.origin == dom::AttributeOrigin::derived;
        if (derived && document_.source_attribute(node, {}, attribute.local)) continue;  // the source's own is written
        if (name == "id" && (ns.empty() || ns == xml_namespace)) continue;
        if (ns.empty() && (name.starts_with("on") || name == "xmlns" || name == "epub:type")) continue;
        if (ns == xml_namespace) {
            if (name == "lang" && is_language_tag(attribute.value)) append_attribute(out_, "xml:lang", attribute.value);
            if (name == "space") append_attribute(out_, "xml:space", attribute.value);
            continue;
        }
        if (!ns.empty() && ns != xlink_namespace) continue;
        std::string value(attribute.value);
        if (name == "href") {
            if (href_written) continue;
            if (MediaFile const* file = plan_.media.of(node)) value = fmt::format("../{}", file->file);
            else if (value.starts_with('#') && local != "a") {
                std::string_view id = plan_.links.local_id(std::string_view(value).substr(1));
                if (!id.empty()) value.replace(1, std::string::npos, id);
            } else if (auto link = plan_.links.resolve(node, value, index_); link && (local == "a" || vocabulary == Vocabulary::mathml)) value = *link;
            else continue;
            href_written = true;
        }
        if (derived && name == "lang") {
            if (is_language_tag(value)) append_attribute(out_, "xml:lang", value);
            continue;
        }
        if (derived && name != "class" && name != "href" && name != "style") continue;
        if (ns == xlink_namespace && !xlink_declared) {
            append_attribute(out_, "xmlns:xlink", xlink_namespace);
            xlink_declared = true;
        }
        append_attribute(out_, ns == xlink_namespace ? fmt::format("xlink:{}", name) : std::string(name), value);
    }
}

}  // namespace octavo::epub

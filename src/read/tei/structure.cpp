// Divisions, heads, title pages, what is generated, examples of markup.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;
using dom::Role;

base::Name name(std::string_view text) { return base::Name::of(text); }

struct DivisionType {
    std::string_view type;
    Role role;
};

// TEI leaves the values of div/@type open; these are the ones corpora use (ELTeC, TCP, the TEI Guidelines'
// suggestions).
constexpr std::array division_types{
    DivisionType{"chapter", Role::chapter},           DivisionType{"part", Role::part},
    DivisionType{"volume", Role::volume},             DivisionType{"preface", Role::preface},
    DivisionType{"foreword", Role::foreword},         DivisionType{"introduction", Role::introduction},
    DivisionType{"dedication", Role::dedication},     DivisionType{"afterword", Role::afterword},
    DivisionType{"appendix", Role::appendix},         DivisionType{"glossary", Role::glossary},
    DivisionType{"bibliography", Role::bibliography}, DivisionType{"bibl", Role::bibliography},
    DivisionType{"index", Role::index},               DivisionType{"colophon", Role::colophon},
    DivisionType{"epilogue", Role::epilogue},         DivisionType{"prologue", Role::prologue},
    DivisionType{"conclusion", Role::conclusion},     DivisionType{"abstract", Role::abstract},
    DivisionType{"ack", Role::acknowledgments},       DivisionType{"acknowledgements", Role::acknowledgments},
    DivisionType{"acknowledgments", Role::acknowledgments}, DivisionType{"titlepage", Role::titlepage},
    DivisionType{"title-page", Role::titlepage},      DivisionType{"halftitle", Role::halftitlepage},
    DivisionType{"notes", Role::endnotes},            DivisionType{"endnotes", Role::endnotes},
    DivisionType{"letter", Role::letter},             DivisionType{"errata", Role::errata},
    DivisionType{"epigraph", Role::epigraph},         DivisionType{"imprint", Role::copyright_page},
    DivisionType{"copyright", Role::copyright_page},  DivisionType{"poem", Role::poem},
    DivisionType{"play", Role::drama},                DivisionType{"credits", Role::credits},
};

bool is_mark(Mapper& mapper, NodeId node) {
    ElementRow const* row = mapper.row(node);
    return row != nullptr && (row->flow == Flow::point || row->flow == Flow::hidden || row->html == "br");
}

/// The heads that follow directly, but for white space and page breaks: lines under the first.
std::vector<NodeId> following_heads(Mapper& mapper, NodeId head) {
    dom::Document const& document = mapper.document();
    std::vector<NodeId> found;
    for (NodeId at = document.node(head).next; at; at = document.node(at).next) {
        if (document.is_text(at)) {
            if (!is_blank(document.text(at))) break;
        } else if (mapper.is_source(at, "head")) {
            found.push_back(at);
        } else if (!is_mark(mapper, at)) {
            break;
        }
    }
    return found;
}

bool heads_a_division(Mapper& mapper, NodeId parent) {
    base::Name html = mapper.document().element(parent).html;
    std::string_view local = mapper.document().element(parent).source_local.view();
    return html == name("section") || local == "body" || local == "front" || local == "back" || local == "group" ||
           local == "text";
}

Children division_head(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    mapper.name_element(element, "h2");
    std::vector<NodeId> lines = following_heads(mapper, element);
    if (lines.empty()) return Children::map;
    NodeId group = document.wrap(element, name("hgroup"));
    for (NodeId line : lines) document.append_child(group, line);
    return Children::map;
}

}  // namespace

Children text(Mapper& mapper, NodeId element) {
    // A text within a group is a work of its own.
    if (mapper.is_source(mapper.document().node(element).parent, "group"))
        mapper.document().set_html(element, name("section"));
    return Children::map;
}

Children division(Mapper& mapper, NodeId element) {
    std::string type = lower_ascii(mapper.attribute(element, "type"));
    std::replace(type.begin(), type.end(), '_', '-');
    auto row = std::find_if(division_types.begin(), division_types.end(),
                            [&](DivisionType const& known) { return known.type == type; });
    if (row != division_types.end()) mapper.document().set_role(element, row->role);
    return Children::map;
}

Children head(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    NodeId parent = document.node(element).parent;
    std::string_view parent_html = document.element(parent).html.view();
    if (parent_html == "hgroup") {
        document.set_role(element, Role::subtitle);
        return Children::map;
    }
    if (parent_html == "table") mapper.name_element(element, "caption");
    if (parent_html == "figure") mapper.name_element(element, "figcaption");
    return heads_a_division(mapper, parent) ? division_head(mapper, element) : Children::map;
}

// A title page's titles are one heading: title parts that stand free are put together as docTitle would.
Children title_page(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    NodeId group;
    for (NodeId child = document.first_child_element(element); child;) {
        NodeId next = document.next_sibling_element(child);
        if (mapper.is_source(child, "titlePart")) {
            if (!group) {
                group = document.make_element(name("hgroup"), document.node(child).where);
                document.insert_before(element, group, child);
            }
            document.append_child(group, child);
        } else {
            group = {};
        }
        child = next;
    }
    return Children::map;
}

Children title_part(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    NodeId parent = document.node(element).parent;
    std::string_view type = mapper.attribute(element, "type");
    bool heading_taken = false;
    bool main_follows = false;
    for (NodeId other = document.first_child_element(parent); other; other = document.next_sibling_element(other)) {
        if (document.element(other).html.view() == "h1") heading_taken = true;
        if (other != element && mapper.attribute(other, "type") == "main") main_follows = true;
    }
    if (!heading_taken && (type == "main" || !main_follows)) {
        mapper.name_element(element, "h1");
    } else {
        document.set_role(element, Role::subtitle);
    }
    return Children::map;
}

Children generated(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    std::string type = lower_ascii(mapper.attribute(element, "type"));
    if (type == "toc" || type == "contents") {
        document.set_role(element, Role::toc);
    } else if (type == "notes" || type == "endnotes") {
        document.set_html(element, name("section"));
        document.set_role(element, Role::endnotes);
        document.add_class(element, "octavo-endnotes");
    } else if (type == "figlist" || type == "figures") {
        document.set_role(element, Role::list_of_figures);
    } else if (type == "tablist" || type == "tables") {
        document.set_role(element, Role::list_of_tables);
    } else if (type == "index") {
        // A division of the type around it has the heading, and is the index.
        bool within = document.element(document.node(element).parent).role == Role::index;
        document.set_html(element, name(within ? "div" : "section"));
        if (!within) document.set_role(element, Role::index);
        document.add_class(element, "octavo-index");
        std::string_view which = mapper.attribute(element, "subtype");
        if (!which.empty()) document.derive(element, name("data-index-name"), which);
    } else {
        mapper.context().diagnostics.add(
            {.code = base::Code::read_unmapped_element,
             .severity = base::Severity::warning,
             .where = document.node(element).where,
             .message = fmt::format("<divGen type=\"{}\">: nothing is generated for this type", type),
             .hint = "types understood: toc, notes, index, figlist, tablist"});
        document.remove(element);
    }
    return Children::map;
}

// The description of an element by its key is made elsewhere: its name is what the text needs.
Children spec_description(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    if (document.element(document.node(element).parent).html != name("ul")) mapper.name_element(element, "span");
    std::string_view key = mapper.attribute(element, "key");
    if (document.node(element).first_child || key.empty()) return Children::map;
    NodeId code = document.make_element(name("code"), {});
    document.append_child(code, document.make_text(key, {}));
    document.append_child(element, code);
    return Children::done;
}

Children addr_line(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    NodeId next = document.next_sibling_element(element);
    if (mapper.is_source(next, "addrLine")) {
        document.insert_before(document.node(element).parent, document.make_element(name("br"), {}),
                               document.node(element).next);
    }
    return Children::map;
}

namespace {

void escape_into(std::string& out, std::string_view text) {
    for (char c : text) {
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else {
            out += c;
        }
    }
}

// The tags as they would be written, the namespace of examples left out.
void write_markup(dom::Document const& document, NodeId node, std::string& out) {
    if (document.is_text(node)) {
        escape_into(out, document.text(node));
        return;
    }
    dom::Element const& element = document.element(node);
    out += fmt::format("<{}", element.source_local.view());
    for (dom::Attribute const& attribute : document.attributes(node)) {
        if (attribute.origin != dom::AttributeOrigin::source) continue;
        std::string_view prefix = attribute.ns == dom::names::xml_namespace() ? "xml:" : "";
        out += fmt::format(" {}{}=\"", prefix, attribute.local.view());
        escape_into(out, attribute.value);
        out += '"';
    }
    NodeId child = document.node(node).first_child;
    out += child ? ">" : "/>";
    if (!child) return;
    for (; child; child = document.node(child).next) write_markup(document, child, out);
    out += fmt::format("</{}>", element.source_local.view());
}

/// Without the indentation that all lines but the first share: that of the document around the example.
std::string dedented(std::string_view text) {
    std::size_t shared = std::string_view::npos;
    for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
        std::size_t first = text.find_first_not_of(" \t", at + 1);
        if (first == std::string_view::npos || text[first] == '\n') continue;
        shared = std::min(shared, first - at - 1);
    }
    if (shared == std::string_view::npos) return std::string(text);
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = std::min(text.find('\n', at), text.size() - 1) + 1;
        std::size_t skip = at == 0 ? 0 : std::min(shared, std::min(text.find_first_not_of(" \t", at), end) - at);
        out += text.substr(at + skip, end - at - skip);
        at = end;
    }
    return out;
}

}  // namespace

void map_example(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    bool inside_line = !mapper.among_blocks(element) &&
                       !takes_blocks(document.element(document.node(element).parent).html) &&
                       document.element(document.node(element).parent).html.view() != "p";
    std::string markup;
    for (NodeId child = document.node(element).first_child; child; child = document.node(child).next) {
        write_markup(document, child, markup);
    }
    base::SourceSpan where =
        document.node(document.node(element).first_child ? document.node(element).first_child : element).where;
    while (NodeId child = document.node(element).first_child) document.remove(child);
    mapper.name_element(element, inside_line ? "code" : "pre");
    document.append_child(element, document.make_text(inside_line ? markup : dedented(markup), where));
}

}  // namespace octavo::read::tei

#include <array>
#include <algorithm>

#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;

base::Name name(std::string_view text) { return base::Name::of(text); }

bool is_sectioning(base::Name html) {
    return html == name("section") || html == name("article") || html == name("nav");
}

/// The body's one sectioning child, when it has no other children but white space; else none.
NodeId only_section(dom::Document const& document, NodeId body) {
    NodeId found;
    for (NodeId child = document.node(body).first_child; child; child = document.node(child).next) {
        if (document.is_text(child)) {
            if (!is_blank(document.text(child))) return {};
            continue;
        }
        if (found || !is_sectioning(document.element(child).html)) return {};
        found = child;
    }
    return found;
}

/// What the body of a book's document says of its place in the book, for style sheets.
void note_division(dom::Document& document, NodeId body, NodeId section) {
    constexpr std::array divisions{dom::Role::frontmatter, dom::Role::bodymatter, dom::Role::backmatter};
    dom::Role role = document.element(body).role;
    if (std::find(divisions.begin(), divisions.end(), role) != divisions.end())
        document.add_class(section, dom::role_name(role));
    if (document.element(section).role == dom::Role::none) document.set_role(section, role);
}

/// The language of a unit's root or body, for the section that takes their place.
void inherit_language(dom::Document& document, Unit const& unit, NodeId section) {
    for (NodeId source : {section, unit.body, unit.root}) {
        auto language = document.source_attribute(source, dom::names::xml_namespace(), dom::names::lang());
        if (!language) language = document.source_attribute(source, {}, dom::names::lang());
        if (!language) continue;
        document.derive(section, dom::names::lang(), *language);
        return;
    }
}

NodeId section_of(dom::Document& document, Unit const& unit) {
    NodeId section = only_section(document, unit.body);
    if (section) {
        document.remove(section);
        note_division(document, unit.body, section);
    } else {
        section = document.make_element(name("section"), document.node(unit.body).where);
        dom::Element const body = document.element(unit.body);
        document.set_source_name(section, body.source_ns, body.source_local);
        std::vector<dom::Attribute> attributes(document.attributes(unit.body).begin(),
                                               document.attributes(unit.body).end());
        document.set_attributes(section, attributes);
        note_division(document, unit.body, section);
        document.move_children(unit.body, section);
    }
    inherit_language(document, unit, section);
    document.set_base_name(section, unit.name);
    return section;
}

/// A sheet that every part brings is for all, and so is each where there are no parts.
void settle_styles(ReadContext& context) {
    for (dom::DocumentStyle& style : context.document.styles) {
        if (!context.is_package || style.parts.size() == context.units.size()) style.parts.clear();
    }
}

}  // namespace

void join(ReadContext& context) {
    dom::Document& document = context.document;
    if (context.units.size() == 1 && !context.is_package) {
        Unit const& only = context.units.front();
        document.set_root(only.root);
        settle_styles(context);
        return;
    }
    NodeId root = document.make_element(name("html"), document.node(context.units.front().root).where);
    NodeId body = document.make_element(name("body"), document.node(context.units.front().body).where);
    document.append_child(root, body);
    for (Unit& unit : context.units) {
        NodeId section = section_of(document, unit);
        document.append_child(body, section);
        unit.root = unit.body = section;
        if (context.is_package) document.parts.push_back({section, unit.name, unit.linear});
    }
    document.set_root(root);
    settle_styles(context);
}

}  // namespace octavo::read::passes

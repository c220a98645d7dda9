#include "read/tei/tei.h"

#include "read/tei/handlers.h"

namespace octavo::read::tei {

using dom::NodeId;

namespace {

base::Name name(std::string_view text) { return base::Name::of(text); }

NodeId child_named(Mapper& mapper, NodeId element, std::string_view local) {
    dom::Document const& document = mapper.document();
    for (NodeId child = document.first_child_element(element); child; child = document.next_sibling_element(child)) {
        if (mapper.is_source(child, local)) return child;
    }
    return {};
}

void read_header(TeiMapper& mapper, NodeId header) {
    collect_metadata(mapper, header);
    collect_renditions(mapper, header);
    collect_prefixes(mapper, header);
    collect_glyphs(mapper, header);
}

/// A fragment (a division, a list) gets an html and a body around it.
Unit wrap_fragment(dom::Document& document, Unit unit) {
    base::SourceSpan where = document.node(unit.root).where;
    NodeId html = document.make_element(name("html"), where);
    unit.body = document.make_element(name("body"), where);
    document.append_child(html, unit.body);
    document.append_child(unit.body, unit.root);
    document.set_base_name(html, unit.name);
    unit.root = html;
    return unit;
}

/// The one text of a document is its body; the texts of a corpus are divisions of one.
Unit take_texts(TeiMapper& mapper, Unit unit) {
    dom::Document& document = mapper.document();
    if (NodeId only = child_named(mapper, unit.root, "text"); only && !child_named(mapper, unit.root, "TEI")) {
        unit.body = only;
        mapper.map(only);
        document.set_html(only, name("body"));
        for (NodeId child = document.node(unit.root).first_child; child;) {
            NodeId next = document.node(child).next;
            if (child != only) document.remove(child);
            child = next;
        }
        return unit;
    }
    unit.body = document.make_element(name("body"), document.node(unit.root).where);
    for (NodeId at = document.next_in_order(unit.root, unit.root); at;) {
        NodeId next = mapper.is_source(at, "text") ? document.next_after_subtree(at, unit.root)
                                                   : document.next_in_order(at, unit.root);
        if (mapper.is_source(at, "teiHeader")) read_header(mapper, at);
        if (mapper.is_source(at, "text")) {
            document.append_child(unit.body, at);
            mapper.map(at);
            document.set_html(at, name("section"));
        }
        at = next;
    }
    while (NodeId child = document.node(unit.root).first_child) document.remove(child);
    document.append_child(unit.root, unit.body);
    return unit;
}

}  // namespace

TeiMapper::TeiMapper(ReadContext& context, base::Name ns) : Mapper(context, ns, element_table(), apply_rendering) {}

void TeiMapper::map_foreign(NodeId element) {
    if (document().element(element).source_local.view() == "egXML") {
        map_example(*this, element);
    } else {
        map_children(element);
    }
}

bool recognises(base::Name ns, base::Name local) {
    if (ns == dom::names::tei_namespace()) return true;
    return ns.empty() && (local == name("TEI") || local == name("TEI.2") || local == name("teiCorpus"));
}

void map(ReadContext& context, Unit unit) {
    dom::Document& document = context.document;
    dom::Element const root = document.element(unit.root);
    TeiMapper mapper(context, root.source_ns);
    unit.made_of_table = true;
    std::string_view local = root.source_local.view();
    if (local != "TEI" && local != "TEI.2" && local != "teiCorpus") {
        unit = wrap_fragment(document, unit);
        mapper.map_children(unit.body);
    } else {
        document.set_html(unit.root, name("html"));
        if (NodeId header = child_named(mapper, unit.root, "teiHeader")) read_header(mapper, header);
        unit = take_texts(mapper, unit);
        if (!document.first_child_element(unit.body)) {
            context.diagnostics.add({.code = base::Code::read_empty,
                                     .severity = base::Severity::warning,
                                     .where = document.node(unit.root).where,
                                     .message = "the document has no text"});
        }
    }
    context.units.push_back(unit);
}

}  // namespace octavo::read::tei

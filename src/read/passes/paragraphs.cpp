#include "read/mapper.h"
#include "read/passes/headings.h"
#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
using dom::Role;

base::Name name(std::string_view text) { return base::Name::of(text); }

// Notes are called from within a line and set elsewhere: they are no blocks of the paragraph.
bool is_note(Role role) { return role == Role::footnote || role == Role::margin_note || role == Role::endnote; }

bool is_block_child(dom::Document const& document, NodeId node) {
    if (!document.is_element(node)) return false;
    dom::Element const& element = document.element(node);
    return is_block(element.html) && !is_note(element.role);
}

bool has_block_child(dom::Document const& document, NodeId element) {
    for (NodeId child = document.node(element).first_child; child; child = document.node(child).next) {
        if (is_block_child(document, child)) return true;
    }
    return false;
}

enum class Run : std::uint8_t { first, continued };

/// Puts the children from `first` up to before `end` into a paragraph, if there is anything but white space in them.
bool wrap_run(dom::Document& document, NodeId first, NodeId end, Run run) {
    bool blank = true;
    for (NodeId at = first; at && at != end; at = document.node(at).next) {
        if (document.is_element(at) || !is_blank(document.text(at))) blank = false;
    }
    if (blank) return false;
    NodeId parent = document.node(first).parent;
    NodeId paragraph = document.make_element(name("p"), document.node(first).where);
    if (run == Run::continued) document.add_class(paragraph, "continued");
    document.insert_before(parent, paragraph, first);
    for (NodeId at = first; at && at != end;) {
        NodeId next = document.node(at).next;
        document.append_child(paragraph, at);
        at = next;
    }
    return true;
}

void split(dom::Document& document, NodeId paragraph) {
    document.set_html(paragraph, name("div"));
    document.add_class(paragraph, document.element(paragraph).source_local.view());
    Run run = Run::first;
    NodeId first;
    for (NodeId child = document.node(paragraph).first_child; child;) {
        NodeId next = document.node(child).next;
        if (!is_block_child(document, child)) {
            if (!first) first = child;
        } else if (first) {
            if (wrap_run(document, first, child, run)) run = Run::continued;
            first = {};
        }
        if (is_block_child(document, child)) run = Run::continued;
        child = next;
    }
    if (first) wrap_run(document, first, {}, run);
}

void flatten(dom::Document& document, NodeId heading) {
    for (NodeId child = document.first_child_element(heading); child; child = document.next_sibling_element(child)) {
        if (is_block_child(document, child)) document.set_html(child, name("span"));
    }
}

void mend(dom::Document& document, NodeId element) {
    base::Name html = document.element(element).html;
    if (takes_blocks(html) || !has_block_child(document, element)) return;
    if (html == name("p")) {
        split(document, element);
    } else if (heading_rank(html) != 0 || html == name("pre")) {
        flatten(document, element);
    } else if (!is_block(html)) {
        document.set_html(element, name("div"));  // a phrase around blocks: its classes tell what it was
    }
}

}  // namespace

// Innermost first: a phrase that turns into a block makes its paragraph one to be split.
void split_paragraphs(dom::Document& document, NodeId body) {
    std::vector<NodeId> elements;
    for (NodeId at = body; at; at = document.next_in_order(at, body)) {
        if (document.is_element(at)) elements.push_back(at);
    }
    for (auto at = elements.rbegin(); at != elements.rend(); ++at) {
        bool is_html = document.element(*at).source_ns == dom::names::xhtml_namespace();
        if (!is_html) mend(document, *at);
    }
}

}  // namespace octavo::read::passes

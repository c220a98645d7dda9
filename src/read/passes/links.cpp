#include <fmt/format.h>

#include "read/passes/headings.h"
#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
namespace names = dom::names;

base::Name name(std::string_view text) { return base::Name::of(text); }

/// "text/chapter-2.xhtml" → "chapter-2".
std::string_view stem(std::string_view resource) {
    if (auto slash = resource.rfind('/'); slash != std::string_view::npos) resource.remove_prefix(slash + 1);
    return resource.substr(0, resource.find('.'));
}

void diagnose(ReadContext& context, NodeId link, std::string_view reference) {
    context.diagnostics.add(
        {.code = base::Code::read_dangling_reference,
         .severity = base::Severity::warning,
         .where = context.document.node(link).where,
         .message =
             fmt::format("nothing has the id that \"{}\" refers to: the text stays, the link is dropped", reference)});
}

// A pointer says where, not what: its text is the heading of what it points to, or its number.
void label_pointer(ReadContext& context, NodeId link, NodeId target, std::string_view reference) {
    dom::Document& document = context.document;
    if (document.node(link).first_child) return;
    std::string label = target ? heading_text_at(document, target) : std::string(reference);
    if (label.empty() && target) label = document.attribute(target, name("n")).value_or("");
    if (label.empty()) label = reference;
    document.append_child(link, document.make_text(label, {}));
}

bool is_note_call(dom::Document const& document, NodeId target) {
    if (!target) return false;
    dom::Role role = document.element(target).role;
    return role == dom::Role::endnote || role == dom::Role::footnote;
}

}  // namespace

void resolve_links(ReadContext& context, Targets& targets) {
    dom::Document& document = context.document;
    base::Name const link_name = name("a");
    base::Name const area_name = name("area");
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (!document.is_element(at)) continue;
        dom::Element const& element = document.element(at);
        if (element.html != link_name && element.html != area_name) continue;
        auto reference = document.attribute(at, names::href());
        if (!reference) continue;
        bool is_pointer = document.has_class(at, "ptr");
        if (NodeId target = targets.find(at, *reference)) {
            std::string_view id = targets.ensure_id(target, stem(document.base_name(target).view()));
            if (is_pointer && !is_note_call(document, target)) label_pointer(context, at, target, *reference);
            document.derive(at, names::href(), fmt::format("#{}", id));
        } else if (targets.is_internal(at, *reference)) {
            diagnose(context, at, *reference);
            document.set_html(at, name("span"));
            document.remove_attribute(at, names::href(), dom::AttributeOrigin::derived);
            if (is_pointer) label_pointer(context, at, {}, *reference);
        } else if (is_pointer) {
            label_pointer(context, at, {}, *reference);
        }
    }
}

}  // namespace octavo::read::passes

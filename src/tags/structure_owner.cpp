#include "tags/structure_owner.h"

#include "tags/structure_types.h"

namespace octavo::tags {

bool is_transparent_inline(dom::Document const& document, dom::NodeId id) {
    dom::Element const& element = document.element(id);
    if (element.role != dom::Role::none && type_of_role(element.role) != StructureType::none) return false;
    HtmlRow const* row = find_html(element.html.view());
    if (row == nullptr || row->shape != Shape::transparent_inline) return false;
    if (auto lang = document.attribute(id, dom::names::lang()); lang && !lang->empty()) return false;
    return !(row->html == "abbr" && document.attribute(id, dom::names::title()));
}

dom::NodeId StructureOwners::of(dom::NodeId node) {
    if (node.value >= document_.node_count()) return node;
    if (known_.size() < document_.node_count()) known_.resize(document_.node_count());
    dom::NodeId owner = node;
    while (true) {
        if (known_[owner.value].valid()) {
            owner = known_[owner.value];
            break;
        }
        dom::NodeId parent = document_.node(owner).parent;
        if (!parent.valid() || (document_.is_element(owner) && !is_transparent_inline(document_, owner))) break;
        owner = parent;
    }
    known_[node.value] = owner;
    return owner;
}

bool StructureOwners::decorative(dom::NodeId node) const {
    if (node.value >= document_.node_count() || !document_.is_element(node)) return false;
    std::string_view html = document_.element(node).html.view();
    if (html == "hr") return true;
    if (html != "img") return false;
    auto alt = document_.attribute(node, dom::names::alt());
    return alt && alt->empty();
}

}  // namespace octavo::tags

// References between structure elements, for PDF 2.0 (see structure_tree.h).
#include <algorithm>

#include "tags/structure_tree.h"

namespace octavo::tags {

StructureTargets::StructureTargets(StructureTree const& tree, dom::Document const& document)
    : document_(document), elements_(document.node_count()) {
    std::vector<ElementId> path{ElementId(std::uint32_t{0})};
    while (!path.empty()) {   // in the order of the tree
        ElementId id = path.back();
        path.pop_back();
        Element const& element = tree.elements[id];
        if (element.node.value < elements_.size()) {
            ElementId& known = elements_[element.node.value];
            if (!known.valid() || element.type == StructureType::note) known = id;
        }
        for (std::uint32_t i = element.kid_count; i > 0; --i) {
            Kid const& kid = tree.kids[element.first_kid + i - 1];
            if (kid.kind == Kid::Kind::element) path.emplace_back(kid.value);
        }
    }
}

ElementId StructureTargets::of(dom::NodeId node) const {
    if (node.value >= elements_.size()) return {};
    for (dom::NodeId at = node; at.valid(); at = document_.next_in_order(at, node))
        if (elements_[at.value].valid()) return elements_[at.value];
    for (dom::NodeId at = document_.node(node).parent; at.valid(); at = document_.node(at).parent)
        if (elements_[at.value].valid()) return elements_[at.value];
    return ElementId(std::uint32_t{0});
}

namespace {

class References {
public:
    References(StructureTree& tree, StructureTargets const& targets, StructureInput const& input)
        : tree_(tree), targets_(targets), links_(input.links), document_(input.document) {}

    void add() {
        for (std::uint32_t i = 0; i < tree_.elements.size(); ++i) {
            ElementId id(i);
            if (tree_.elements[id].type == StructureType::reference || tree_.elements[id].type == StructureType::link) from(id);
        }
    }

private:
    /// What the element's own link leads to; for a note's call without a link, the note whose call it is.
    [[nodiscard]] ElementId target_of(ElementId id) const {
        Element const& element = tree_.elements[id];
        for (std::uint32_t i = element.first_kid; i < element.first_kid + element.kid_count; ++i)
            if (Kid const& kid = tree_.kids[i]; kid.kind == Kid::Kind::link && kid.value < links_.size())
                return links_[kid.value].target.valid() ? targets_.of(links_[kid.value].target) : ElementId{};
        if (element.type != StructureType::reference) return {};
        auto href = document_.attribute(element.node, dom::names::href());
        if (!href) return targets_.of(element.node);
        dom::NodeId target = href->starts_with('#') ? document_.by_id(href->substr(1)) : dom::NodeId{};
        return target.valid() ? targets_.of(target) : ElementId{};
    }

    void from(ElementId id) {
        ElementId target = target_of(id);
        if (!target.valid()) return;
        if (tree_.elements[target].type == StructureType::note && !inside(id, target)) {
            // Of Reference and Link, one in the other, the outer is the call.
            ElementId parent = tree_.elements[id].parent;
            bool inner = parent.valid() && tree_.elements[parent].type == StructureType::reference;
            ElementId call = inner ? parent : id;
            refer(call, target);
            refer(target, call);
        } else if (tree_.elements[id].type == StructureType::link) {
            for (ElementId at = tree_.elements[id].parent; at.valid(); at = tree_.elements[at].parent)
                if (tree_.elements[at].type == StructureType::toci) {
                    refer(at, target);
                    if (tree_.elements[target].type == StructureType::note) refer(target, at);
                    return;
                }
        }
    }

    [[nodiscard]] bool inside(ElementId id, ElementId ancestor) const {
        while (id.valid() && id != ancestor) id = tree_.elements[id].parent;
        return id.valid();
    }

    void refer(ElementId from, ElementId to) {
        auto& refs = tree_.need_extras(from).refs;
        if (std::find(refs.begin(), refs.end(), to) == refs.end()) refs.push_back(to);
    }

    StructureTree& tree_;
    StructureTargets const& targets_;
    std::vector<LinkAnnotation> const& links_;
    dom::Document const& document_;
};

}  // namespace

void add_references(StructureTree& tree, StructureTargets const& targets, StructureInput const& input) {
    References(tree, targets, input).add();
}

}  // namespace octavo::tags

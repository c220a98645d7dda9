#include "epub/survey.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "epub/html_table.h"
#include "epub/walk.h"

namespace octavo::epub {

namespace {

using dom::NodeId;
using dom::Role;

/// Notes that a reference in the text leads to: they stand where the source wants them.
std::unordered_set<NodeId> referenced_notes(dom::Document const& document) {
    std::unordered_set<NodeId> result;
    for (NodeId node = document.root(); node; node = document.next_in_order(node)) {
        if (!document.is_element(node) || document.element(node).role != Role::noteref) continue;
        auto href = document.attribute(node, dom::names::href());
        if (!href) continue;
        std::size_t hash = href->find('#');
        if (hash == std::string_view::npos) continue;
        if (NodeId target = document.by_id(href->substr(hash + 1))) result.insert(target);
    }
    return result;
}

/// Does a list of notes hold it (endnotes), or a list or table that would lose an item?
bool is_kept_in_place(dom::Document const& document, NodeId note) {
    HtmlRow const& row = html_row(document.element(note).html);
    if (row.place == Place::part) return true;
    for (NodeId up = document.node(note).parent; up; up = document.node(up).parent) {
        Role role = document.element(up).role;
        if (role == Role::footnotes || role == Role::endnotes) return true;
    }
    return false;
}

}  // namespace

Vocabulary vocabulary_of(dom::Element const& element) {
    static base::Name const svg = base::Name::of("http://www.w3.org/2000/svg");
    static base::Name const mathml = base::Name::of("http://www.w3.org/1998/Math/MathML");
    if (element.source_ns.empty()) return Vocabulary::html;
    if (element.source_ns == svg) return Vocabulary::svg;
    return element.source_ns == mathml ? Vocabulary::mathml : Vocabulary::html;
}

Survey::Survey(dom::Document const& document) : traits_(document.node_count(), 0), weights_(document.node_count(), 0) {
    constexpr std::uint32_t element_weight = 32;
    std::unordered_set<NodeId> const referenced = referenced_notes(document);
    auto add_weight = [&](NodeId node, std::uint32_t weight) {
        std::uint32_t& sum = weights_[node.value];
        sum = weight > std::numeric_limits<std::uint32_t>::max() - sum ? std::numeric_limits<std::uint32_t>::max() : sum + weight;
    };
    auto enter = [&](NodeId node) {
        if (document.is_text(node)) {
            weights_[node.value] = static_cast<std::uint32_t>(document.text(node).size());
            if (NodeId parent = document.node(node).parent) add_weight(parent, weights_[node.value]);
            return false;
        }
        dom::Element const& element = document.element(node);
        add_weight(node, element_weight);
        if (vocabulary_of(element) != Vocabulary::html) {
            set(node, Trait::foreign);
            return true;
        }
        HtmlRow const& row = html_row(element.html);
        if (row.place == Place::dropped) {
            set(node, Trait::dropped);
            return false;
        }
        if (element.role == Role::footnote && !referenced.contains(node) && !is_kept_in_place(document, node)) {
            set(node, Trait::note);
            notes_.push_back(node);
        }
        if (row.place != Place::phrasing) set(node, Trait::block);
        return true;
    };
    auto leave = [&](NodeId node) {
        NodeId parent = document.node(node).parent;
        if (!parent) return;
        add_weight(parent, weights_[node.value]);
        bool inside_lines = is(node, Trait::note) || is(node, Trait::foreign) || is(node, Trait::dropped);
        bool ruby_part = document.element(node).html.view().starts_with('r') && html_row(document.element(node).html).place == Place::part &&
                         html_row(document.element(node).html).content == ContentModel::phrasing;
        if (is(node, Trait::block) && !inside_lines && !ruby_part) set(parent, Trait::block);
    };
    if (document.root()) walk(document, document.root(), enter, leave);
}

}  // namespace octavo::epub

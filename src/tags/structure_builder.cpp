#include "tags/structure_builder.h"

#include <algorithm>

#include "tags/structure_owner.h"

namespace octavo::tags {
namespace {

constexpr std::uint32_t no_order = 0xFFFFFFFF;

}  // namespace

bool is_note(dom::Document const& document, dom::NodeId element) {
    return document.is_element(element) && type_of_role(document.element(element).role) == StructureType::note &&
           document.element(element).html.view() != "li";
}

ElementKind kind_of(dom::Document const& document, dom::NodeId id) {
    dom::Element const& element = document.element(id);
    HtmlRow const* row = find_html(element.html.view());
    bool part = row != nullptr && (row->shape == Shape::table_part || row->shape == Shape::list_part);
    if (StructureType type = type_of_role(element.role); type != StructureType::none && !part)
        return {type, shape_of(type)};
    if (row == nullptr) return {};
    if (row->shape == Shape::transparent_inline && !is_transparent_inline(document, id))
        return {StructureType::span, Shape::inline_element};
    if (is_transparent_inline(document, id)) return {StructureType::none, Shape::transparent_inline};
    return {row->type, row->shape};
}

StructureTree StructureBuilder::build() {
    index_contents();
    index_order();
    tree_.elements.push({.type = StructureType::document, .node = document_.root()});
    Kids kids;
    if (document_.root().valid()) flow(document_.root(), {.language = input_.language}, kids);
    wrap_runs(kids, document_.root());
    add_leftovers(kids);
    ElementId root(std::uint32_t{0});
    tree_.elements[root].first_kid = static_cast<std::uint32_t>(tree_.kids.size());
    tree_.elements[root].kid_count = static_cast<std::uint32_t>(kids.size());
    for (Kid const& kid : kids)
        if (kid.kind == Kid::Kind::element) tree_.elements[ElementId(kid.value)].parent = root;
    tree_.kids.insert(tree_.kids.end(), kids.begin(), kids.end());
    return std::move(tree_);
}

void StructureBuilder::index_contents() {
    std::size_t nodes = document_.node_count();
    own_begin_.assign(nodes + 2, 0);
    used_.assign(nodes, false);
    placed_.assign(input_.contents.size(), false);
    for (auto const& content : input_.contents)
        if (content.node.value < nodes) ++own_begin_[content.node.value + 2];
    for (std::size_t i = 2; i < own_begin_.size(); ++i) own_begin_[i] += own_begin_[i - 1];
    own_.resize(own_begin_.back());
    for (std::uint32_t i = 0; i < input_.contents.size(); ++i)
        if (input_.contents[i].node.value < nodes) own_[own_begin_[input_.contents[i].node.value + 1]++] = i;
    auto use = [&](dom::NodeId node) {
        for (; node.valid() && node.value < nodes && !used_[node.value]; node = document_.node(node).parent)
            used_[node.value] = true;
    };
    for (auto const& content : input_.contents) use(content.node);
    for (std::uint32_t i = 0; i < input_.links.size(); ++i) {
        if (input_.links[i].link.value >= nodes) continue;
        links_[input_.links[i].link].push_back(i);
        use(input_.links[i].link);
    }
}

/// A child's place among its parent's own content is that of its first sequence; what is drawn in a note's body counts
/// for the note alone, since it stands at the foot of the page.
void StructureBuilder::index_order() {
    order_.assign(document_.node_count(), no_order);
    for (std::uint32_t i = 0; i < input_.contents.size(); ++i) {
        dom::NodeId node = input_.contents[i].node;
        bool from_outside = is_call(i);
        while (node.value < order_.size() && order_[node.value] == no_order) {
            if (is_note(document_, node) && !from_outside) break;
            order_[node.value] = i;
            from_outside = false;
            node = document_.node(node).parent;
        }
    }
}

StructureBuilder::Range StructureBuilder::range_of(dom::NodeId node) const {
    if (node.value + 1 >= own_begin_.size()) return {};
    return {own_begin_[node.value], own_begin_[node.value + 1]};
}

bool StructureBuilder::inside(dom::NodeId node, dom::NodeId ancestor) const {
    while (node.valid() && node != ancestor) node = document_.node(node).parent;
    return node.valid();
}

/// Of a note's labels, the one right before its body is the note's own number; the others call it.
bool StructureBuilder::is_call(std::uint32_t sequence) const {
    MarkedContent const& label = input_.contents[sequence];
    if (!label.label || label.node.value >= document_.node_count() || !is_note(document_, label.node)) return false;
    if (sequence + 1 >= input_.contents.size()) return true;
    MarkedContent const& next = input_.contents[sequence + 1];
    bool own = next.page == label.page && next.part == label.part && next.node.value < document_.node_count() &&
               inside(next.node, label.node) && !(next.node == label.node && next.label);
    return !own;
}

ElementId StructureBuilder::make(StructureType type, dom::NodeId node, Kids const& kids, std::optional<Extras> extras) {
    Element element{.type = type, .node = node, .first_kid = static_cast<std::uint32_t>(tree_.kids.size()),
                    .kid_count = static_cast<std::uint32_t>(kids.size())};
    tree_.kids.insert(tree_.kids.end(), kids.begin(), kids.end());
    if (extras) {
        tree_.extras.push_back(std::move(*extras));
        element.extras = static_cast<std::uint32_t>(tree_.extras.size());
    }
    ElementId id = tree_.elements.push(element);
    for (Kid const& kid : kids)
        if (kid.kind == Kid::Kind::element) tree_.elements[ElementId(kid.value)].parent = id;
    return id;
}

void StructureBuilder::add_content(std::uint32_t sequence, Kids& out) {
    if (placed_[sequence]) return;
    placed_[sequence] = true;
    out.push_back({Kid::Kind::content, input_.contents[sequence].page, input_.contents[sequence].mcid});
}

void StructureBuilder::add_links(dom::NodeId node, Kids& out) {
    auto found = links_.find(node);
    if (found == links_.end()) return;
    for (std::uint32_t link : found->second) out.push_back({Kid::Kind::link, input_.links[link].page, link});
    links_.erase(found);
}

bool StructureBuilder::is_inline(Kid const& kid) const {
    if (kid.kind != Kid::Kind::element) return true;
    switch (tree_.elements[ElementId(kid.value)].type) {
        case StructureType::span:
        case StructureType::quote:
        case StructureType::reference:
        case StructureType::code:
        case StructureType::link:
        case StructureType::ruby:
        case StructureType::rb:
        case StructureType::bib_entry:
        case StructureType::formula:
        case StructureType::figure:
        case StructureType::lbl: return true;
        default: return false;
    }
}

void StructureBuilder::wrap_runs(Kids& kids, dom::NodeId node) {
    auto is_figure = [&](Kid const& kid) {
        return kid.kind == Kid::Kind::element && tree_.elements[ElementId(kid.value)].type == StructureType::figure;
    };
    auto is_note_element = [&](Kid const& kid) {
        return kid.kind == Kid::Kind::element && tree_.elements[ElementId(kid.value)].type == StructureType::note;
    };
    Kids out, run, notes;
    auto end_run = [&] {
        if (std::all_of(run.begin(), run.end(), is_figure))
            out.insert(out.end(), run.begin(), run.end());
        else
            add_element(make(StructureType::p, node, run), out);
        out.insert(out.end(), notes.begin(), notes.end());
        run.clear();
        notes.clear();
    };
    for (Kid const& kid : kids) {
        if (is_inline(kid)) {
            run.push_back(kid);
        } else if (!run.empty() && is_note_element(kid)) {
            notes.push_back(kid);
        } else {
            end_run();
            out.push_back(kid);
        }
    }
    end_run();
    kids = std::move(out);
}

void StructureBuilder::flow(dom::NodeId node, Around const& around, Kids& out) {
    Range own = range_of(node);
    std::uint32_t next = own.begin;
    for (dom::NodeId at = document_.node(node).first_child; at.valid(); at = document_.node(at).next) {
        if (!document_.is_element(at) || !used_[at.value]) continue;
        while (next < own.end && own_[next] < order_[at.value] && order_[at.value] != no_order)
            add_content(own_[next++], out);
        child(at, around, out);
    }
    while (next < own.end) add_content(own_[next++], out);
}

/// Content of no element, or of one that the walk does not reach, is kept as paragraphs at the end: nothing drawn may
/// be without a place in the tree (PDF/UA-1 7.1).
void StructureBuilder::add_leftovers(Kids& out) {
    Kids run;
    dom::NodeId of;
    auto end_run = [&] {
        if (!run.empty()) add_element(make(StructureType::p, of, run), out);
        run.clear();
    };
    for (std::uint32_t i = 0; i < input_.contents.size(); ++i) {
        if (placed_[i]) continue;
        if (input_.contents[i].node != of) end_run();
        of = input_.contents[i].node;
        add_content(i, run);
    }
    end_run();
    std::vector<dom::NodeId> rest;
    for (auto const& [node, numbers] : links_) rest.push_back(node);
    std::sort(rest.begin(), rest.end());
    for (dom::NodeId node : rest) {
        Kids kids, linked;
        add_links(node, kids);
        add_element(make(StructureType::link, node, kids), linked);
        add_element(make(StructureType::p, node, linked), out);
    }
}

std::string StructureBuilder::unique_id(dom::NodeId node, std::string_view prefix) {
    std::string id(document_.attribute(node, dom::names::id()).value_or(""));
    if (id.empty()) id = std::string(prefix) + std::to_string(node.value);
    while (!ids_.insert(id).second) id += '_';
    return id;
}

std::optional<Extras> StructureBuilder::language_extras(dom::NodeId node, Around& around) const {
    auto language = document_.attribute(node, dom::names::lang());
    if (!language || *language == around.language || !is_language_tag(*language)) return std::nullopt;
    around.language = *language;
    Extras extras;
    extras.language = *language;
    return extras;
}

StructureTree build_structure(StructureInput const& input) { return StructureBuilder(input).build(); }

}  // namespace octavo::tags

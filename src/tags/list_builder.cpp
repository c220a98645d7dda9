// Lists: L, LI, Lbl, LBody (ISO 32000-1 §14.8.4.3.3), and the lists of a table of contents: TOC, TOCI.
#include <algorithm>

#include "tags/structure_builder.h"

namespace octavo::tags {

/// The element's labels as an Lbl.
void StructureBuilder::labels(dom::NodeId node, Kids& out) {
    Kids kids;
    Range own = range_of(node);
    for (std::uint32_t i = own.begin; i < own.end; ++i)
        if (input_.contents[own_[i]].label) add_content(own_[i], kids);
    if (!kids.empty()) add_element(make(StructureType::lbl, node, kids), out);
}

ListNumbering StructureBuilder::numbering(dom::NodeId list) const {
    std::string_view html = document_.element(list).html.view();
    if (html == "dl") return ListNumbering::description;
    bool labelled = false;
    dom::NodeId item = document_.first_child_element(list);
    for (; item.valid() && !labelled; item = document_.next_sibling_element(item)) {
        Range own = range_of(item);
        for (std::uint32_t i = own.begin; i < own.end; ++i) labelled = labelled || input_.contents[own_[i]].label;
    }
    if (!labelled) return ListNumbering::none;
    if (html == "ul") return ListNumbering::disc;
    std::string_view type = document_.attribute(list, dom::names::type()).value_or("1");
    if (type == "a") return ListNumbering::lower_alpha;
    if (type == "A") return ListNumbering::upper_alpha;
    if (type == "i") return ListNumbering::lower_roman;
    if (type == "I") return ListNumbering::upper_roman;
    return ListNumbering::decimal;
}

/// Whether each item of a list of contents holds a link: what leads nowhere is no TOCI (PDF/UA-2 8.2.5.8).
bool StructureBuilder::every_item_leads(dom::NodeId list) const {
    auto leads = [&](dom::NodeId item) {
        for (dom::NodeId at = item; at.valid(); at = document_.next_in_order(at, item)) {
            bool inner = at != item && document_.is_element(at) && find_html(document_.element(at).html.view()) != nullptr &&
                find_html(document_.element(at).html.view())->type == StructureType::l;
            if (inner) return false;   // its items' links are theirs
            if (links_.contains(at)) return true;
        }
        return false;
    };
    for (dom::NodeId at = document_.first_child_element(list); at.valid(); at = document_.next_sibling_element(at))
        if (used_[at.value] && !leads(at)) return false;
    return range_of(list).begin == range_of(list).end;
}

void StructureBuilder::list(dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    around.in_paragraph = false;
    around.notes = nullptr;
    if (around.in_contents && !every_item_leads(node)) around.in_contents = false;
    if (ListNumbering kind = numbering(node); kind != ListNumbering::none && !around.in_contents) {
        if (!extras) extras.emplace();
        extras->numbering = kind;
    }
    Kids items, item;
    if (document_.element(node).html.view() == "dl") {
        definition_items(node, around, items, item);
        if (!item.empty()) add_element(make(StructureType::li, node, item), items);
    } else {
        list_items(node, around, items);
    }
    // Content right in the list, which HTML does not allow, is an item too.
    Kids stray;
    Range own = range_of(node);
    for (std::uint32_t i = own.begin; i < own.end; ++i) add_content(own_[i], stray);
    add_links(node, stray);
    if (!stray.empty() && around.in_contents) {
        add_element(make(StructureType::toci, node, stray), items);
    } else if (!stray.empty()) {
        Kids body;
        add_element(make(StructureType::lbody, node, stray), body);
        add_element(make(StructureType::li, node, body), items);
    }
    if (!items.empty()) add_element(make(around.in_contents ? StructureType::toc : StructureType::l, node, items,
                                         std::move(extras)), out);
}

void StructureBuilder::list_items(dom::NodeId node, Around const& around, Kids& items) {
    for (dom::NodeId at = document_.first_child_element(node); at.valid(); at = document_.next_sibling_element(at)) {
        if (!used_[at.value]) continue;
        std::string_view html = document_.element(at).html.view();
        if (html == "ul" || html == "ol" || html == "dl")
            list(at, around, items);
        else if (around.in_contents)
            contents_item(at, around, items);
        else
            list_item(at, around, items);
    }
}

void StructureBuilder::list_item(dom::NodeId node, Around around, Kids& items) {
    auto extras = language_extras(node, around);
    Kids parts, body;
    labels(node, parts);
    if (document_.element(node).html.view() == "li")
        container_kids(node, around, body);
    else
        child(node, around, body);
    add_links(node, body);
    bool entry = document_.element(node).role == dom::Role::biblioentry &&
        std::all_of(body.begin(), body.end(), [this](Kid const& kid) { return is_inline(kid); });
    if (entry && !body.empty()) {
        Kids content{std::move(body)};
        body.clear();
        add_element(make(StructureType::bib_entry, node, content), body);
    }
    if (!body.empty()) add_element(make(StructureType::lbody, node, body), parts);
    if (!parts.empty()) add_element(make(StructureType::li, node, parts, std::move(extras)), items);
}

void StructureBuilder::contents_item(dom::NodeId node, Around around, Kids& items) {
    auto extras = language_extras(node, around);
    Kids kids, body;
    labels(node, kids);
    container_kids(node, around, body);
    bool plain = std::all_of(body.begin(), body.end(), [this](Kid const& kid) {
        return kid.kind != Kid::Kind::element || !is_inline(kid) ||
            tree_.elements[ElementId(kid.value)].type == StructureType::reference;
    });
    if (!plain) wrap_runs(body, node);
    kids.insert(kids.end(), body.begin(), body.end());
    add_links(node, kids);
    if (!kids.empty()) add_element(make(StructureType::toci, node, kids, std::move(extras)), items);
}

/// A term begins an item unless it follows a term; `item` is the one being filled.
void StructureBuilder::definition_items(dom::NodeId node, Around const& around, Kids& items, Kids& item) {
    auto has_body = [&] {
        return !item.empty() && tree_.elements[ElementId(item.back().value)].type == StructureType::lbody;
    };
    for (dom::NodeId at = document_.first_child_element(node); at.valid(); at = document_.next_sibling_element(at)) {
        if (!used_[at.value]) continue;
        std::string_view html = document_.element(at).html.view();
        Around inner = around;
        if (html == "div") {
            definition_items(at, around, items, item);
        } else if (html == "dt") {
            if (has_body()) {
                add_element(make(StructureType::li, node, item), items);
                item.clear();
            }
            container(StructureType::lbl, at, inner, item);
        } else if (html == "dd") {
            container(StructureType::lbody, at, inner, item);
        } else {
            Kids body;
            child(at, inner, body);
            if (!body.empty()) add_element(make(StructureType::lbody, at, body), item);
        }
    }
}

}  // namespace octavo::tags

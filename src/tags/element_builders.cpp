// How each shape of element becomes structure elements.
#include <algorithm>

#include "tags/structure_builder.h"
#include "tags/structure_owner.h"

namespace octavo::tags {

void StructureBuilder::child(dom::NodeId node, Around const& around, Kids& out) {
    if (is_note(document_, node)) {
        note_call(node, around, out);
        if (around.notes != nullptr)
            around.notes->push_back(node);
        else
            note(node, around, out);
        return;
    }
    ElementKind kind = kind_of(document_, node);
    std::string_view html = document_.element(node).html.view();
    if (html == "figure") return figure(node, around, out);
    switch (kind.shape) {
        case Shape::grouping: return grouping(kind.type, node, around, out);
        case Shape::container: return container(kind.type, node, around, out);
        case Shape::paragraph: return paragraph(kind.type, node, around, out);
        case Shape::inline_element: break;
        case Shape::transparent_inline:
        case Shape::transparent_block: return transparent(node, around, out);
        case Shape::table_part:
            if (kind.type == StructureType::table) return table(node, around, out);
            return transparent(node, around, out);
        case Shape::list_part:
            if (kind.type == StructureType::l) return list(node, around, out);
            return transparent(node, around, out);
    }
    if (kind.type == StructureType::link) return link(node, around, out);
    if (kind.type == StructureType::ruby) return ruby(node, around, out);
    inline_element(kind.type, node, around, out);
}

StructureType StructureBuilder::heading(StructureType written) {
    while (!headings_.empty() && headings_.back() >= written) headings_.pop_back();
    headings_.push_back(written);
    return static_cast<StructureType>(static_cast<std::size_t>(StructureType::h1)
                                      + std::min<std::size_t>(headings_.size(), 6) - 1);
}

void StructureBuilder::paragraph(StructureType type, dom::NodeId node, Around around, Kids& out) {
    auto* outer = around.notes;
    std::vector<dom::NodeId> notes;
    Around inner = around;
    auto extras = language_extras(node, inner);
    inner.notes = &notes;
    inner.in_paragraph = true;
    Kids kids;
    flow(node, inner, kids);
    add_links(node, kids);
    if (!kids.empty()) {
        if (type >= StructureType::h1 && type <= StructureType::h6) type = heading(type);
        add_element(make(type, node, kids, std::move(extras)), out);
    }
    if (outer != nullptr) {
        outer->insert(outer->end(), notes.begin(), notes.end());
        return;
    }
    for (dom::NodeId called : notes) note(called, around, out);
}

void StructureBuilder::grouping(StructureType type, dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    if (document_.element(node).role == dom::Role::toc) around.in_contents = true;
    around.in_paragraph = false;
    Kids kids;
    flow(node, around, kids);
    wrap_runs(kids, node);
    if (!kids.empty()) add_element(make(type, node, kids, std::move(extras)), out);
}

/// Content of an element that takes both: left as it is where there is nothing else, in paragraphs beside blocks.
void StructureBuilder::container_kids(dom::NodeId node, Around around, Kids& kids) {
    std::vector<dom::NodeId> notes;
    around.in_paragraph = false;
    around.notes = nullptr;
    Around inner = around;
    inner.notes = &notes;
    flow(node, inner, kids);
    if (std::any_of(kids.begin(), kids.end(), [this](Kid const& kid) { return !is_inline(kid); }))
        wrap_runs(kids, node);
    for (dom::NodeId called : notes) note(called, around, kids);
}

void StructureBuilder::container(StructureType type, dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    Kids kids;
    container_kids(node, around, kids);
    if (!kids.empty()) add_element(make(type, node, kids, std::move(extras)), out);
}

void StructureBuilder::inline_element(StructureType type, dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    Kids kids;
    flow(node, around, kids);
    if (type == StructureType::figure) return picture(node, kids, out);
    if (auto title = document_.attribute(node, dom::names::title()); title &&
        document_.element(node).html.view() == "abbr") {
        if (!extras) extras.emplace();
        extras->expansion = *title;
    }
    if (type == StructureType::formula) {
        if (!extras) extras.emplace();
        extras->alternative = document_.attribute(node, base::Name::of("alttext")).value_or("");
        if (extras->alternative.empty()) extras->alternative = document_.text_content(node);
    }
    if (links_.contains(node)) {
        Kids linked;
        add_element(make(type, node, kids, std::move(extras)), linked);
        add_links(node, linked);
        return add_element(make(StructureType::link, node, linked), out);
    }
    if (!kids.empty()) add_element(make(type, node, kids, std::move(extras)), out);
}

void StructureBuilder::link(dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    Kids kids;
    flow(node, around, kids);
    bool leads = links_.contains(node);
    add_links(node, kids);
    if (kids.empty()) return;
    // Blocks in a link are left outside of it: a Link is an inline element.
    auto first_block = std::find_if(kids.begin(), kids.end(), [this](Kid const& kid) { return !is_inline(kid); });
    if (!leads && !extras) return void(out.insert(out.end(), kids.begin(), kids.end()));
    if (first_block != kids.end()) {
        Kids linked;
        auto inside_link = [](Kid const& kid) { return kid.kind == Kid::Kind::link; };
        std::copy_if(kids.begin(), kids.end(), std::back_inserter(linked), inside_link);
        std::copy_if(kids.begin(), kids.end(), std::back_inserter(out),
                     [&](Kid const& kid) { return !inside_link(kid); });
        if (!linked.empty()) add_element(make(StructureType::link, node, linked), out);
        return;
    }
    ElementId made = make(leads ? StructureType::link : StructureType::span, node, kids, std::move(extras));
    bool refers = document_.element(node).role == dom::Role::noteref ||
        document_.element(node).role == dom::Role::biblioref || around.in_contents;
    if (!refers) return add_element(made, out);
    Kids referred;
    add_element(made, referred);
    add_element(make(StructureType::reference, node, referred), out);
}

void StructureBuilder::transparent(dom::NodeId node, Around const& around, Kids& out) {
    Kids kids;
    Around inner = around;
    auto extras = language_extras(node, inner);
    flow(node, inner, kids);
    if (links_.contains(node)) {
        add_links(node, kids);
        Kids linked{std::move(kids)};
        kids.clear();
        add_element(make(StructureType::link, node, linked), kids);
    }
    bool block = kind_of(document_, node).shape != Shape::transparent_inline;
    if (block && !around.in_paragraph) wrap_runs(kids, node);
    if (extras && !kids.empty())
        return add_element(make(block && !around.in_paragraph ? StructureType::div : StructureType::span, node, kids,
                                std::move(extras)), out);
    out.insert(out.end(), kids.begin(), kids.end());
}

/// A figure of one picture is one Figure, which its caption belongs to; any other is a group.
void StructureBuilder::figure(dom::NodeId node, Around const& around, Kids& out) {
    std::vector<dom::NodeId> pictures;
    bool other = false;
    for (dom::NodeId at = document_.next_in_order(node, node); at.valid();) {
        std::string_view html = document_.is_element(at) ? document_.element(at).html.view() : std::string_view{};
        if (html == "figcaption") {
            at = document_.next_after_subtree(at, node);
            continue;
        }
        bool owns = range_of(at).begin != range_of(at).end;
        if (html == "img" || html == "svg") {
            if (used_[at.value]) pictures.push_back(at);
            at = document_.next_after_subtree(at, node);
            continue;
        }
        other = other || owns || html == "table" || html == "figure";
        at = document_.next_in_order(at, node);
    }
    Range own = range_of(node);
    if (pictures.size() != 1 || other || own.begin != own.end) return grouping(StructureType::div, node, around, out);
    Kids kids;
    Around inner = around;
    inner.in_paragraph = false;
    flow(node, inner, kids);
    // The picture has become a Figure of its own: it takes the caption in.
    Kids captions, rest;
    ElementId made;
    for (Kid const& kid : kids) {
        bool element = kid.kind == Kid::Kind::element;
        if (element && tree_.elements[ElementId(kid.value)].type == StructureType::figure)
            made = ElementId(kid.value);
        else
            captions.push_back(kid);
    }
    if (!made.valid()) return void(out.insert(out.end(), kids.begin(), kids.end()));
    Element& element = tree_.elements[made];
    Kids all(tree_.kids.begin() + element.first_kid, tree_.kids.begin() + element.first_kid + element.kid_count);
    all.insert(all.end(), captions.begin(), captions.end());
    element.first_kid = static_cast<std::uint32_t>(tree_.kids.size());
    element.kid_count = static_cast<std::uint32_t>(all.size());
    tree_.kids.insert(tree_.kids.end(), all.begin(), all.end());
    for (Kid const& kid : captions)
        if (kid.kind == Kid::Kind::element) tree_.elements[ElementId(kid.value)].parent = made;
    add_element(made, out);
}

void StructureBuilder::picture(dom::NodeId node, Kids const& kids, Kids& out) {
    if (kids.empty()) return;
    Extras extras;
    extras.alternative = document_.attribute(node, dom::names::alt()).value_or("");
    if (extras.alternative.empty())
        extras.alternative = document_.attribute(node, base::Name::of("aria-label")).value_or("");
    dom::NodeId at = document_.first_child_element(node);
    for (; at.valid() && extras.alternative.empty(); at = document_.next_sibling_element(at))
        if (std::string_view name = document_.element(at).source_local.view(); name == "title" || name == "desc")
            extras.alternative = document_.text_content(at);
    if (extras.alternative.empty()) tree_.figures_without_alternative.push_back(node);
    add_element(make(StructureType::figure, node, kids, std::move(extras)), out);
}

/// Ruby holds RB and RT (ISO 32000-1 §14.8.4.4.3): base text outside an rb gets one.
void StructureBuilder::ruby(dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    Kids kids, parts, run;
    flow(node, around, kids);
    auto end_run = [&] {
        if (!run.empty()) add_element(make(StructureType::rb, node, run), parts);
        run.clear();
    };
    for (Kid const& kid : kids) {
        bool element = kid.kind == Kid::Kind::element;
        StructureType type = element ? tree_.elements[ElementId(kid.value)].type : StructureType::none;
        if (type == StructureType::rb || type == StructureType::rt || type == StructureType::rp) {
            end_run();
            parts.push_back(kid);
        } else {
            run.push_back(kid);
        }
    }
    end_run();
    if (!parts.empty()) add_element(make(StructureType::ruby, node, parts, std::move(extras)), out);
}

void StructureBuilder::note_call(dom::NodeId node, Around const&, Kids& out) {
    Kids kids;
    Range own = range_of(node);
    for (std::uint32_t i = own.begin; i < own.end; ++i)
        if (input_.contents[own_[i]].label && is_call(own_[i])) add_content(own_[i], kids);
    bool leads = links_.contains(node);
    if (kids.empty() && !leads) return;
    if (leads) {
        add_links(node, kids);
        Kids linked{std::move(kids)};
        kids.clear();
        add_element(make(StructureType::link, node, linked), kids);
    }
    add_element(make(StructureType::reference, node, kids), out);
}

void StructureBuilder::note(dom::NodeId node, Around around, Kids& out) {
    Kids kids;
    auto extras = language_extras(node, around);
    Kids body;
    labels(node, kids);
    container_kids(node, around, body);
    kids.insert(kids.end(), body.begin(), body.end());
    if (kids.empty()) return;
    if (!extras) extras.emplace();
    extras->id = unique_id(node, "note-");
    add_element(make(StructureType::note, node, kids, std::move(extras)), out);
}

}  // namespace octavo::tags

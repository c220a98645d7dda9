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
    if (kind.type == StructureType::bib_entry) return bibliography_entry(node, around, out);
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

StructureType StructureBuilder::heading(StructureType written, dom::NodeId node) {
    while (!headings_.empty() && headings_.back() >= written) headings_.pop_back();
    // Of other vocabularies the reader chose the level.
    bool stated = document_.element(node).source_ns == dom::names::xhtml_namespace();
    bool skips = !headings_.empty() && static_cast<int>(written) > static_cast<int>(headings_.back()) + 1;
    if (stated && skips) tree_.skipped_headings.push_back(node);
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
        if (type >= StructureType::h1 && type <= StructureType::h6) type = heading(type, node);
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
    bool refers = document_.element(node).role == dom::Role::noteref ||
        document_.element(node).role == dom::Role::biblioref || around.in_contents;
    if (!leads && !extras && !refers) return void(out.insert(out.end(), kids.begin(), kids.end()));
    if (first_block != kids.end()) {
        Kids linked;
        auto inside_link = [](Kid const& kid) { return kid.kind == Kid::Kind::link; };
        std::copy_if(kids.begin(), kids.end(), std::back_inserter(linked), inside_link);
        std::copy_if(kids.begin(), kids.end(), std::back_inserter(out),
                     [&](Kid const& kid) { return !inside_link(kid); });
        if (!linked.empty()) add_element(make(StructureType::link, node, linked), out);
        return;
    }
    if (!leads && refers) return add_element(make(StructureType::reference, node, kids, std::move(extras)), out);
    ElementId made = make(leads ? StructureType::link : StructureType::span, node, kids, std::move(extras));
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

/// A figure of one picture is one Figure, and one of a table that Table, which its caption belongs to; any other is a group.
void StructureBuilder::figure(dom::NodeId node, Around const& around, Kids& out) {
    std::vector<dom::NodeId> pictures;
    unsigned tables = 0;
    bool other = false;
    for (dom::NodeId at = document_.next_in_order(node, node); at.valid();) {
        std::string_view html = document_.is_element(at) ? document_.element(at).html.view() : std::string_view{};
        bool picture = html == "img" || html == "svg", table = html == "table";
        if (picture && used_[at.value]) pictures.push_back(at);
        tables += table;
        if (html == "figcaption" || picture || table) {
            at = document_.next_after_subtree(at, node);
            continue;
        }
        other = other || range_of(at).begin != range_of(at).end || html == "figure";
        at = document_.next_in_order(at, node);
    }
    Range own = range_of(node);
    if (pictures.size() + tables != 1 || other || own.begin != own.end)
        return grouping(StructureType::group, node, around, out);
    Kids kids;
    Around inner = around;
    inner.in_paragraph = false;
    flow(node, inner, kids);
    captioned(kids, out);
}

/// What a figure is of takes the caption in: at its end, a Table as its first kid.
void StructureBuilder::captioned(Kids const& kids, Kids& out) {
    Kids captions, notes;
    ElementId made;
    for (Kid const& kid : kids) {
        StructureType type = kid.kind == Kid::Kind::element ? tree_.elements[ElementId(kid.value)].type : StructureType::none;
        if (type == StructureType::figure || type == StructureType::table)
            made = ElementId(kid.value);
        else
            (type == StructureType::caption ? captions : notes).push_back(kid);
    }
    Element const before = made.valid() ? tree_.elements[made] : Element{};
    Kids all(tree_.kids.begin() + before.first_kid, tree_.kids.begin() + before.first_kid + before.kid_count);
    bool has_caption = std::any_of(all.begin(), all.end(), [this](Kid const& kid) {
        return kid.kind == Kid::Kind::element && tree_.elements[ElementId(kid.value)].type == StructureType::caption;
    });
    if (!made.valid() || captions.size() > 1 || has_caption) return void(out.insert(out.end(), kids.begin(), kids.end()));
    all.insert(before.type == StructureType::table ? all.begin() : all.end(), captions.begin(), captions.end());
    Element& element = tree_.elements[made];
    element.first_kid = static_cast<std::uint32_t>(tree_.kids.size());
    element.kid_count = static_cast<std::uint32_t>(all.size());
    tree_.kids.insert(tree_.kids.end(), all.begin(), all.end());
    for (Kid const& kid : captions) tree_.elements[ElementId(kid.value)].parent = made;
    add_element(made, out);
    out.insert(out.end(), notes.begin(), notes.end());
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

/// A Ruby holds one RB and its RT, perhaps between RPs (ISO 32000-1 §14.8.4.4.3, PDF/UA-2 8.2.5.23): base text outside an
/// rb gets one, and each base begins a Ruby. Base without ruby text is the text around.
void StructureBuilder::ruby(dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    Kids kids, parts, run, made;
    flow(node, around, kids);
    auto type_of = [&](Kid const& kid) {
        return kid.kind == Kid::Kind::element ? tree_.elements[ElementId(kid.value)].type : StructureType::none;
    };
    auto end_ruby = [&] {
        if (!run.empty()) add_element(make(StructureType::rb, node, run), parts);
        run.clear();
        bool whole = std::any_of(parts.begin(), parts.end(), [&](Kid const& kid) { return type_of(kid) == StructureType::rt; });
        if (whole) {
            if (type_of(parts.front()) != StructureType::rb)
                parts.insert(parts.begin(), {Kid::Kind::element, 0, make(StructureType::rb, node, {}).value});
            add_element(make(StructureType::ruby, node, parts, extras), made);
        } else {
            made.insert(made.end(), parts.begin(), parts.end());
        }
        parts.clear();
    };
    bool annotated = false;   // the ruby being filled has its RT
    for (Kid const& kid : kids) {
        StructureType type = type_of(kid);
        bool base = type != StructureType::rt && type != StructureType::rp;
        if (base ? annotated || type == StructureType::rb : type == StructureType::rt && annotated) {
            end_ruby();
            annotated = false;
        }
        if (base && type != StructureType::rb) {
            run.push_back(kid);
            continue;
        }
        if (!run.empty()) add_element(make(StructureType::rb, node, run), parts);
        run.clear();
        parts.push_back(kid);
        annotated = annotated || type == StructureType::rt;
    }
    end_ruby();
    out.insert(out.end(), made.begin(), made.end());
}

/// An entry of a bibliography among blocks: BibEntry is an inline element, so it stands in a P; one that holds blocks is a
/// Div.
void StructureBuilder::bibliography_entry(dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    Kids kids, entry;
    container_kids(node, around, kids);
    if (kids.empty()) return;
    if (std::any_of(kids.begin(), kids.end(), [this](Kid const& kid) { return !is_inline(kid); }))
        return add_element(make(StructureType::div, node, kids, std::move(extras)), out);
    add_element(make(StructureType::bib_entry, node, kids, std::move(extras)), entry);
    if (around.in_paragraph) return void(out.push_back(entry.front()));
    add_element(make(StructureType::p, node, entry), out);
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
    extras->note = document_.element(node).role == dom::Role::endnote ? NoteType::endnote : NoteType::footnote;
    add_element(make(StructureType::note, node, kids, std::move(extras)), out);
}

}  // namespace octavo::tags

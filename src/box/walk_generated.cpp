// Generated content: pseudo-elements, `content` items, list markers.
#include <algorithm>

#include <fmt/format.h>

#include "box/characters.h"
#include "box/place_words.h"
#include "box/tag_names.h"
#include "box/walk.h"

namespace octavo::box {

using Kind = css::ContentItem::Kind;

namespace {

constexpr std::string_view page_guess = "000";  // most page numbers of a book have three digits or fewer

base::Name footnote_counter() {
    static base::Name const name = base::Name::of("footnote");
    return name;
}

base::Name page_counter() {
    static base::Name const name = base::Name::of("page");
    return name;
}

InlineItem item_of(ItemKind kind, NodeId node, StyleId style) {
    return {.kind = kind, .generated = true, .style = style, .node = node, .text = {}, .map_first = 0, .map_count = 0, .box = {}, .payload = 0};
}

}  // namespace

void Walk::contents(Flow& flow, NodeId node, StyleId id) {
    css::GeneratedGroup const& generated = *styled_.style(id).generated;
    bool uses_after = false, wants_text = !generated.string_set.empty() || generated.bookmark_level != 0;
    auto look = [&](std::vector<css::ContentItem> const& items) {
        for (css::ContentItem const& item : items) uses_after = uses_after || item.kind == Kind::content_after;
    };
    if (wants_text) {
        look(generated.bookmark_label);
        for (css::StringSet const& set : generated.string_set) look(set.items);
    }
    PseudoTexts texts;
    std::size_t first_string = own_strings(node);
    generate(flow, node, style::Pseudo::before, wants_text ? &texts.before : nullptr);
    if (!uses_after) settle_from(first_string, node, texts);
    bool gathers = styled_.style(id).box->gathers_notes;
    if (gathers) endnotes_.emplace_back();
    if (generated.content_kind == css::GeneratedGroup::ContentKind::items) {
        content_items(flow, node, id, nullptr);
    } else if (generated.content_kind == css::GeneratedGroup::ContentKind::normal) {
        children(flow, node, id);
        dom::Element const& element = document_.element(node);
        if (tags::is_math(element) && is_all_white_space(document_.text_content(node))) {
            static base::Name const alttext = base::Name::of("alttext");
            generated_text(flow, node, id, document_.attribute(node, alttext).value_or(""), nullptr);
        }
    }
    if (gathers) place_endnotes(flow);
    generate(flow, node, style::Pseudo::after, wants_text ? &texts.after : nullptr);
    if (uses_after) settle_from(first_string, node, texts);
}

void Walk::generate(Flow& flow, NodeId node, style::Pseudo pseudo, std::string* captured) {
    StyleId id = styled_.pseudo(node, pseudo);
    if (!makes_content(id)) return;
    css::ComputedStyle const& style = styled_.style(id);
    css::BoxGroup const& box = *style.box;
    state_.counters.enter();
    change_counters(node, *style.generated, box.display);
    bool floats = box.float_ != css::Float::none && box.float_ != css::Float::footnote;
    bool in_line = box.display == css::Display::inline_ || box.display == css::Display::contents;
    if (in_line && !floats) {
        place_in_line(flow);
        flow.content->open(node, id, true);
        content_items(flow, node, id, captured);
        flow.content->close();
    } else {
        bool block = !floats && box.display != css::Display::inline_block && box.display != css::Display::inline_table;
        InlineContent::Detached lead;
        if (block) flush(flow, &lead);
        Box made;
        made.node = node;
        made.style = id;
        made.anonymous = true;
        BoxId unlinked;
        BoxId made_box = add_box(made, block ? flow.box : BoxId{}, block ? flow.last_child : unlinked);
        place_in_box(made_box);
        Flow inner;
        begin_flow(inner, made_box, block ? &flow : nullptr);
        inner.content->adopt(lead);
        if (box.display == css::Display::list_item) list_marker(inner, node, id);
        content_items(inner, node, id, captured);
        end_flow(inner);
        InlineItem item = item_of(floats ? ItemKind::float_ : ItemKind::atomic, node, id);
        item.box = made_box;
        if (floats) flow.content->out_of_flow(item);
        else if (!block) flow.content->in_line(item);
    }
    state_.counters.leave();
}

bool Walk::makes_content(StyleId pseudo) const {
    if (!pseudo) return false;
    css::ComputedStyle const& style = styled_.style(pseudo);
    css::Display display = style.box->display;
    if (display == css::Display::table_column || display == css::Display::table_column_group) return false;   // they show nothing: CSS 2.2 §17.2
    return style.generated->content_kind == css::GeneratedGroup::ContentKind::items && display != css::Display::none;
}

void Walk::generate_in_part(Flow& flow, NodeId node, StyleId pseudo) {
    css::ComputedStyle const& style = styled_.style(pseudo);
    state_.counters.enter();
    change_counters(node, *style.generated, style.box->display);
    content_items(flow, node, pseudo, nullptr);
    state_.counters.leave();
}

void Walk::content_items(Flow& flow, NodeId node, StyleId style, std::string* captured) {
    for (css::ContentItem const& item : styled_.style(style).generated->content) content_item(flow, node, style, item, captured);
}

void Walk::generated_text(Flow& flow, NodeId node, StyleId style, std::string_view text, std::string* captured) {
    flow.content->text({style, node, text, 0, true});
    if (captured != nullptr) *captured += text;
}

void Walk::content_item(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item, std::string* captured) {
    switch (item.kind) {
        case Kind::string: generated_text(flow, node, style, item.text, captured); break;
        case Kind::attribute: generated_text(flow, node, style, texts_.attribute(item, node), captured); break;
        case Kind::counter:
        case Kind::counters:
            if (item.name == page_counter()) {
                page_reference(flow, node, style, item);
                break;
            }
            if (item.kind == Kind::counter && item.name == footnote_counter() && numbered_by_page(node)) {
                note_number(flow, node, style, item);
                break;
            }
            [[fallthrough]];
        case Kind::footnote_call_counter: generated_text(flow, node, style, texts_.counter(item), captured); break;
        case Kind::open_quote:
        case Kind::close_quote:
        case Kind::no_open_quote:
        case Kind::no_close_quote:
            generated_text(flow, node, style, texts_.quote(item.kind, *styled_.style(style).text), captured);
            break;
        case Kind::image: content_image(flow, node, style, item); break;
        case Kind::element_content:
            if (style == styled_.style_id(node)) {
                children(flow, node, style);  // on the element itself: its own children
                break;
            }
            generated_text(flow, node, style, texts_.element_text(node), captured);
            break;
        case Kind::content_before:
        case Kind::content_after:
        case Kind::content_marker:
        case Kind::content_first_letter:
            generated_text(flow, node, style, texts_.list_text({item}, node, {}), captured);
            break;
        case Kind::target_counter:
        case Kind::target_counters:
            if (item.name == page_counter()) {
                page_reference(flow, node, style, item);
                break;
            }
            [[fallthrough]];
        case Kind::target_text: {
            std::string_view reference = texts_.reference(item, node);
            NodeId target = reference.empty() ? NodeId{} : texts_.target(reference, node);
            if (!target) break;
            state_.deferred.push_back({&item, node, target});
            InlineItem made = item_of(ItemKind::text, node, style);
            made.text = page_guess;
            made.payload = static_cast<std::uint32_t>(state_.deferred.size());
            flow.content->in_line(made);
            break;
        }
        case Kind::target_pages: page_reference(flow, node, style, item); break;
        case Kind::target_place: target_place(flow, node, style, item); break;
        case Kind::locator:
        case Kind::locator_separator: locator(flow, node, style, item); break;
        case Kind::leader: {
            InlineItem made = item_of(ItemKind::leader, node, style);
            made.text = tree_.arena->copy(item.text);
            flow.content->in_line(made);
            break;
        }
        case Kind::string_reference:
        case Kind::running_element:
            state_.diagnostics.add_counted({.code = base::Code::css_unsupported, .severity = base::Severity::warning,
                                            .where = document_.node(node).where,
                                            .message = "string() and element() show nothing but in the margins of pages"});
            break;
    }
}

/// A page number: of where this stands (counter), of a target, or of all targets.
void Walk::page_reference(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item) {
    Reference reference;
    reference.kind = item.kind == Kind::target_pages ? Reference::Kind::pages_of : Reference::Kind::page_of;
    reference.counter_style = item.style;
    std::string guess;
    if (item.kind == Kind::counter || item.kind == Kind::counters) {
        reference.targets.push_back(node);
    } else {
        std::string_view list = texts_.reference(item, node);
        bool single = item.kind != Kind::target_pages;
        bool local = list.find('#') != std::string_view::npos;
        if (single && !local) return;  // a link to another resource has no page of ours
        while (!list.empty()) {
            std::size_t end = std::min(list.find_first_of(" \t\n\r"), list.size());
            std::string_view one = list.substr(0, end);
            list.remove_prefix(std::min(end + 1, list.size()));
            if (one.empty()) continue;
            NodeId target = texts_.target(local ? std::string(one) : fmt::format("#{}", one), node);
            if (target) reference.targets.push_back(target);
        }
    }
    constexpr std::size_t guessed_pages = 8;  // enough to get the paragraph's number of lines about right
    for (std::size_t i = 0; i < std::clamp<std::size_t>(reference.targets.size(), 1, guessed_pages); ++i) {
        guess += guess.empty() ? "" : ", ";
        guess += page_guess;
    }
    reference.guess = tree_.arena->copy(guess);
    add_reference(flow, node, style, std::move(reference));
}

void Walk::add_reference(Flow& flow, NodeId node, StyleId style, Reference reference) {
    reference.where = document_.node(node).where;
    if (!reference.owner.valid()) reference.owner = node;
    InlineItem made = item_of(ItemKind::reference, node, style);
    made.text = reference.guess;
    made.payload = static_cast<std::uint32_t>(tree_.references.size());
    tree_.references.push_back(std::move(reference));
    flow.content->in_line(made);
}

/// "on page 12", "overleaf": where a target stands, seen from here.
void Walk::target_place(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item) {
    std::string_view to = texts_.reference(item, node);
    if (to.find('#') == std::string_view::npos) return;  // another resource has no page of ours
    NodeId target = texts_.target(to, node);
    if (!target) return;
    Reference reference;
    reference.kind = Reference::Kind::place_of;
    reference.targets = {target};
    reference.owner = node;
    reference.counter_style = item.style;
    std::string words = item.text.empty() ? std::string(place_words(document_.language(node).view())) : item.text;
    reference.text = tree_.arena->copy(words);
    reference.guess = tree_.arena->copy(words.substr(words.rfind('\x1F') + 1) + std::string(page_guess));
    add_reference(flow, node, style, std::move(reference));
}

/// A page of an index entry: the element leads to where it begins, and data-octavo-to to where it ends.
void Walk::locator(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item) {
    static base::Name const to = base::Name::of("data-octavo-to");
    Reference reference;
    reference.owner = document_.node(node).parent;
    reference.text = tree_.arena->copy(item.text);
    reference.kind = item.kind == Kind::locator ? Reference::Kind::locator : Reference::Kind::locator_separator;
    reference.guess = item.kind == Kind::locator ? page_guess : reference.text;
    if (item.kind == Kind::locator) {
        for (base::Name attribute : {dom::names::href(), to}) {
            auto target = document_.attribute(node, attribute);
            if (NodeId found = target ? texts_.target(*target, node) : NodeId{}) reference.targets.push_back(found);
        }
        reference.principal = document_.has_class(node, "principal");
    }
    add_reference(flow, node, style, std::move(reference));
}

void Walk::content_image(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item) {
    Box made;
    made.node = node;
    made.style = styled_.anonymous(style, css::Display::inline_);
    made.kind = BoxKind::replaced;
    made.anonymous = true;
    made.payload = state_.pictures.load({item.text, {}, {}, document_.node(node).where});
    if (!tree_.pictures[made.payload].resource) return;   // nothing stands for it: CSS Content 3 §2
    InlineItem atomic = item_of(ItemKind::atomic, node, made.style);
    BoxId unlinked;
    atomic.box = add_box(made, {}, unlinked);
    flow.content->in_line(atomic);
}

// --- list markers: CSS Lists 3 §3

void Walk::list_marker(Flow& flow, NodeId node, StyleId id) {
    css::ListTableGroup const& list = *styled_.style(id).list_table;
    StyleId marker = styled_.pseudo(node, style::Pseudo::marker);
    if (!marker) marker = styled_.anonymous(id, css::Display::inline_);
    if (list.list_position == css::ListPosition::inside) {
        bool was_blank = flow.content->is_blank();
        flow.content->open(node, marker, true);
        state_.counters.enter();
        change_counters(node, *styled_.style(marker).generated, css::Display::inline_);
        place_in_line(flow);
        marker_content(flow, node, marker);
        state_.counters.leave();
        flow.content->close();
        if (was_blank && flow.content->is_visible()) flow.content->mark_movable(InlineContent::Next::starts_line);
        return;
    }
    ItemRange items = separate_items(flow, InlineContent::Start::of_container, [&](Flow& apart) {
        state_.counters.enter();
        change_counters(node, *styled_.style(marker).generated, css::Display::inline_);
        place_in_line(apart);
        marker_content(apart, node, marker);
        state_.counters.leave();
    });
    tree_.boxes[flow.box].marker = items;
}

void Walk::marker_content(Flow& flow, NodeId node, StyleId marker) {
    static base::Name const list_item = base::Name::of("list-item");
    css::ComputedStyle const& style = styled_.style(marker);
    css::ListTableGroup const& list = *style.list_table;
    switch (style.generated->content_kind) {
        case css::GeneratedGroup::ContentKind::none: return;
        case css::GeneratedGroup::ContentKind::items: 
            content_items(flow, node, marker, nullptr);
            flow.content->keep_space();
            return;
        case css::GeneratedGroup::ContentKind::normal: break;
    }
    std::string text;
    if (!list.list_style_image.empty()) {
        css::ContentItem image;
        image.kind = Kind::image;
        image.text = list.list_style_image;
        content_image(flow, node, marker, image);
        if (tree_.pictures.back().resource) return;
    }
    if (!list.list_style_string.empty()) text = list.list_style_string;
    else if (!list.list_style_type.empty()) text = styled_.marker_text(state_.counters.value(list_item), list.list_style_type);
    if (text.empty()) return;
    if (list.list_position == css::ListPosition::inside && !text.ends_with(' ')) text += ' ';
    flow.content->literal({marker, node, text, 0, true});
}

}  // namespace octavo::box

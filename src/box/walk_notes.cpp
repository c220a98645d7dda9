// Footnotes: GCPM 3 §2. The body is a box of its own, hung on an item where it is called; the call follows as ordinary items.
// Margin notes are the same without a call; notes that are wanted at the end become blocks of the element that gathers them.
#include <algorithm>
#include <cctype>

#include "box/walk.h"

namespace octavo::box {
namespace {

base::Name footnote_counter() {
    static base::Name const name = base::Name::of("footnote");
    return name;
}

}  // namespace

BoxId Walk::last_inline_container(BoxId box) const {
    for (;;) {
        Box const& b = tree_.boxes[box];
        if (b.kind == BoxKind::inline_container) return box;
        if (b.kind != BoxKind::block_container || !b.first_child) return {};
        box = b.first_child;
        while (tree_.boxes[box].next_sibling) box = tree_.boxes[box].next_sibling;
    }
}

void Walk::footnote(Flow& flow, NodeId node, StyleId id) {
    bool margin = styled_.style(id).box->float_ == css::Float::margin;
    if (!margin) count_note(id);
    NodeId outer_link = link_;
    link_ = {};

    Box made;
    made.node = node;
    made.style = id;
    BoxId unlinked;
    BoxId body = add_box(made, {}, unlinked);
    place_in_box(body);
    auto call = [&](Flow& into) {
        into.content->out_of_flow({.kind = margin ? ItemKind::margin_note : ItemKind::footnote, .generated = false, .style = id, .node = node,
                                   .text = {}, .map_first = 0, .map_count = 0, .box = body, .payload = 0});
        if (!margin) note_call(into, node);
    };
    // Call and marker are written before the body is walked: notes inside it count on.
    BoxId caller = flow.content->is_blank() && !flow.content->has_open_elements() && flow.last_child ? last_inline_container(flow.last_child)
                                                                                                     : BoxId{};
    if (caller) {
        std::vector<Event> before = flow.content->take_events();
        std::span<InlineItem const> standing = tree_.items_of(tree_.boxes[caller].items);
        std::vector<InlineItem> items(standing.begin(), standing.end());
        auto first = static_cast<std::uint32_t>(tree_.items.size());
        tree_.items.insert(tree_.items.end(), items.begin(), items.end());
        ItemRange added = separate_items(flow, InlineContent::Start::inside_line, [&](Flow& apart) {
            for (Event const& event : before) apart.content->event(event);
            call(apart);
        });
        // What calling made (a picture as call) stands between the two: then the old items are put once more before the new ones.
        if (added.first != first + items.size()) {
            std::span<InlineItem const> calls = tree_.items_of(added);
            items.insert(items.end(), calls.begin(), calls.end());
            first = static_cast<std::uint32_t>(tree_.items.size());
            tree_.items.insert(tree_.items.end(), items.begin(), items.end());
            tree_.boxes[caller].items = {first, static_cast<std::uint32_t>(items.size())};
        } else {
            tree_.boxes[caller].items = {first, static_cast<std::uint32_t>(items.size()) + added.count};
        }
    } else {
        bool first = flow.content->is_blank() && !flow.content->has_open_elements();
        call(flow);
        if (first) flow.content->mark_movable(InlineContent::Next::continues_line);
    }
    Flow inner;
    begin_flow(inner, body, nullptr);
    if (margin) contents(inner, node, id);
    else note_body(inner, body, node, id);
    end_flow(inner);
    link_ = outer_link;
}

/// Counts the note, where its style does not do so itself.
void Walk::count_note(StyleId id) {
    std::vector<css::CounterChange> const& increments = styled_.style(id).generated->counter_increment;
    bool counted = std::any_of(increments.begin(), increments.end(), [](auto const& change) { return change.name == footnote_counter(); });
    if (!counted) state_.counters.increment(footnote_counter(), 1);
}

/// Its marker, and its content.
void Walk::note_body(Flow& inner, BoxId body, NodeId node, StyleId id) {
    StyleId marker = styled_.pseudo(node, style::Pseudo::footnote_marker);
    if (!marker) marker = styled_.anonymous(id, css::Display::inline_);
    if (styled_.style(marker).list_table->list_position == css::ListPosition::inside) {
        inner.content->open(node, marker, true);
        note_marker(inner, node, marker);
        inner.content->close();
        if (inner.content->is_visible()) inner.content->mark_movable(InlineContent::Next::starts_line);
    } else {
        ItemRange apart = separate_items(inner, InlineContent::Start::of_container, [&](Flow& outside) { note_marker(outside, node, marker); });
        tree_.boxes[body].marker = apart;
    }
    contents(inner, node, id);
}

void Walk::called_note(Flow& flow, NodeId note) {
    StyleId id = styled_.style_id(note);
    std::vector<Event> outer = std::move(starting_);
    starting_.clear();
    enter(note, id);
    footnote(flow, note, id);
    leave();
    starting_ = std::move(outer);
}

void Walk::note_call(Flow& flow, NodeId node) {
    if (notes_.is_set_elsewhere(node)) return;  // the link is the call
    StyleId call = styled_.pseudo(node, style::Pseudo::footnote_call);
    StyleId style = call ? call : styled_.anonymous(flow.style, css::Display::inline_);
    css::GeneratedGroup const& generated = *styled_.style(style).generated;
    if (generated.content_kind == css::GeneratedGroup::ContentKind::none) return;
    flow.content->open(node, style, true);
    if (generated.content_kind == css::GeneratedGroup::ContentKind::items) {
        content_items(flow, node, style, nullptr);
    } else {
        css::ContentItem number;
        number.kind = css::ContentItem::Kind::counter;
        number.name = footnote_counter();
        content_item(flow, node, style, number, nullptr);
    }
    flow.content->close();
    }

void Walk::note_marker(Flow& flow, NodeId node, StyleId marker) {
    css::GeneratedGroup const& generated = *styled_.style(marker).generated;
    if (generated.content_kind == css::GeneratedGroup::ContentKind::none) return;
    if (notes_.is_set_elsewhere(node)) {
        std::string label = notes_.label(node);
        bool counts = !label.empty() && std::isalnum(static_cast<unsigned char>(label.back())) != 0;
        if (!label.empty()) flow.content->literal({marker, node, label + (counts ? ".\u2002" : "\u2002"), 0, true});
        return;
    }
    if (generated.content_kind == css::GeneratedGroup::ContentKind::items) {
        content_items(flow, node, marker, nullptr);
        flow.content->keep_space();
        return;
    }
    css::ContentItem number;
    number.kind = css::ContentItem::Kind::counter;
    number.name = footnote_counter();
    if (numbered_by_page(node)) {
        note_number(flow, node, marker, number);
        flow.content->literal({marker, node, ". ", 0, true});
        return;
    }
    flow.content->literal({marker, node, texts_.counter(number) + ". ", 0, true});
}

// --- numbers that begin anew on each page: `@page { counter-reset: footnote }`

bool Walk::numbered_by_page(NodeId note) const {
    css::BoxGroup const& box = *styled_.of(note).box;
    return notes_by_page_ && box.float_ == css::Float::footnote && box.note_place == css::NotePlace::foot;
}

void Walk::note_number(Flow& flow, NodeId node, StyleId style, css::ContentItem const& item) {
    static base::Name const decimal = base::Name::of("decimal");
    Reference reference;
    reference.kind = Reference::Kind::note_number;
    reference.targets = {node};
    reference.counter_style = item.style.empty() ? decimal : item.style;
    reference.guess = "1";
    add_reference(flow, node, style, std::move(reference));
}

// --- notes gathered at the end of an element: -octavo-gather-notes, -octavo-note-place

void Walk::endnote(Flow& flow, NodeId node, StyleId id) {
    count_note(id);
    std::vector<Event> events = std::exchange(starting_, {});
    note_call(flow, node);
    endnotes_.back().push_back({node, id, state_.counters.value(footnote_counter()), std::move(events)});
}

void Walk::place_endnotes(Flow& flow) {
    std::vector<Endnote> notes = std::move(endnotes_.back());
    endnotes_.pop_back();
    if (notes.empty()) return;
    std::int32_t counted = state_.counters.value(footnote_counter());
    NodeId outer_link = link_;
    link_ = {};
    for (Endnote& note : notes) {
        flush(flow, nullptr);
        state_.counters.enter();
        state_.counters.set(footnote_counter(), note.number);
        starting_ = std::move(note.events);
        Box made;
        made.node = note.node;
        made.style = note.style;
        BoxId body = add_box(made, flow.box, flow.last_child);
        place_in_box(body);
        Flow inner;
        begin_flow(inner, body, nullptr);
        note_body(inner, body, note.node, note.style);
        end_flow(inner);
        state_.counters.leave();
    }
    state_.counters.set(footnote_counter(), counted);
    link_ = outer_link;
}

}  // namespace octavo::box

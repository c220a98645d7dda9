// Footnotes: GCPM 3 §2. The body is a box of its own, hung on an item where it is called; the call follows as ordinary items.
#include <algorithm>

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
    std::vector<css::CounterChange> const& increments = styled_.style(id).generated->counter_increment;
    bool counted = std::any_of(increments.begin(), increments.end(), [](auto const& change) { return change.name == footnote_counter(); });
    if (!counted) state_.counters.increment(footnote_counter(), 1);
    NodeId outer_link = link_;
    link_ = {};

    Box made;
    made.node = node;
    made.style = id;
    BoxId unlinked;
    BoxId body = add_box(made, {}, unlinked);
    place_in_box(body);
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
            note_call(apart, node, id, body);
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
        note_call(flow, node, id, body);
        if (first) flow.content->mark_movable(InlineContent::Next::continues_line);
    }
    Flow inner;
    begin_flow(inner, body, nullptr);
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
    end_flow(inner);
    link_ = outer_link;
}

void Walk::note_call(Flow& flow, NodeId node, StyleId id, BoxId body) {
    flow.content->out_of_flow({.kind = ItemKind::footnote, .generated = false, .style = id, .node = node, .text = {}, .map_first = 0,
                               .map_count = 0, .box = body, .payload = 0});
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
        generated_text(flow, node, style, texts_.counter(number), nullptr);
    }
    flow.content->close();
}

void Walk::note_marker(Flow& flow, NodeId node, StyleId marker) {
    css::GeneratedGroup const& generated = *styled_.style(marker).generated;
    if (generated.content_kind == css::GeneratedGroup::ContentKind::none) return;
    if (generated.content_kind == css::GeneratedGroup::ContentKind::items) {
        content_items(flow, node, marker, nullptr);
        flow.content->keep_space();
        return;
    }
    css::ContentItem number;
    number.kind = css::ContentItem::Kind::counter;
    number.name = footnote_counter();
    flow.content->literal({marker, node, texts_.counter(number) + ". ", 0, true});
}

}  // namespace octavo::box

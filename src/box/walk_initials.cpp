// First letters: ::first-letter (CSS Pseudo 4 §2), and initial letters over several lines (css-inline-3 §7), whether they are that or an
// inline element that begins its paragraph. Both are cut out of the items of a finished flow.
#include <algorithm>

#include "box/walk.h"

namespace octavo::box {
namespace {

InlineItem item_of(ItemKind kind, NodeId node, StyleId style) {
    return {.kind = kind, .generated = true, .style = style, .node = node, .text = {}, .map_first = 0, .map_count = 0, .box = {}, .payload = 0};
}

}  // namespace

std::pair<InlineItem, InlineItem> split_text_item(BoxTree& tree, InlineItem const& item, std::uint32_t at) {
    InlineItem head = item, tail = item;
    head.text = item.text.substr(0, at);
    tail.text = item.text.substr(at);
    if (item.generated) return {head, tail};
    std::vector<TextMapSegment> first, second;
    TextMapSegment current;
    auto whole = std::span(tree.text_maps).subspan(item.map_first, item.map_count);
    for (TextMapSegment const& segment : whole) {
        if (segment.at < at) first.push_back(segment);
        if (segment.at <= at) current = segment;
    }
    second.push_back({0, current.source + (at - current.at)});
    for (TextMapSegment const& segment : whole) {
        if (segment.at > at) second.push_back({segment.at - at, segment.source});
    }
    auto put = [&](InlineItem& part, std::vector<TextMapSegment> const& segments) {
        part.map_first = static_cast<std::uint32_t>(tree.text_maps.size());
        part.map_count = static_cast<std::uint32_t>(segments.size());
        tree.text_maps.insert(tree.text_maps.end(), segments.begin(), segments.end());
    };
    put(head, first);
    put(tail, second);
    return {head, tail};
}

/// Cuts the first letter out of the flow's finished items, into an inline box of its own or a float.
void Walk::apply_first_letter(Flow& flow, StyleId around) {
    FirstLetter* letter = flow.first_letter;
    if (letter == nullptr || !letter->pending) return;
    letter->pending = false;
    std::vector<InlineItem>& items = flow.content->finish();
    auto skipped = [](InlineItem const& item) {
        return item.kind == ItemKind::open || item.kind == ItemKind::close || item.kind == ItemKind::event || item.kind == ItemKind::float_;
    };
    auto found = std::find_if_not(items.begin(), items.end(), skipped);
    if (found == items.end() || found->kind != ItemKind::text || found->payload != 0) return;
    auto length = static_cast<std::uint32_t>(first_letter_length(found->text));
    if (length == 0) return;
    auto [head, tail] = split_text_item(tree_, *found, length);
    head.style = letter->style;
    std::vector<InlineItem> made;
    css::BoxGroup const& style = *styled_.style(letter->style).box;
    if (style.initial_letter != 0) {
        made.push_back(initial_letter(letter->node, letter->style, around, {head}));
    } else if (style.float_ == css::Float::none || style.float_ == css::Float::footnote) {
        made.push_back(item_of(ItemKind::open, letter->node, letter->style));
        made.push_back(head);
        made.push_back(item_of(ItemKind::close, letter->node, letter->style));
    } else {
        made.push_back(floating_text(letter->node, letter->style, {head}));
    }
    if (!tail.text.empty()) made.push_back(tail);
    auto at = items.erase(found);
    items.insert(at, made.begin(), made.end());
}

InlineItem Walk::floating_text(NodeId node, StyleId style, std::vector<InlineItem> const& items) {
    Box box;
    box.node = node;
    box.style = style;
    box.kind = BoxKind::inline_container;
    box.anonymous = box.inline_content = true;
    box.items = {static_cast<std::uint32_t>(tree_.items.size()), static_cast<std::uint32_t>(items.size())};
    tree_.items.insert(tree_.items.end(), items.begin(), items.end());
    BoxId unlinked;
    InlineItem made = item_of(ItemKind::float_, node, style);
    made.box = add_box(box, {}, unlinked);
    return made;
}

/// Letters inside are as large as the initial; what is around them in the paragraph tells how large that is.
InlineItem Walk::initial_letter(NodeId node, StyleId letter, StyleId around, std::vector<InlineItem> inside) {
    for (InlineItem& item : inside) item.style = styled_.initial(item.style, letter, around);
    return floating_text(node, styled_.initial(letter, letter, around), inside);
}

void Walk::apply_initial(Flow& flow, StyleId around) {
    std::vector<InlineItem>& items = flow.content->finish();
    auto is_initial = [&](InlineItem const& item) { return item.kind == ItemKind::open && styled_.style(item.style).box->initial_letter != 0; };
    auto first = items.begin();
    while (first != items.end() && (first->kind == ItemKind::event || (first->kind == ItemKind::open && !is_initial(*first)))) ++first;
    if (first == items.end() || first->kind != ItemKind::open || first->payload != 0) return;
    int depth = 0;
    auto last = first;
    do {
        if (last->kind == ItemKind::open) ++depth;
        else if (last->kind == ItemKind::close) --depth;
        else if (last->kind != ItemKind::text && last->kind != ItemKind::event) return;
    } while (depth > 0 && ++last != items.end());
    if (last == items.end() || last->payload != 0) return;
    std::vector<InlineItem> inside, made;
    for (auto item = first + 1; item != last; ++item) (item->kind == ItemKind::event ? made : inside).push_back(*item);
    if (inside.empty()) return;
    made.push_back(initial_letter(first->node, first->style, around, std::move(inside)));
    auto at = items.erase(first, last + 1);
    items.insert(at, made.begin(), made.end());
}

}  // namespace octavo::box

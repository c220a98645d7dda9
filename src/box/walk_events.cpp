// What happens at an element's start: its counters (CSS Lists 3 §4), strings, bookmarks, targets; anchors of the Document.
#include <algorithm>
#include <charconv>

#include "box/tag_names.h"
#include "box/walk.h"

namespace octavo::box {
namespace {

base::Name list_item() {
    static base::Name const name = base::Name::of("list-item");
    return name;
}

base::Name page() {
    static base::Name const name = base::Name::of("page");
    return name;
}

std::optional<std::int32_t> integer(std::optional<std::string_view> text) {
    if (!text) return std::nullopt;
    std::int32_t value = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    return error == std::errc{} ? std::optional(value) : std::nullopt;
}

bool changes(std::vector<css::CounterChange> const& list, base::Name name) {
    return std::any_of(list.begin(), list.end(), [&](css::CounterChange const& change) { return change.name == name; });
}

}  // namespace

void Walk::enter(NodeId node, StyleId id) {
    css::ComputedStyle const& style = styled_.style(id);
    css::GeneratedGroup const& generated = *style.generated;
    state_.counters.enter();
    if (has_anchors(node)) anchors_at(node, starting_);
    if (document_.attribute(node, dom::names::id())) {
        starting_.push_back({.kind = Event::Kind::target, .name = {}, .text = {}, .value = 0, .node = node, .box = {}});
    }
    change_counters(node, generated, style.box->display);
    auto wait = [&](std::vector<css::ContentItem> const& items) {
        strings_.push_back({node, &items, {}});
        return BoxId(strings_.size() - 1);
    };
    for (css::StringSet const& set : generated.string_set) {
        starting_.push_back({.kind = Event::Kind::string_set, .name = set.name, .text = {}, .value = 0, .node = node, .box = wait(set.items)});
    }
    if (generated.bookmark_level != 0 && !generated.bookmark_label.empty()) {
        starting_.push_back({.kind = Event::Kind::bookmark, .name = {}, .text = {}, .value = generated.bookmark_level, .node = node,
                             .box = wait(generated.bookmark_label), .closed = generated.bookmark_closed});
    }
}

std::size_t Walk::own_strings(NodeId node) const {
    std::size_t first = strings_.size();
    while (first > 0 && strings_[first - 1].node == node) --first;
    return first;
}

void Walk::settle_from(std::size_t first, NodeId node, PseudoTexts const& texts) {
    for (std::size_t i = first; i < strings_.size() && strings_[i].node == node; ++i) {
        strings_[i].text = tree_.arena->copy(texts_.list_text(*strings_[i].items, node, texts));
    }
    if (document_.attribute(node, dom::names::id())) state_.snapshots.emplace(node, state_.counters.snapshot());
}

// --- counters

void Walk::change_counters(NodeId node, css::GeneratedGroup const& style, css::Display display) {
    Counters& counters = state_.counters;
    count_list(node, style);
    for (css::CounterChange change : style.counter_reset) {
        if (change.name != page() && change.name != list_item()) counters.reset(change.name, change.value);
    }
    for (css::CounterChange change : style.counter_increment) {
        if (change.name != page() && change.name != list_item()) counters.increment(change.name, change.value);
    }
    count_list_item(style, display);
    for (css::CounterChange change : style.counter_set) {
        if (change.name != page()) counters.set(change.name, change.value);
    }
    count_page(node, style);
}

/// counter-reset of list-item. `start` and `value` are presentational hints of the cascade; `reversed` counts down, from `start`
/// or the number of items (HTML §4.4.5, Lists 3 §4.4.1), unless a style sheet sets a number of its own.
void Walk::count_list(NodeId node, css::GeneratedGroup const& style) {
    static base::Name const reversed_name = base::Name::of("reversed");
    for (css::CounterChange change : style.counter_reset) {
        if (change.name != list_item()) continue;
        auto start = integer(document_.attribute(node, dom::names::start()));
        bool reversed = document_.element(node).html == tags::ol() && document_.attribute(node, reversed_name) &&
                        change.value == (start ? add_saturating(*start, -1) : 0);
        if (!reversed) {
            state_.counters.reset(list_item(), change.value);
            continue;
        }
        std::int32_t items = 0;
        for (NodeId item = document_.first_child_element(node); item; item = document_.next_sibling_element(item)) {
            if (styled_.of(item).box->display == css::Display::list_item) ++items;
        }
        state_.counters.reset(list_item(), add_saturating(start.value_or(items), 1), CountDirection::down);
    }
}

/// §4.5: list items count themselves, whatever else they count.
void Walk::count_list_item(css::GeneratedGroup const& style, css::Display display) {
    Counters& counters = state_.counters;
    bool is_item = display == css::Display::list_item;
    for (css::CounterChange change : style.counter_increment) {
        if (change.name != list_item()) continue;
        bool down = is_item && change.value == 1 && counters.direction(list_item()) == CountDirection::down;
        counters.increment(list_item(), down ? -1 : change.value);
    }
    if (is_item && !changes(style.counter_increment, list_item())) {
        counters.increment(list_item(), counters.direction(list_item()) == CountDirection::down ? -1 : 1);
    }
}

/// The counter "page" counts pages: its changes are for the page stage.
void Walk::count_page(NodeId node, css::GeneratedGroup const& style) {
    auto tell = [&](Event::Kind kind, std::vector<css::CounterChange> const& list) {
        for (css::CounterChange change : list) {
            if (change.name != page()) continue;
            starting_.push_back({.kind = kind, .name = page(), .text = {}, .value = change.value, .node = node, .box = {}});
        }
    };
    tell(Event::Kind::counter_reset, style.counter_reset);
    tell(Event::Kind::counter_increment, style.counter_increment);
    tell(Event::Kind::counter_set, style.counter_set);
}

// --- anchors

void Walk::index_anchors() {
    if (document_.anchors.empty()) return;
    anchored_.resize(document_.node_count());
    for (std::uint32_t i = 0; i < document_.anchors.size(); ++i) {
        NodeId node = document_.anchors[i].at.node;
        if (!node || node.value >= anchored_.size()) continue;
        anchors_.emplace_back(node.value, i);
        anchored_[node.value] = true;
    }
    std::stable_sort(anchors_.begin(), anchors_.end(), [this](auto const& a, auto const& b) {
        return a.first != b.first ? a.first < b.first : document_.anchors[a.second].at.byte < document_.anchors[b.second].at.byte;
    });
}

Event Walk::anchor_event(std::uint32_t index) const {
    return {.kind = Event::Kind::anchor, .name = {}, .text = {}, .value = static_cast<std::int32_t>(index),
            .node = document_.anchors[index].at.node, .box = {}};
}

void Walk::anchors_at(NodeId node, std::vector<Event>& events) const {
    auto first = std::lower_bound(anchors_.begin(), anchors_.end(), std::pair(node.value, std::uint32_t{0}),
                                  [](auto const& a, auto const& b) { return a.first < b.first; });
    for (; first != anchors_.end() && first->first == node.value; ++first) events.push_back(anchor_event(first->second));
}

void Walk::anchors_within(NodeId node, std::vector<Event>& events) const {
    if (anchored_.empty()) return;
    for (NodeId at = node; at; at = document_.next_in_order(at, node)) {
        if (has_anchors(at)) anchors_at(at, events);
    }
}

}  // namespace octavo::box

#include "box/walk.h"

#include <algorithm>

#include "box/characters.h"
#include "box/table_builder.h"
#include "box/tag_names.h"

namespace octavo::box {
namespace {

bool is_table_part(css::Display display) {
    switch (display) {
        case css::Display::table_row_group:
        case css::Display::table_header_group:
        case css::Display::table_footer_group:
        case css::Display::table_row:
        case css::Display::table_column_group:
        case css::Display::table_column:
        case css::Display::table_cell:
        case css::Display::table_caption: return true;
        default: return false;
    }
}

bool is_inline(css::Display display) {
    return display == css::Display::inline_ || display == css::Display::ruby || display == css::Display::ruby_base ||
           display == css::Display::ruby_text;
}

bool is_in_flow(css::BoxGroup const& box) { return box.float_ == css::Float::none && box.position != css::Position::running; }

}  // namespace

Walk::Walk(BuildState& state)
    : state_(state), tree_(state.tree), styled_(state.styled), document_(state.document), texts_(state), notes_(state.styled) {
    index_anchors();
    css::GeneratedGroup const* page = styled_.page_style({}).page.generated;
    notes_by_page_ = page != nullptr && std::any_of(page->counter_reset.begin(), page->counter_reset.end(), [](auto const& change) {
                         return change.name == base::Name::of("footnote");
                     });
}

BoxId Walk::run() {
    NodeId root = document_.root();
    if (!root) return {};
    StyleId id = styled_.style_id(root);
    state_.counters.set(base::Name::of("footnote"), 0);  // in scope everywhere, until a style sheet resets it
    enter(root, id);
    BoxId box = principal_box(nullptr, root, id);
    leave();
    for (Event& event : tree_.events) {
        if (event.kind != Event::Kind::string_set && event.kind != Event::Kind::bookmark) continue;
        event.text = strings_[event.box.value].text;
        event.box = {};
    }
    for (InlineItem& item : tree_.items) {
        if (item.kind != ItemKind::text || item.payload == 0) continue;
        item.text = tree_.arena->copy(texts_.deferred_text(state_.deferred[item.payload - 1]));
        item.payload = 0;
    }
    return box;
}

// --- flows

InlineContent* Walk::acquire() {
    if (contents_in_use_ == contents_.size()) contents_.emplace_back(tree_, styled_, state_.text);
    InlineContent* content = &contents_[contents_in_use_++];
    content->reset();
    return content;
}

BoxId Walk::add_box(Box const& box, BoxId parent, BoxId& last_child) {
    BoxId id = tree_.boxes.push(box);
    if (!parent) return id;
    tree_.boxes[id].parent = parent;
    (last_child ? tree_.boxes[last_child].next_sibling : tree_.boxes[parent].first_child) = id;
    last_child = id;
    return id;
}

void Walk::begin_flow(Flow& flow, BoxId box, Flow* parent) {
    Box const& b = tree_.boxes[box];
    flow.box = box;
    flow.style = b.style;
    flow.node = b.node;
    flow.content = acquire();
    if (link_) {
        flow.in_link = true;
        flow.content->open(link_, styled_.anonymous(b.style, css::Display::inline_), false);
    }
    StyleId letter = b.anonymous ? StyleId{} : styled_.pseudo(b.node, style::Pseudo::first_letter);
    if (letter) {
        flow.own_first_letter = {letter, b.node, true};
        flow.first_letter = &flow.own_first_letter;
    } else if (parent != nullptr && parent->first_letter != nullptr && tree_.boxes[parent->box].first_child == box) {
        flow.first_letter = parent->first_letter;
    }
}

void Walk::end_flow(Flow& flow) {
    InlineContent& content = *flow.content;
    if (flow.in_link) content.close();
    if (flow.last_child || content.is_blank()) {
        flush(flow, nullptr);
    } else {
        content.finish();
        apply_first_letter(flow, flow.style);
        apply_initial(flow, flow.style);
        ItemRange items = content.commit();
        Box& b = tree_.boxes[flow.box];
        b.items = items;
        b.inline_content = true;
        if (b.kind == BoxKind::block_container) b.kind = BoxKind::inline_container;
    }
    release();
}

void Walk::flush(Flow& flow, InlineContent::Detached* movable) {
    InlineContent& content = *flow.content;
    if (content.is_movable() && movable != nullptr) {
        *movable = content.detach();
    } else if (content.is_visible() || content.is_movable()) {
        add_anonymous_inline(flow);
    } else {
        std::vector<Event> events = content.take_events();
        if (events.empty()) return;
        if (movable != nullptr) {
            starting_.insert(starting_.begin(), events.begin(), events.end());
        } else {
            events_alone(flow, events);
        }
    }
}

void Walk::add_anonymous_inline(Flow& flow) {
    StyleId style = styled_.anonymous(flow.style, css::Display::block);
    // Text that stands directly in the block is the anonymous box's own.
    for (InlineItem& item : flow.content->finish()) {
        if (item.style == flow.style) item.style = style;
    }
    apply_first_letter(flow, style);
    apply_initial(flow, style);
    Box box;
    box.node = flow.node;
    box.style = style;
    box.kind = BoxKind::inline_container;
    box.anonymous = box.inline_content = true;
    box.items = flow.content->commit();
    add_box(box, flow.box, flow.last_child);
}

/// Events with nothing behind them: they happen at an empty block's start, or at that of the box when it is itself empty.
void Walk::events_alone(Flow& flow, std::vector<Event> const& events) {
    auto end = static_cast<std::uint32_t>(tree_.events.size());
    ItemRange& own = tree_.boxes[flow.box].events;
    tree_.events.insert(tree_.events.end(), events.begin(), events.end());
    auto count = static_cast<std::uint32_t>(events.size());
    if (!flow.last_child && (own.count == 0 || own.first + own.count == end)) {
        own = {own.count == 0 ? end : own.first, own.count + count};
        return;
    }
    Box box;
    box.node = flow.node;
    box.style = styled_.anonymous(flow.style, css::Display::block);
    box.anonymous = true;
    box.events = {end, count};
    add_box(box, flow.box, flow.last_child);
}

void Walk::place_in_box(BoxId box) {
    if (starting_.empty()) return;
    tree_.boxes[box].events = {static_cast<std::uint32_t>(tree_.events.size()), static_cast<std::uint32_t>(starting_.size())};
    tree_.events.insert(tree_.events.end(), starting_.begin(), starting_.end());
    starting_.clear();
}

void Walk::place_in_line(Flow& flow) {
    for (Event const& event : starting_) flow.content->event(event);
    starting_.clear();
}

// --- nodes

void Walk::children(Flow& flow, NodeId parent, StyleId style) {
    for (NodeId child = document_.node(parent).first_child; child;) {
        if (document_.is_text(child)) {
            text(flow, child, style);
        } else {
            StyleId id = styled_.style_id(child);
            css::BoxGroup const& box = *styled_.style(id).box;
            if (is_table_part(box.display) && is_in_flow(box)) {
                child = stray_table_parts(flow, child, style);
                continue;
            }
            element(flow, child, id);
        }
        child = document_.node(child).next;
    }
}

void Walk::text(Flow& flow, NodeId node, StyleId style) {
    std::string_view text = document_.text(node);
    if (!has_anchors(node)) {
        flow.content->text({style, node, text, 0, false});
        return;
    }
    std::vector<Event> events;
    anchors_at(node, events);
    std::uint32_t from = 0;
    auto until = [&](std::uint32_t end) {
        flow.content->text({style, node, text.substr(from, end - from), from, false});
        from = end;
    };
    for (Event const& event : events) {
        std::uint32_t at = document_.anchors[static_cast<std::uint32_t>(event.value)].at.byte;
        until(std::clamp<std::uint32_t>(at, from, static_cast<std::uint32_t>(text.size())));
        flow.content->event(event);
    }
    until(static_cast<std::uint32_t>(text.size()));
}

void Walk::element(Flow& flow, NodeId node, StyleId id) {
    if (notes_.is_set_elsewhere(node)) return;  // where it is called
    std::uint32_t limit = 2 * state_.stage.limits.element_depth;  // readers keep the limit; their passes add a few levels
    bool too_deep = depth_ >= limit;
    if (too_deep && !depth_told_) {
        depth_told_ = true;
        state_.diagnostics.add({.code = base::Code::run_limit, .severity = base::Severity::error, .where = document_.node(node).where,
                                .message = "elements are nested too deeply: what is inside this one is left out"});
    }
    bool annotation = tags::is_math_annotation(document_.element(node));
    if (too_deep || annotation || styled_.style(id).box->display == css::Display::none) {
        std::vector<Event> events;
        anchors_within(node, events);
        for (Event const& event : events) flow.content->event(event);
        return;
    }
    ++depth_;
    NodeId outer_link = link_;
    if (document_.element(node).html == tags::a() && document_.attribute(node, dom::names::href())) link_ = node;
    enter(node, id);
    in_flow(flow, node, id);
    for (Event const& event : trailing_) flow.content->event(event);
    trailing_.clear();
    leave();
    link_ = outer_link;
    --depth_;
}

/// The element's place in the flow: CSS 2.2 §9.2, Display 3 §2.
void Walk::in_flow(Flow& flow, NodeId node, StyleId id) {
    css::BoxGroup const& box = *styled_.style(id).box;
    base::Name html = document_.element(node).html;
    if (box.position == css::Position::running) {
        BoxId body = principal_box(nullptr, node, id);
        flow.content->event({.kind = Event::Kind::running_element, .name = box.running_name, .text = {}, .value = 0, .node = node, .box = body});
    } else if (box.float_ == css::Float::footnote) {
        if (box.note_place == css::NotePlace::end && !endnotes_.empty()) endnote(flow, node, id);
        else footnote(flow, node, id);
    } else if (box.float_ == css::Float::margin) {
        footnote(flow, node, id);
    } else if (box.float_ != css::Float::none) {
        place_in_line(flow);
        BoxId body = principal_box(nullptr, node, id);
        flow.content->out_of_flow({.kind = ItemKind::float_, .generated = false, .style = id, .node = node, .text = {}, .map_first = 0,
                                   .map_count = 0, .box = body, .payload = 0});
    } else if (html == tags::br() || html == tags::wbr()) {
        place_in_line(flow);
        if (html == tags::br()) flow.content->forced_break(node, id);
        else flow.content->break_opportunity(node, id);
    } else if (box.display == css::Display::contents) {
        place_in_line(flow);
        contents(flow, node, id);
    } else if (is_inline(box.display)) {
        inline_box(flow, node, id);
    } else if (box.display == css::Display::inline_block || box.display == css::Display::inline_table) {
        atomic(flow, node, id);
    } else {
        principal_box(&flow, node, id);
    }
}

void Walk::inline_box(Flow& flow, NodeId node, StyleId id) {
    if (tags::may_be_picture(document_.element(node)) && picture_of(node)) {
        atomic(flow, node, id);
        return;
    }
    place_in_line(flow);
    flow.content->open(node, id, false);
    bool annotation = styled_.style(id).box->display == css::Display::ruby_text;  // set after its base, in parentheses
    if (annotation) generated_text(flow, node, id, "(", nullptr);
    contents(flow, node, id);
    if (annotation) generated_text(flow, node, id, ")", nullptr);
    flow.content->close();
    if (NodeId note = notes_.called_by(node)) called_note(flow, note);
}

void Walk::atomic(Flow& flow, NodeId node, StyleId id) {
    place_in_line(flow);
    BoxId box = principal_box(nullptr, node, id);
    flow.content->in_line({.kind = ItemKind::atomic, .generated = false, .style = id, .node = node, .text = {}, .map_first = 0,
                           .map_count = 0, .box = box, .payload = 0});
}

std::optional<std::uint32_t> Walk::picture_of(NodeId node) {
    static base::Name const data = base::Name::of("data");
    dom::Element const& element = document_.element(node);
    if (!tags::may_be_picture(element)) return std::nullopt;
    if (auto known = loaded_.find(node); known != loaded_.end()) return known->second;
    std::optional<std::uint32_t> picture;
    if (element.html == tags::svg()) {
        picture = state_.pictures.load_inline_svg(node);
    } else {
        auto reference = document_.attribute(node, element.html == tags::object() ? data : dom::names::src());
        bool fallback = element.html == tags::object() && document_.node(node).first_child;
        if (!fallback || tags::is_picture_type(document_.attribute(node, dom::names::type()).value_or(""))) {
            picture = state_.pictures.load_element(node, reference.value_or(""));
            if (fallback && !tree_.pictures[*picture].resource) picture.reset();  // HTML: show what is inside instead
        }
    }
    loaded_.emplace(node, picture);
    return picture;
}

BoxId Walk::principal_box(Flow* parent, NodeId node, StyleId id) {
    css::Display display = styled_.style(id).box->display;
    std::optional<std::uint32_t> picture = picture_of(node);
    bool is_table = !picture && (display == css::Display::table || display == css::Display::inline_table);
    InlineContent::Detached lead;
    if (parent != nullptr) {
        if ((picture || is_table) && parent->content->is_movable()) add_anonymous_inline(*parent);
        flush(*parent, &lead);
    }
    Box made;
    made.node = node;
    made.style = id;
    made.kind = picture ? BoxKind::replaced : is_table ? BoxKind::table : BoxKind::block_container;
    made.payload = picture.value_or(0);
    BoxId unlinked;
    BoxId box = add_box(made, parent != nullptr ? parent->box : BoxId{}, parent != nullptr ? parent->last_child : unlinked);
    place_in_box(box);
    if (picture) {
        settle(node);
    } else if (is_table) {
        table(box, node, id);
    } else {
        Flow flow;
        begin_flow(flow, box, parent);
        flow.content->adopt(lead);
        if (display == css::Display::list_item) list_marker(flow, node, id);
        contents(flow, node, id);
        end_flow(flow);
    }
    return box;
}

// --- tables

void Walk::table(BoxId box, NodeId node, StyleId id) {
    settle(node);
    TableBuilder builder(*this, box);
    builder.children(node, id);
    trailing_ = builder.finish();
}

/// Table parts without a table: CSS 2.2 §17.2.1, "generate missing parents". Returns the first sibling after them.
NodeId Walk::stray_table_parts(Flow& flow, NodeId first, StyleId parent_style) {
    bool in_line = is_inline(styled_.style(parent_style).box->display);
    Box made;
    made.node = flow.node;
    made.style = styled_.anonymous(parent_style, in_line ? css::Display::inline_table : css::Display::table);
    made.kind = BoxKind::table;
    made.anonymous = true;
    BoxId unlinked, box;
    if (in_line) {
        box = add_box(made, {}, unlinked);
    } else {
        if (flow.content->is_movable()) add_anonymous_inline(flow);
        InlineContent::Detached none;
        flush(flow, &none);
        box = add_box(made, flow.box, flow.last_child);
        place_in_box(box);
    }
    TableBuilder builder(*this, box);
    NodeId child = first;
    for (; child; child = document_.node(child).next) {
        if (document_.is_text(child)) {
            if (!is_all_white_space(document_.text(child)) || has_anchors(child)) break;
            continue;
        }
        StyleId id = styled_.style_id(child);
        css::BoxGroup const& group = *styled_.style(id).box;
        if (group.display != css::Display::none && !(is_table_part(group.display) && is_in_flow(group))) break;
        builder.element(child, id);
    }
    std::vector<Event> trailing = builder.finish();
    if (in_line) {
        flow.content->in_line({.kind = ItemKind::atomic, .generated = false, .style = made.style, .node = made.node, .text = {},
                               .map_first = 0, .map_count = 0, .box = box, .payload = 0});
    }
    for (Event const& event : trailing) flow.content->event(event);
    return child;
}

}  // namespace octavo::box

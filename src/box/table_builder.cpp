#include "box/table_builder.h"

#include <algorithm>
#include <charconv>

#include "box/characters.h"
#include "box/place_words.h"

namespace octavo::box {
namespace {

/// A whole number from an attribute, within [least, most]; `least` where there is none. HTML §4.9.11 caps spans.
std::uint32_t span_of(dom::Document const& document, NodeId node, base::Name name, std::uint32_t least, std::uint32_t most) {
    std::string_view text = document.attribute(node, name).value_or("");
    while (!text.empty() && is_white_space(text.front())) text.remove_prefix(1);
    std::uint32_t value = 1;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::clamp(value, least, most);
}

bool is_white_text(dom::Document const& document, NodeId node) { return is_all_white_space(document.text(node)); }

}  // namespace

TableBuilder::TableBuilder(Walk& walk, BoxId table) : walk_(walk), state_(walk.state()) {
    table_.box = table;
    table_.style = state_.tree.boxes[table].style;
}

void TableBuilder::children(NodeId table, StyleId style) {
    generate(table, style::Pseudo::before, Level::table);
    children_of(table, style, Level::table);
    generate(table, style::Pseudo::after, Level::table);
}

void TableBuilder::children_of(NodeId parent, StyleId style, Level level) {
    dom::Document const& document = state_.document;
    for (NodeId node = document.node(parent).first_child; node; node = document.node(node).next) {
        if (document.is_text(node)) {
            text(node, style);
        } else {
            child(node, state_.styled.style_id(node), level);
        }
    }
}

void TableBuilder::text(NodeId node, StyleId style) {
    if (!cell_ && is_white_text(state_.document, node)) {
        walk_.anchors_within(node, events_);
        return;
    }
    need_cell();
    bool from_contents = state_.styled.style(style).box->display == css::Display::contents;
    walk_.text(*cell_, node, from_contents ? style : cell_->style);
}

void TableBuilder::child(NodeId node, StyleId id, Level level) {
    css::BoxGroup const& box = *state_.styled.style(id).box;
    bool out_of_flow = box.float_ != css::Float::none || box.position == css::Position::running;
    if (box.display == css::Display::none) {
        walk_.anchors_within(node, events_);
    } else if (box.display == css::Display::contents && !out_of_flow) {
        walk_.enter(node, id);
        std::vector<Event>& starting = walk_.starting_events();
        events_.insert(events_.end(), starting.begin(), starting.end());
        starting.clear();
        walk_.settle(node);
        children_of(node, id, level);
        walk_.leave();
    } else if (out_of_flow) {
        need_cell();
        walk_.element(*cell_, node, id);
    } else {
        proper_child(node, id, level);
    }
}

void TableBuilder::proper_child(NodeId node, StyleId id, Level level) {
    switch (state_.styled.style(id).box->display) {
        case css::Display::table_cell:
            close_cell();
            need_row();
            cell(node, id, BoxKind::table_cell, *row_);
            return;
        case css::Display::table_row:
            if (level == Level::row) break;
            row(node, id);
            return;
        case css::Display::table_row_group:
            if (level != Level::table) break;
            group(node, id, BoxKind::table_row_group);
            return;
        case css::Display::table_header_group:
            if (level != Level::table) break;
            group(node, id, BoxKind::table_header_group);
            return;
        case css::Display::table_footer_group:
            if (level != Level::table) break;
            group(node, id, BoxKind::table_footer_group);
            return;
        case css::Display::table_caption:
            if (level != Level::table) break;
            close_group();
            cell(node, id, BoxKind::table_caption, table_);
            return;
        case css::Display::table_column_group:
        case css::Display::table_column:
            if (level != Level::table) return;  // columns elsewhere are nothing
            close_group();
            columns(node, id, state_.styled.style(id).box->display == css::Display::table_column ? BoxKind::table_column
                                                                                                   : BoxKind::table_column_group, table_);
            return;
        default: break;
    }
    need_cell();
    walk_.element(*cell_, node, id);
}

// --- parts that the Document has

TableBuilder::Part TableBuilder::make(NodeId node, StyleId id, BoxKind kind, Part& parent) {
    Box made;
    made.node = node;
    made.style = id;
    made.kind = kind;
    Part part;
    part.style = id;
    part.box = walk_.add_box(made, parent.box, parent.last_child);
    std::vector<Event>& starting = walk_.starting_events();
    starting.insert(starting.begin(), events_.begin(), events_.end());
    events_.clear();
    walk_.place_in_box(part.box);
    return part;
}

void TableBuilder::group(NodeId node, StyleId id, BoxKind kind) {
    close_group();
    walk_.enter(node, id);
    group_ = make(node, id, kind, table_);
    walk_.settle(node);
    generate(node, style::Pseudo::before, Level::group);
    children_of(node, id, Level::group);
    generate(node, style::Pseudo::after, Level::group);
    close_group();
    walk_.leave();
}

void TableBuilder::row(NodeId node, StyleId id) {
    close_row();
    need_group();
    walk_.enter(node, id);
    row_ = make(node, id, BoxKind::table_row, *group_);
    walk_.settle(node);
    generate(node, style::Pseudo::before, Level::row);
    children_of(node, id, Level::row);
    generate(node, style::Pseudo::after, Level::row);
    close_row();
    walk_.leave();
}

void TableBuilder::cell(NodeId node, StyleId id, BoxKind kind, Part& parent) {
    static base::Name const th = base::Name::of("th");
    walk_.enter(node, id);
    Part part = make(node, id, kind, parent);
    if (kind == BoxKind::table_cell) {
        TableCell made;
        made.colspan = static_cast<std::uint16_t>(span_of(state_.document, node, dom::names::colspan(), 1, 1000));
        made.rowspan = static_cast<std::uint16_t>(span_of(state_.document, node, dom::names::rowspan(), 0, 65'534));
        made.header = state_.document.element(node).html == th;
        state_.tree.boxes[part.box].payload = static_cast<std::uint32_t>(state_.tree.cells.size());
        state_.tree.cells.push_back(made);
    }
    // A cell's own state must not be that of the table around it: tables nest through cells.
    Flow flow;
    walk_.begin_flow(flow, part.box, nullptr);
    walk_.contents(flow, node, id);
    walk_.end_flow(flow);
    walk_.leave();
    if (kind == BoxKind::table_caption) continue_caption(part.box);
}

/// -octavo-caption-continued: what the caption says again where the table goes on, in a box apart.
void TableBuilder::continue_caption(BoxId caption) {
    Box const& whole = state_.tree.boxes[caption];
    css::ListTableGroup const& style = *state_.styled.style(whole.style).list_table;
    if (!style.caption_continues || !whole.inline_content || whole.items.count == 0) return;
    Box made = whole;
    made.parent = made.next_sibling = {};
    made.anonymous = true;
    made.kind = BoxKind::inline_container;
    made.events = {};
    std::vector<InlineItem> items;
    for (InlineItem const& item : state_.tree.items_of(whole.items)) {
        bool again = item.kind == ItemKind::text || item.kind == ItemKind::open || item.kind == ItemKind::close ||
                     item.kind == ItemKind::line_break || item.kind == ItemKind::reference;
        if (again) items.push_back(item);
    }
    std::string_view words = style.caption_continued.empty()
                                 ? continued_words(state_.document.language(whole.node).view())
                                 : state_.tree.arena->copy(style.caption_continued);
    items.push_back({.kind = ItemKind::text, .generated = true, .style = whole.style, .node = whole.node, .text = words, .map_first = 0,
                     .map_count = 0, .box = {}, .payload = 0});
    made.items = {static_cast<std::uint32_t>(state_.tree.items.size()), static_cast<std::uint32_t>(items.size())};
    state_.tree.items.insert(state_.tree.items.end(), items.begin(), items.end());
    BoxId unlinked;
    BoxId again = walk_.add_box(made, {}, unlinked);
    state_.tree.boxes[caption].payload = again.value + 1;
}

void TableBuilder::columns(NodeId node, StyleId id, BoxKind kind, Part& parent) {
    static base::Name const span = base::Name::of("span");
    walk_.enter(node, id);
    Part part = make(node, id, kind, parent);
    state_.tree.boxes[part.box].payload = span_of(state_.document, node, span, 1, 1000);
    walk_.settle(node);
    dom::Document const& document = state_.document;
    for (NodeId column = document.first_child_element(node); column && kind == BoxKind::table_column_group;
         column = document.next_sibling_element(column)) {
        StyleId style = state_.styled.style_id(column);
        if (state_.styled.style(style).box->display == css::Display::table_column) columns(column, style, BoxKind::table_column, part);
    }
    walk_.leave();
}

// --- parts that are generated

/// ::before and ::after of a table, a group or a row are its children, and become parts of it as elements would: CSS 2.2 §12.1, §17.2.1.
void TableBuilder::generate(NodeId node, style::Pseudo pseudo, Level level) {
    StyleId id = state_.styled.pseudo(node, pseudo);
    if (!walk_.makes_content(id)) return;
    css::BoxGroup const& box = *state_.styled.style(id).box;
    std::optional<BoxKind> kind;
    if (box.float_ == css::Float::none) {
        if (box.display == css::Display::table_cell) kind = BoxKind::table_cell;
        if (box.display == css::Display::table_row && level != Level::row) kind = BoxKind::table_row;
        if (level == Level::table) {
            if (box.display == css::Display::table_row_group) kind = BoxKind::table_row_group;
            if (box.display == css::Display::table_header_group) kind = BoxKind::table_header_group;
            if (box.display == css::Display::table_footer_group) kind = BoxKind::table_footer_group;
            if (box.display == css::Display::table_caption) kind = BoxKind::table_caption;
        }
    }
    if (kind) {
        generated_part(node, id, *kind);
    } else {
        need_cell();
        walk_.generate(*cell_, node, pseudo, nullptr);
    }
}

void TableBuilder::generated_part(NodeId node, StyleId id, BoxKind kind) {
    if (kind == BoxKind::table_cell || kind == BoxKind::table_caption) {
        bool cell = kind == BoxKind::table_cell;
        if (cell) {
            close_cell();
            need_row();
        } else {
            close_group();
        }
        Part part = make(node, id, kind, cell ? *row_ : table_);
        Box& made = state_.tree.boxes[part.box];
        made.anonymous = true;
        if (cell) {
            made.payload = static_cast<std::uint32_t>(state_.tree.cells.size());
            state_.tree.cells.emplace_back();
        }
        Flow flow;
        walk_.begin_flow(flow, part.box, nullptr);
        walk_.generate_in_part(flow, node, id);
        walk_.end_flow(flow);
        return;
    }
    bool row = kind == BoxKind::table_row;
    if (row) {
        close_row();
        need_group();
        row_ = make(node, id, kind, *group_);
    } else {
        close_group();
        group_ = make(node, id, kind, table_);
    }
    state_.tree.boxes[row ? row_->box : group_->box].anonymous = true;
    need_cell();
    walk_.generate_in_part(*cell_, node, id);
    if (row) close_row();
    else close_group();
}

// --- parts that are missing

TableBuilder::Part TableBuilder::make_anonymous(css::Display display, BoxKind kind, Part& parent) {
    Box made;
    made.node = state_.tree.boxes[parent.box].node;
    made.style = state_.styled.anonymous(parent.style, display);
    made.kind = kind;
    made.anonymous = true;
    Part part;
    part.style = made.style;
    part.anonymous = true;
    part.box = walk_.add_box(made, parent.box, parent.last_child);
    return part;
}

void TableBuilder::need_group() {
    if (!group_) group_ = make_anonymous(css::Display::table_row_group, BoxKind::table_row_group, table_);
}

void TableBuilder::need_row() {
    if (row_) return;
    need_group();
    row_ = make_anonymous(css::Display::table_row, BoxKind::table_row, *group_);
}

void TableBuilder::need_cell() {
    if (cell_) return;
    need_row();
    Part part = make_anonymous(css::Display::table_cell, BoxKind::table_cell, *row_);
    state_.tree.boxes[part.box].payload = static_cast<std::uint32_t>(state_.tree.cells.size());
    state_.tree.cells.emplace_back();
    cell_.emplace();
    walk_.begin_flow(*cell_, part.box, nullptr);
    for (Event const& event : events_) cell_->content->event(event);
    events_.clear();
}

void TableBuilder::close_cell() {
    if (!cell_) return;
    walk_.end_flow(*cell_);
    cell_.reset();
}

void TableBuilder::close_row() {
    close_cell();
    row_.reset();
}

void TableBuilder::close_group() {
    close_row();
    group_.reset();
}

std::vector<Event> TableBuilder::finish() {
    close_group();
    return std::move(events_);
}

}  // namespace octavo::box

#include "box/inline_content.h"

#include <array>

#include "box/characters.h"
#include "box/text_case.h"

namespace octavo::box {
namespace {

constexpr char32_t zero_width_space = 0x200B;

bool has_inline_edge(css::ComputedStyle const& style) {
    for (css::Side side : {css::Side::left, css::Side::right}) {
        auto i = static_cast<std::size_t>(side);
        auto is_set = [](css::LengthPercentage const& value) { return value.is_value() && (value.length != 0 || value.percent != 0); };
        if (style.decoration->border[i].width != 0 || is_set(style.box->padding[i]) || is_set(style.box->margin[i])) return true;
    }
    return false;
}

/// What unicode-bidi inserts at the start and the end of an inline box: CSS Writing Modes 3 §2.4.2.
struct BidiControls {
    std::string_view start, end;
};
BidiControls bidi_controls(css::ComputedStyle const& style) {
    bool rtl = style.text->direction == css::Direction::rtl;
    switch (style.box->unicode_bidi) {
        case css::UnicodeBidi::normal: return {};
        case css::UnicodeBidi::embed: return {rtl ? "\u202B" : "\u202A", "\u202C"};
        case css::UnicodeBidi::isolate: return {rtl ? "\u2067" : "\u2066", "\u2069"};
        case css::UnicodeBidi::bidi_override: return {rtl ? "\u202E" : "\u202D", "\u202C"};
        case css::UnicodeBidi::isolate_override: return {rtl ? "\u2068\u202E" : "\u2068\u202D", "\u202C\u2069"};
        case css::UnicodeBidi::plaintext: return {"\u2068", "\u2069"};
    }
    return {};
}

}  // namespace

void InlineContent::reset() {
    open_.clear();
    restart();
}

void InlineContent::restart(Start start) {
    items_.clear();
    events_.clear();
    opened_ = 0;
    visible_ = preserved_ = movable_ = after_letter_ = space_is_break_ = false;
    at_line_start_ = start == Start::of_container;
    space_item_ = none;
    last_word_ = {};
}

// --- inline boxes

void InlineContent::open(NodeId node, StyleId style, bool generated) {
    open_.push_back({node, style, generated, false});
    if (!has_inline_edge(styled_.style(style))) return;
    ensure_open();
    visible_ = true;
}

void InlineContent::close() {
    if (opened_ == open_.size()) {
        push_close(open_.back(), 0);
        --opened_;
    }
    open_.pop_back();
}

void InlineContent::ensure_open() {
    for (; opened_ < open_.size(); ++opened_) push_open(open_[opened_]);
}

void InlineContent::push_open(OpenBox& box) {
    items_.push_back({.kind = ItemKind::open, .generated = box.generated, .style = box.style, .node = box.node, .text = {},
                      .map_first = 0, .map_count = 0, .box = {}, .payload = box.continued ? 1U : 0U});
    bidi_control(box, bidi_controls(styled_.style(box.style)).start);
    box.continued = true;
}

void InlineContent::push_close(OpenBox const& box, std::uint32_t continues) {
    bidi_control(box, bidi_controls(styled_.style(box.style)).end);
    items_.push_back({.kind = ItemKind::close, .generated = box.generated, .style = box.style, .node = box.node, .text = {},
                      .map_first = 0, .map_count = 0, .box = {}, .payload = continues});
}

void InlineContent::bidi_control(OpenBox const& box, std::string_view characters) {
    if (characters.empty()) return;
    items_.push_back({.kind = ItemKind::text, .generated = true, .style = box.style, .node = box.node, .text = characters,
                      .map_first = 0, .map_count = 0, .box = {}, .payload = 0});
}

// --- text

void InlineContent::text(SourceText const& run) {
    if (run.text.empty()) return;
    SourceText kept = run;
    if (run.generated) kept.text = tree_.arena->copy(run.text);
    switch (styled_.style(run.style).text->white_space) {
        case css::WhiteSpaceCollapse::collapse: collapse(kept, NewLines::collapse); break;
        case css::WhiteSpaceCollapse::preserve_breaks: collapse(kept, NewLines::preserve); break;
        case css::WhiteSpaceCollapse::preserve:
        case css::WhiteSpaceCollapse::break_spaces: preserve(kept); break;
    }
}

void InlineContent::literal(SourceText const& run) {
    if (run.text.empty()) return;
    in_line({.kind = ItemKind::text, .generated = run.generated, .style = run.style, .node = run.node,
             .text = tree_.arena->copy(run.text), .map_first = 0, .map_count = 0, .box = {}, .payload = 0});
}

void InlineContent::collapse(SourceText const& run, NewLines new_lines) {
    std::string_view text = run.text;
    TextPiece piece(text, run.source_byte);
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at;
        while (end < text.size() && !is_white_space(text[end])) ++end;
        if (end > at) {
            remove_break_before(piece, text.substr(at, end - at));
            word(piece, run, at, end);
            at = end;
            continue;
        }
        bool has_break = false;
        for (; end < text.size() && is_white_space(text[end]); ++end) has_break = has_break || text[end] == '\n';
        if (has_break && new_lines == NewLines::preserve) {
            end_line_piece(piece, run);
            for (; at < end; ++at) {
                if (text[at] == '\n') line_break(run.node, run.style, run.generated);
            }
        } else {
            white_space(piece, at, has_break);
            at = end;
        }
    }
    push_piece(piece, run);
}

void InlineContent::word(TextPiece& piece, SourceText const& run, std::size_t from, std::size_t to) {
    if (piece.empty()) ensure_open();
    piece.copy(from, to);
    last_word_ = run.text.substr(from, to - from);
    space_item_ = none;
    space_is_break_ = at_line_start_ = false;
    visible_ = true;
}

void InlineContent::white_space(TextPiece& piece, std::size_t at, bool has_break) {
    if (at_line_start_) return;
    space_is_break_ = space_is_break_ || has_break;
    if (space_item_ != none) return;
    if (piece.empty()) ensure_open();
    piece.space(at);
    space_item_ = items_.size();  // the index this piece is going to have
}

void InlineContent::remove_break_before(TextPiece& piece, std::string_view next) {
    if (!space_is_break_ || space_item_ == none || last_word_.empty()) return;
    bool ascii = static_cast<unsigned char>(last_word_.back()) < 0x80 && static_cast<unsigned char>(next.front()) < 0x80;
    if (ascii) return;
    char32_t before = last_character(last_word_).code, after = character_at(next, 0).code;
    bool vanishes = before == zero_width_space || after == zero_width_space || (is_east_asian(before) && is_east_asian(after));
    if (!vanishes) return;
    if (space_item_ == items_.size()) {
        piece.drop_space();
        space_item_ = none;
    } else {
        trim_space();
    }
}

void InlineContent::end_line_piece(TextPiece& piece, SourceText const& run) {
    push_piece(piece, run);
    piece.clear();
}

void InlineContent::preserve(SourceText const& run) {
    std::string_view text = run.text;
    TextPiece piece(text, run.source_byte);
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '\n') {
            line_break(run.node, run.style, run.generated);
            ++at;
            continue;
        }
        std::size_t end = std::min(text.find('\n', at), text.size());
        ensure_open();
        piece.copy(at, end);
        last_word_ = text.substr(at, end - at);
        space_item_ = none;
        space_is_break_ = at_line_start_ = false;
        preserved_ = true;
        visible_ = visible_ || !is_all_white_space(last_word_);
        end_line_piece(piece, run);
        at = end;
    }
}

void InlineContent::push_piece(TextPiece const& piece, SourceText const& run) {
    if (piece.empty()) return;
    css::TextGroup const& style = *styled_.style(run.style).text;
    InlineItem item{.kind = ItemKind::text, .generated = run.generated, .style = run.style, .node = run.node, .text = piece.text(),
                    .map_first = 0, .map_count = 0, .box = {}, .payload = 0};
    bool identity = piece.is_identity();
    std::vector<TextMapSegment> const* segments = &piece.segments();
    TransformedText transformed;
    if (style.transform != css::TextTransform::none) {
        transformed = transform_text(item.text, {style.transform, style.language, after_letter_, engine_}, piece.segments());
        if (transformed.changed) {
            item.text = tree_.arena->copy(transformed.text);
            segments = &transformed.segments;
            identity = segments->size() == 1 && segments->front().source == 0;
        }
    }
    if (!transformed.changed && !piece.verbatim()) item.text = tree_.arena->copy(item.text);
    after_letter_ = !is_white_space(item.text.back());
    if (!run.generated && !identity) {
        item.map_first = static_cast<std::uint32_t>(tree_.text_maps.size());
        item.map_count = static_cast<std::uint32_t>(segments->size());
        tree_.text_maps.insert(tree_.text_maps.end(), segments->begin(), segments->end());
    }
    items_.push_back(item);
}

void InlineContent::trim_space() {
    if (space_item_ == none) return;
    InlineItem& item = items_[space_item_];
    item.text.remove_suffix(1);
    if (item.text.empty()) items_.erase(items_.begin() + static_cast<std::ptrdiff_t>(space_item_));
    space_item_ = none;
    space_is_break_ = false;
}

// --- all else

void InlineContent::out_of_flow(InlineItem const& item) {
    ensure_open();
    visible_ = true;
    items_.push_back(item);
}

void InlineContent::event(Event const& event) {
    items_.push_back({.kind = ItemKind::event, .generated = false, .style = {}, .node = event.node, .text = {}, .map_first = 0,
                      .map_count = 0, .box = {}, .payload = static_cast<std::uint32_t>(events_.size())});
    events_.push_back(event);
}

void InlineContent::mark_movable(Next next) {
    movable_ = true;
    visible_ = false;
    if (next == Next::starts_line) at_line_start_ = true;
}

void InlineContent::in_line(InlineItem const& item) {
    ensure_open();
    items_.push_back(item);
    visible_ = true;
    at_line_start_ = after_letter_ = space_is_break_ = false;
    space_item_ = none;
    last_word_ = {};
}

void InlineContent::push_break(ItemKind kind, NodeId node, StyleId style, bool generated) {
    ensure_open();
    items_.push_back({.kind = kind, .generated = generated, .style = style, .node = node, .text = {}, .map_first = 0, .map_count = 0,
                      .box = {}, .payload = 0});
    after_letter_ = false;
}

void InlineContent::line_break(NodeId node, StyleId style, bool generated) {
    trim_space();
    push_break(ItemKind::line_break, node, style, generated);
    at_line_start_ = true;
    last_word_ = {};
    preserved_ = true;
}

void InlineContent::forced_break(NodeId node, StyleId style) {
    line_break(node, style, false);
    visible_ = true;
}

void InlineContent::break_opportunity(NodeId node, StyleId style) { push_break(ItemKind::break_opportunity, node, style, false); }

// --- ending

std::vector<Event> InlineContent::take_events() {
    std::vector<Event> events = std::move(events_);
    restart();
    return events;
}

InlineContent::Detached InlineContent::detach() {
    finish();
    Detached detached{std::move(items_), std::move(events_)};
    restart();
    return detached;
}

void InlineContent::adopt(Detached const& detached) {
    if (detached.items.empty()) return;
    for (InlineItem item : detached.items) {
        if (item.kind == ItemKind::event) item.payload += static_cast<std::uint32_t>(events_.size());
        items_.push_back(item);
    }
    events_.insert(events_.end(), detached.events.begin(), detached.events.end());
    mark_movable(Next::starts_line);
}

std::vector<InlineItem>& InlineContent::finish() {
    trim_space();
    while (opened_ > 0) push_close(open_[--opened_], 1);
    return items_;
}

ItemRange InlineContent::commit() {
    ItemRange range{static_cast<std::uint32_t>(tree_.items.size()), static_cast<std::uint32_t>(items_.size())};
    for (InlineItem& item : items_) {
        if (item.kind == ItemKind::event) item.payload += static_cast<std::uint32_t>(tree_.events.size());
    }
    tree_.events.insert(tree_.events.end(), events_.begin(), events_.end());
    tree_.items.insert(tree_.items.end(), items_.begin(), items_.end());
    restart();
    return range;
}

}  // namespace octavo::box

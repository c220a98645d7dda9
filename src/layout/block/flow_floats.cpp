// Floats in the flow: CSS 2.2 §9.5. A float called in a line stands at that line's top, one called between blocks at the next line's.
// The lines beside it are broken in flow_rooms.cpp; what cannot flow around it stands as boxes_beside.cpp says. No page ends inside a float.
#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "layout/block/flow.h"
#include "layout/inline/initial.h"

namespace octavo::layout {
namespace {

/// How often the line that calls a float is looked for anew: the float itself may move it.
constexpr int most_rounds = 4;

/// The line that holds the piece in the best way of breaking.
std::uint32_t line_of(GalleyStore const& store, Paragraph const& p, std::uint32_t piece) {
    auto lines = store.lines_of(store.candidates[p.first_candidate + p.best]);
    std::uint32_t line = 0;
    while (line + 1 < lines.size() && piece >= lines[line].end) ++line;
    return line;
}

}  // namespace

bool Flow::meets_floats(box::ItemRange items) const {
    if (beside_floats()) return true;
    auto range = task_.context.boxes.items_of(items);
    return std::any_of(range.begin(), range.end(), [](box::InlineItem const& item) { return item.kind == box::ItemKind::float_; });
}

std::vector<Flow::FloatCall> Flow::float_calls(Paragraph const& paragraph) const {
    std::vector<FloatCall> calls;
    auto stands_elsewhere = [&](BoxId box) {
        auto const &elsewhere = task_.space.floats_elsewhere, &at_top = task_.space.floats_at_top;
        return std::find(elsewhere.begin(), elsewhere.end(), box) != elsewhere.end() || std::find(at_top.begin(), at_top.end(), box) != at_top.end();
    };
    for (Insertion const& insertion : task_.store.insertions_of(paragraph)) {
        if (insertion.kind == Insertion::Kind::float_ && !stands_elsewhere(insertion.box)) calls.push_back({insertion.box, paragraph.box, insertion.piece});
    }
    return calls;
}

/// Nothing but floats stands here: they go beside what comes next.
void Flow::keep_for_next(Paragraph const& paragraph, std::vector<FloatCall> const& calls, Band band) {
    for (FloatCall const& call : calls) pending_floats_.push_back({call.box, call.anchor, band});
    for (Insertion const& insertion : task_.store.insertions_of(paragraph)) {
        if (insertion.kind == Insertion::Kind::event) pending_events_.push_back(insertion.event);
    }
}

void Flow::add_paragraph_beside(BoxId id, box::ItemRange items, Band band) {
    css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[id].style);
    InlineSpace space{band.width, style.text->indent.resolve(band.width), style.text->indent_hanging, goes_on(id) ? range_.start.byte : 0};
    Paragraph paragraph = prepared_paragraph(task_, id, items, space);
    std::vector<FloatCall> calls = float_calls(paragraph), page_calls;
    auto to_page = std::stable_partition(calls.begin(), calls.end(), [&](FloatCall const& call) { return !is_page_float(call.box); });
    page_calls.assign(to_page, calls.end());
    calls.erase(to_page, calls.end());
    std::optional<FloatCall> letter;
    auto initial = std::find_if(calls.begin(), calls.end(), [&](FloatCall const& call) { return is_initial(task_.context, call.box); });
    if (initial != calls.end()) {
        letter = *initial;
        calls.erase(initial);
    }
    if (paragraph.piece_count == 0 && !letter) {
        keep_for_next(paragraph, calls, band);
        for (FloatCall const& call : page_calls) add_page_float(call.box, band);
        return;
    }
    BoxId marker = std::exchange(pending_marker_, BoxId{});
    if (marker.valid()) paragraph.marker = layout_marker(task_, marker);
    flush_margin();
    flush_events();
    auto later = std::find_if(calls.begin(), calls.end(), [](FloatCall const& call) { return call.piece > 0; });
    for (auto call = calls.begin(); call != later; ++call) pending_floats_.push_back({call->box, call->anchor, band});
    place_pending(band);
    move_below_narrow(paragraph, band);
    if (letter) place_initial(paragraph, *letter, band);
    if (letter && paragraph.piece_count == 0) {  // nothing but the letter
        move_below(floats_.lowest());
        keep_for_next(paragraph, {}, band);
        return;
    }
    break_beside(paragraph, band);
    for (; later != calls.end(); ++later) place_in_paragraph(paragraph, *later, band);
    keep_lines_together(paragraph);
    drop_candidates(paragraph);
    task_.store.paragraphs.push_back(paragraph);
    emit_paragraph(id, static_cast<std::uint32_t>(task_.store.paragraphs.size() - 1), band);
    for (FloatCall const& call : page_calls) add_page_float(call.box, band);
}

// --- floats to the page: Page Floats 3

bool Flow::is_page_float(BoxId box) const {
    switch (task_.context.styled.style(task_.context.boxes.boxes[box].style).box->float_) {
        case css::Float::top:
        case css::Float::bottom:
        case css::Float::page:
        case css::Float::snap_block: return true;
        default: return false;
    }
}

/// Called here: it stands on the page where this is or on a later one. In a cell or a note there is no page: it stands in the flow.
void Flow::add_page_float(BoxId box, Band band) {
    css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[box].style);
    bool to_column = in_columns_ && style.box->float_to_column && style.box->float_ != css::Float::page;
    bool to_page = paged_ || in_columns_;
    Length measure = in_columns_ && !to_column ? task_.space.inline_size : galley_.measure;
    Atomic content = make_float(box, to_page ? measure : band.width, AtomicWidth::fill);
    Length page = task_.space.block_size;
    if (!to_page || (page > 0 && content.height > page)) {
        if (to_page) tell_too_tall(box);
        add_in_flow(box, band);
        return;
    }
    Edges margins = margins_of(style, measure);
    PageFloat made{content, style.box->float_, style.box->float_defer, 0, margins.top, margins.bottom};
    Length left_over = measure - content.width;
    auto is_auto = [&](css::Side side) { return style.box->margin[static_cast<std::size_t>(side)].is_auto(); };
    bool centred = style.text->align == css::TextAlign::center || (is_auto(css::Side::left) && is_auto(css::Side::right));
    if (centred) made.x = std::max(0, left_over / 2);
    emit_page_float(made, box, to_column ? GalleyItem::Kind::column_float : GalleyItem::Kind::page_float);
}

void Flow::emit_page_float(PageFloat const& made, BoxId box, GalleyItem::Kind kind) {
    GalleyItem item;
    item.kind = kind;
    item.before = BreakClass::forbidden;
    item.box = box;
    item.style = task_.context.boxes.boxes[box].style;
    auto& floats = kind == GalleyItem::Kind::column_float ? task_.store.column_floats : task_.store.page_floats;
    item.index = static_cast<std::uint32_t>(floats.size());
    floats.push_back(made);
    BreakClass next = std::exchange(pending_break_, BreakClass::allowed);
    emit(item);
    pending_break_ = next;
}

bool Flow::add_turned_table(BoxId id, Band band) {
    Length page = task_.space.block_size, depth = galley_.measure;
    if (!paged_ || page <= band.width || table_excess(task_, id, {band.x, band.width}) <= base::point) return false;
    task_.diagnostics.add({.code = base::Code::layout_table_too_wide, .severity = base::Severity::warning,
                           .where = task_.context.styled.document().node(task_.context.boxes.boxes[id].node).where,
                           .message = "the table is wider than the page: it is turned onto its side, on a page of its own",
                           .about = {task_.context.boxes.boxes[id].node.value, "-octavo-table-overflow"}});
    for (GalleyId part : layout_table_in_parts(task_, id, page, depth)) {
        Atomic content;
        content.box = id;
        content.galley = part;
        content.width = depth;
        content.height = page;
        content.quarters = 1;
        emit_page_float({content, css::Float::page, 0, 0, 0, 0}, id, GalleyItem::Kind::page_float);
    }
    return true;
}

/// The float's content; a picture in it is made smaller where the float is taller than the page.
Atomic Flow::make_float(BoxId box, Length available, AtomicWidth width) {
    Atomic content = make_atomic(task_, box, available, width);
    Length page = task_.space.block_size;
    if (page <= 0 || content.height <= page) return content;
    ConstraintSpace smaller = task_.space;
    smaller.block_size = page - (content.height - page);
    if (smaller.block_size < page / 4) return content;
    Task again{task_.context, task_.store, smaller, task_.diagnostics};  // what is known of sizes does not hold there
    Atomic shrunk = make_atomic(again, box, available, width);
    if (shrunk.height > page) return content;
    task_.diagnostics.add({.code = base::Code::layout_too_tall, .severity = base::Severity::warning,
                           .where = task_.context.styled.document().node(task_.context.boxes.boxes[box].node).where,
                           .message = fmt::format("the float is {:.0f} pt taller than the page: its picture is made smaller",
                                                  base::to_points(content.height - page)),
                           .hint = "give the picture a max-height", .about = {task_.context.boxes.boxes[box].node.value, "float"}});
    return shrunk;
}

/// The floats that wait, beside what is emitted next. One that is taller than the page stands in the flow, where it can be cut.
void Flow::place_pending(Band next) {
    if (!held_floats_.empty() && y_ >= task_.space.block_size) {
        pending_floats_.insert(pending_floats_.begin(), held_floats_.begin(), held_floats_.end());
        held_floats_.clear();
    }
    floats_.pass(y_);
    auto const& at_top = task_.space.floats_at_top;
    Length page = task_.space.block_size;
    for (PendingFloat const& waiting : std::exchange(pending_floats_, {})) {
        Band band = waiting.band.width > 0 ? waiting.band : next;
        Atomic content = make_float(waiting.box, band.width);
        if (page > 0 && content.height > page) {
            tell_too_tall(waiting.box);
            add_in_flow(waiting.box, band);
            continue;
        }
        FloatSpace::Place place = floats_.add(task_, content, band, y_);
        bool carried = y_ < page && !ending_ && std::find(at_top.begin(), at_top.end(), waiting.box) != at_top.end();
        if (carried && (!held_floats_.empty() || (place.y > 0 && place.y + content.height > page))) {
            floats_.remove_last();
            held_floats_.push_back(waiting);
            continue;
        }
        show_float(content, place, {0, y_, waiting.anchor});
    }
}

void Flow::tell_too_tall(BoxId box) {
    task_.diagnostics.add({.code = base::Code::layout_too_tall, .severity = base::Severity::warning,
                           .where = task_.context.styled.document().node(task_.context.boxes.boxes[box].node).where,
                           .message = "the float is taller than the page: it stands in the flow",
                           .about = {task_.context.boxes.boxes[box].node.value, "float"}});
}

/// It is in no range of the flow's own boxes.
void Flow::add_in_flow(BoxId box, Band band) {
    if (floats_.reaches(y_)) move_below(floats_.lowest());
    FlowRange range = std::exchange(range_, {});
    add_box(box, band.x, band.width);
    range_ = range;
    flush_margin();
}

void Flow::show_float(Atomic const& content, FloatSpace::Place const& place, Shown const& with) {
    auto item = static_cast<std::uint32_t>(galley_.items.size());
    galley_.floats.push_back({item, with.slice, with.anchor, content, place.x, place.verso_x, static_cast<Length>(place.y - with.top)});
}

/// The letter that the paragraph begins with; another one whose lines have not ended is cleared (css-inline-3 §7.9). The indent of the
/// first line is the letter's.
void Flow::place_initial(Paragraph& paragraph, FloatCall const& call, Band band) {
    if (after_initial_ > y_) move_below(after_initial_);
    Initial made = make_initial(task_, call.box, paragraph.style, band.width);
    if (made.rise > 0) {
        move_below(y_ + made.rise);
        pending_break_ = BreakClass::forbidden;
    }
    Atomic clear = made.content;
    clear.height = made.depth;
    Length indent = std::exchange(paragraph.first_indent, 0);
    clear.width += indent;
    FloatSpace::Place place = floats_.add(task_, clear, band, y_);
    if (!paragraph.rtl) {
        place.x += indent;
        place.verso_x += indent;
    }
    after_initial_ = place.y + made.depth;
    place.y += made.y;
    show_float(made.content, place, {0, y_, call.anchor});
    galley_.floats.back().initial = true;
}

/// Gives the float the line that calls it. The lines from there on are broken again, which may bring the call to another line.
void Flow::place_in_paragraph(Paragraph& paragraph, FloatCall const& call, Band band) {
    Atomic content = make_float(call.box, band.width);
    Length least = task_.context.styled.style(paragraph.style).text->float_room;
    bool stands_alone = content.width > band.width - least || (task_.space.block_size > 0 && content.height > task_.space.block_size);
    std::uint32_t line = line_of(task_.store, paragraph, call.piece);
    bool below = least == 0 && !fits_in_line(paragraph, call, content.width, band);
    bool is_last = line + 1 == task_.store.candidates[paragraph.first_candidate + paragraph.best].count;
    if (stands_alone || (below && is_last) || !pending_floats_.empty()) {   // not above one called before it
        pending_floats_.push_back({call.box, call.anchor, band});
        return;
    }
    if (below) ++line;
    for (int round = 0;; ++round) {
        FloatSpace::Place place = floats_.add(task_, content, band, line_top(paragraph, line));
        break_beside(paragraph, band);
        std::uint32_t called = line_of(task_.store, paragraph, call.piece);
        if (called <= line || round == most_rounds) {
            std::uint32_t count = task_.store.candidates[paragraph.first_candidate + paragraph.best].count;
            std::uint32_t with = std::min(line, count - 1);  // beside the float the paragraph may be a line shorter
            show_float(content, place, {with, line_top(paragraph, with), call.anchor});
            return;
        }
        floats_.remove_last();
        line = called;
    }
}

/// Whether the float has room beside what stands before its call in the line (CSS 2.2 §9.5).
bool Flow::fits_in_line(Paragraph const& paragraph, FloatCall const& call, Length width, Band band) const {
    std::uint32_t line = line_of(task_.store, paragraph, call.piece);
    Line const& in = task_.store.lines_of(task_.store.candidates[paragraph.first_candidate + paragraph.best])[line];
    LongLength before = 0;
    for (std::uint32_t i = in.first; i < call.piece; ++i) {
        Piece const& piece = task_.store.pieces[paragraph.first_piece + i];
        before += piece.width + (i + 1 < call.piece ? piece.space : 0);
    }
    LongLength top = line_top(paragraph, line);
    return before == 0 || before + width <= floats_.room(band, top, top + std::max(paragraph.line_height, 1)).width;
}

}  // namespace octavo::layout

#include "page/page_search.h"

namespace octavo::page {

using layout::GalleyItem;

namespace {

constexpr std::uint8_t last_page = 255;  // float-defer: last

}  // namespace

std::uint32_t PageSearch::called_before(std::uint32_t i) const {
    if (store_.page_floats.empty()) return 0;
    auto calls = [&](GalleyItem const& item) { return item.kind == GalleyItem::Kind::page_float; };
    while (counted_items_ < i) {
        floats_called_ += calls(galley_.items[counted_items_++]);
    }
    while (counted_items_ > i) {
        floats_called_ -= calls(galley_.items[--counted_items_]);
    }
    return floats_called_;
}

bool PageSearch::owns_page(State const& s) const {
    layout::PageFloat const& f = store_.page_floats[s.floats_placed];
    return f.defer != last_page && wants_own_page(f, in_.heights[1][s.recto ? 0 : 1]);
}

State PageSearch::float_page(State s, std::uint32_t i, std::uint32_t called) {
    s.recto = !s.recto;
    if (!s.recto) s.allowance = 0;
    s.first_page = false;
    s.step = record({Step::Kind::new_page, s.allowance, s.step, i, 0, 0, 0, none, 0});
    State page = s;
    page.used = page.body = 0;
    page.notes = {};
    page.carry_note = none;
    std::uint32_t first = s.floats_placed;
    while (page.floats_placed < called && (page.floats_placed == first || float_fits(page, page.floats_placed, PageEdge::head))) {
        put_float(page, PageEdge::head);
    }
    s.floats_placed = page.floats_placed;
    s.step = page.step;
    s.cost = page.cost + in_.costs.deferred_float + in_.costs.page;
    return s;
}

Length PageSearch::float_height(State const& s, std::uint32_t index, PageEdge edge) {
    NoteArea area = s.notes;
    return float_area(store_.page_floats[index], edge, {line_, in_.grid}) + add_notes_of_float(index, area);
}

Length PageSearch::add_notes_of_float(std::uint32_t index, NoteArea& area) {
    Length height = 0;
    for (LineNotes const& n : measures_.notes_of_float(index)) height += area.add(store_.notes[n.note], areas_);
    return height;
}

bool PageSearch::float_fits(State const& s, std::uint32_t index, PageEdge edge) {
    return s.used + float_height(s, index, edge) <= bottom(s);
}

void PageSearch::put_float(State& s, PageEdge edge) {
    std::uint32_t index = s.floats_placed++;
    s.used += float_height(s, index, edge);
    (void)add_notes_of_float(index, s.notes);
    s.step = record({edge == PageEdge::head ? Step::Kind::float_head : Step::Kind::float_foot, 0, s.step, index, 0, 0, 0, none, 0});
}

void PageSearch::begin_with_floats(State& n, std::uint32_t called) {
    while (n.floats_placed < called) {
        layout::PageFloat const& f = store_.page_floats[n.floats_placed];
        PageEdge edge = f.to == css::Float::bottom ? PageEdge::foot : PageEdge::head;
        bool own = f.defer == last_page || wants_own_page(f, in_.heights[1][n.recto ? 1 : 0]);
        if (own || n.used + float_height(n, n.floats_placed, edge) > bottom(n) / 4 * 3) break;
        put_float(n, edge);
    }
    n.cost += in_.costs.deferred_float * (called - n.floats_placed);
}

void PageSearch::call_float(State const& s, std::uint32_t i) {
    std::uint32_t index = galley_.items[i].index;
    layout::PageFloat const& f = store_.page_floats[index];
    PageEdge edge = f.to == css::Float::bottom                                          ? PageEdge::foot
                    : f.to == css::Float::snap_block && s.body > bottom(s) / 2 ? PageEdge::foot
                                                                                        : PageEdge::head;
    if (s.floats_placed == index && f.defer == 0 && f.to != css::Float::page && float_fits(s, index, edge)) {
        State here = s;
        put_float(here, edge);
        put(here, i, 0, 0);
    }
    put(s, i, 0, in_.costs.deferred_float);
}

void PageSearch::place_last_floats(State& s) {
    auto count = static_cast<std::uint32_t>(store_.page_floats.size());
    if (s.floats_placed == count) return;
    Length text = s.used;
    while (s.floats_placed < count && store_.page_floats[s.floats_placed].to != css::Float::page) {
        PageEdge edge = store_.page_floats[s.floats_placed].to == css::Float::bottom ? PageEdge::foot : PageEdge::head;
        if (!float_fits(s, s.floats_placed, edge)) break;
        put_float(s, edge);
    }
    auto items = static_cast<std::uint32_t>(galley_.items.size());
    while (s.floats_placed < count) s = float_page(s, items, count);
    s.used = text;
}

}  // namespace octavo::page

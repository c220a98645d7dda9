#include <algorithm>

#include "page/page_search.h"

namespace octavo::page {

using layout::GalleyItem;

namespace {

constexpr std::uint8_t last_page = 255;  // float-defer: last

}  // namespace

std::uint32_t PageSearch::called_before(std::uint32_t i) const {
    if (store_.page_floats.empty()) return 0;
    auto calls = [&](GalleyItem const& item) -> std::uint32_t {
        if (item.kind == GalleyItem::Kind::columns) return measures_.floats_in(store_.columns[item.index].content);
        return item.kind == GalleyItem::Kind::page_float ? 1 : 0;
    };
    while (counted_items_ < i) {
        floats_called_ += calls(galley_.items[counted_items_++]);
    }
    while (counted_items_ > i) {
        floats_called_ -= calls(galley_.items[--counted_items_]);
    }
    return floats_called_;
}

std::uint32_t PageSearch::called_up_to(State const& ended, std::uint32_t i) {
    std::uint32_t called = called_before(i);
    if (ended.cut == 0 || store_.page_floats.empty() || galley_.items[i].kind != GalleyItem::Kind::columns) return called;
    auto const& floats = filler(galley_.items[i].index).floats();
    return called + static_cast<std::uint32_t>(std::count_if(floats.begin(), floats.end(), [&](auto const& f) { return f.slice < ended.cut; }));
}

std::optional<PageEdge> PageSearch::edge_for(State const& s, layout::PageFloat const& f) const {
    if (f.to == css::Float::bottom || (f.to == css::Float::snap_block && (s.foot_float || s.body > bottom(s) / 2))) return PageEdge::foot;
    return s.foot_float ? std::nullopt : std::optional(PageEdge::head);
}

bool PageSearch::calls(Step const& step, std::uint32_t index) const {
    GalleyItem const& item = galley_.items[step.item];
    if (item.kind != GalleyItem::Kind::columns) return item.kind == GalleyItem::Kind::page_float && item.index == index;
    auto made = fillers_.find(item.index);
    return made != fillers_.end() && std::any_of(made->second->floats().begin(), made->second->floats().end(), [&](auto const& f) {
        return f.index == index && f.slice >= step.first_slice && f.slice < step.end_slice;
    });
}

bool PageSearch::waited(State const& s, std::uint32_t index) const {
    std::uint32_t wanted = store_.page_floats[index].defer;
    if (wanted <= 1 || wanted == last_page) return true;   // a page that begins after the call is the next one at least
    std::uint32_t pages = 0;
    for (std::uint32_t at = s.step; at != none && pages < wanted; at = steps_[at].previous) {
        Step const& step = steps_[at];
        if (step.kind == Step::Kind::new_page) ++pages;
        if (step.kind == Step::Kind::place && calls(step, index)) break;
    }
    return pages >= wanted;
}

bool PageSearch::owns_page(State const& s) const {
    layout::PageFloat const& f = store_.page_floats[s.floats_placed];
    return f.defer != last_page && waited(s, s.floats_placed) && wants_own_page(f, in_.heights[1][s.recto ? 0 : 1]);
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
    page.foot_float = false;
    if (s.carry_note != none) begin_with_carried_note(s, page);
    std::uint32_t first = s.floats_placed;
    while (page.floats_placed < called && (page.floats_placed == first || float_fits(page, page.floats_placed, PageEdge::head))) {
        put_float(page, PageEdge::head);
    }
    s.floats_placed = page.floats_placed;
    s.carry_note = page.carry_note;
    s.carry_line = page.carry_line;
    s.carry_more = page.carry_more;
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
    for (LineNotes const& n : measures_.notes_of_float(index)) height += area.add(n.note, areas_);
    return height;
}

bool PageSearch::float_fits(State const& s, std::uint32_t index, PageEdge edge) {
    if (s.carry_note != none && !measures_.notes_of_float(index).empty()) return false;   // they would come before what goes on overleaf
    return s.used + float_height(s, index, edge) <= bottom(s);
}

void PageSearch::put_float(State& s, PageEdge edge) {
    std::uint32_t index = s.floats_placed++;
    s.used += float_height(s, index, edge);
    (void)add_notes_of_float(index, s.notes);
    s.foot_float = s.foot_float || edge == PageEdge::foot;
    s.step = record({edge == PageEdge::head ? Step::Kind::float_head : Step::Kind::float_foot, 0, s.step, index, 0, 0, 0, none, 0});
}

void PageSearch::begin_with_floats(State& n, std::uint32_t called) {
    while (n.floats_placed < called) {
        layout::PageFloat const& f = store_.page_floats[n.floats_placed];
        auto edge = edge_for(n, f);
        bool own = f.defer == last_page || wants_own_page(f, in_.heights[1][n.recto ? 1 : 0]);
        if (own || !edge || !waited(n, n.floats_placed) || n.used + float_height(n, n.floats_placed, *edge) > bottom(n) / 4 * 3) break;
        put_float(n, *edge);
    }
    n.cost += in_.costs.deferred_float * (called - n.floats_placed);
}

void PageSearch::call_float(State const& s, std::uint32_t i) {
    std::uint32_t index = galley_.items[i].index;
    layout::PageFloat const& f = store_.page_floats[index];
    auto edge = edge_for(s, f);
    if (s.floats_placed == index && f.defer == 0 && f.to != css::Float::page && edge && float_fits(s, index, *edge)) {
        State here = s;
        put_float(here, *edge);
        put(here, i, 0, 0);
    }
    put(s, i, 0, in_.costs.deferred_float);
}

void PageSearch::place_last_floats(State& s) {
    auto count = static_cast<std::uint32_t>(store_.page_floats.size());
    if (s.floats_placed == count) return;
    Length text = s.used;
    while (s.floats_placed < count && store_.page_floats[s.floats_placed].to != css::Float::page) {
        auto edge = edge_for(s, store_.page_floats[s.floats_placed]);
        if (!edge || !float_fits(s, s.floats_placed, *edge)) break;
        put_float(s, *edge);
    }
    auto items = static_cast<std::uint32_t>(galley_.items.size());
    while (s.floats_placed < count) s = float_page(s, items, count);
    s.used = text;
}

}  // namespace octavo::page

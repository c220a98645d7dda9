#include "page/run_breaker.h"

#include <algorithm>

#include "page/fragments.h"

namespace octavo::page {
namespace {

using layout::BoxId;
using layout::GalleyItem;

constexpr std::uint8_t most_looseness = 2;
/// A segment after the first is laid out this far ahead, and its last pages, which a better view may change, are not kept.
constexpr std::size_t pages_ahead = 12, pages_in_doubt = 4;

struct FloatOnPage {
    BoxId box;
    Length y = 0, height = 0;
};

/// The floats that a page shows, with their tops.
std::vector<FloatOnPage> floats_on(layout::GalleyStore const& store, BrokenPage const& page) {
    struct Collector {
        std::vector<FloatOnPage> found;
        void side_float(layout::SideFloat const& f, Length y) {
            if (!f.initial) found.push_back({f.content.box, y, f.content.height});
        }
    } collector;
    for (Placement const& p : page.flow) {
        if (!p.repeated) walk_floats(store, fragment_of(p), collector);
    }
    return collector.found;
}

/// The page ends inside a float.
bool cuts_float(layout::GalleyStore const& store, BrokenPage const& page) {
    if (page.flow.empty()) return false;
    Placement const& last = page.flow.back();
    GalleyItem const& item = store.galleys[last.galley].items[last.item];
    if (item.kind != GalleyItem::Kind::paragraph) return false;
    layout::Paragraph const& p = store.paragraphs[item.index];
    if (p.candidate_count == 0 || last.end_slice >= store.candidates[p.first_candidate + last.candidate].count) return false;
    auto solid = store.solid_of(p);
    return std::any_of(solid.begin(), solid.end(), [&](layout::SolidLines const& s) { return s.first < last.end_slice && last.end_slice < s.end; });
}

/// The first of the paragraphs that call the floats an item begins with; they may hold nothing else.
BoxId first_anchor(layout::GalleyStore const& store, Placement const& p) {
    auto floats = store.galleys[p.galley].floats_of(p.item);
    return p.first_slice == 0 && !floats.empty() && floats.front().slice == 0 ? floats.front().anchor : BoxId{};
}

/// Those of the floats that the first pages do not show.
std::vector<BoxId> not_shown(std::vector<BoxId> floats, layout::GalleyStore const& store, std::span<BrokenPage const> pages) {
    for (BrokenPage const& page : pages) {
        if (floats.empty()) break;
        for (FloatOnPage const& shown : floats_on(store, page)) std::erase(floats, shown.box);
    }
    return floats;
}

/// One of those that wait was called before it.
bool overtakes(BoxId box, std::vector<BoxId> const& waiting) {
    return std::any_of(waiting.begin(), waiting.end(), [box](BoxId other) { return other.value < box.value; });
}

/// One that had no room on the page before, and was laid out for the top of this one, stands below it.
bool stands_above_earlier(FloatOnPage const& f, std::vector<FloatOnPage> const& on_page) {
    return std::any_of(on_page.begin(), on_page.end(), [&](FloatOnPage const& other) { return other.box.value < f.box.value && other.y > f.y; });
}

bool contains(std::vector<BoxId> const& boxes, BoxId box) { return std::find(boxes.begin(), boxes.end(), box) != boxes.end(); }

}  // namespace

PageArea RunBreaker::area_of(Start const& start, std::size_t page) const {
    bool recto = start.recto == (page % 2 == 0);
    auto in_run = start.page + static_cast<std::uint32_t>(page);
    return content_area(context_.styled.page_style({run_.page_name, first_page_ + in_run, in_run, recto, false}));
}

/// What the search takes a page's area for: its own of the segment's first, those of the two after it by side of all others.
PageArea RunBreaker::foreseen(Start const& start, std::size_t page) const {
    return area_of(start, page < 2 ? page : page % 2 == 1 ? 1 : 2);
}

/// The segment that begins there may have this page too.
bool RunBreaker::alike(Start const& start, std::size_t page) const {
    return area_of(start, page).width == measure_of(start) && area_of(start, page).height == foreseen(start, page).height;
}

Length RunBreaker::line() const {
    return grid_ > 0 ? grid_ : context_.metrics(context_.boxes.boxes[context_.boxes.root].style).line_height;
}

bool RunBreaker::one_layout_serves(Start const& start, Broken const& whole) const {
    if (context_.has_floats()) return false;
    for (std::size_t page = 0; page < whole.pages.pages.size(); ++page) {
        if (!alike(start, page)) return false;
    }
    return true;
}

Attempt RunBreaker::attempt(bool recto) {
    Start start;
    start.token = run_.range.start;
    start.recto = recto;
    Broken whole = set(start, {});
    Attempt result;
    if (one_layout_serves(start, whole)) {
        result.pages = std::move(whole.pages);
        result.stores.push_back(std::move(whole.store));
        return result;
    }
    note_page_starts(whole);
    while (!add_segments(result, start, whole)) {}
    return result;
}

void RunBreaker::note_page_starts(Broken const& whole) {
    page_starts_.clear();
    for (std::size_t page = 1; page < whole.pages.pages.size(); ++page) {
        auto token = token_of(whole, page);
        if (token) page_starts_.push_back(token->box);
    }
}

BoxId RunBreaker::stop_ahead(Start const& start) const {
    if (start.page == 0) return run_.range.stop;
    auto after = std::find_if(page_starts_.begin(), page_starts_.end(),
                              [&](BoxId box) { return context_.order(box) > context_.order(start.token.box); });
    if (page_starts_.end() - after <= static_cast<std::ptrdiff_t>(pages_ahead)) return run_.range.stop;
    return *(after + pages_ahead);
}

std::shared_ptr<layout::GalleyStore> RunBreaker::lay_out(Start const& start, layout::FlowRange const& range, layout::ConstraintSpace const& space) {
    if (range == run_.range && space == run_.space) return run_.store;
    if (start.page == 0) return memo_.lay_out(context_, range, space, said_before_);
    return std::make_shared<layout::GalleyStore>(layout::layout(context_, range, space, said_before_));
}

Length RunBreaker::measure_of(Start const& start) const {
    Length measure = area_of(start, 0).width;
    if (!start.narrowest) return measure;
    return std::min({measure, area_of(start, 1).width, area_of(start, 2).width});
}

/// A page begins inside a table (or in columns) that is wider than it: from the page on where that begins, all is set as wide as the
/// narrowest page, up to the next one that begins elsewhere. True when that is so from `start` on now.
bool RunBreaker::narrow(Attempt& attempt, Start& start, std::pair<Broken const&, std::size_t> from) {
    auto [broken, page] = from;
    if (start.narrowest || area_of(start, page).width >= area_of(start, 0).width) return false;
    std::size_t first = page - 1;
    while (first > 0 && !token_of(broken, first)) --first;
    if (first > 0) {
        std::vector<BoxId> rest = not_shown(start.floats, *broken.store, std::span(broken.pages.pages).first(first));
        layout::BreakToken token = *token_of(broken, first);
        rest = floats_for(broken, first, token, std::move(rest));
        commit(attempt, broken, first, start);
        start.token = token;
        start.floats = std::move(rest);
    }
    start.narrowest = true;
    return true;
}

/// Breaks what starts there; where that leaves a widow, an orphan, a short page or a hyphen at a page's end, its paragraphs are
/// offered with more numbers of lines.
RunBreaker::Broken RunBreaker::set(Start const& start, std::vector<BoxId> const& elsewhere) {
    layout::ConstraintSpace space = run_.space;
    space.inline_size = space.note_inline_size = measure_of(start);
    for (BoxId box : start.floats) {
        if (!contains(elsewhere, box)) space.floats_at_top.push_back(box);
    }
    space.floats_elsewhere = elsewhere;
    layout::FlowRange range{{context_.boxes.root, 0}, context_.boxes.root};
    if (!start.floats_only) range = {start.token, stop_ahead(start)};
    auto store = lay_out(start, range, space);
    Broken best{break_store(*store, start, space.inline_size), store, start.floats_only || range.stop == run_.range.stop};
    for (std::uint8_t looseness = 1; looseness <= most_looseness && (page_price_ > 0 || best.pages.demerits >= PageCosts{}.page_end_hyphen); ++looseness) {
        space.looseness = looseness;
        auto looser = lay_out(start, range, space);
        BrokenRun pages = break_store(*looser, start, space.inline_size);
        if (better(pages, best.pages)) best = {std::move(pages), looser, best.to_the_end};
    }
    return best;
}

/// Looser lines all over a run are worth it where they mend it, not where they fill a gap a little.
bool RunBreaker::better(BrokenRun const& looser, BrokenRun const& best) const {
    auto priced = [this](BrokenRun const& run) { return run.demerits + page_price_ * static_cast<std::int64_t>(run.pages.size()); };
    if (page_price_ > 0) return priced(looser) < priced(best);
    bool mended = looser.demerits < PageCosts{}.page_end_hyphen || looser.demerits < best.demerits / 10 * 7;
    return mended && looser.demerits < best.demerits;
}

BrokenRun RunBreaker::break_store(layout::GalleyStore const& store, Start const& start, Length measure) const {
    BreakRunInput input{store, &context_};
    for (int side = 0; side < 2; ++side) {
        auto recto = static_cast<std::size_t>(side);
        input.heights[0][recto] = area_of(start, 0).height;
        input.heights[1][recto] = area_of(start, (side == 1) == start.recto ? 2 : 1).height;
    }
    input.note_edges = note_area_edges(context_.styled.page_style({run_.page_name, 2, 1, true, false}), measure);
    input.note_measure = run_.space.note_inline_size != 0 ? run_.space.note_inline_size : measure;
    input.grid = grid_;
    input.line = line();
    input.starts_recto = start.recto;
    input.continues = start.page > 0;
    input.first_allowance = start.allowance;
    input.costs.page = page_price_;
    return break_run(input);
}

/// Keeps what is good of `whole` and sets out from where that ends. True when the run is at its end.
bool RunBreaker::add_segments(Attempt& attempt, Start& start, Broken& whole) {
    std::size_t count = whole.pages.pages.size();
    std::size_t keep = whole.to_the_end || count <= pages_in_doubt ? count : count - pages_in_doubt;
    std::size_t last = keep;
    for (std::size_t k = 0; k < last; ++k) {
        if (k > 0 && !alike(start, k)) {
            if (token_of(whole, k)) {
                keep = k;
                break;
            }
            if (narrow(attempt, start, {whole, k})) {
                whole = set(start, {});
                return false;
            }
        }
        MovedFloats moved = floats_to_move(whole, start, k);
        if (moved.boxes.empty() || !move_floats(attempt, start, {whole, k}, moved)) continue;
        whole = set(start, {});
        return false;
    }
    while (keep < count && !token_of(whole, keep)) ++keep;  // not inside a table
    auto next = token_of(whole, keep);
    std::vector<BoxId> rest = not_shown(start.floats, *whole.store, std::span(whole.pages.pages).first(keep));
    if (keep == count && !whole.to_the_end) next = layout::BreakToken{stop_ahead(start), 0};
    if (next) rest = floats_for(whole, keep, *next, std::move(rest));
    commit(attempt, whole, keep, start);
    if (!next) return true;
    start.token = *next;
    start.floats = std::move(rest);
    whole = set(start, {});
    return false;
}

/// The first `count` pages join the run; `start` turns to the page after them (its token and floats are the caller's).
void RunBreaker::commit(Attempt& attempt, Broken const& from, std::size_t count, Start& start) const {
    if (count == 0) return;
    auto segment = static_cast<std::uint32_t>(attempt.stores.size());
    attempt.stores.push_back(from.store);
    for (std::size_t k = 0; k < count; ++k) {
        attempt.pages.pages.push_back(from.pages.pages[k]);
        attempt.pages.pages.back().segment = segment;
    }
    attempt.pages.demerits += from.pages.demerits;
    if (count % 2 == 1) start.recto = !start.recto;
    start.page += static_cast<std::uint32_t>(count);
    start.narrowest = false;
    start.allowance.reset();
    if (start.recto) start.allowance = static_cast<std::int8_t>(attempt.pages.pages.back().extra / std::max(line(), 1));
}

/// Where the page begins in the flow; none where that is inside a table.
std::optional<layout::BreakToken> RunBreaker::token_of(Broken const& broken, std::size_t page) const {
    if (page >= broken.pages.pages.size()) return std::nullopt;
    layout::GalleyStore const& store = *broken.store;
    for (Placement const& p : broken.pages.pages[page].flow) {
        if (p.repeated || !(p.galley == store.main)) return std::nullopt;
        GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind == GalleyItem::Kind::sliced) return std::nullopt;
        BoxId first = first_anchor(store, p);
        if (!item.box.valid() && !first.valid()) continue;
        if (item.kind == GalleyItem::Kind::edge_close || item.continues) return std::nullopt;
        if (item.kind == GalleyItem::Kind::paragraph && p.first_slice > 0) {
            layout::Paragraph const& paragraph = store.paragraphs[item.index];
            layout::Line const& line = store.lines_of(store.candidates[paragraph.first_candidate + p.candidate])[p.first_slice];
            return layout::BreakToken{item.box, store.pieces[paragraph.first_piece + line.first].begin + line.first_byte};
        }
        BoxId box = item.box;
        if (!box.valid() || (first.valid() && context_.order(first) < context_.order(box))) box = first;
        if (context_.order_end(box) == 0) return std::nullopt;
        // With all that begins with it: its parents' events and margins.
        auto parent = [&](BoxId of) { return context_.boxes.boxes[of].parent; };
        while (parent(box).valid() && context_.boxes.boxes[parent(box)].first_child == box) box = parent(box);
        return layout::BreakToken{box, 0};
    }
    return std::nullopt;
}

/// Whoever goes on at the token does not come by the float's call.
bool RunBreaker::called_before(layout::GalleyStore const& store, layout::SideFloat const& f, layout::BreakToken const& token) const {
    if (!f.anchor.valid() || context_.order(f.anchor) < context_.order(token.box)) return true;
    if (!(f.anchor == token.box) || token.byte == 0) return false;
    GalleyItem const& item = store.galleys[store.main].items[f.item];
    if (item.kind != GalleyItem::Kind::paragraph) return true;
    layout::Paragraph const& p = store.paragraphs[item.index];
    for (layout::Insertion const& insertion : store.insertions_of(p)) {
        if (insertion.kind != layout::Insertion::Kind::float_ || !(insertion.box == f.content.box)) continue;
        return insertion.piece >= p.piece_count || store.pieces[p.first_piece + insertion.piece].begin < token.byte;
    }
    return true;   // of the paragraph, but shown with another
}

/// The pages after it hold nothing but room beside floats.
bool RunBreaker::only_floats_after(Broken const& broken, std::size_t page) {
    auto const& pages = broken.pages.pages;
    return std::all_of(pages.begin() + static_cast<std::ptrdiff_t>(page) + 1, pages.end(), [&](BrokenPage const& p) {
        return p.notes.empty() && p.floats.empty() && std::all_of(p.flow.begin(), p.flow.end(), [&](Placement const& placement) {
            GalleyItem const& item = broken.store->galleys[placement.galley].items[placement.item];
            return !item.box.valid() && item.kind != GalleyItem::Kind::paragraph && item.kind != GalleyItem::Kind::sliced;
        });
    });
}

/// The floats that whoever goes on at the token, where the page begins, has to place: those that wait, and those that were called before
/// it but stand below it, since there was no room beside others.
std::vector<BoxId> RunBreaker::floats_for(Broken const& broken, std::size_t page, std::optional<layout::BreakToken> const& token, std::vector<BoxId> waiting) const {
    layout::GalleyStore const& store = *broken.store;
    std::vector<BoxId> later;
    for (layout::SideFloat const& f : store.galleys[store.main].floats) {
        if (!f.initial && (!token || called_before(store, f, *token))) later.push_back(f.content.box);
    }
    later = not_shown(std::move(later), store, std::span(broken.pages.pages).first(page));
    waiting.insert(waiting.end(), later.begin(), later.end());
    std::sort(waiting.begin(), waiting.end(), [](BoxId a, BoxId b) { return a.value < b.value; });
    waiting.erase(std::unique(waiting.begin(), waiting.end()), waiting.end());
    return waiting;
}

Length RunBreaker::missing(Broken const& broken, Start const& start, std::size_t page) const {
    BrokenPage const& p = broken.pages.pages[page];
    return area_of(start, page).height + p.extra - p.used;
}

/// The floats that leave a gap on the page because they stand whole on the next one, that it cuts, or that reach over its edge.
RunBreaker::MovedFloats RunBreaker::floats_to_move(Broken const& broken, Start const& start, std::size_t page) const {
    MovedFloats moved;
    layout::GalleyStore const& store = *broken.store;
    auto const& pages = broken.pages.pages;
    auto here = floats_on(store, pages[page]);
    Length bottom = area_of(start, page).height + pages[page].extra;
    for (FloatOnPage const& f : here) {
        bool over = f.y + f.height > bottom + line() && f.y > 0;
        over = over || overtakes(f.box, not_shown(start.floats, store, std::span(pages).first(page + 1)));
        over = over || stands_above_earlier(f, here);
        if (over || moved.must) moved.boxes.push_back(f.box);
        moved.must = moved.must || over;
    }
    if (moved.must || page + 1 >= pages.size()) return moved;
    if (cuts_float(store, pages[page])) {
        if (!here.empty() && !contains(start.floats, here.back().box)) moved.boxes.push_back(here.back().box);
        return moved;
    }
    Length gap = missing(broken, start, page);
    if (gap < line()) return moved;
    for (FloatOnPage const& f : floats_on(store, pages[page + 1])) {
        if (moved.boxes.empty() ? f.y < gap + line() * 2 : f.y < gap) moved.boxes.push_back(f.box);
    }
    return moved;
}

/// Sets the page again without the floats; true when it is kept so, and what follows starts with them.
bool RunBreaker::move_floats(Attempt& attempt, Start& start, std::pair<Broken const&, std::size_t> from, MovedFloats const& which) {
    auto const& [broken, page] = from;
    std::vector<BoxId> moved = which.boxes;
    Start here = start;
    if (page > 0) {
        auto token = token_of(broken, page);
        if (!token) return false;
        Attempt before;
        commit(before, broken, page, here);
        here.token = *token;
        here.floats = floats_for(broken, page, *token, not_shown(start.floats, *broken.store, std::span(broken.pages.pages).first(page)));
    }
    for (;;) {
        Broken again = set(here, moved);
        if (again.pages.pages.empty()) return false;
        auto next = token_of(again, 1);
        bool ends = again.to_the_end && only_floats_after(again, 0);
        if (!next && !(which.must && ends)) return false;
        if (!which.must && (missing(again, here, 0) >= line() * 2 || cuts_float(*again.store, again.pages.pages[0]))) return false;
        bool more = false;
        std::vector<BoxId> waiting = not_shown(here.floats, *again.store, std::span(again.pages.pages).first(1));
        waiting.insert(waiting.end(), moved.begin(), moved.end());
        for (FloatOnPage const& f : floats_on(*again.store, again.pages.pages[0])) {  // called later: they keep their order
            if (!overtakes(f.box, waiting)) continue;
            moved.push_back(f.box);
            more = true;
        }
        if (more) continue;
        if (page > 0) commit(attempt, broken, page, start);
        commit(attempt, again, 1, start);
        start.floats_only = !next;
        if (next) {
            start.token = *next;
            for (layout::SideFloat const& f : broken.store->galleys[broken.store->main].floats) {   // called again by themselves, in order
                if (!called_before(*broken.store, f, *next)) std::erase(waiting, f.content.box);
            }
        }
        start.floats = floats_for(again, 1, next, std::move(waiting));
        return true;
    }
}

}  // namespace octavo::page

#include "page/break_run.h"

#include <algorithm>

#include "page/page_search.h"

namespace octavo::page {

using layout::BreakClass;
using layout::GalleyItem;

BrokenRun PageSearch::run() {
    current_.clear();
    steps_.push_back({});
    start_first_page();
    for (std::uint32_t i = 0; i < galley_.items.size(); ++i) advance(i);
    return finish();
}

void PageSearch::start_first_page() {
    for (std::int8_t allowance : {0, -1, 1}) {
        if (in_.first_allowance ? allowance != *in_.first_allowance : allowance != 0 && !in_.may_vary) continue;
        State s;
        s.recto = in_.starts_recto;
        s.first_page = true;
        s.allowance = allowance;
        s.cost = allowance == 0 ? 0 : in_.costs.spread_allowance;
        s.step = record({Step::Kind::new_page, allowance, 0, 0, 0, 0, 0, none, 0});
        (void)current_.add(s);
    }
}

void PageSearch::advance(std::uint32_t i) {
    current_.prune(in_.beam);
    next_.clear();
    ended_.clear();
    GalleyItem const& item = galley_.items[i];
    if (i > 0 && item.before != BreakClass::forbidden) {
        std::int64_t cost = item.before == BreakClass::avoid ? in_.costs.avoided_break : 0;
        for (State const& s : current_.states()) {
            if (!s.top) end_page(s, cost, foot_before(i));
        }
    }
    for (State const& s : current_.states()) place(s, i);
    go_on(i);
    if (next_.empty()) place_by_force(i);
    std::swap(current_, next_);
}

void PageSearch::go_on(std::uint32_t i) {
    while (!ended_.empty()) {
        ended_.prune(in_.beam);
        if (steps_.size() > collect_at_) collect_steps();
        std::swap(ended_, opening_);
        ended_.clear();
        for (State const& s : opening_.states()) {
            Openings openings = open_page(s, i);
            for (std::size_t k = 0; k < openings.count; ++k) {
                if (s.cut == 0) place(openings.states[k], i);
                else place_rest(openings.states[k], i, s.candidate, s.cut);
            }
        }
    }
}

void PageSearch::collect_steps() {
    constexpr std::uint32_t wanted = 1;
    std::vector<std::uint32_t> moved(steps_.size(), 0);
    moved[0] = wanted;
    auto mark = [&](std::uint32_t step) {
        for (; moved[step] == 0; step = steps_[step].previous) moved[step] = wanted;
    };
    auto for_all = [&](auto&& function) {
        for (Layer* layer : {&current_, &next_, &ended_}) layer->for_steps(function);
    };
    for_all(mark);
    std::uint32_t next = 0;
    for (std::uint32_t at = 0; at < steps_.size(); ++at) {
        if (moved[at] == 0) continue;
        steps_[next] = steps_[at];
        if (at > 0) steps_[next].previous = moved[steps_[at].previous];   // it stands before: moved already
        moved[at] = next++;
    }
    steps_.resize(next);
    for_all([&](std::uint32_t& step) { step = moved[step]; });
    collect_at_ = std::max(collect_at_, steps_.size() * 2);
}

void PageSearch::place_by_force(std::uint32_t i) {
    auto break_before = [&] {
        for (State const& s : current_.states()) {
            if (!s.top) end_page(s, in_.costs.overflow / 100, foot_before(i));
        }
        go_on(i);
    };
    break_before();
    if (!next_.empty()) return;
    force_ = true;
    break_before();
    for (State const& s : current_.states()) {
        if (s.top || next_.empty()) place(s, i);
    }
    go_on(i);
    force_ = false;
}

std::int64_t PageSearch::shortness(State const& s) const {
    Length missing = bottom(s) - s.used;
    std::int64_t lines = missing / line_;  // less than a line is the remainder of a page that is no whole number of lines
    if (lines <= 0) return 0;
    std::int64_t line = s.notes.any ? in_.costs.short_line_above_notes : in_.costs.short_line;
    return line * lines + line / 8 * (lines - 1) * lines;
}

void PageSearch::end_page(State s, std::int64_t extra_cost, Length foot) {
    s.cut = s.candidate = 0;
    s.used += foot;
    if (foot != 0 && s.used > bottom(s) && !force_) return;
    s.cost += extra_cost + shortness(s) + (s.full_line ? in_.costs.full_line : 0);
    (void)ended_.add(s, ended_key(s));
}

Length PageSearch::foot_before(std::uint32_t i) const {
    std::uint32_t head = galley_.items[i].repeat_head;
    std::uint32_t before = i > 0 ? galley_.items[i - 1].repeat_head : none;
    if (head == none || before == none) return 0;
    if (head == before) return store_.heads[head].foot_height;
    std::uint32_t frame = store_.heads[head].frame;   // what is around both
    return frame != none && frame == store_.heads[before].frame ? store_.heads[frame].foot_height : 0;
}

PageSearch::Openings PageSearch::open_page(State const& ended, std::uint32_t i) {
    Openings openings;
    State s = ended;
    std::uint32_t called = called_up_to(ended, i);
    while (s.floats_placed < called && owns_page(s)) s = float_page(s, i, called);
    bool next_recto = !s.recto;
    for (std::int8_t allowance : {0, -1, 1}) {
        if (next_recto && allowance != s.allowance) continue;  // the right page runs as long as the left one
        if (allowance != 0 && !in_.may_vary) continue;
        State n;
        n.recto = next_recto;
        n.allowance = allowance;
        n.first_page = false;
        n.cost = s.cost + in_.costs.page + (allowance != 0 && !next_recto ? in_.costs.spread_allowance : 0);
        n.step = record({Step::Kind::new_page, allowance, s.step, i, 0, 0, 0, none, 0});
        n.floats_placed = s.floats_placed;
        n.column_floats = s.column_floats;
        if (s.carry_note != none && measures_.goes_on_in_columns(s.carry_note, i)) {
            n.carry_note = s.carry_note;
            n.carry_line = s.carry_line;
            n.carry_more = s.carry_more;
        } else if (s.carry_note != none) {
            begin_with_carried_note(s, n);
        }
        if (n.floats_placed < called) begin_with_floats(n, called);
        std::uint32_t head = i < galley_.items.size() ? galley_.items[i].repeat_head : none;
        if (head != none) {
            n.used += store_.heads[head].height;
            n.body += store_.heads[head].height;
        }
        openings.states[openings.count++] = n;
    }
    return openings;
}

void PageSearch::begin_with_carried_note(State const& s, State& n) {
    CarriedNotes carried{s.carry_note, s.carry_line, s.carry_more};
    RunMeasures::GoneOn done = measures_.go_on(carried, bottom(n) * 3 / 4 - in_.note_edges, areas_);
    n.used += done.height;
    n.notes = done.area;
    n.carry_note = carried.note;
    n.carry_line = carried.line & 0xFFFFF;
    n.carry_more = carried.more & 0xFFF;
}

void PageSearch::place(State const& s, std::uint32_t i) {
    GalleyItem const& item = galley_.items[i];
    switch (item.kind) {
        case GalleyItem::Kind::event:
        case GalleyItem::Kind::column_float: put(s, i, 0, 0); break;   // the latter stands in columns alone
        case GalleyItem::Kind::glue: place_glue(s, i); break;
        case GalleyItem::Kind::atomic:
        case GalleyItem::Kind::edge_open:
        case GalleyItem::Kind::edge_close: place_solid(s, i); break;
        case GalleyItem::Kind::paragraph: place_paragraph(s, i); break;
        case GalleyItem::Kind::sliced: place_slices(s, sliced_slices(i), 0); break;
        case GalleyItem::Kind::page_float: call_float(s, i); break;
        case GalleyItem::Kind::columns: place_columns(s, i, 0); break;
    }
}

void PageSearch::place_glue(State const& s, std::uint32_t i) {
    Length height = galley_.items[i].height;
    if (s.top && !begins_run(s)) height = 0;  // CSS Break 3 §5.2: margins at an unforced break are truncated
    put(s, i, height, 0);
}

void PageSearch::place_solid(State s, std::uint32_t i) {
    GalleyItem const& item = galley_.items[i];
    Length over = s.used + item.height - bottom(s);
    bool edge = item.kind != GalleyItem::Kind::atomic;
    if (over > 0 && !force_ && !(edge && over <= line_ / 2)) return;
    s.top = s.full_line = false;
    put(s, i, item.height, over > 0 && force_ ? in_.costs.overflow : 0);
}

BrokenRun PageSearch::finish() {
    State const* best = nullptr;
    std::int64_t best_cost = 0;
    std::vector<State> ends = current_.states();
    for (State& s : ends) place_last_floats(s);
    for (State const& s : ends) {
        std::int64_t lines = (s.used + line_ / 2) / line_;
        std::int64_t cost = s.cost;
        if (!begins_run(s) && lines < in_.costs.last_page_lines) cost += in_.costs.last_page_line * (in_.costs.last_page_lines - lines);
        if (s.carry_note != none) cost += in_.costs.overflow / 10;
        if (best == nullptr || cost < best_cost) {
            best = &s;
            best_cost = cost;
        }
    }
    BrokenRun run;
    if (best == nullptr) return run;
    std::vector<Step> path;
    for (std::uint32_t step = best->step; step != none && step != 0; step = steps_[step].previous) path.push_back(steps_[step]);
    std::reverse(path.begin(), path.end());
    auto opened = std::count_if(path.begin(), path.end(), [](Step const& step) { return step.kind == Step::Kind::new_page; });
    run.demerits = best_cost - in_.costs.page * (opened - 1);
    run.pages = build_pages(in_, measures_, path);
    return run;
}

BrokenRun break_run(BreakRunInput const& input) { return PageSearch(input).run(); }

}  // namespace octavo::page

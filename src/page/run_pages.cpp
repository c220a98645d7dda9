#include "page/run_pages.h"

#include <algorithm>

#include "page/arrange_notes.h"
#include "page/columns.h"
#include "page/page_floats.h"
#include "page/search_states.h"
#include "page/fragments.h"

namespace octavo::page {
namespace {

using layout::GalleyItem;

constexpr std::uint32_t none = layout::no_index;

class PageBuilder {
public:
    PageBuilder(BreakRunInput const& input, RunMeasures& measures)
        : in_(input), measures_(measures), store_(input.store), galley_(store_.galleys[store_.main]), line_(std::max(input.line, 1)),
          areas_(page_note_rules(input, measures)) {}

    struct Pages {
        std::vector<BrokenPage> pages;
    };

    [[nodiscard]] Length height_of(std::size_t page) const {
        bool recto = (page % 2 == 0) == in_.starts_recto;
        return in_.heights[page == 0 ? 0 : 1][recto ? 1 : 0];
    }

    void add_float(Step const& step, BrokenPage& page) {
        page.floats.push_back({step.item, 0, step.kind == Step::Kind::float_foot});
        for (LineNotes const& n : measures_.notes_of_float(step.item)) {
            page.note_order.push_back({n.note, 0, measures_.note_end(n.note)});
        }
    }

    /// Floats stack up at the page's head, from where the text then starts, and at its foot, above the notes. On a page of floats
    /// alone they stand in its middle.
    void arrange_floats(BrokenPage& page, Length height) const {
        FloatRoom room{line_, in_.grid};
        std::stable_partition(page.floats.begin(), page.floats.end(), [](FloatPlacement const& f) { return !f.at_foot; });
        Length head = 0, foot = height + page.extra - (page.note_order.empty() ? 0 : page.notes_height + in_.note_edges);
        Length bottom = foot;
        for (FloatPlacement& f : page.floats) {
            layout::PageFloat const& made = store_.page_floats[f.index];
            if (!f.at_foot) {
                f.y = head - made.margin_top;
                head += float_area(made, PageEdge::head, room);
            }
        }
        for (auto f = page.floats.rbegin(); f != page.floats.rend() && f->at_foot; ++f) {
            layout::PageFloat const& made = store_.page_floats[f->index];
            f->y = foot - made.content.height + made.margin_bottom;
            foot -= float_area(made, PageEdge::foot, room);
        }
        page.used += head + bottom - foot;
        for (Placement& p : page.flow) p.y += head;
        for (FloatPlacement& f : page.column_floats) f.y += head;
        for (BrokenPage::UnderColumn& under : page.column_notes) under.area.y += head;
        for (ColumnRule& rule : page.rules) rule.y += head;
        Length gap = (bottom - head) / 2;
        for (FloatPlacement& f : page.floats) {
            if (page.flow.empty() && !f.at_foot) f.y += std::max(0, gap);
        }
    }

    [[nodiscard]] Length snapped(Length body) const {
        return in_.grid <= 0 ? body : (body + in_.grid - 1) / in_.grid * in_.grid;
    }

    struct Cursor {
        Length y = 0;
        bool top = true;
        CarriedNotes carried;
        std::uint32_t column_floats = 0;   // of columns that go on: so many are placed
    };

    std::vector<BrokenPage> build(std::vector<Step> const& path) {
        Cursor at;
        Pages run;
        for (Step const& step : path) {
            if (step.kind == Step::Kind::new_page) {
                open_page(step, run, at);
            } else if (step.kind == Step::Kind::float_head || step.kind == Step::Kind::float_foot) {
                add_float(step, run.pages.back());
            } else {
                place_on_page(step, run.pages.back(), run.pages.size() == 1 && !in_.continues, at);
            }
        }
        while (at.carried.any()) {  // a note that goes on after the text's end
            Step step;
            step.kind = Step::Kind::new_page;
            step.item = static_cast<std::uint32_t>(galley_.items.size());
            open_page(step, run, at);
        }
        for (std::size_t i = 0; i < run.pages.size(); ++i) {
            BrokenPage& page = run.pages[i];
            arrange(page);
            if (!page.note_order.empty()) page.used += page.notes_height + in_.note_edges;
            if (!page.floats.empty()) arrange_floats(page, height_of(i));
        }
        return run.pages;
    }

    void open_page(Step const& step, Pages& run, Cursor& at) {
        if (!run.pages.empty()) repeat_foot(step, run.pages.back(), at);
        run.pages.emplace_back();
        BrokenPage& page = run.pages.back();
        page.extra = step.allowance * line_;
        at.y = 0;
        at.top = true;
        if (at.carried.any() && !measures_.goes_on_in_columns(at.carried.note, step.item)) continue_notes(page, run, at, step.allowance);
        std::uint32_t head = step.item < galley_.items.size() && run.pages.size() > 1 ? galley_.items[step.item].repeat_head : none;
        if (head == none) return;
        at.y += store_.heads[head].lead;
        if (store_.heads[head].caption.valid()) repeat_caption(store_.heads[head].caption, page, at);
        repeat(store_.heads[head].rows, page, at);
        at.y += store_.heads[head].gap;
    }

    void repeat_caption(layout::GalleyId caption, BrokenPage& page, Cursor& at) {
        for_items(store_, caption, {0, at.y}, [&](Fragment const& part) {
            page.flow.push_back({caption, part.item, part.candidate, part.first_slice, part.end_slice, 0, part.y, true});
        });
        at.y += store_.galleys[caption].height;
    }

    /// The foot of a table whose body goes on overleaf.
    void repeat_foot(Step const& step, BrokenPage& page, Cursor& at) {
        if (step.item >= galley_.items.size() || page.flow.empty()) return;
        std::uint32_t head = galley_.items[step.item].repeat_head;
        if (head == none || galley_.items[page.flow.back().item].repeat_head != head) return;
        at.y += store_.heads[head].foot_gap;
        repeat(store_.heads[head].foot_rows, page, at);
    }

    void repeat(std::vector<std::uint32_t> const& rows, BrokenPage& page, Cursor& at) {
        if (rows.empty()) return;
        for (std::uint32_t i = 0; i < galley_.items.size(); ++i) {
            GalleyItem const& item = galley_.items[i];
            if (item.kind != GalleyItem::Kind::sliced || std::find(rows.begin(), rows.end(), item.index) == rows.end()) continue;
            page.flow.push_back({store_.main, i, 0, 0, static_cast<std::uint32_t>(store_.sliced[item.index].cuts.size()), 0, at.y, true});
            at.y += item.height;
        }
    }

    void continue_notes(BrokenPage& page, Pages const& run, Cursor& at, std::int8_t allowance) {
        bool recto = (run.pages.size() % 2 == 1) == in_.starts_recto;
        Length room = (in_.heights[1][recto ? 1 : 0] + allowance * line_) * 3 / 4 - in_.note_edges;
        page.note_order = measures_.go_on(at.carried, room, areas_).parts;
    }

    void place_on_page(Step const& step, BrokenPage& page, bool first_page, Cursor& at) {
        GalleyItem const& item = galley_.items[step.item];
        if (item.kind == GalleyItem::Kind::columns) {
            place_columns(step, page, at);
            return;
        }
        if (item.kind == GalleyItem::Kind::glue && at.top && !first_page) return;
        if (item.snap && item.kind == GalleyItem::Kind::paragraph && step.first_slice == 0) at.y = snapped(at.y);
        page.flow.push_back({store_.main, step.item, step.candidate, step.first_slice, step.end_slice, 0, at.y, false});
        if (item.kind != GalleyItem::Kind::glue && item.kind != GalleyItem::Kind::event) at.top = false;
        at.y += placed_height(item, step);
        page.used = at.y;
        add_notes(step, item, page, at);
    }

    void place_columns(Step const& step, BrokenPage& page, Cursor& at) {
        std::uint32_t index = galley_.items[step.item].index;
        layout::Columns const& columns = store_.columns[index];
        ColumnFiller filler(store_, index, measures_, {line_, in_.grid, in_.note_edges});
        ColumnStart start = filler.start_at(step.first_slice, at.column_floats, at.carried);
        auto fit = step.allowance == 1 ? ColumnFiller::Fit::forced : ColumnFiller::Fit::needed;
        ColumnFill fill = filler.fill_to(start, static_cast<Length>(step.split_line), fit);
        at.y = snapped(at.y);
        std::uint32_t from = step.first_slice;
        for (std::uint32_t k = 0; k < fill.columns.size(); ++k) {
            Column const& column = fill.columns[k];
            Length x = columns.x + static_cast<Length>(k) * (columns.width + columns.gap);
            if (k > 0 && columns.rule.width > 0) page.rules.push_back({index, x - columns.gap / 2, at.y, fill.height});
            place_column(filler, {from, column.end}, {x, at.y + column.head}, page);
            place_around(filler, column, {x, at.y, columns.width, fill.height}, page);
            from = column.end;
        }
        at.column_floats = fill.next.floats;
        if (filler.notes_in_columns()) at.carried = fill.next.carried;
        else add_notes_of_columns(filler, step, page, at);
        at.top = false;
        at.y += fill.height;
        page.used = at.y;
    }

    void add_notes_of_columns(ColumnFiller const& filler, Step const& step, BrokenPage& page, Cursor& at) {
        for (LineNotes const& n : filler.notes()) {
            if (n.line < step.first_slice || n.line >= step.end_slice) continue;
            if (!at.carried.any() && n.note == step.split_note) {
                page.note_order.push_back({n.note, 0, step.candidate});
                at.carried = {n.note, step.candidate, 0};
            } else if (at.carried.any()) {   // it follows the one that goes on overleaf
                ++at.carried.more;
            } else {
                page.note_order.push_back({n.note, 0, measures_.note_end(n.note)});
            }
        }
    }

    /// A column's floats and notes, in the room that the columns take.
    void place_around(ColumnFiller const& filler, Column const& column, PageArea const& room, BrokenPage& page) {
        ArrangedNotes notes = arrange_notes(store_, measures_, filler.note_rules(), column.notes);
        Length height = column.notes.empty() ? 0 : notes.height + in_.note_edges, head = room.y, foot = room.y + room.height - height;
        if (height > 0) page.column_notes.push_back({{std::move(notes.notes), room.x, foot, room.width}, std::move(notes.run_in)});
        FloatRoom lines{line_, in_.grid};
        for (Column::Float const& f : column.floats) {
            if (f.edge == PageEdge::foot) foot -= float_area(store_.column_floats[f.index], PageEdge::foot, lines);
        }
        for (Column::Float const& f : column.floats) {
            layout::PageFloat const& made = store_.column_floats[f.index];
            Length area = float_area(made, f.edge, lines);
            if (f.edge == PageEdge::head) {
                page.column_floats.push_back({f.index, head - made.margin_top, false, room.x});
                head += area;
            } else {
                foot += area;
                page.column_floats.push_back({f.index, foot - made.content.height + made.margin_bottom, true, room.x});
            }
        }
    }

    void place_column(ColumnFiller const& filler, std::pair<std::uint32_t, std::uint32_t> range, std::pair<Length, Length> corner, BrokenPage& page) {
        layout::Columns const& columns = filler.columns();
        auto [x, top] = corner;
        Length y = top + filler.lead(range.first);
        bool at_top = true;
        for (std::uint32_t i = range.first; i < range.second; ++i) {
            ColumnSlice const& slice = filler.slices()[i];
            GalleyItem const& item = store_.galleys[columns.content].items[slice.item];
            if (slice.glue && at_top) continue;
            if (slice.snap) y = top + snapped(y - top);
            bool follows = slice.slice > 0 && i > range.first && page.flow.back().item == slice.item;
            if (follows) page.flow.back().end_slice = slice.slice + 1;
            else if (!slice.glue) {
                std::uint32_t candidate = item.kind == GalleyItem::Kind::paragraph ? store_.paragraphs[item.index].best : 0;
                page.flow.push_back({columns.content, slice.item, candidate, slice.slice, slice.slice + 1, x, y, false});
            }
            y += slice.height;
            at_top = at_top && slice.height == 0;
        }
    }

    [[nodiscard]] Length placed_height(GalleyItem const& item, Step const& step) {
        Length height = 0;
        if (item.kind == GalleyItem::Kind::paragraph) {
            layout::Paragraph const& p = store_.paragraphs[item.index];
            for (std::uint32_t k = step.first_slice; k < step.end_slice && p.candidate_count > 0; ++k) {
                height += store_.line_metrics(p, step.candidate, k).height;
            }
            return height;
        }
        if (item.kind != GalleyItem::Kind::sliced) return item.height;
        for (std::uint32_t k = step.first_slice; k < step.end_slice; ++k) height += store_.sliced[item.index].cuts[k];
        return height;
    }

    void add_notes(Step const& step, GalleyItem const& item, BrokenPage& page, Cursor& at) {
        std::span<LineNotes const> notes;
        if (item.kind == GalleyItem::Kind::paragraph && store_.paragraphs[item.index].candidate_count > 0) {
            notes = measures_.notes_of(step.item, step.candidate);
        }
        if (item.kind == GalleyItem::Kind::sliced) notes = measures_.notes_of_cells(step.item);
        for (LineNotes const& n : notes) {
            if (n.line < step.first_slice || n.line >= step.end_slice) continue;
            if (at.carried.any()) {   // it follows the one that goes on overleaf
                ++at.carried.more;
                continue;
            }
            bool split = n.note == step.split_note;
            page.note_order.push_back({n.note, 0, split ? step.split_line : measures_.note_end(n.note)});
            if (split) at.carried = {n.note, step.split_line, 0};
        }
    }

    void arrange(BrokenPage& page) {
        ArrangedNotes made = arrange_notes(store_, measures_, areas_, page.note_order);
        page.notes = std::move(made.notes);
        page.run_in = std::move(made.run_in);
        page.notes_height = made.height;
    }

private:
    BreakRunInput const& in_;
    RunMeasures& measures_;
    layout::GalleyStore const& store_;
    layout::Galley const& galley_;
    Length line_;
    NoteAreaRules areas_;
};

}  // namespace

std::vector<BrokenPage> build_pages(BreakRunInput const& input, RunMeasures& measures, std::vector<Step> const& path) {
    return PageBuilder(input, measures).build(path);
}

}  // namespace octavo::page

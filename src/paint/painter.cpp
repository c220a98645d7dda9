#include "paint/painter.h"

#include <algorithm>
#include <numeric>

#include "layout/inline/word_parts.h"
#include "page/fragments.h"
#include "paint/canvas.h"
#include "paint/line_numbers.h"
#include "paint/line_painter.h"
#include "paint/margin_boxes.h"
#include "paint/printer_marks.h"

namespace octavo::paint {
namespace {

using layout::GalleyItem;

bool framed(css::ComputedStyle const& style) {
    auto const& border = style.decoration->border;
    return style.decoration->background.alpha != 0 || std::any_of(border.begin(), border.end(), [](css::Border const& b) { return b.width > 0; });
}

}  // namespace

/// A decorated container that is open at some place of the flow.
struct OpenFrame {
    layout::GalleyId galley;      // the run's main galley, or that of columns
    std::uint32_t item = 0;       // its edge_open there
    Length x = 0, y = 0;          // where it starts on this page
    bool starts_here = true;
};

struct Painter::State {
    layout::LayoutContext const& context;
    page::PageSequence const& sequence;
    page::RunId run;
    std::uint32_t segment = 0;
    std::vector<OpenFrame> open;      // frames open at the end of the last page
    std::size_t next_target = 0;

    // while a page is painted
    layout::GalleyStore const* store = nullptr;
    Canvas* canvas = nullptr;
    Mark::Kind kind = Mark::Kind::content;
    dom::NodeId mark_node;
    std::uint32_t part = 0;
    bool verso = false;
    std::string_view lead;            // the initial letter of the paragraph that is painted
    layout::GalleyId flow_galley;     // of what stands in the flow: the frames in it are painted already
    Length float_x = 0;               // of the galley whose floats are painted

    State(layout::LayoutContext const& context_, page::PageSequence const& sequence_) : context(context_), sequence(sequence_) {}

    [[nodiscard]] css::ComputedStyle const& style(style::StyleId id) const { return context.styled.style(id); }
    [[nodiscard]] dom::NodeId node(layout::BoxId box) const { return context.boxes.boxes[box].node; }

    // --- called by walk_fragment
    void item(page::Fragment const& fragment) {
        GalleyItem const& item = store->galleys[fragment.galley].items[fragment.item];
        if (item.has_floats) {
            lead = lead_of(item, fragment);
            floats(fragment);
        }
        if (item.kind == GalleyItem::Kind::paragraph) paragraph(item, fragment);
        lead = {};
        if (item.kind == GalleyItem::Kind::atomic && item.box.valid()) block_picture(item, fragment);
        if (item.kind == GalleyItem::Kind::edge_open && fragment.galley != store->main && fragment.galley != flow_galley) nested_frame(fragment);
    }

    void floats(page::Fragment const& fragment) {
        float_x = fragment.x;
        page::walk_floats(*store, fragment, *this);
    }
    void side_float(layout::SideFloat const& f, Length y) {
        Length x = std::exchange(float_x, 0);
        bool joined = f.initial && !lead.empty();
        std::string_view said = std::exchange(lead, {});
        if (joined) canvas->say({});
        atomic({&f.content, x + (verso ? f.verso_x : f.x), y});
        if (joined) canvas->say_what_is_shown();
        lead = said;
        float_x = x;
    }

    /// The text of a paragraph's initial letter, which stands apart from its word: taken out of the page they are one, on the first line.
    std::string_view lead_of(GalleyItem const& item, page::Fragment const& fragment) const {
        if (item.kind != GalleyItem::Kind::paragraph || fragment.first_slice != 0 || kind != Mark::Kind::content) return {};
        layout::Paragraph const& p = store->paragraphs[item.index];
        auto pieces = store->pieces_of(p);
        if (p.candidate_count == 0) return {};
        layout::Line const& line = store->lines[store->candidates[p.first_candidate + fragment.candidate].first_line];
        bool word = std::any_of(pieces.begin() + line.first, pieces.begin() + line.end, [&](layout::Piece const& piece) {
            return piece.kind == layout::Piece::Kind::word && piece.bytes > 0 &&
                   style(context.boxes.items[piece.item].style).text->visibility == css::Visibility::visible;
        });
        if (!word) return {};
        for (layout::SideFloat const& f : store->galleys[fragment.galley].floats_of(fragment.item)) {
            if (!f.initial) continue;
            auto const& letter = store->galleys[f.content.galley].items;
            return letter.empty() ? std::string_view() : store->paragraphs[letter.front().index].text;
        }
        return {};
    }

    /// The content of a cell on its side, its lines in the middle of the cell's width.
    template <typename Show>
    void turned_cell(layout::CellPlacement const& cell, Length x, Length y, Show&& show) {
        layout::Edges edges = layout::padding_and_border(style(context.boxes.boxes[cell.box].style), cell.width);
        Length width = cell.width - cell.content_x - edges.right, deep = store->galleys[cell.galley].height;
        bool up = cell.quarters == 1;
        Length left = x + (width - deep) / 2;
        std::uint16_t before = canvas->turn({cell.quarters, up ? left : left + deep, up ? y + cell.turned_measure : y});
        show(0, 0);
        canvas->turn_back(before);
    }

    /// What rows show, their cells show.
    void row(page::Fragment const& fragment, Length) {
        if (store->galleys[fragment.galley].items[fragment.item].has_floats) floats(fragment);
    }

    /// Backgrounds of column, row group and row show through the cell (CSS 2.2 §17.5.1); its borders are its own, or those of the
    /// grid in the collapsing model.
    void cell(page::CellFragment const& fragment) {
        layout::CellPlacement const& cell = *fragment.cell;
        if (cell.hidden) return;
        Area area{fragment.x, fragment.y, cell.width, fragment.height};
        layout::BoxId row = context.boxes.boxes[cell.box].parent, group = context.boxes.boxes[row].parent;
        if (cell.column.valid()) {
            layout::BoxId columns = context.boxes.boxes[cell.column].parent;
            if (context.boxes.boxes[columns].kind == box::BoxKind::table_column_group) background(columns, area);
            background(cell.column, area);
        }
        background(group, area);
        background(row, area);
        if (!cell.collapsed) return frame(cell.box, style(context.boxes.boxes[cell.box].style), area, {fragment.starts_here, fragment.ends_here});
        background(cell.box, area);
        for (std::uint32_t i = 0; i < cell.strip_count; ++i) strip(store->border_strips[cell.first_strip + i], cell, fragment);
    }

    void background(layout::BoxId box, Area const& area) {
        css::ComputedStyle const& s = style(context.boxes.boxes[box].style);
        if (s.decoration->background.alpha == 0) return;
        canvas->mark({Mark::Kind::background, node(box), 0});
        canvas->rectangle(area, s.decoration->background);
    }

    /// A stretch of a collapsed border, cut to what the page shows of the cell; where the cell is cut there is none.
    void strip(layout::BorderStrip const& strip, layout::CellPlacement const& cell, page::CellFragment const& fragment) {
        using Side = layout::BorderStrip::Side;
        if ((strip.side == Side::top && !fragment.starts_here) || (strip.side == Side::bottom && !fragment.ends_here)) return;
        Area area{fragment.x + strip.x, fragment.y + strip.y, strip.width, strip.height};
        if (strip.side == Side::bottom) area.y += fragment.height - cell.height;
        if (strip.side == Side::standing) {
            Length from = std::max(strip.y, fragment.hidden_above), to = std::min(strip.y + strip.height, fragment.hidden_above + fragment.height);
            if (from >= to) return;
            area.y = fragment.y + from - fragment.hidden_above;
            area.height = to - from;
        }
        canvas->mark({Mark::Kind::border, node(cell.box), 0});
        css::Sides<css::Border> border{};
        border[strip.side == Side::standing ? 3 : 0] = strip.border;
        canvas->borders(area, border, {});
    }

    void frame(layout::BoxId box, css::ComputedStyle const& s, Area const& area, Edge edge) {
        if (!framed(s)) return;
        if (context.boxes.boxes[box].kind == box::BoxKind::table && s.list_table->border_collapse) return background(box, area);
        canvas->mark({Mark::Kind::background, node(box), 0});
        canvas->rectangle(area, s.decoration->background);
        canvas->mark({Mark::Kind::border, node(box), 0});
        canvas->borders(area, s.decoration->border, edge);
    }

    /// Frames inside cells and notes are whole: their end is found in the same galley.
    void nested_frame(page::Fragment const& fragment) {
        auto const& items = store->galleys[fragment.galley].items;
        GalleyItem const& open_item = items[fragment.item];
        Length height = open_item.height;
        for (std::size_t i = fragment.item + 1; i < items.size(); ++i) {
            height += items[i].height;
            if (items[i].kind == GalleyItem::Kind::edge_close && items[i].box == open_item.box) break;
        }
        frame(open_item.box, style(open_item.style), {fragment.x + open_item.x, fragment.y, open_item.width, height}, {});
    }

    void paragraph(GalleyItem const& item, page::Fragment const& fragment) {
        layout::Paragraph const& p = store->paragraphs[item.index];
        if (p.candidate_count == 0) return;
        LinePainter painter(context, *canvas);
        AtomicPainter paint_atomic = [this](AtomicPlace const& place) { atomic(place); };
        Length x = fragment.x + item.x, y = fragment.y;
        if (p.marker.valid() && fragment.first_slice == 0) {
            LineInput first{*store, p, fragment.candidate, 0, x, y, kind, part, mark_node, verso};
            marker(p, first);
        }
        for (std::uint32_t line = fragment.first_slice; line < fragment.end_slice; ++line) {
            painter.paint({*store, p, fragment.candidate, line, x, y, kind, part, mark_node, verso, lead}, paint_atomic);
            y += store->line_metrics(p, fragment.candidate, line).height;
        }
    }

    /// An outside marker ends a little before the text, on the baseline of the first line (Lists 3 §3.1).
    void marker(layout::Paragraph const& p, LineInput const& first_line) {
        layout::Galley const& galley = store->galleys[p.marker];
        if (galley.items.empty()) return;
        layout::Paragraph const& m = store->paragraphs[galley.items.front().index];
        if (m.candidate_count == 0) return;
        Length baseline = store->line_metrics(p, first_line.candidate, 0).baseline;
        layout::LineRoom room = store->room_of(p, 0);
        Length start = first_line.x + (verso ? room.verso_start : room.start);
        Length x = p.rtl ? start + room.width : start - galley.measure;
        LinePainter painter(context, *canvas);
        layout::Paragraph at = m;
        at.measure = galley.measure;
        painter.paint({*store, at, m.best, 0, x, first_line.y + baseline - store->line_metrics(m, m.best, 0).baseline, Mark::Kind::label, part,
                       node(m.box), verso},
                      [this](AtomicPlace const& place) { atomic(place); });
    }

    void atomic(AtomicPlace const& place) {
        layout::Atomic const& a = *place.atomic;
        if (a.quarters != 0) {
            Length spare = std::max(0, a.width - store->galleys[a.galley].height);
            std::uint16_t before = canvas->turn({a.quarters, place.x + spare / 2, place.y + a.height});
            galley(a.galley, 0, 0);
            canvas->turn_back(before);
            return;
        }
        if (context.boxes.boxes[a.box].kind == box::BoxKind::table) {  // its edges are in its galley
            galley(a.galley, place.x, place.y);
            return;
        }
        css::ComputedStyle const& s = style(context.boxes.boxes[a.box].style);
        layout::Edges margins = layout::margins_of(s, a.width), edges = layout::padding_and_border(s, a.width);
        Area box{place.x + margins.left, place.y + margins.top, a.width - margins.inline_sum(), a.height - margins.block_sum()};
        frame(a.box, s, box, {});
        Area content{box.x + edges.left, box.y + edges.top, box.width - edges.inline_sum(), box.height - edges.block_sum()};
        if (a.galley.valid()) {
            galley(a.galley, content.x, content.y);
        } else {
            picture(a.box, content);
        }
    }

    void block_picture(GalleyItem const& item, page::Fragment const& fragment) {
        css::ComputedStyle const& s = style(item.style);
        layout::Edges edges = layout::padding_and_border(s, item.width);
        Area box{fragment.x + item.x, fragment.y, item.width, item.height};
        frame(item.box, s, box, {});
        if (context.boxes.boxes[item.box].kind != box::BoxKind::replaced) return;
        picture(item.box, {box.x + edges.left, box.y + edges.top, box.width - edges.inline_sum(), box.height - edges.block_sum()});
    }

    /// The picture in its box, by `object-fit` (Images 3 §5.5); one that could not be read is a frame with its alternative text.
    void picture(layout::BoxId id, Area const& area) {
        box::Box const& b = context.boxes.boxes[id];
        box::Picture const& p = context.boxes.pictures[b.payload];
        canvas->mark({Mark::Kind::content, b.node, part});
        if (p.resource == nullptr && p.svg_source.empty()) {
            alternative(b, p, area);
            return;
        }
        PictureItem item{b.payload, area.x, area.y, area.width, area.height, area.x, area.y, area.width, area.height};
        css::ObjectFit fit = style(b.style).box->object_fit;
        if (fit != css::ObjectFit::fill && p.width > 0 && p.height > 0) {
            double sx = static_cast<double>(area.width) / p.width, sy = static_cast<double>(area.height) / p.height;
            double scale = fit == css::ObjectFit::cover  ? std::max(sx, sy)
                           : fit == css::ObjectFit::none ? 1.0
                                                         : std::min(sx, sy);
            if (fit == css::ObjectFit::scale_down) scale = std::min(scale, 1.0);
            item.width = static_cast<Length>(p.width * scale);
            item.height = static_cast<Length>(p.height * scale);
            item.x = area.x + (area.width - item.width) / 2;
            item.y = area.y + (area.height - item.height) / 2;
        }
        canvas->picture(item);
    }

    void alternative(box::Box const& b, box::Picture const& p, Area const& area) {
        css::ComputedStyle const& s = style(b.style);
        css::Border line{base::point / 2, css::BorderStyle::solid, s.text->color};
        canvas->borders(area, {line, line, line, line}, {});
        if (p.alternative.empty()) return;
        layout::LayoutContext::StyleMetrics const& m = context.metrics(b.style);
        Length x = area.x + base::point * 3, y = area.y + base::point * 2 + m.above;
        TextLook look{m.font, 0, s.text->color, s.text->language};
        text::ShapedWord const* space = context.text.shape(m.font, text::Direction::ltr, " ");
        std::string_view rest = p.alternative;
        while (!rest.empty() && y + m.below <= area.y + area.height) {  // set ragged, word by word, as far as the frame goes
            std::size_t end = std::min(rest.find(' '), rest.size());
            text::ShapedWord const* word = context.text.shape(m.font, text::Direction::ltr, rest.substr(0, end));
            text::FontMetrics const& font = context.text.metrics(m.font);
            if (x + word->width > area.x + area.width - base::point * 3 && x > area.x + base::point * 3) {
                x = area.x + base::point * 3;
                y += m.line_height;
                continue;
            }
            canvas->word(*word, look, x, y);
            if (end < rest.size()) canvas->space(space->glyphs.empty() ? 0 : space->glyphs.front().id, look, x + word->width, y);
            x += word->width + font.space;
            rest.remove_prefix(std::min(rest.size(), end + 1));
        }
    }

    /// Everything of a galley of its own, from its top.
    void galley(layout::GalleyId id, Length x, Length y) {
        page::for_items(*store, id, {x, y}, [&](page::Fragment const& fragment) {
            Mark::Kind own = kind;
            if (store->galleys[id].items[fragment.item].repeated) kind = Mark::Kind::repeated_head;
            page::walk_fragment(*store, fragment, *this);
            kind = own;
        });
    }

    // --- a page

    void paint_page(std::uint32_t index, DisplayList& list) {
        page::Page const& page = sequence.pages[index];
        Canvas on(list);
        canvas = &on;
        style::PageStyle const& s = *page.style;
        list.width = s.width;
        list.height = s.height;
        list.bleed = s.bleed;
        list.slug = slug_of(s);
        list.label = page.label;
        if (s.page.decoration->background.alpha != 0) {
            canvas->mark({Mark::Kind::background, {}, 0});
            // Paged Media 3 §7.1: a page's background goes on into the bleed.
            canvas->rectangle({-s.bleed, -s.bleed, s.width + 2 * s.bleed, s.height + 2 * s.bleed}, s.page.decoration->background);
        }
        page::PageArea area = page::content_area(s);
        verso = !page.query.recto;
        if (page.run.valid()) {
            if (!(page.run == run) || page.segment != segment) open.clear();
            run = page.run;
            segment = page.segment;
            store = &sequence.store_of(page);
            frames(page, area);
            page_floats(page, area);
            rules(page, area);
            flow(page, area);
            notes(page, area);
            margin_notes(page, area);
            paint_line_numbers(context, page, *canvas);
        }
        destinations(index, area, list);
        margins(page, sequence.states[index]);
        paint_printer_marks(s, {}, *canvas);
        canvas = nullptr;
    }

    /// Backgrounds and borders of containers, before what stands in them. One that goes on in another column has a part in each.
    void frames(page::Page const& page, page::PageArea const& area) {
        std::vector<std::pair<OpenFrame, std::pair<Length, bool>>> done;  // in order of closing; y of the end, whether it ends here
        auto in_column = [&](OpenFrame const& f) { return !(f.galley == store->main); };
        auto cloned = [&](OpenFrame const& f) {
            GalleyItem const& item = store->galleys[f.galley].items[f.item];
            bool table = context.boxes.boxes[item.box].kind == box::BoxKind::table;   // in columns it is cut as it is
            return layout::clones_decoration(style(item.style)) && !(table && in_column(f));
        };
        auto edges = [&](OpenFrame const& f) {
            GalleyItem const& item = store->galleys[f.galley].items[f.item];
            return cloned(f) ? layout::padding_and_border(style(item.style), item.width) : layout::Edges{};
        };
        Length top = 0;                                                   // where what goes on here begins
        for (OpenFrame& f : open) {
            f.y = top;
            f.starts_here = cloned(f);
            top += edges(f).top;
        }
        Length end = 0, column_end = 0, shown_end = 0;
        page::Placement const* before = nullptr;                          // in a column
        auto end_in_column = [&](OpenFrame const& f) {
            column_end += edges(f).bottom;
            done.push_back({f, {std::max(column_end, f.y), cloned(f)}});
        };
        for (page::Placement const& p : page.flow) {
            GalleyItem const& item = store->galleys[p.galley].items[p.item];
            bool column = !(p.galley == store->main);
            if (column && (before == nullptr || before->x != p.x || !(before->galley == p.galley))) {
                Length head = p.y;                                        // inside what goes on
                for (auto f = open.rbegin(); f != open.rend() && in_column(*f); ++f) {
                    if (before != nullptr) end_in_column(*f);
                    head -= edges(*f).top;
                    f->x = p.x, f->y = head, f->starts_here = cloned(*f);
                }
                column_end = p.y;
            }
            before = column ? &p : nullptr;
            Length foot = p.y + (column ? shown_height(item, p) : item.height);
            end = std::max(end, foot);
            shown_end = std::max(shown_end, p.y + shown_height(item, p));
            if (column) column_end = std::max(column_end, foot);
            if (item.kind == GalleyItem::Kind::edge_open) open.push_back({p.galley, p.item, p.x, p.y, !item.continues});
            if (item.kind == GalleyItem::Kind::edge_close && !open.empty()) {
                done.push_back({open.back(), {foot, !item.continues}});
                open.pop_back();
            }
        }
        end = std::min(end, area.height + page.extra);
        for (auto f = open.rbegin(); f != open.rend(); ++f) {
            if (in_column(*f)) {
                end_in_column(*f);
                shown_end = std::max(shown_end, column_end);
            } else if (cloned(*f)) {
                shown_end += edges(*f).bottom;
                done.push_back({*f, {shown_end, true}});
            } else {
                done.push_back({*f, {std::max(end, f->y), false}});
            }
        }
        for (auto f = done.rbegin(); f != done.rend(); ++f) {  // outermost last closed, painted first
            GalleyItem const& item = store->galleys[f->first.galley].items[f->first.item];
            Area box{area.x + f->first.x + item.x, area.y + f->first.y, item.width, f->second.first - f->first.y};
            frame(item.box, style(item.style), box, {f->first.starts_here, f->second.second});
        }
    }

    [[nodiscard]] Length shown_height(GalleyItem const& item, page::Placement const& p) const {
        if (item.kind == GalleyItem::Kind::paragraph) {
            Length height = 0;
            layout::Paragraph const& paragraph = store->paragraphs[item.index];
            for (std::uint32_t k = p.first_slice; k < p.end_slice && paragraph.candidate_count > 0; ++k) {
                height += store->line_metrics(paragraph, p.candidate, k).height;
            }
            return height;
        }
        if (item.kind != GalleyItem::Kind::sliced) return item.height;
        auto const& cuts = store->sliced[item.index].cuts;
        return std::accumulate(cuts.begin() + p.first_slice, cuts.begin() + p.end_slice, Length{0});
    }

    void rules(page::Page const& page, page::PageArea const& area) {
        for (page::ColumnRule const& rule : page.rules) {
            css::Border const& line = store->columns[rule.columns].rule;
            canvas->mark({Mark::Kind::rule, {}, 0});
            canvas->borders({area.x + rule.x - line.width / 2, area.y + rule.y, line.width, rule.height}, {css::Border{}, css::Border{}, css::Border{}, line}, {});
        }
    }

    void page_floats(page::Page const& page, page::PageArea const& area) {
        kind = Mark::Kind::content;
        for (page::FloatPlacement const& f : page.floats) {
            layout::PageFloat const& made = store->page_floats[f.index];
            atomic({&made.content, area.x + made.x, area.y + f.y});
        }
        for (page::FloatPlacement const& f : page.column_floats) {
            layout::PageFloat const& made = store->column_floats[f.index];
            atomic({&made.content, area.x + f.x + made.x, area.y + f.y});
        }
    }

    void flow(page::Page const& page, page::PageArea const& area) {
        for (page::Placement const& p : page.flow) {
            kind = p.repeated ? Mark::Kind::repeated_head : Mark::Kind::content;
            page::Fragment fragment = page::fragment_of(p);
            fragment.x += area.x;
            fragment.y += area.y;
            flow_galley = p.galley;
            page::walk_fragment(*store, fragment, *this);
        }
        flow_galley = {};
        kind = Mark::Kind::content;
    }

    void notes(page::Page const& page, page::PageArea const& area) {
        for (page::ColumnNotes const& under : page.column_notes) {
            note_area(page, under.notes, {area.x + under.x, area.y + under.y, under.width, 0});
        }
        if (page.notes.empty()) return;
        note_area(page, page.notes, {area.x, area.y + area.height + page.extra - page.notes_height, area.width, 0});
    }

    /// Notes below their separator, in an area with that corner and width.
    void note_area(page::Page const& page, std::vector<page::Placement> const& placed, page::PageArea const& area) {
        Length top = area.y;
        css::ComputedStyle const& s = page.style->footnote_area;
        if (s.box != nullptr) {
            css::Border const& rule = s.decoration->border[0];
            top += s.box->margin[0].resolve(area.width);
            Length width = s.box->width.is_value() ? s.box->width.resolve(area.width) : area.width;
            if (s.box->max_width.is_value()) width = std::min(width, s.box->max_width.resolve(area.width));
            canvas->mark({Mark::Kind::note_separator, {}, 0});
            canvas->borders({area.x, top, width, rule.width}, {rule, {}, {}, {}}, {});
            top += rule.width + s.box->padding[0].resolve(area.width);
        } else {
            top += 6 * base::point;
        }
        for (page::Placement const& p : placed) {
            page::Fragment fragment = page::fragment_of(p);
            fragment.x += area.x;
            fragment.y += top;
            part = 1 + p.galley.value;
            page::walk_fragment(*store, fragment, *this);
        }
        part = 0;
    }

    void margin_notes(page::Page const& page, page::PageArea const& area) {
        for (page::Placement const& p : page.margin_notes) {
            page::Fragment fragment = page::fragment_of(p);
            fragment.x += area.x;
            fragment.y += area.y;
            part = 1 + p.galley.value;
            page::walk_fragment(*store, fragment, *this);
        }
        part = 0;
    }

    void destinations(std::uint32_t index, page::PageArea const& area, DisplayList& list) {
        while (next_target < sequence.targets.size() && sequence.targets[next_target].page < index) ++next_target;
        for (std::size_t i = next_target; i < sequence.targets.size() && sequence.targets[i].page == index; ++i) {
            page::Target const& target = sequence.targets[i];
            list.destinations.push_back({target.node, area.x + target.x, area.y + target.y});
        }
    }

    void margins(page::Page const& page, page::PageState const& state) {
        for (auto const& [where, s] : page.style->margin_boxes) {
            MarginBoxInput input{context, sequence, page, state, where, s};
            MarginContent content = margin_content(input);
            canvas->mark({Mark::Kind::page_header, {}, 0});
            if (s.decoration->background.alpha != 0) canvas->rectangle(margin_box_area(*page.style, where), s.decoration->background);
            canvas->borders(margin_box_area(*page.style, where), s.decoration->border, {});
            paint_margin_text(input, content, *canvas);
            if (content.element.valid()) running_element(content.element, margin_box_area(*page.style, where), where);
        }
    }

    void running_element(layout::BoxId box, Area const& area, style::MarginBox where) {
        base::Diagnostics ignored;  // laid out once a page: what it has to say was said where it stands in the source
        layout::ConstraintSpace space{area.width, area.height, area.width, 0};
        layout::GalleyStore own = layout::layout_box(context, box, space, ignored);
        layout::GalleyStore const* before = std::exchange(store, &own);
        bool top = where <= style::MarginBox::top_right_corner;
        kind = top ? Mark::Kind::page_header : Mark::Kind::page_footer;
        galley(own.main, area.x, area.y + (area.height - own.galleys[own.main].height) / 2);
        kind = Mark::Kind::content;
        store = before;
    }
};

Painter::Painter(layout::LayoutContext const& context, page::PageSequence const& sequence)
    : state_(std::make_unique<State>(context, sequence)) {}
Painter::~Painter() = default;

void Painter::paint(std::uint32_t index, DisplayList& list) {
    list.clear();
    state_->paint_page(index, list);
}

}  // namespace octavo::paint

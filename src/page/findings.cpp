#include "page/findings.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <optional>

#include "layout/inline/line_break.h"
#include "page/break_run.h"
#include "page/source_places.h"
#include "page/telling.h"

namespace octavo::page {
namespace {

using layout::GalleyItem;

/// The property whose value could not be met, or made it so.
std::string_view property_of(Cause cause) {
    switch (cause) {
        case Cause::widow: return "widows";
        case Cause::orphan: return "orphans";
        case Cause::very_loose: return "text-align";
        case Cause::note_split: return "footnote-policy";
        default: return {};
    }
}

bool avoids(css::Break value) { return value == css::Break::avoid || value == css::Break::avoid_page; }

class Departures {
public:
    Departures(PageSequence const& sequence, layout::LayoutContext const& context) : sequence_(sequence), context_(context) {}

    std::vector<Finding> find() {
        for (page_ = 0; page_ < sequence_.pages.size(); ++page_) {
            if (sequence_.pages[page_].run.valid()) look_at_page();
        }
        return std::move(found_);
    }

private:
    [[nodiscard]] Page const& page() const { return sequence_.pages[page_]; }
    [[nodiscard]] layout::GalleyStore const& store() const { return sequence_.store_of(page()); }
    [[nodiscard]] GalleyItem const& item_of(Placement const& p) const { return store().galleys[p.galley].items[p.item]; }
    [[nodiscard]] bool first_of_run() const { return page_ == 0 || sequence_.pages[page_ - 1].run != page().run; }
    [[nodiscard]] bool last_of_run() const { return page_ + 1 == sequence_.pages.size() || sequence_.pages[page_ + 1].run != page().run; }

    void add(Cause cause, std::int32_t amount, std::int64_t demerits, box::BoxId box = {}) {
        base::SourceSpan where;
        dom::NodeId node = box.valid() ? context_.boxes.boxes[box].node : dom::NodeId{};
        if (node.valid()) where = context_.styled.document().node(node).where;
        found_.push_back({cause, page_, amount, demerits, node, where, property_of(cause)});
    }

    [[nodiscard]] css::FragmentationGroup const& fragmentation(dom::NodeId element) const {
        return *context_.styled.of(element).fragmentation;
    }

    /// Gives the last finding the element and property that keep together what a page's first item belongs to.
    void blame(GalleyItem const& item) {
        dom::Document const& document = context_.styled.document();
        dom::NodeId opens = item.box.valid() ? context_.boxes.boxes[item.box].node : dom::NodeId{};
        if (!opens.valid()) return;
        Finding& found = found_.back();
        found.element = opens;
        found.where = document.node(opens).where;
        for (dom::NodeId at = opens; at.valid() && document.is_element(at); at = document.node(at).parent) {
            css::FragmentationGroup const& asks = fragmentation(at);
            found.property = avoids(asks.before) ? "break-before" : avoids(asks.inside) ? "break-inside" : avoids(asks.after) ? "break-after" : "";
            if (!found.property.empty()) {
                found.element = at;
                return;
            }
        }
    }

    /// A break is avoided before the item, or after what closes the page before.
    void blame_avoided(GalleyItem const& item) {
        blame(item);
        Finding& found = found_.back();
        if (found.property == "break-before" || page_ == 0) return;
        Page const& before = sequence_.pages[page_ - 1];
        for (auto p = before.flow.rbegin(); p != before.flow.rend(); ++p) {
            GalleyItem const& last = sequence_.store_of(before).galleys[p->galley].items[p->item];
            if (p->repeated || !last.box.valid() || last.kind == GalleyItem::Kind::event || last.kind == GalleyItem::Kind::glue) continue;
            dom::Document const& document = context_.styled.document();
            dom::NodeId at = context_.boxes.boxes[last.box].node;
            for (; at.valid() && document.is_element(at); at = document.node(at).parent) {
                if (!avoids(fragmentation(at).after)) continue;
                found.element = at;
                found.property = "break-after";
                return;
            }
            return;
        }
    }

    /// The first thing on a page that is no head said again.
    [[nodiscard]] GalleyItem const* first_on(std::uint32_t index) const {
        Page const& of = sequence_.pages[index];
        for (Placement const& p : of.flow) {
            GalleyItem const& item = sequence_.store_of(of).galleys[p.galley].items[p.item];
            if (!p.repeated && item.box.valid() && item.kind != GalleyItem::Kind::glue && item.kind != GalleyItem::Kind::event) return &item;
        }
        return nullptr;
    }

    void look_at_page() {
        line_ = unit_of_shortness();
        if (page().extra != 0 && (!page().query.recto || first_of_run())) {
            add(Cause::allowance, page().extra / line_, costs_.spread_allowance);
        }
        look_at_top();
        for (Placement const& p : page().flow) {
            if (item_of(p).kind == GalleyItem::Kind::paragraph && !p.repeated) look_at_paragraph(p);
        }
        look_at_foot();
        look_at_notes();
    }

    /// The last note goes on overleaf.
    void look_at_notes() {
        if (last_of_run() || page().notes.empty() || sequence_.pages[page_ + 1].notes.empty()) return;
        Placement const& last = page().notes.back();
        auto const& notes = store().notes;
        auto which = std::find_if(notes.begin(), notes.end(), [&](layout::Note const& n) { return n.galley == last.galley; });
        bool run_in = which == notes.end();
        if (run_in) which = cut_run_in(last);
        if (run_in ? which == notes.end() : sequence_.pages[page_ + 1].notes.front().galley != last.galley) return;
        bool whole_page = !run_in && page_ > 0 && !sequence_.pages[page_ - 1].notes.empty() && sequence_.pages[page_ - 1].run == page().run &&
                          sequence_.pages[page_ - 1].notes.back().galley == last.galley;
        add(Cause::note_split, whole_page ? 1 : 0, costs_.split_note, which == notes.end() ? box::BoxId{} : which->box);
    }

    /// The last note of a paragraph of notes, where not all of its lines stand on the page.
    [[nodiscard]] std::vector<layout::Note>::const_iterator cut_run_in(Placement const& shown) const {
        auto const& notes = store().notes;
        layout::Paragraph const& p = store().paragraphs[item_of(shown).index];
        auto lines = store().lines_of(store().candidates[p.first_candidate + shown.candidate]);
        if (shown.end_slice == lines.size()) return notes.end();
        std::uint32_t item = store().pieces[p.first_piece + lines[shown.end_slice - 1].end - 1].item;
        return std::find_if(notes.begin(), notes.end(), [&](layout::Note const& n) {
            if (n.run_in == layout::no_index) return false;
            box::ItemRange items = context_.boxes.boxes[store().paragraphs[n.run_in].box].items;
            return item >= items.first && item < items.first + items.count;
        });
    }

    [[nodiscard]] Length unit_of_shortness() const {
        Length grid = sequence_.runs[page().run].space.baseline_grid;
        return std::max(grid > 0 ? grid : context_.metrics(context_.boxes.boxes[context_.boxes.root].style).line_height, 1);
    }

    void look_at_top() {
        if (first_of_run()) return;
        for (Placement const& p : page().flow) {
            GalleyItem const& item = item_of(p);
            if (p.repeated) continue;
            if (p.first_slice > 0 && item.keep_together) {
                add(Cause::avoided_break, 0, costs_.avoided_break, item.box);
                blame(item);
            } else if (p.first_slice == 0 && item.before == layout::BreakClass::avoid) {
                add(Cause::avoided_break, 0, costs_.avoided_break, item.box);
                blame_avoided(item);
            }
            return;
        }
    }

    void look_at_paragraph(Placement const& p) {
        GalleyItem const& item = item_of(p);
        layout::Paragraph const& paragraph = store().paragraphs[item.index];
        if (paragraph.candidate_count == 0) return;
        auto candidates = store().candidates_of(paragraph);
        layout::Candidate const& best = candidates[paragraph.best];
        layout::Candidate const& taken = candidates[p.candidate];
        if (p.first_slice == 0 && p.candidate != paragraph.best) {
            add(Cause::altered, static_cast<std::int32_t>(taken.count) - static_cast<std::int32_t>(best.count),
                taken.demerits - best.demerits + costs_.altered_paragraph, paragraph.box);
            if (taken.runt && !best.runt) add(Cause::runt, 0, costs_.runt, paragraph.box);
        }
        if (p.first_slice > 0 && taken.count - p.first_slice < item.widows) {
            auto missing = static_cast<std::int32_t>(item.widows - (taken.count - p.first_slice));
            add(Cause::widow, missing, costs_.widow * missing, paragraph.box);
        }
        if (p.first_slice == 0 && p.end_slice < taken.count && p.end_slice < item.orphans) {
            auto missing = static_cast<std::int32_t>(item.orphans - p.end_slice);
            add(Cause::orphan, missing, costs_.widow * missing, paragraph.box);
        }
        look_at_lines(paragraph, taken, p);
    }

    void look_at_lines(layout::Paragraph const& paragraph, layout::Candidate const& taken, Placement const& p) {
        if (context_.styled.style(paragraph.style).text->align != css::TextAlign::justify) return;
        auto lines = store().lines_of(taken);
        for (std::uint32_t k = p.first_slice; k < p.end_slice; ++k) {
            if (lines[k].forced || !very_loose(paragraph, lines[k], k)) continue;
            add(Cause::very_loose, static_cast<std::int32_t>(k + 1), 0, paragraph.box);
            found_.back().where = place_of_line(context_, store(), paragraph, lines[k]);
        }
    }

    /// By the rules the lines were broken by (layout/inline/line_break.h): what expansion leaves to the spaces.
    [[nodiscard]] bool very_loose(layout::Paragraph const& paragraph, layout::Line const& line, std::uint32_t k) const {
        base::LongLength room = store().room_of(paragraph, k).width;
        base::LongLength slack = room - (k == 0 ? paragraph.first_indent : paragraph.hang_indent) - line.natural;
        if (slack <= 0) return false;
        base::LongLength spaces = 0;
        for (std::uint32_t i = line.first; i + 1 < line.end; ++i) {
            layout::Piece const& piece = store().pieces[paragraph.first_piece + i];
            if (piece.kind == layout::Piece::Kind::leader) return false;
            if (piece.stretch_after) spaces += piece.stretchable();
        }
        base::LongLength glyphs = std::max<base::LongLength>(line.natural - spaces, 0);
        slack -= glyphs * layout::ordinary_expansion / 1000;
        slack -= layout::rescue_of(slack, spaces, glyphs);
        // A tenth more: the search reckons with the widths of whole words.
        return slack * 100 > spaces * (layout::very_loose_percent + 10);
    }

    /// The end of what stands on the page, from the top of its content box.
    [[nodiscard]] Length end_of(Placement const& p) const {
        GalleyItem const& item = item_of(p);
        if (item.kind == GalleyItem::Kind::event) return 0;
        Length end = p.y;
        if (item.kind == GalleyItem::Kind::paragraph) {
            layout::Paragraph const& paragraph = store().paragraphs[item.index];
            for (std::uint32_t k = p.first_slice; k < p.end_slice && paragraph.candidate_count > 0; ++k) {
                end += store().line_metrics(paragraph, p.candidate, k).height;
            }
            return end;
        }
        if (item.kind != GalleyItem::Kind::sliced) return end + item.height;
        for (std::uint32_t k = p.first_slice; k < p.end_slice; ++k) end += store().sliced[item.index].cuts[k];
        return end;
    }

    void look_at_foot() {
        Length used = 0;
        Placement const* last = nullptr;
        for (Placement const& p : page().flow) {
            used = std::max(used, end_of(p));
            if (item_of(p).kind != GalleyItem::Kind::event && item_of(p).kind != GalleyItem::Kind::glue) last = &p;
        }
        Length bottom = content_area(*page().style).height + page().extra;
        used += page().notes_height;
        for (FloatPlacement const& f : page().floats) {
            if (!f.at_foot) continue;
            used += bottom - page().notes_height - f.y;  // the first of those at the foot stands highest
            break;
        }
        if (last == nullptr && !page().floats.empty()) return;
        if (last != nullptr && used > bottom + line_) {
            add(Cause::overflow, (used - bottom) / line_, costs_.overflow, item_of(*last).box);
            blame(item_of(*last));
        }
        if (last_of_run()) {
            std::int32_t lines = (used + line_ / 2) / line_;
            auto wanted = static_cast<std::int32_t>(costs_.last_page_lines);
            if (!first_of_run() && lines < wanted) add(Cause::short_end, lines, costs_.last_page_line * (wanted - lines));
            return;
        }
        if (last != nullptr && item_of(*last).kind == GalleyItem::Kind::paragraph) look_at_last_line(*last);
        std::int32_t lines = (bottom - used) / line_;
        if (lines <= 0) return;
        std::int64_t cost = page().notes.empty() ? costs_.short_line : costs_.short_line_above_notes;
        add(Cause::short_page, lines, cost * lines + cost / 8 * (lines - 1) * lines);
        if (GalleyItem const* next = first_on(page_ + 1)) blame(*next);
        else if (last != nullptr) blame(item_of(*last));
    }

    void look_at_last_line(Placement const& p) {
        layout::Paragraph const& paragraph = store().paragraphs[item_of(p).index];
        if (paragraph.candidate_count == 0 || p.end_slice == 0) return;
        auto lines = store().lines_of(store().candidates_of(paragraph)[p.candidate]);
        if (lines[p.end_slice - 1].shows_hyphen()) add(Cause::hyphen, 0, costs_.page_end_hyphen, paragraph.box);
        Length full = paragraph.measure - paragraph.first_indent - 4 * base::point;
        if (lines.size() == 1 && lines[0].natural >= full) add(Cause::full_line, 0, costs_.full_line, paragraph.box);
    }

    PageSequence const& sequence_;
    layout::LayoutContext const& context_;
    PageCosts costs_{};
    std::uint32_t page_ = 0;
    Length line_ = 1;
    std::vector<Finding> found_;
};

std::string lines_of(std::int32_t count) { return count == 1 ? "one line" : fmt::format("{} lines", count); }

std::string described(Finding const& f) {
    switch (f.cause) {
        case Cause::altered: return fmt::format("this paragraph was set {} {}", lines_of(std::abs(f.amount)), f.amount > 0 ? "longer" : "shorter");
        case Cause::allowance: return fmt::format("the spread runs {} {}", lines_of(std::abs(f.amount)), f.amount > 0 ? "long" : "short");
        case Cause::full_line: return "a full line that is a paragraph of its own closes the page";
        case Cause::hyphen: return "a divided word closes the page";
        case Cause::note_split: return f.amount == 0 ? "a note goes on on the next page" : "a note that is longer than a page goes on on the next one";
        case Cause::runt: return "this paragraph was set so that it ends in a syllable";
        case Cause::short_end: return fmt::format("the last page has only {}", lines_of(f.amount));
        case Cause::short_page: return fmt::format("the page is {} short", lines_of(f.amount));
        case Cause::widow: return f.amount == 1 ? "one line of this paragraph too few opens the page (a widow)"
                                                : fmt::format("{} of this paragraph too few open the page", lines_of(f.amount));
        case Cause::orphan: return f.amount == 1 ? "one line of this paragraph too few closes the page (an orphan)"
                                                 : fmt::format("{} of this paragraph too few close the page", lines_of(f.amount));
        case Cause::avoided_break: return "the page begins where the style sheet avoids a break";
        case Cause::overflow: return fmt::format("what stands here is {} too tall for the page", lines_of(f.amount));
        case Cause::very_loose: return fmt::format("line {} of this paragraph is very loose", f.amount);
    }
    return {};
}

std::string place_of(Finding const& f, layout::LayoutContext const& context) {
    if (!f.where.known() || context.stage.files == nullptr) return {};
    return fmt::format("{}:{}:{}: ", context.stage.files->name(f.where.file), f.where.line, f.where.column);
}

/// What a reader sees, and how the warning about it is called.
std::optional<base::Code> code_of(Cause cause) {
    switch (cause) {
        case Cause::widow:
        case Cause::orphan: return base::Code::page_widow;
        case Cause::short_page: return base::Code::page_short;
        case Cause::overflow: return base::Code::page_no_room;
        case Cause::note_split: return base::Code::page_note_split;
        case Cause::avoided_break: return base::Code::page_avoided_break;
        case Cause::very_loose: return base::Code::layout_loose_line;
        default: return std::nullopt;
    }
}

/// Where a page is short, or a note goes on overleaf, nobody loses anything.
base::Severity severity_of(Finding const& f) {
    bool slight = f.cause == Cause::short_page || (f.cause == Cause::note_split && f.amount == 0);
    return slight ? base::Severity::note : base::Severity::warning;
}

}  // namespace

std::vector<Finding> find_departures(PageSequence const& sequence, layout::LayoutContext const& context) {
    return Departures(sequence, context).find();
}

std::string explain_pages(PageSequence const& sequence, layout::LayoutContext const& context) {
    std::vector<Finding> findings = find_departures(sequence, context);
    std::string out;
    auto into = std::back_inserter(out);
    auto next = findings.begin();
    std::int64_t all = 0;
    for (std::uint32_t i = 0; i < sequence.pages.size(); ++i) {
        Page const& page = sequence.pages[i];
        auto end = std::find_if(next, findings.end(), [&](Finding const& f) { return f.page != i; });
        std::int64_t demerits = 0;
        std::for_each(next, end, [&](Finding const& f) { demerits += f.demerits; });
        all += demerits;
        fmt::format_to(into, "page {}{}: {}\n", i + 1, page.label.empty() ? std::string() : fmt::format(" \"{}\"", page.label),
                       page.run.valid() ? fmt::format("{} demerits", demerits) : "blank");
        for (; next != end; ++next) fmt::format_to(into, "  {:>14}  {}{}\n", next->demerits, place_of(*next, context), described(*next));
    }
    fmt::format_to(into, "{} pages, {} demerits\n", sequence.pages.size(), all);
    return out;
}

void report_departures(PageSequence const& sequence, layout::LayoutContext const& context, RuleOf const& rule, base::Diagnostics& diagnostics) {
    Telling telling({sequence, context, rule}, diagnostics);
    for (Finding const& f : find_departures(sequence, context)) {
        auto code = code_of(f.cause);
        if (code) telling.tell({*code, severity_of(f), f.page, f.element, f.where, f.property, described(f)});
    }
    telling.finish();
}

}  // namespace octavo::page

#include "page/margin_notes.h"

#include <algorithm>

#include "layout/task.h"
#include "page/fragments.h"

namespace octavo::page {
namespace {

using layout::GalleyItem;

struct MarginNote {
    std::uint32_t note = 0;
    Length y = 0, height = 0, x = 0;
};

Length first_baseline(layout::GalleyStore const& store, layout::GalleyId galley) {
    Length y = 0;
    for (GalleyItem const& item : store.galleys[galley].items) {
        if (item.kind == GalleyItem::Kind::paragraph && store.paragraphs[item.index].candidate_count > 0) {
            layout::Paragraph const& p = store.paragraphs[item.index];
            return y + store.line_metrics(p, p.best, 0).baseline;
        }
        y += item.height;
    }
    return y;
}

/// Collects the margin notes called in what is walked.
class Collector {
public:
    explicit Collector(layout::GalleyStore const& store) : store_(store) {}
    void cell(CellFragment const&) {}
    void row(Fragment const&, Length) {}
    void item(Fragment const& fragment) {
        GalleyItem const& item = store_.galleys[fragment.galley].items[fragment.item];
        if (item.kind != GalleyItem::Kind::paragraph) return;
        layout::Paragraph const& p = store_.paragraphs[item.index];
        if (p.candidate_count == 0 || p.insertion_count == 0) return;
        auto lines = store_.lines_of(store_.candidates[p.first_candidate + fragment.candidate]);
        for (layout::Insertion const& insertion : store_.insertions_of(p)) {
            if (insertion.kind != layout::Insertion::Kind::margin_note) continue;
            std::uint32_t line = 0;
            while (line + 1 < lines.size() && insertion.piece >= lines[line].end) ++line;
            if (line < fragment.first_slice || line >= fragment.end_slice) continue;
            Length y = fragment.y;
            for (std::uint32_t k = fragment.first_slice; k < line; ++k) y += store_.line_metrics(p, fragment.candidate, k).height;
            layout::Note const& note = store_.notes[insertion.note];
            Length up = first_baseline(store_, note.galley) - store_.line_metrics(p, fragment.candidate, line).baseline;
            found.push_back({insertion.note, y - up, note.height, 0});
        }
    }
    std::vector<MarginNote> found;

private:
    layout::GalleyStore const& store_;
};

void part_notes(std::vector<MarginNote>& notes, Length gap, Length foot) {
    std::stable_sort(notes.begin(), notes.end(), [](MarginNote const& a, MarginNote const& b) { return a.y < b.y; });
    auto push_down = [&] {
        for (std::size_t i = 1; i < notes.size(); ++i) notes[i].y = std::max(notes[i].y, notes[i - 1].y + notes[i - 1].height + gap);
    };
    push_down();
    Length limit = foot;
    for (auto note = notes.rbegin(); note != notes.rend(); ++note) {
        note->y = std::min(note->y, limit - note->height);
        limit = note->y - gap;
    }
    notes.front().y = std::max(notes.front().y, 0);
    push_down();
}

}  // namespace

void place_margin_notes(Page& page, layout::GalleyStore const& store, layout::LayoutContext const& context) {
    Collector collector(store);
    for (Placement const& placement : page.flow) {
        if (!placement.repeated) walk_fragment(store, fragment_of(placement), collector);
    }
    PageArea area = content_area(*page.style);
    for (Placement const& placement : page.notes) {
        Fragment fragment = fragment_of(placement);
        fragment.y += area.height + page.extra - page.notes_height + note_area_edges(*page.style, area.width);
        walk_fragment(store, fragment, collector);
    }
    page.margin_notes.clear();
    if (collector.found.empty()) return;
    Length gap = 0;
    for (MarginNote& note : collector.found) {
        css::ComputedStyle const& style = context.styled.style(context.boxes.boxes[store.notes[note.note].box].style);
        layout::Edges margins = layout::margins_of(style, area.width);
        Length width = store.galleys[store.notes[note.note].galley].measure;
        note.x = page.query.recto ? area.width + margins.left : -margins.left - width;
        gap = std::max(gap, std::max(margins.top, margins.bottom));
    }
    part_notes(collector.found, gap, area.height + page.extra);
    for (MarginNote const& note : collector.found) {
        layout::GalleyId galley = store.notes[note.note].galley;
        Length y = note.y;
        auto const& items = store.galleys[galley].items;
        for (std::uint32_t i = 0; i < items.size(); ++i) {
            Placement placement{galley, i, 0, 0, 1, note.x, y, false};
            if (items[i].kind == GalleyItem::Kind::paragraph) {
                layout::Paragraph const& p = store.paragraphs[items[i].index];
                placement.candidate = p.best;
                placement.end_slice = p.candidate_count == 0 ? 0 : store.candidates[p.first_candidate + p.best].count;
            }
            if (items[i].kind == GalleyItem::Kind::sliced) placement.end_slice = static_cast<std::uint32_t>(store.sliced[items[i].index].cuts.size());
            page.margin_notes.push_back(placement);
            y += items[i].height;
        }
    }
}

}  // namespace octavo::page

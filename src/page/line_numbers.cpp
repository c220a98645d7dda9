#include "page/line_numbers.h"

namespace octavo::page {
namespace {

using layout::GalleyItem;

class LineCounter {
public:
    LineCounter(PageSequence& sequence, layout::LayoutContext const& context) : sequence_(sequence), context_(context) {}

    void run() {
        for (Page& page : sequence_.pages) {
            page.line_numbers.clear();
            if (!page.run.valid()) continue;
            layout::GalleyStore const& store = sequence_.store_of(page);
            for (Placement const& placement : page.flow) {
                GalleyItem const& item = store.galleys[placement.galley].items[placement.item];
                if (item.kind == GalleyItem::Kind::paragraph && !placement.repeated) paragraph(page, store, placement);
            }
        }
    }

private:
    void paragraph(Page& page, layout::GalleyStore const& store, Placement const& placement) {
        layout::Paragraph const& p = store.paragraphs[store.galleys[placement.galley].items[placement.item].index];
        css::TextGroup const& text = *context_.styled.style(p.style).text;
        css::LineNumbers numbers = text.line_numbers;
        if (numbers.every == 0 || p.candidate_count == 0) return;
        reset_for(p.box);
        auto lines = store.lines_of(store.candidates[p.first_candidate + placement.candidate]);
        bool source_lines = text.white_space != css::WhiteSpaceCollapse::collapse;
        Length y = placement.y;
        for (std::uint32_t line = placement.first_slice; line < placement.end_slice; ++line) {
            layout::LineMetrics metrics = store.line_metrics(p, placement.candidate, line);
            bool counts = line == 0 || (numbers.of == css::LineNumbers::Of::lines && (!source_lines || lines[line - 1].forced));
            if (counts && ++count_ % numbers.every == 0) {
                page.line_numbers.push_back({std::to_string(count_), p.style, y + metrics.baseline});
            }
            y += metrics.height;
        }
    }

    /// The nearest element at or above the box that wants lines counted anew: done where it begins.
    void reset_for(box::BoxId box) {
        while (box.valid()) {
            box::Box const& b = context_.boxes.boxes[box];
            std::int16_t first = context_.styled.style(b.style).box->line_number_reset;
            if (first >= 0 && !b.anonymous) {
                if (!(box == counted_in_)) count_ = first - 1;
                break;
            }
            box = b.parent;
        }
        counted_in_ = box;
    }

    PageSequence& sequence_;
    layout::LayoutContext const& context_;
    std::int32_t count_ = 0;
    box::BoxId counted_in_;
};

}  // namespace

void number_lines(PageSequence& sequence, layout::LayoutContext const& context) { LineCounter(sequence, context).run(); }

}  // namespace octavo::page

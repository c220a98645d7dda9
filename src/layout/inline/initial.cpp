#include "layout/inline/initial.h"

#include <algorithm>

namespace octavo::layout {
namespace {

/// One line without indent, as wide as it is.
GalleyId letter_galley(Task& task, BoxId box) {
    Galley galley;
    std::uint32_t index = layout_paragraph(task, box, task.context.boxes.boxes[box].items, {base::length_max / 4, 0, false});
    Paragraph& paragraph = task.store.paragraphs[index];
    if (paragraph.candidate_count > 0) {
        Candidate const& candidate = task.store.candidates[paragraph.first_candidate + paragraph.best];
        for (Line const& line : task.store.lines_of(candidate)) galley.measure = std::max(galley.measure, line.natural);
    }
    paragraph.measure = galley.measure;
    GalleyItem item;
    item.kind = GalleyItem::Kind::paragraph;
    item.box = box;
    item.index = index;
    item.style = paragraph.style;
    item.width = galley.measure;
    item.height = galley.height = paragraph.line_height;
    galley.items.push_back(item);
    return task.store.galleys.push(std::move(galley));
}

}  // namespace

Length initial_height(css::ComputedStyle const& letter, Length line_height, Length cap_height) {
    Edges edges = padding_and_border(letter, 0);
    return std::max<Length>(base::scale(line_height, letter.box->initial_letter - 1000, 1000) + cap_height - edges.block_sum(), base::point);
}

Initial make_initial(Task& task, BoxId box, StyleId paragraph, Length available) {
    css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[box].style);
    LayoutContext::StyleMetrics const &lines = task.context.metrics(paragraph), &letter = task.context.metrics(task.context.boxes.boxes[box].style);
    Edges edges = padding_and_border(style, available), margins = margins_of(style, available);
    Initial made;
    made.content.box = box;
    made.content.galley = letter_galley(task, box);
    made.content.width = task.store.galleys[made.content.galley].measure + edges.inline_sum() + margins.inline_sum();
    Length framed = letter.above + edges.block_sum();
    made.content.height = framed + margins.block_sum();
    made.content.baseline = margins.top + edges.top + letter.above;
    Length sink = style.box->initial_sink, height = lines.line_height;
    Length foot = lines.above + (sink - 1) * height;   // the baseline it stands on
    made.y = foot - framed - margins.top;
    made.depth = std::max(sink * height, foot + margins.bottom);
    if (made.y < 0 && height > 0) made.rise = (-made.y + height - 1) / height * height;
    return made;
}

}  // namespace octavo::layout

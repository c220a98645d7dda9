// Intrinsic sizes: the narrowest and the widest that content wants to be (CSS Sizing 3 §5.1).
#include <algorithm>

#include "layout/inline/prepare.h"
#include "layout/task.h"

namespace octavo::layout {
namespace {

IntrinsicSizes paragraph_sizes(Task& task, BoxId id, box::ItemRange items) {
    GalleyStore scratch;
    Paragraph paragraph = paragraph_to_measure(task, scratch, id, items);
    IntrinsicSizes sizes;
    LongLength line = 0, word = 0;
    for (Piece const& piece : scratch.pieces_of(paragraph)) {
        line += piece.width;
        word += piece.width;
        sizes.min_content = std::max(sizes.min_content, static_cast<Length>(std::min<LongLength>(word, base::length_max)));
        sizes.max_content = std::max(sizes.max_content, static_cast<Length>(std::min<LongLength>(line, base::length_max)));
        line += piece.space;
        word = piece.break_after ? 0 : word + piece.space;
        if (piece.kind == Piece::Kind::line_break) line = word = 0;
    }
    return sizes;
}

void include(IntrinsicSizes& sizes, IntrinsicSizes other) {
    sizes.min_content = std::max(sizes.min_content, other.min_content);
    sizes.max_content = std::max(sizes.max_content, other.max_content);
}

IntrinsicSizes measured_sizes(Task& task, BoxId id) {
    box::Box const& b = task.context.boxes.boxes[id];
    css::ComputedStyle const& style = task.context.styled.style(b.style);
    IntrinsicSizes sizes;
    if (b.kind == box::BoxKind::replaced) {
        Length width = picture_size(task, id, task.space.inline_size).width;
        sizes = {width, width};
        if (style.box->width.percent != 0 || style.box->max_width.percent != 0) sizes.min_content = 0;
    } else if (b.inline_content || b.kind == box::BoxKind::inline_container) {
        sizes = paragraph_sizes(task, id, b.items);
    } else if (b.kind == box::BoxKind::table_row) {
        for (BoxId child = b.first_child; child.valid(); child = task.context.boxes.boxes[child].next_sibling) {
            IntrinsicSizes cell = intrinsic_sizes(task, child);
            sizes.min_content += cell.min_content;
            sizes.max_content += cell.max_content;
        }
    } else {
        for (BoxId child = b.first_child; child.valid(); child = task.context.boxes.boxes[child].next_sibling) {
            IntrinsicSizes inner = intrinsic_sizes(task, child);
            Length margins = margins_of(task.context.styled.style(task.context.boxes.boxes[child].style), 0).inline_sum();
            include(sizes, {inner.min_content + margins, inner.max_content + margins});
        }
    }
    if (style.box->width.is_value() && style.box->width.percent == 0 && b.kind != box::BoxKind::replaced) {
        sizes.min_content = sizes.max_content = style.box->width.length;
    }
    Length edges = padding_and_border(style, 0).inline_sum();
    return {sizes.min_content + edges, sizes.max_content + edges};
}

}  // namespace

IntrinsicSizes intrinsic_sizes(Task& task, BoxId id) {
    auto& known = task.sizes->intrinsic;
    if (auto found = known.find(id.value); found != known.end()) return found->second;
    IntrinsicSizes sizes = measured_sizes(task, id);
    known.emplace(id.value, sizes);
    return sizes;
}

}  // namespace octavo::layout

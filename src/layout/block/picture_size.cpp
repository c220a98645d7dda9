#include <algorithm>

#include "layout/task.h"

namespace octavo::layout {
namespace {

/// Size of a picture whose natural size nobody knows: CSS 2.2 §10.3.2 names 300 × 150 px.
constexpr Length default_width = 225 * base::point, default_height = 225 * base::point / 2;

Length scaled(Length length, std::int64_t numerator, std::int64_t denominator) {
    return denominator <= 0 ? length : base::scale(length, numerator, denominator);
}

}  // namespace

Size picture_size(Task& task, BoxId id, Length available) {
    box::Box const& b = task.context.boxes.boxes[id];
    css::BoxGroup const& style = *task.context.styled.style(b.style).box;
    box::Picture const& picture = task.context.boxes.pictures[b.payload];
    Length natural_width = picture.width != 0 ? picture.width : default_width;
    Length natural_height = picture.height != 0 ? picture.height : default_height;
    available = std::max(available, 1);
    bool has_width = style.width.is_value(), has_height = style.height.is_value() && (style.height.percent == 0 || task.space.block_size != 0);
    Size size{natural_width, natural_height};
    if (has_width) size.width = style.width.resolve(available);
    if (has_height) size.height = style.height.resolve(task.space.block_size);
    if (has_width && !has_height) size.height = scaled(natural_height, size.width, natural_width);
    if (has_height && !has_width) size.width = scaled(natural_width, size.height, natural_height);
    bool free = !(has_width && has_height);
    auto bound_width = [&](Length limit) {
        if (size.width <= limit) return;
        if (free || limit < size.width) size.height = scaled(size.height, limit, size.width);
        size.width = limit;
    };
    auto bound_height = [&](Length limit) {
        if (size.height <= limit) return;
        size.width = scaled(size.width, limit, size.height);
        size.height = limit;
    };
    if (style.max_width.is_value()) bound_width(style.max_width.resolve(available));
    if (style.max_height.is_value()) bound_height(style.max_height.resolve(task.space.block_size != 0 ? task.space.block_size : size.height));
    // A picture that is larger than its place would be cut off or push the page over: it is scaled to fit.
    Size before = size;
    bound_width(available);
    if (task.space.block_size > 0) {
        css::ComputedStyle const& computed = task.context.styled.style(b.style);
        Length outside = padding_and_border(computed, available).block_sum();
        bound_height(std::max(base::point, task.space.block_size - outside));
    }
    if (size.width < before.width * 98LL / 100 && has_width) {
        task.diagnostics.add({.code = base::Code::layout_picture_scaled, .severity = base::Severity::note,
                              .where = task.context.styled.document().node(b.node).where,
                              .message = "the picture is larger than its place: scaled to fit", .about = {b.node.value, "width"}});
    }
    return size;
}

}  // namespace octavo::layout

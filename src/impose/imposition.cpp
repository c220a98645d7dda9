#include "impose/imposition.h"

#include <algorithm>
#include <fmt/format.h>

#include "impose/marks.h"

namespace octavo::impose {
namespace {

void check_room(Imposition const& imposition) {
    LayoutOptions const& layout = imposition.options.layout;
    Plan const& plan = imposition.plan;
    base::LongLength deepest = base::LongLength{layout.thickness} * plan.deepest;
    Box room = room_of(plan, layout, Cell{});
    if (room.width() < 10 * base::point || room.height() < 10 * base::point) {
        throw Refusal{base::Code::impose_paper, "margin and gutter leave no room for a page on this paper", "make them smaller, or take larger paper"};
    }
    base::Length across = plan.columns == 2 ? room.width() : room.height();
    if (plan.folded && deepest * 10 > across) {
        throw Refusal{base::Code::impose_option,
                      fmt::format("{} nested sheets of {} push out by {}: more than a tenth of the page", plan.deepest + 1,
                                  millimetres(layout.thickness), millimetres(deepest)),
                      "use signatures of a few sheets each (--scheme signatures --sheets 4)"};
    }
}

void measure_pages(Imposition& imposition, base::Diagnostics& diagnostics) {
    std::vector<SourcePage> const& pages = imposition.pages;
    Box room = room_of(imposition.plan, imposition.options.layout, Cell{});
    std::uint32_t too_large = 0, first = 0;
    for (std::uint32_t i = 0; i < pages.size(); ++i) {
        Placement placed = place(imposition.plan, imposition.options.layout, Sheet{}, Cell{.page = i}, pages[i]);
        imposition.smallest_scale = i == 0 ? placed.scale : std::min(imposition.smallest_scale, placed.scale);
        imposition.largest_scale = i == 0 ? placed.scale : std::max(imposition.largest_scale, placed.scale);
        bool over = placed.box.width() > room.width() + base::point / 4 || placed.box.height() > room.height() + base::point / 4;
        if (over && too_large++ == 0) first = i;
    }
    if (imposition.smallest_scale < 10'000) {
        throw Refusal{base::Code::impose_paper, "the paper is too small: pages would be less than a hundredth of their size", "take larger paper"};
    }
    if (too_large == 0) return;
    diagnostics.add({.code = base::Code::impose_paper, .severity = base::Severity::warning,
                     .message = fmt::format("{} {} larger than the room for them and cut off (first page {}: {}; room: {})", too_large,
                                            too_large == 1 ? "page is" : "pages are", first + 1,
                                            measure(pages[first].shown_width(), pages[first].shown_height()), measure(room.width(), room.height())),
                     .hint = "let pages be scaled (--fit shrink), or take larger paper"});
}

}  // namespace

void lay_out(Imposition& imposition, base::Diagnostics& diagnostics) {
    Options& options = imposition.options;
    options.plan.page_count = static_cast<std::uint32_t>(imposition.pages.size());
    imposition.plan = make_plan(options.plan);
    if (!options.margin_given && options.layout.fit != Fit::actual) options.layout.margin = room_for_marks(options.marks);
    options.layout.paper = orient(imposition.plan, options.layout, imposition.pages);
    // Turning about a vertical axis is turning about the long edge where the paper stands, about the short edge where it lies.
    Paper const& paper = options.layout.paper;
    bool standing = paper.height >= paper.width;
    Edge natural = standing == (imposition.plan.turn == Turn::sideways) ? Edge::long_edge : Edge::short_edge;
    if (!options.flip_given) options.flip = natural;
    imposition.back_turned = options.flip != natural;
    check_room(imposition);
    measure_pages(imposition, diagnostics);
}

}  // namespace octavo::impose

#include "impose/layout.h"

#include <algorithm>

namespace octavo::impose {
namespace {

constexpr std::int64_t one = 1'000'000;

bool turned(SourcePage const& page) { return page.rotate == 90 || page.rotate == 270; }

/// Millionths by which width × height fits into `room`; at least 0.
std::int64_t fitting_scale(Box const& room, base::Length width, base::Length height) {
    auto along = [](base::Length space, base::Length size) { return std::max<std::int64_t>(0, space) * one / std::max<base::Length>(1, size); };
    return std::min(along(room.width(), width), along(room.height(), height));
}

base::Length part(base::Length whole, std::uint32_t index, std::uint32_t count) { return base::scale(whole, index, count); }

}  // namespace

base::Length SourcePage::shown_width() const { return base::scale(turned(*this) ? box.height() : box.width(), unit, one); }
base::Length SourcePage::shown_height() const { return base::scale(turned(*this) ? box.width() : box.height(), unit, one); }

namespace {

Box cell_of(Plan const& plan, Paper const& paper, Cell const& cell) {
    return {part(paper.width, cell.column, plan.columns), paper.height - part(paper.height, cell.row + 1U, plan.rows),
            part(paper.width, cell.column + 1U, plan.columns), paper.height - part(paper.height, cell.row, plan.rows)};
}

}  // namespace

Box room_of(Plan const& plan, LayoutOptions const& options, Cell const& cell) {
    Box box = cell_of(plan, options.paper, cell);
    box.left += cell.column == 0 ? options.margin : options.gutter;
    box.right -= cell.column + 1 == plan.columns ? options.margin : options.gutter;
    box.top -= cell.row == 0 ? options.margin : options.gutter;
    box.bottom += cell.row + 1 == plan.rows ? options.margin : options.gutter;
    return box;
}

base::LongLength creep_of(Plan const& plan, LayoutOptions const& options, Sheet const& sheet) {
    if (!plan.folded) return 0;
    if (options.creep == Creep::inwards) return base::LongLength{options.thickness} * sheet.depth;
    return -base::LongLength{options.thickness} * (plan.deepest - sheet.depth);
}

Placement place(Plan const& plan, LayoutOptions const& options, Sheet const& sheet, Cell const& cell, SourcePage const& page) {
    Placement result;
    Box room = room_of(plan, options, cell);
    base::Length width = page.shown_width(), height = page.shown_height();
    std::int64_t scale = options.fit == Fit::actual ? one : fitting_scale(room, width, height);
    if (options.fit == Fit::shrink) scale = std::min(scale, one);
    base::Length w = base::scale(width, scale, one), h = base::scale(height, scale, one);
    base::Length x = room.left + (room.width() - w) / 2, y = room.bottom + (room.height() - h) / 2;
    auto creep = static_cast<base::Length>(creep_of(plan, options, sheet));
    if (plan.folded && plan.columns == 2) x = cell.column == 0 ? room.right - w + creep : room.left - creep;
    if (plan.folded && plan.rows == 2) y = cell.row == 0 ? room.bottom - creep : room.top - h + creep;
    result.scale = scale;
    result.box = {x, y, x + w, y + h};
    result.cell = cell_of(plan, options.paper, cell);

    std::int64_t s = scale * page.unit / one;
    Box const& from = page.box;
    auto scaled = [s](base::Length length) { return base::LongLength{base::scale(length, s, one)}; };
    switch ((page.rotate + cell.rotation) % 360) {   // clockwise
        case 90: result.b = -s, result.c = s, result.e = x - scaled(from.bottom), result.f = y + scaled(from.right); break;
        case 180: result.a = -s, result.d = -s, result.e = x + scaled(from.right), result.f = y + scaled(from.top); break;
        case 270: result.b = s, result.c = -s, result.e = x + scaled(from.top), result.f = y - scaled(from.left); break;
        default: result.a = s, result.d = s, result.e = x - scaled(from.left), result.f = y - scaled(from.bottom); break;
    }
    return result;
}

Paper orient(Plan const& plan, LayoutOptions const& options, std::vector<SourcePage> const& pages) {
    LayoutOptions other = options;
    std::swap(other.paper.width, other.paper.height);
    Box as_given = room_of(plan, options, Cell{}), turned_paper = room_of(plan, other, Cell{});
    std::int64_t votes = 0;
    for (SourcePage const& page : pages) {
        std::int64_t one_way = fitting_scale(as_given, page.shown_width(), page.shown_height());
        std::int64_t other_way = fitting_scale(turned_paper, page.shown_width(), page.shown_height());
        votes += other_way > one_way ? 1 : other_way < one_way ? -1 : 0;
    }
    return votes > 0 ? other.paper : options.paper;
}

}  // namespace octavo::impose

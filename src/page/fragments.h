// Walks what a Placement shows: paragraph parts, pictures and edges, and through the cells of cut table rows down to theirs.
// Shared by the PageMap and by painting, so that both see the same things at the same places.
#pragma once
#include <algorithm>

#include "page/page_sequence.h"

namespace octavo::page {

/// A part of a galley item with its place: x of the galley's start edge, y of the part's top.
struct Fragment {
    layout::GalleyId galley;
    std::uint32_t item = 0;
    std::uint32_t candidate = 0;
    std::uint32_t first_slice = 0, end_slice = 0;
    Length x = 0, y = 0;
};

/// The part of a cell that a page shows: its border box, cut to what lies within the slices placed there.
struct CellFragment {
    layout::CellPlacement const* cell = nullptr;
    Length x = 0, y = 0, height = 0;      ///< border box; x and y as in Fragment
    bool starts_here = true, ends_here = true;
    Length hidden_above = 0;              ///< of the cell, on pages before
};

/// Calls visitor.item(Fragment) for everything that is not a sliced item, visitor.cell(CellFragment) before a cell's content, and
/// visitor.row(Fragment, height) before the cells of a sliced item.
template <typename Visitor>
void walk_fragment(layout::GalleyStore const& store, Fragment const& fragment, Visitor& visitor);

/// The parts of a galley that is shown as a whole, from its top.
template <typename Function>
void for_items(layout::GalleyStore const& store, layout::GalleyId id, std::pair<Length, Length> corner, Function&& function);

template <typename Visitor>
void walk_cell(layout::GalleyStore const& store, layout::CellPlacement const& cell, Fragment const& row, std::pair<Length, Length> window,
               Visitor& visitor) {
    auto [from, to] = window;
    Length top = std::max(cell.y, from), end = std::min(cell.y + cell.height, to);
    if (top >= end && cell.height > 0) return;
    visitor.cell(CellFragment{&cell, row.x + cell.x, row.y + top - from, end - top, cell.y >= from, cell.y + cell.height <= to, top - cell.y});
    Length y = cell.y + cell.content_y;
    if (cell.quarters != 0) {  // not cut: shown where it begins
        if (y < from || y >= to) return;
        Length x = row.x + cell.x + cell.content_x, at = row.y + y - from;
        auto show = [&](Length left, Length head) {
            for_items(store, cell.galley, {left, head}, [&](Fragment const& part) { walk_fragment(store, part, visitor); });
        };
        if constexpr (requires { visitor.turned_cell(cell, x, at, show); }) visitor.turned_cell(cell, x, at, show);
        else show(x, at);
        return;
    }
    auto const& items = store.galleys[cell.galley].items;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        layout::GalleyItem const& item = items[i];
        Fragment part{cell.galley, i, 0, 0, 1, row.x + cell.x + cell.content_x, 0};
        std::uint32_t count = 1;
        Length height = item.height, at = y;
        auto slice_height = [&](std::uint32_t) { return height; };
        auto add = [&](auto const& heights) {
            std::uint32_t k = 0;
            while (k < count && at < from) at += heights(k++);
            part.first_slice = k;
            part.y = row.y + at - from;
            while (k < count && at < to) at += heights(k++);
            part.end_slice = k;
            if (part.end_slice > part.first_slice) walk_fragment(store, part, visitor);
        };
        if (item.kind == layout::GalleyItem::Kind::paragraph) {
            layout::Paragraph const& p = store.paragraphs[item.index];
            part.candidate = p.best;
            count = p.candidate_count == 0 ? 0 : store.candidates[p.first_candidate + p.best].count;
            add([&](std::uint32_t k) { return store.line_metrics(p, p.best, k).height; });
        } else if (item.kind == layout::GalleyItem::Kind::sliced) {
            auto const& cuts = store.sliced[item.index].cuts;
            count = static_cast<std::uint32_t>(cuts.size());
            add([&](std::uint32_t k) { return cuts[k]; });
        } else {
            add(slice_height);
        }
        y += item.height;
    }
}

template <typename Visitor>
void walk_fragment(layout::GalleyStore const& store, Fragment const& fragment, Visitor& visitor) {
    layout::GalleyItem const& item = store.galleys[fragment.galley].items[fragment.item];
    if (item.kind != layout::GalleyItem::Kind::sliced) {
        visitor.item(fragment);
        return;
    }
    layout::Sliced const& sliced = store.sliced[item.index];
    Length from = 0;
    for (std::uint32_t k = 0; k < fragment.first_slice; ++k) from += sliced.cuts[k];
    Length to = from;
    for (std::uint32_t k = fragment.first_slice; k < fragment.end_slice; ++k) to += sliced.cuts[k];
    visitor.row(fragment, to - from);
    for (layout::CellPlacement const& cell : sliced.cells) walk_cell(store, cell, fragment, {from, to}, visitor);
}

/// Calls visitor.side_float(SideFloat, y) for the floats shown with a part of an item; `y`: of the float's margin box.
template <typename Visitor>
void walk_floats(layout::GalleyStore const& store, Fragment const& fragment, Visitor& visitor) {
    layout::Galley const& galley = store.galleys[fragment.galley];
    layout::GalleyItem const& item = galley.items[fragment.item];
    if (!item.has_floats) return;
    for (layout::SideFloat const& f : galley.floats_of(fragment.item)) {
        if (f.slice < fragment.first_slice || f.slice >= std::max(fragment.end_slice, fragment.first_slice + 1)) continue;
        Length y = fragment.y;
        if (item.kind == layout::GalleyItem::Kind::paragraph) {
            layout::Paragraph const& p = store.paragraphs[item.index];
            for (std::uint32_t line = fragment.first_slice; line < f.slice; ++line) y += store.line_metrics(p, fragment.candidate, line).height;
        }
        visitor.side_float(f, y + f.y);
    }
}

template <typename Function>
void for_items(layout::GalleyStore const& store, layout::GalleyId id, std::pair<Length, Length> corner, Function&& function) {
    auto const& items = store.galleys[id].items;
    Length y = corner.second;
    for (std::uint32_t i = 0; i < items.size(); ++i) {
        Fragment fragment{id, i, 0, 0, 1, corner.first, y};
        if (items[i].kind == layout::GalleyItem::Kind::paragraph) {
            layout::Paragraph const& p = store.paragraphs[items[i].index];
            fragment.candidate = p.best;
            fragment.end_slice = p.candidate_count == 0 ? 0 : store.candidates[p.first_candidate + p.best].count;
        }
        if (items[i].kind == layout::GalleyItem::Kind::sliced) {
            fragment.end_slice = static_cast<std::uint32_t>(store.sliced[items[i].index].cuts.size());
        }
        function(fragment);
        y += items[i].height;
    }
}

[[nodiscard]] inline Fragment fragment_of(Placement const& placement) {
    return {placement.galley, placement.item, placement.candidate, placement.first_slice, placement.end_slice, placement.x, placement.y};
}

}  // namespace octavo::page

#include "impose/scheme.h"

#include <algorithm>
#include <utility>

namespace octavo::impose {
namespace {

std::uint32_t whole(std::uint32_t count, std::uint32_t unit) { return count / unit + (count % unit != 0 ? 1 : 0); }

class Planner {
public:
    explicit Planner(PlanInput const& input) : input_(input) {
        plan_.turn = input.binding == Binding::top ? Turn::upwards : Turn::sideways;
    }

    Plan plan() {
        switch (input_.scheme) {
            case Scheme::saddle: fold(std::max(1U, whole(input_.page_count, 4))); break;
            case Scheme::signatures: fold(std::max(1U, input_.sheets_per_signature)); break;
            case Scheme::perfect: fold(1); break;
            case Scheme::cut_and_stack: cut_and_stack(); break;
            case Scheme::n_up: n_up(); break;
            case Scheme::repeat: repeat(); break;
            case Scheme::zine: zine(); break;
        }
        for (Sheet const& sheet : plan_.sheets) plan_.deepest = std::max(plan_.deepest, sheet.depth);
        return std::move(plan_);
    }

private:
    /// The pages in reading order, with blanks up to `total`.
    [[nodiscard]] std::vector<std::uint32_t> sequence(std::uint32_t total) {
        std::uint32_t count = input_.page_count, missing = total - count;
        plan_.blanks = missing;
        std::uint32_t leaves = missing / 2 * 2;   // even, so that a right-hand page stays one
        std::uint32_t gap = count, blanks = 0;    // so many stand before page `gap`
        switch (input_.blanks) {
            case Blanks::end: break;
            case Blanks::before_last: gap = count - std::min(count - std::min(count, 1U), input_.last_pages), blanks = missing; break;
            case Blanks::before_page: gap = std::min(count, input_.blanks_before), blanks = leaves; break;
            case Blanks::balanced: gap = 0, blanks = missing / 4 * 2 + (missing % 4 >= 2 ? 2 : 0); break;
        }
        std::vector<std::uint32_t> pages;
        pages.reserve(total);
        for (std::uint32_t i = 0; i < count; ++i) {
            if (i == gap) pages.resize(i + blanks, blank_page);
            pages.push_back(i);
        }
        pages.resize(total, blank_page);
        return pages;
    }

    /// The cell on this side of the fold (0) or beyond it (1), as the binding sees them.
    [[nodiscard]] Cell half(std::uint32_t page, std::uint8_t beyond) const {
        Cell cell{.page = page};
        if (input_.binding == Binding::top) cell.row = beyond;
        else cell.column = input_.binding == Binding::left ? beyond : static_cast<std::uint8_t>(1 - beyond);
        return cell;
    }

    void fold(std::uint32_t sheets_per_signature) {
        plan_.folded = true;
        if (input_.binding == Binding::top) std::swap(plan_.columns, plan_.rows);
        std::uint32_t sheets = whole(input_.page_count, 4);
        std::vector<std::uint32_t> pages = sequence(sheets * 4);
        plan_.signatures = 0;
        for (std::uint32_t first = 0; first < sheets; first += sheets_per_signature, ++plan_.signatures) {
            std::uint32_t size = std::min(sheets_per_signature, sheets - first), last_page = (first + size) * 4 - 1;
            for (std::uint32_t depth = 0; depth < size; ++depth) {
                std::uint32_t low = first * 4 + 2 * depth, high = last_page - 2 * depth;
                plan_.sheets.push_back({.front = {half(pages[high], 0), half(pages[low], 1)},
                                        .back = {half(pages[low + 1], 0), half(pages[high - 1], 1)},
                                        .signature = plan_.signatures, .depth = depth});
            }
        }
    }

    void take_grid() {
        plan_.columns = std::max<std::uint8_t>(1, input_.columns);
        plan_.rows = std::max<std::uint8_t>(1, input_.rows);
    }
    [[nodiscard]] std::uint32_t cells() const { return std::uint32_t{plan_.columns} * plan_.rows; }

    /// The `index`th cell in reading order: from right to left when bound on the right.
    [[nodiscard]] Cell grid(std::uint32_t page, std::uint32_t index) const {
        std::uint32_t column = index % plan_.columns;
        if (input_.binding == Binding::right) column = plan_.columns - 1 - column;
        return {.page = page, .column = static_cast<std::uint8_t>(column), .row = static_cast<std::uint8_t>(index / plan_.columns)};
    }
    /// The cell behind another.
    [[nodiscard]] Cell behind(std::uint32_t page, Cell cell) const {
        cell.page = page;
        if (plan_.turn == Turn::sideways) cell.column = static_cast<std::uint8_t>(plan_.columns - 1 - cell.column);
        else cell.row = static_cast<std::uint8_t>(plan_.rows - 1 - cell.row);
        return cell;
    }

    void cut_and_stack() {
        take_grid();
        std::uint32_t sheets = whole(whole(input_.page_count, 2), cells());
        std::vector<std::uint32_t> pages = sequence(sheets * cells() * 2);
        for (std::uint32_t s = 0; s < sheets; ++s) {
            Sheet& sheet = plan_.sheets.emplace_back();
            for (std::uint32_t i = 0; i < cells(); ++i) {
                std::uint32_t leaf = i * sheets + s;
                sheet.front.push_back(grid(pages[2 * leaf], i));
                sheet.back.push_back(behind(pages[2 * leaf + 1], sheet.front.back()));
            }
        }
    }

    void n_up() {
        take_grid();
        std::uint32_t sheets = whole(input_.page_count, 2 * cells());
        std::vector<std::uint32_t> pages = sequence(sheets * 2 * cells());
        for (std::uint32_t s = 0; s < sheets; ++s) {
            Sheet& sheet = plan_.sheets.emplace_back();
            for (std::uint32_t i = 0; i < cells(); ++i) {
                sheet.front.push_back(grid(pages[2 * s * cells() + i], i));
                sheet.back.push_back(grid(pages[(2 * s + 1) * cells() + i], i));
            }
        }
    }

    void repeat() {
        take_grid();
        std::uint32_t sheets = whole(input_.page_count, 2);
        std::vector<std::uint32_t> pages = sequence(sheets * 2);
        for (std::uint32_t s = 0; s < sheets; ++s) {
            Sheet& sheet = plan_.sheets.emplace_back();
            for (std::uint32_t i = 0; i < cells(); ++i) {
                sheet.front.push_back(grid(pages[2 * s], i));
                sheet.back.push_back(behind(pages[2 * s + 1], sheet.front.back()));
            }
        }
    }

    /// Bottom row 6 7 8 1, top row 5 4 3 2 upside down; the cut is the middle half of the long fold. Bound at the top, the
    /// sheet is turned by a quarter, the pages on it are not.
    void zine() {
        bool top_bound = input_.binding == Binding::top;
        plan_.columns = 4;
        plan_.rows = 2;
        plan_.two_sided = false;
        plan_.turn = Turn::sideways;
        std::uint32_t sheets = whole(input_.page_count, 8);
        std::vector<std::uint32_t> pages = sequence(sheets * 8);
        constexpr std::uint8_t top[] = {4, 3, 2, 1}, bottom[] = {5, 6, 7, 0};
        for (std::uint32_t s = 0; s < sheets; ++s) {
            Sheet& sheet = plan_.sheets.emplace_back();
            for (std::uint32_t i = 0; i < 4; ++i) {
                Cell upper = grid(pages[8 * s + top[i]], i), lower = grid(pages[8 * s + bottom[i]], 4 + i);
                upper.rotation = 180;
                for (Cell cell : {upper, lower}) {
                    if (top_bound) cell.row = std::exchange(cell.column, static_cast<std::uint8_t>(1 - cell.row));
                    sheet.front.push_back(cell);
                }
            }
        }
        if (top_bound) std::swap(plan_.columns, plan_.rows);
    }

    PlanInput const& input_;
    Plan plan_;
};

}  // namespace

Plan make_plan(PlanInput const& input) { return Planner(input).plan(); }

}  // namespace octavo::impose

// Where a cell's page lies on the paper: scale, rotation, shift.
//
// Folded schemes put pages against the fold, so that only the three outer edges need trimming; all others centre them in
// their cells. A sheet's creep moves its pages along with what nesting pushes out: a sheet with d sheets around it stands
// out by d thicknesses of the paper. Positions are integers of 1/1024 pt from the paper's lower left corner, scales are
// integers of a millionth.
#pragma once
#include <vector>

#include "impose/paper.h"
#include "impose/scheme.h"

namespace octavo::impose {

struct Box {
    base::Length left = 0, bottom = 0, right = 0, top = 0;
    [[nodiscard]] base::Length width() const { return right - left; }
    [[nodiscard]] base::Length height() const { return top - bottom; }
    bool operator==(Box const&) const = default;
};

enum class Fit : std::uint8_t {
    shrink,  ///< pages that are too large are made smaller
    fill,    ///< pages are made as large as their cells
    actual,  ///< pages keep their size
};
enum class Creep : std::uint8_t {
    inwards,   ///< the outer sheet stays, inner ones move to the fold
    outwards,  ///< the innermost sheet stays, outer ones move away from the fold
};

/// A page as it is shown: its visible box in its own coordinates, and how it is turned.
struct SourcePage {
    Box box;
    std::uint16_t rotate = 0;                ///< clockwise: 0, 90, 180, 270
    std::int64_t unit = 1'000'000;           ///< millionths of a point that one of its units measures (UserUnit)
    [[nodiscard]] base::Length shown_width() const;
    [[nodiscard]] base::Length shown_height() const;
};

struct LayoutOptions {
    Paper paper;                             ///< as it lies
    Fit fit = Fit::shrink;
    Creep creep = Creep::inwards;
    base::Length margin = 0;                 ///< kept free along the paper's edges
    base::Length gutter = 0;                 ///< kept free between a page and a fold or cut
    base::Length thickness = 0;              ///< of one sheet
};

struct Placement {
    std::int64_t a = 0, b = 0, c = 0, d = 0; ///< of PDF's matrix, millionths
    base::LongLength e = 0, f = 0;
    std::int64_t scale = 0;                  ///< millionths, UserUnit left out
    Box box;                                 ///< of the page on the paper
    Box cell;                                ///< nothing may be drawn outside it
};

/// The page's room in a cell, edges and gutter taken off; may be empty or negative when they are too wide.
[[nodiscard]] Box room_of(Plan const& plan, LayoutOptions const& options, Cell const& cell);
/// How far the pages of a sheet move towards the fold (negative: away from it).
[[nodiscard]] base::LongLength creep_of(Plan const& plan, LayoutOptions const& options, Sheet const& sheet);
[[nodiscard]] Placement place(Plan const& plan, LayoutOptions const& options, Sheet const& sheet, Cell const& cell, SourcePage const& page);
/// The paper turned the way in which most of the pages come out larger.
[[nodiscard]] Paper orient(Plan const& plan, LayoutOptions const& options, std::vector<SourcePage> const& pages);

}  // namespace octavo::impose

// Which page stands where on which side of which sheet.
//
// Input: a count of pages and the scheme. Output: sheets, each with its front and its back as cells of a grid. Pure
// arithmetic, no PDF; cost linear in the pages.
//
// The back is seen as one sees it after turning the sheet about Plan::turn: with Turn::sideways (about a vertical axis,
// as a leaf of a book bound left or right) the cell behind column c is column columns − 1 − c; with Turn::upwards (as a
// leaf bound at the top) the cell behind row r is row rows − 1 − r. Row 0 is the top row, column 0 the left one.
#pragma once
#include <cstdint>
#include <limits>
#include <vector>

namespace octavo::impose {

enum class Scheme : std::uint8_t {
    saddle,         ///< all sheets nested in one another, folded once, stapled through the fold
    signatures,     ///< groups of nested sheets, to be sewn; the last group is shortened
    perfect,        ///< sheets folded singly and gathered, the spine glued
    cut_and_stack,  ///< sheets cut into their cells; the stacks put on one another
    n_up,           ///< handouts: pages in reading order on each side, nothing folded
    repeat,         ///< step and repeat: every cell of a side holds the same page
    zine,           ///< eight pages on one side of a sheet, folded with one cut
};

enum class Binding : std::uint8_t { left, right, top };
enum class Turn : std::uint8_t { sideways, upwards };

/// Where the pages go that are missing to whole sheets.
enum class Blanks : std::uint8_t {
    end,
    before_last,  ///< the last pages stay last: a back cover, perhaps with its inside
    before_page,  ///< whole leaves before a page (where the back matter begins), so that right-hand pages stay so; the rest at the end
    balanced,     ///< whole leaves alternate between both ends
};

inline constexpr std::uint32_t blank_page = std::numeric_limits<std::uint32_t>::max();

struct Cell {
    std::uint32_t page = blank_page;  ///< from 0
    std::uint8_t column = 0, row = 0;
    std::uint16_t rotation = 0;       ///< 0 or 180
};

struct Sheet {
    std::vector<Cell> front, back;
    std::uint32_t signature = 0;
    std::uint32_t depth = 0;   ///< sheets of its signature that lie around it
};

struct PlanInput {
    std::uint32_t page_count = 0;
    Scheme scheme = Scheme::saddle;
    Binding binding = Binding::left;
    Blanks blanks = Blanks::end;
    std::uint32_t last_pages = 1;            ///< Blanks::before_last: how many stay last
    std::uint32_t blanks_before = 0;         ///< Blanks::before_page: from 0
    std::uint32_t sheets_per_signature = 4;  ///< Scheme::signatures; at least 1
    std::uint8_t columns = 2, rows = 1;      ///< cut_and_stack, n_up, repeat; at least 1
};

struct Plan {
    std::vector<Sheet> sheets;
    std::uint8_t columns = 2, rows = 1;
    Turn turn = Turn::sideways;
    bool folded = false;       ///< once, between the two cells: pages stand against the fold
    bool two_sided = true;
    std::uint32_t signatures = 1, blanks = 0;
    std::uint32_t deepest = 0; ///< the largest Sheet::depth
};

[[nodiscard]] Plan make_plan(PlanInput const& input);

}  // namespace octavo::impose

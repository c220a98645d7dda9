// Every scheme, folded and read.
#include <algorithm>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "impose/fold.h"

namespace octavo::test {
namespace {

using namespace impose;

/// Reads 0 … n − 1 in order, with nothing but blanks between, and as many as the plan says.
void expect_in_order(std::vector<std::uint32_t> const& read, std::uint32_t count, Plan const& plan) {
    std::uint32_t next = 0, blanks = 0;
    for (std::uint32_t page : read) {
        if (page == blank_page) ++blanks;
        else RC_ASSERT(page == next++);
    }
    RC_ASSERT(next == count);
    RC_ASSERT(blanks == plan.blanks);
}

PlanInput any_input(Scheme scheme) {
    PlanInput input;
    input.scheme = scheme;
    input.page_count = *rc::gen::inRange<std::uint32_t>(1, 401);
    input.binding = *rc::gen::element(Binding::left, Binding::right, Binding::top);
    input.blanks = *rc::gen::element(Blanks::end, Blanks::before_last, Blanks::before_page, Blanks::balanced);
    input.last_pages = *rc::gen::inRange<std::uint32_t>(1, 4);
    input.blanks_before = *rc::gen::inRange<std::uint32_t>(0, 401);
    input.sheets_per_signature = *rc::gen::inRange<std::uint32_t>(1, 13);
    input.columns = static_cast<std::uint8_t>(*rc::gen::inRange(1, 5));
    input.rows = static_cast<std::uint8_t>(*rc::gen::inRange(1, 5));
    return input;
}

RC_GTEST_PROP(Folding, FoldedSheetsReadInOrder, ()) {
    PlanInput input = any_input(*rc::gen::element(Scheme::saddle, Scheme::signatures, Scheme::perfect));
    Plan plan = make_plan(input);
    auto read = read_folded(plan, input.binding);
    expect_in_order(read, input.page_count, plan);
    RC_ASSERT(plan.sheets.size() == (input.page_count + 3) / 4);   // no sheet more than the pages need
    if (input.blanks == Blanks::before_last) {   // the last pages stay last
        std::uint32_t last = std::min(input.last_pages, input.page_count - 1);
        for (std::uint32_t i = 0; i < last; ++i) RC_ASSERT(read[read.size() - 1 - i] == input.page_count - 1 - i);
    }
    if (input.blanks == Blanks::before_page && input.blanks_before < input.page_count && plan.blanks >= 2) {
        auto at = static_cast<std::size_t>(std::find(read.begin(), read.end(), input.blanks_before) - read.begin());
        RC_ASSERT(at >= 2 && read[at - 1] == blank_page && read[at - 2] == blank_page);
    }
    if (input.scheme == Scheme::signatures) RC_ASSERT(plan.deepest < input.sheets_per_signature);
    // A right-hand page stays one.
    for (std::size_t i = 0; i + 1 < read.size() && input.blanks != Blanks::before_last; ++i) RC_ASSERT(read[i] == blank_page || read[i] % 2 == i % 2);
}

RC_GTEST_PROP(Folding, CutStacksReadInOrder, ()) {
    PlanInput input = any_input(Scheme::cut_and_stack);
    Plan plan = make_plan(input);
    expect_in_order(read_stacked(plan, input.binding), input.page_count, plan);
}

RC_GTEST_PROP(Folding, HandoutsReadInOrderSideBySide, ()) {
    PlanInput input = any_input(Scheme::n_up);
    Plan plan = make_plan(input);
    std::vector<std::uint32_t> read;
    for (Sheet const& sheet : plan.sheets) {
        for (auto const* side : {&sheet.front, &sheet.back}) {
            for (unsigned row = 0; row < plan.rows; ++row) {
                for (unsigned i = 0; i < plan.columns; ++i) read.push_back(at(*side, input.binding == Binding::right ? plan.columns - 1U - i : i, row).page);
            }
        }
    }
    expect_in_order(read, input.page_count, plan);
}

RC_GTEST_PROP(Folding, EveryRepeatedStackIsACopy, ()) {
    PlanInput input = any_input(Scheme::repeat);
    Plan plan = make_plan(input);
    for (unsigned row = 0; row < plan.rows; ++row) {
        for (unsigned column = 0; column < plan.columns; ++column) {
            std::vector<std::uint32_t> read;
            for (Sheet const& sheet : plan.sheets) {
                read.push_back(at(sheet.front, column, row).page);
                read.push_back(behind(plan, sheet, column, row));
            }
            expect_in_order(read, input.page_count, plan);
        }
    }
}

TEST(Scheme, TheOuterSheetHoldsTheLastPageLeftOfTheFirst) {
    Plan plan = make_plan({.page_count = 8});
    EXPECT_EQ(at(plan.sheets[0].front, 0, 0).page, 7U);
    EXPECT_EQ(at(plan.sheets[0].front, 1, 0).page, 0U);
    Plan right = make_plan({.page_count = 8, .binding = Binding::right});
    EXPECT_EQ(at(right.sheets[0].front, 0, 0).page, 0U);
    EXPECT_EQ(at(right.sheets[0].front, 1, 0).page, 7U);
}

TEST(Scheme, TheLastSignatureIsShortened) {
    Plan plan = make_plan({.page_count = 37, .scheme = Scheme::signatures, .sheets_per_signature = 4});
    EXPECT_EQ(plan.signatures, 3U);
    EXPECT_EQ(plan.sheets.size(), 10U);
    EXPECT_EQ(plan.blanks, 3U);
}

// The zine's eight panels, folded by hand. Cut between the middle panels of both rows, then folded lengthwise, the sheet is a
// ring of four double panels, front outside; the ends pushed together, the ring is a cross of four leaves, each of which is two
// neighbours in a row or, at the sheet's ends, both panels of a column. Read from any page on, the ring gives every panel once.
std::vector<Cell> around_the_ring(Plan const& plan) {
    // The grid as if bound at the side: a sheet bound at the top is one turned by a quarter, clockwise.
    auto panel = [&](unsigned column, unsigned row) {
        bool turned = plan.columns == 2;
        for (Cell const& cell : plan.sheets[0].front) {
            unsigned c = turned ? cell.row : cell.column, r = turned ? 1U - cell.column : cell.row;
            if (c == column && r == row) return cell;
        }
        throw std::runtime_error("a panel is missing");
    };
    std::vector<Cell> ring;
    for (unsigned column = 0; column < 4; ++column) ring.push_back(panel(column, 1));
    for (unsigned column = 4; column-- > 0;) ring.push_back(panel(column, 0));
    return ring;
}

RC_GTEST_PROP(Folding, TheZineReadsInOrder, ()) {
    PlanInput input = any_input(Scheme::zine);
    input.page_count = *rc::gen::inRange<std::uint32_t>(1, 9);
    Plan plan = make_plan(input);
    RC_ASSERT(plan.sheets.size() == 1 && !plan.two_sided);
    std::vector<Cell> ring = around_the_ring(plan);
    if (input.binding == Binding::right) std::reverse(ring.begin(), ring.end());
    std::vector<std::uint32_t> read;
    // Page 1 is the last panel of the lower row, where the reader begins (the first, from right to left).
    for (std::size_t i = 0; i < 8; ++i) read.push_back(ring[((input.binding == Binding::right ? 7U : 3U) + i) % 8].page);
    expect_in_order(read, input.page_count, plan);
    // Upright in the hand: the upper row hangs head down over the fold.
    for (Cell const& cell : plan.sheets[0].front) {
        bool upper = plan.columns == 2 ? cell.column == 1 : cell.row == 0;
        RC_ASSERT(cell.rotation == (upper ? 180 : 0));
    }
}

}  // namespace
}  // namespace octavo::test

// Every scheme, folded and read.
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
    input.blanks = *rc::gen::element(Blanks::end, Blanks::before_last, Blanks::balanced);
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
    if (input.blanks == Blanks::before_last && input.page_count > 1) RC_ASSERT(read.back() == input.page_count - 1);
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

// A leaf of the zine is two panels back to back: neighbours across a fold. Spreads are neighbours across a fold too. Nothing
// of that may cross the cut, between the middle panels of both rows.
TEST(Scheme, TheZineFoldsIntoEightPages) {
    for (Binding binding : {Binding::left, Binding::right}) {
        Plan plan = make_plan({.page_count = 8, .scheme = Scheme::zine, .binding = binding});
        ASSERT_EQ(plan.sheets.size(), 1U);
        std::map<std::uint32_t, Cell> where;
        for (Cell const& cell : plan.sheets[0].front) where[cell.page] = cell;
        ASSERT_EQ(where.size(), 8U);
        for (std::uint32_t page = 0; page < 8; ++page) {
            Cell const &one = where[page], &two = where[(page + 1) % 8];
            bool beside = one.row == two.row && std::abs(one.column - two.column) == 1;
            bool above = one.column == two.column && one.row != two.row && (one.column == 0 || one.column == 3);
            EXPECT_TRUE(beside || above) << page;
            EXPECT_EQ(one.rotation, one.row == 0 ? 180 : 0);
            // In a spread, the lower page comes first in reading direction, as the upright reader sees it.
            bool spread = page % 2 == 1 && page != 7;
            if (!spread) continue;
            ASSERT_TRUE(beside);
            bool second_at_right = (two.column > one.column) == (one.rotation == 0);
            EXPECT_EQ(second_at_right, binding == Binding::left) << page;
        }
    }
}

}  // namespace
}  // namespace octavo::test

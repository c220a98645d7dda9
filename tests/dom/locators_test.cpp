#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "dom/locators.h"

namespace octavo::dom {
namespace {

using testing::ElementsAre;

std::vector<std::string> texts(std::vector<Locator> const& locators) {
    return locator_texts(locators, [](std::uint32_t page) { return std::to_string(page); });
}

TEST(Locators, NoPageTwice) {
    EXPECT_THAT(texts({{{3, 3}}, {{5, 5}}, {{5, 5}}, {{6, 6}}}), ElementsAre("3", "5", "", "6"));
}

TEST(Locators, APassageOverPagesIsARangeThoseThatFollowAreNot) {
    EXPECT_THAT(texts({{{3, 5}}, {{6, 6}}, {{7, 7}}}), ElementsAre("3\xE2\x80\x93" "5", "6", "7"));
}

TEST(Locators, OverlappingPassagesAreOne) {
    EXPECT_THAT(texts({{{3, 5}}, {{4, 4}}, {{5, 8}}}), ElementsAre("3\xE2\x80\x93" "8", "", ""));
}

TEST(Locators, TheChiefPassageStandsByItself) {
    EXPECT_THAT(texts({{{3, 3}}, {{3, 3}, true}}), ElementsAre("", "3"));
    EXPECT_THAT(texts({{{3, 9}}, {{5, 5}, true}}), ElementsAre("3\xE2\x80\x93" "9", "5"));
    EXPECT_THAT(texts({{{3, 9}, true}, {{5, 6}}}), ElementsAre("3\xE2\x80\x93" "9", ""));
}

TEST(Locators, ANoteSaysNothingWhereItsPageIsListed) {
    EXPECT_THAT(texts({{{3, 3}, false, "n"}, {{3, 3}}, {{4, 4}, false, "n"}, {{4, 4}, false, "n"}}), ElementsAre("", "3", "4n", ""));
}

TEST(Locators, PagesStandInOrderAndWhatIsOnNoneIsLeftOut) {
    EXPECT_THAT(texts({{{7, 7}}, {{2, 2}}, {{}}, {{5, 5}}}), ElementsAre("2", "5", "", "7"));
}

TEST(Locators, ARangeThatEndsBeforeItBeginsIsItsFirstPage) {
    EXPECT_THAT(texts({{{7, 4}}}), ElementsAre("7"));
}

}  // namespace
}  // namespace octavo::dom

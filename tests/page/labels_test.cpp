#include <gmock/gmock.h>

#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using testing::ElementsAre;

constexpr char const* named_pages =
    "@page front { @bottom-center { content: counter(page, lower-roman) } } @page main { @bottom-center { content: counter(page) } } "
    "section { break-before: page } .plain { page: plain } .front { page: front } .main { page: main } .first { counter-reset: page 1 } "
    ".recto { break-before: recto }";

std::vector<std::string> labels(std::string const& body) {
    Typeset set(body, named_pages);
    std::vector<std::string> result;
    for (Page const& page : set.pages.pages) result.push_back(page.label);
    return result;
}

TEST(PageLabels, AreWhatTheMarginBoxesPrint) {
    EXPECT_THAT(labels("<section class='front'><p>a</p></section><section class='front'><p>b</p></section>"
                       "<section class='main first'><p>c</p></section><section class='main'><p>d</p></section>"),
                ElementsAre("i", "ii", "1", "2"));
}

TEST(PageLabels, ATitlePageCountsWithTheFrontMatterAfterIt) {
    EXPECT_THAT(labels("<section class='plain'><p>title</p></section><section class='front'><p>b</p></section>"
                       "<section class='main first'><p>c</p></section>"),
                ElementsAre("i", "ii", "1"));
}

TEST(PageLabels, ABlankPageCountsWithThePagesBeforeIt) {
    EXPECT_THAT(labels("<section class='front'><p>a</p></section><section class='main first recto'><p>c</p></section>"),
                ElementsAre("i", "ii", "1"));
}

TEST(PageLabels, ATitlePageAloneIsNotTakenForTheFirstPageOfTheText) {
    EXPECT_THAT(labels("<section class='plain'><p>title</p></section><section class='main first recto'><p>c</p></section>"),
                ElementsAre("i", "ii", "1"));
}

TEST(PageLabels, AreDecimalWhereNothingIsPrinted) {
    EXPECT_THAT(labels("<section class='plain'><p>a</p></section><section class='plain'><p>b</p></section>"), ElementsAre("1", "2"));
}

}  // namespace
}  // namespace octavo::page::test

// Program listings: wrapped lines are marked, and the listing's own lines are numbered.
#include <gmock/gmock.h>

#include "page/typeset.h"
#include "paint/painter.h"

namespace octavo::paint {
namespace {

std::size_t count(std::string const& text, std::string_view what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

TEST(Listings, OnlyLinesThatGoOnAreMarked) {
    page::test::Typeset set("<pre>short one\n" + std::string("a line that is far too long for the measure of this narrow page and so goes on twice or thrice\n") + "short two</pre>",
                            "pre { white-space: pre-wrap; -octavo-wrap-mark: '+'; -octavo-line-number: 1; margin: 0; font: 10pt/12pt \"EB Garamond\" }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    std::size_t lines = 0;
    for (page::Placement const& p : set.pages.pages[0].flow) lines += p.end_slice - p.first_slice;
    ASSERT_GT(lines, 3U);
    EXPECT_EQ(count(list.text, "+"), lines - 3);
}

TEST(Listings, NothingIsMarkedWhereTheStyleDoesNotAsk) {
    page::test::Typeset set("<pre>a line that is far too long for the measure of this narrow page and so goes on twice or thrice</pre>", "pre { white-space: pre-wrap }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    EXPECT_EQ(count(list.text, "+"), 0U);
}

}  // namespace
}  // namespace octavo::paint

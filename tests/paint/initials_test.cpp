// An initial letter and the rest of its word are one word when the text is taken out of the page.
#include <gmock/gmock.h>

#include "page/typeset.h"
#include "paint/painter.h"

namespace octavo::paint {
namespace {

/// What the first page's marks of content say, each instead of what it shows; and what all show, in order.
struct Said {
    std::vector<std::string> instead;
    std::string shown;
};
Said said(std::string const& body) {
    page::test::Typeset set(body, "p::first-letter { initial-letter: 3 } p { hyphens: none }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    Said result{{}, list.text};
    for (Mark const& mark : list.marks) {
        if (mark.says != 0) result.instead.push_back(list.sayings[mark.says - 1]);
    }
    return result;
}

TEST(Initials, TheFirstWordSaysTheLetterToo) {
    Said text = said("<p>Once upon a time " + page::test::sentences(4) + "</p>");
    EXPECT_THAT(text.instead, testing::ElementsAre("", "Once"));
    EXPECT_THAT(text.shown, testing::StartsWith("Once upon a time"));
}

TEST(Initials, AWordOfOneLetterStaysAWord) {
    EXPECT_THAT(said("<p>A time of " + page::test::sentences(4) + "</p>").instead, testing::ElementsAre("", "A time"));
}

TEST(Initials, TheRestOfTheWordMayLookOtherwise) {
    EXPECT_THAT(said("<p>O<i>nce upon</i> a time " + page::test::sentences(4) + "</p>").instead, testing::ElementsAre("", "Once"));
}

TEST(Initials, ALetterAloneSaysItself) {
    Said text = said("<p>O</p>");
    EXPECT_THAT(text.instead, testing::IsEmpty());
    EXPECT_EQ(text.shown, "O");
}

}  // namespace
}  // namespace octavo::paint

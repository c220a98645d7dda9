// What stands after a heading at the foot of a page.
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

constexpr char const* plain_headings = "h2 { font: inherit; margin: 0; break-after: avoid } p { orphans: 2; widows: 2 }";

std::string fillers(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "<p>Filler.</p>";
    return text;
}

TEST(Headings, KeepWithWhatFollowsAParagraphOfOneLine) {
    Typeset t(fillers(11) + "<h2>Heading</h2><p>Short.</p><p>" + sentences(8) + "</p>", plain_headings);  // 13 lines fill the page
    ASSERT_GE(t.pages.pages.size(), 2U);
    EXPECT_EQ(t.page_text(0).find("Heading"), std::string::npos);
    EXPECT_TRUE(t.page_text(1).starts_with("Heading\nShort.\nSentence")) << t.page_text(1);
}

TEST(Headings, AreContentWithTwoLines) {
    Typeset t(fillers(10) + "<h2>Heading</h2><p>Short.<br/>Second.</p><p>" + sentences(8) + "</p>", plain_headings);
    ASSERT_GE(t.pages.pages.size(), 2U);
    EXPECT_TRUE(t.page_text(0).ends_with("Heading\nShort.\nSecond.\n")) << t.page_text(0);
}

TEST(Headings, DoNotLeaveOneLineOfAParagraphBehind) {
    Typeset t(fillers(12) + "<h2>Heading</h2><p>" + sentences(8) + "</p>", plain_headings);
    ASSERT_GE(t.pages.pages.size(), 2U);
    EXPECT_TRUE(t.page_text(1).starts_with("Heading\nSentence 0")) << t.page_text(1);
}

}  // namespace
}  // namespace octavo::page::test

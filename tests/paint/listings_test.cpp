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

TEST(Listings, EachLineOfTheSourceHasItsNumberOnceAndTheMarksStandBehindTheWrappedOnes) {
    std::string long_line = "a line that is far too long for the measure of this narrow page and so goes on twice or thrice";
    page::test::Typeset set("<pre>one\n" + long_line + "\n\n" + long_line + "\nfive</pre>",
                            "pre { white-space: pre-wrap; -octavo-wrap-mark: '+'; -octavo-line-number: 1 left; margin: 0 40pt; font: 10pt/12pt \"EB Garamond\" }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    page::Page const& page = set.pages.pages[0];
    std::string numbers;
    std::vector<Length> baselines;
    for (page::LineNumber const& number : page.line_numbers) {
        numbers += number.text + " ";
        baselines.push_back(number.baseline);
    }
    EXPECT_EQ(numbers, "1 2 3 4 5 ") << "an empty line is one too";
    ASSERT_EQ(baselines.size(), 5u);
    Length line = 12 * base::point;
    auto lines_between = [&](std::size_t i) { return (baselines[i + 1] - baselines[i]) / line; };
    EXPECT_EQ(lines_between(0), 1);
    EXPECT_GT(lines_between(1), 1) << "the wrapped line's rest has no number";
    EXPECT_EQ(lines_between(2), 1);
    EXPECT_EQ(lines_between(3), lines_between(1));
    // Numbers stand in the left margin, marks right of the listing's lines; both are no content.
    page::PageArea area = page::content_area(*page.style);
    Length rules_right = area.x + area.width - 40 * base::point;
    std::string marks, shown_numbers;
    for (Item const& item : list.items) {
        if (item.kind != ItemKind::text || list.marks[item.mark].kind != Mark::Kind::rule) continue;
        TextItem const& text = list.texts[item.index];
        std::string said = list.text.substr(text.first_byte, text.byte_count);
        bool is_mark = said.find('+') != std::string::npos;
        (is_mark ? marks : shown_numbers) += said;
        for (std::uint32_t i = 0; i < text.glyph_count; ++i) {
            Length x = list.glyphs[text.first_glyph + i].x;
            EXPECT_TRUE(is_mark ? x >= rules_right : x < area.x) << said;
        }
    }
    std::erase(shown_numbers, ' ');
    EXPECT_EQ(marks, std::string(static_cast<std::size_t>(2 * (lines_between(1) - 1)), '+'));
    EXPECT_EQ(shown_numbers, "12345");
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

// Backgrounds and borders of inline boxes: their order, their margins, their parts on several lines.
#include <gmock/gmock.h>

#include "page/typeset.h"
#include "paint/painter.h"

namespace octavo::paint {
namespace {

/// The first page's rectangles of a colour (0xRRGGBB), in the order they are painted.
std::vector<RectangleItem> rectangles(std::string const& body, std::vector<std::uint32_t> const& colors) {
    page::test::Typeset set(body);
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    std::vector<RectangleItem> found;
    for (RectangleItem const& rectangle : list.rectangles) {
        std::uint32_t color = std::uint32_t{rectangle.color.red} << 16 | std::uint32_t{rectangle.color.green} << 8 | rectangle.color.blue;
        if (std::find(colors.begin(), colors.end(), color) != colors.end()) found.push_back(rectangle);
    }
    return found;
}

TEST(InlineBoxes, AnInnerBoxIsPaintedOverItsOuterOneAndItsMarginIsNot) {
    auto found = rectangles("<p><span style='background: #010000'>outer <i style='background: #020000; margin-left: 50pt'>inner</i></span></p>",
                            {0x010000, 0x020000});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].color.red, 1);
    EXPECT_EQ(found[1].color.red, 2);
    EXPECT_LT(found[0].x + 50 * base::point, found[1].x) << "the margin shows the outer box";
    EXPECT_EQ(found[0].x + found[0].width, found[1].x + found[1].width);
}

TEST(InlineBoxes, ABoxOverTwoLinesHasItsSidesAtItsEndsOnly) {
    // 0x030000: the left border, 0x040000: the right one.
    auto found = rectangles("<p>x <span style='border: 1pt solid #050000; border-left-color: #030000; border-right-color: #040000'>one<br/>two</span></p>",
                            {0x030000, 0x040000});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].color.red, 3);
    EXPECT_EQ(found[1].color.red, 4);
    EXPECT_LT(found[0].y, found[1].y);
}

TEST(InlineBoxes, ABoxThatIsClonedHasItsSidesOnEveryLine) {
    std::string body = "<p>x <span style='box-decoration-break: clone; padding: 0 4pt; border: 1pt solid #050000; border-left-color: #030000; "
                       "border-right-color: #040000'>one<br/>two<br/>three</span> y</p>";
    auto found = rectangles(body, {0x030000, 0x040000});
    ASSERT_EQ(found.size(), 6U);
    for (std::size_t i = 0; i < 6; ++i) EXPECT_EQ(found[i].color.red, i % 2 == 0 ? 4 : 3);   // right, left
    EXPECT_EQ(found[3].x, 20 * base::point) << "at the line's start";
    EXPECT_EQ(found[3].x, found[5].x);
}

TEST(InlineBoxes, LinesAreBrokenWithTheSidesOfClonedBoxes) {
    std::string body = "<p style='text-align: justify'>Some <span style='box-decoration-break: clone; padding: 0 9pt; background: #050000'>" +
                       page::test::sentences(6) + "</span> end</p>";
    auto found = rectangles(body, {0x050000});
    ASSERT_GT(found.size(), 3U);
    for (std::size_t i = 1; i + 1 < found.size(); ++i) {
        EXPECT_EQ(found[i].x, 20 * base::point);
        EXPECT_NEAR(found[i].x + found[i].width, 280 * base::point, base::point / 4);
    }
}

TEST(InlineBoxes, AClonedBoxInAnotherStandsWithinItsSides) {
    std::string body = "<p>x <span style='box-decoration-break: clone; padding: 0 4pt; background: #050000'>one <i style='box-decoration-break: clone; "
                       "padding: 0 3pt; background: #060000'>two<br/>three</i> four</span></p>";
    auto found = rectangles(body, {0x050000, 0x060000});
    ASSERT_EQ(found.size(), 4U);   // outer and inner on each line
    EXPECT_EQ(found[1].x + found[1].width + 4 * base::point, found[0].x + found[0].width);
    EXPECT_EQ(found[2].x + 4 * base::point, found[3].x);
}

}  // namespace
}  // namespace octavo::paint

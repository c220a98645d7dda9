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

}  // namespace
}  // namespace octavo::paint

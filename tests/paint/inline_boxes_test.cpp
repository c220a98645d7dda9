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

TEST(InlineBoxes, ABoxThatABlockPartsHasItsSidesAtItsEndsOnly) {
    auto found = rectangles("<div><span style='border: 1pt solid #050000; border-left-color: #030000; border-right-color: #040000; "
                            "padding: 0 9pt'>one<div>two</div><b style='background: #060000'>three</b></span></div>",
                            {0x030000, 0x040000, 0x060000});
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].color.red, 3);
    EXPECT_EQ(found[1].color.red, 4);
    EXPECT_LT(found[0].y, found[1].y);
    EXPECT_EQ(found[2].x, 20 * base::point) << "no padding where it goes on";
}

constexpr char const* tall = "<span style='display: inline-block; width: 5pt; height: 40pt'></span>";

TEST(InlineBoxes, BoxesStandAtTheTopAndTheBottomOfTheirLine) {
    auto found = rectangles("<p><i style='background: #010000'>x</i><i style='vertical-align: top; background: #020000'>a <b style='background: "
                            "#030000; vertical-align: 2pt'>b</b></i><i style='vertical-align: bottom; background: #040000'>c</i>" +
                                std::string(tall) + "</p>",
                            {0x010000, 0x020000, 0x030000, 0x040000});
    ASSERT_EQ(found.size(), 4U);
    EXPECT_EQ(found[3].y, found[0].y) << "as low as the baseline's text, which is the line's lowest";
    EXPECT_EQ(found[1].y - found[2].y, 2 * base::point) << "what it holds goes with it";
    EXPECT_GT(found[0].y - found[1].y, 25 * base::point);
    auto low = rectangles("<p><i style='background: #010000'>x</i><i style='display: inline-block; vertical-align: top; height: 60pt; width: 9pt; "
                          "background: #020000'></i></p><p style='background: #030000'>next</p>",
                          {0x010000, 0x020000, 0x030000});
    ASSERT_EQ(low.size(), 3U);
    auto of = [&](int red) { return *std::find_if(low.begin(), low.end(), [&](RectangleItem const& r) { return r.color.red == red; }); };
    EXPECT_EQ(of(2).y, 20 * base::point);
    EXPECT_LT(of(1).y, of(2).y + 12 * base::point) << "the line is made longer below";
    EXPECT_EQ(of(3).y, of(2).y + 60 * base::point);
}

TEST(InlineBoxes, AnInlineBlockStandsAtTheMiddleTheTopOrTheBottomOfTheText) {
    auto top_of = [](std::string const& align) {
        auto found = rectangles("<p><i style='background: #010000'>x</i><i style='display: inline-block; height: 30pt; width: 9pt; background: #020000; "
                                "vertical-align: " + align + "'></i></p>", {0x010000, 0x020000});
        if (found.size() != 2) return std::pair<Length, Length>{};
        if (found[0].color.red == 2) std::swap(found[0], found[1]);
        return std::pair<Length, Length>{found[1].y - found[0].y, found[0].height};
    };
    auto [text_top, height] = top_of("text-top");
    EXPECT_EQ(text_top, 0);
    EXPECT_EQ(top_of("text-bottom").first + 30 * base::point, height);
    Length middle = top_of("middle").first, baseline = top_of("baseline").first;
    EXPECT_GT(middle - baseline, 12 * base::point) << "half its height lower, but for half an x";
    EXPECT_LT(middle - baseline, 15 * base::point);
    EXPECT_EQ(top_of("-3pt").first - baseline, 3 * base::point);
}

TEST(InlineBoxes, NoBreakSpacesStayAtTheEnd) {
    auto found = rectangles("<p><i style='display: inline-block; background: #010000'>word</i> <i style='display: inline-block; background: "
                            "#020000'>word&#160;&#160;</i></p>", {0x010000, 0x020000});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_GT(found[1].width, found[0].width + 3 * base::point);
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

// Backgrounds of containers that are divided between columns and pages.
#include "page/typeset.h"
#include "paint/painter.h"

namespace octavo::paint {
namespace {

using base::point;

std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "<p>Line.</p>";
    return text;
}

/// The backgrounds of each page.
std::vector<std::vector<RectangleItem>> painted(std::string const& body, std::string const& css) {
    page::test::Typeset set(body, css);
    Painter painter(*set.layout, set.pages);
    std::vector<std::vector<RectangleItem>> pages;
    for (std::uint32_t i = 0; i < set.pages.pages.size(); ++i) {
        DisplayList list;
        painter.paint(i, list);
        pages.push_back(list.rectangles);
    }
    return pages;
}

// The content box is 260 pt wide and 160 pt high, from (20, 20): 13 lines of 12 pt, in columns of 125 pt.
constexpr char const* columns = "section { columns: 2; column-gap: 10pt; column-fill: auto } .box { background: #ccc }";

TEST(Frames, OneHasAPartInEachColumnItReaches) {
    auto pages = painted("<section>" + lines(5) + "<div class=\"box\">" + lines(30) + "</div>" + lines(2) + "</section>", columns);
    ASSERT_EQ(pages.size(), 2u);
    ASSERT_EQ(pages[0].size(), 2u);
    std::sort(pages[0].begin(), pages[0].end(), [](auto const& a, auto const& b) { return a.x < b.x; });
    EXPECT_EQ(pages[0][0].x, 20 * point);
    EXPECT_EQ(pages[0][0].y, (20 + 5 * 12) * point);
    EXPECT_EQ(pages[0][0].height, 8 * 12 * point);
    EXPECT_EQ(pages[0][1].x, (20 + 135) * point);
    EXPECT_EQ(pages[0][1].y, 20 * point);
    EXPECT_EQ(pages[0][1].height, 13 * 12 * point);
    ASSERT_EQ(pages[1].size(), 1u);
    EXPECT_EQ(pages[1][0].y, 20 * point);
    EXPECT_EQ(pages[1][0].height, (30 - 8 - 13) * 12 * point);
    for (auto const& page : pages) {
        for (RectangleItem const& part : page) EXPECT_EQ(part.width, 125 * point);
    }
}

TEST(Frames, OneAroundColumnsReachesOverThem) {
    auto pages = painted("<div class=\"box\"><section>" + lines(20) + "</section></div>", std::string(columns) + " section { break-before: auto }");
    ASSERT_EQ(pages[0].size(), 1u);
    EXPECT_EQ(pages[0][0].width, 260 * point);
    EXPECT_EQ(pages[0][0].height, 13 * 12 * point);
}

TEST(Frames, OneInAnotherIsDividedWithIt) {
    auto pages = painted("<section>" + lines(4) + "<div class=\"box\">" + lines(2) + "<div class=\"box\">" + lines(9) + "</div></div></section>", columns);
    ASSERT_EQ(pages[0].size(), 4u);
    Length all = 0;
    for (RectangleItem const& part : pages[0]) all += part.height;
    EXPECT_EQ(all, (11 + 9) * 12 * point);
}

}  // namespace
}  // namespace octavo::paint

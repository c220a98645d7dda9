// What stands on its side: where its text, rules and links come to stand on the page.
#include <gmock/gmock.h>

#include "page/typeset.h"
#include "paint/canvas.h"
#include "paint/painter.h"

namespace octavo::paint {
namespace {

using base::point;

TEST(Turned, PointsGoRoundTheCornerAgainstTheClock) {
    EXPECT_EQ((Turning{1, 10, 100}.place(5, 2)), (std::pair<Length, Length>{12, 95}));
    EXPECT_EQ((Turning{2, 10, 100}.place(5, 2)), (std::pair<Length, Length>{5, 98}));
    EXPECT_EQ((Turning{3, 10, 100}.place(5, 2)), (std::pair<Length, Length>{8, 105}));
    EXPECT_EQ((Turning{0, 10, 100}.place(5, 2)), (std::pair<Length, Length>{15, 102}));
}

TEST(Turned, OneWithinAnotherIsTurnedByBoth) {
    DisplayList list;
    Canvas canvas(list);
    std::uint16_t upright = canvas.turn({1, 0, 100});
    std::uint16_t outer = canvas.turn({3, 20, 30});
    Area area = canvas.on_page({1, 2, 3, 4});
    EXPECT_EQ(list.turns.back().quarters, 0);
    // 3 quarters: (20 - 2, 30 + 1); then one: (0 + 31, 100 - 18).
    EXPECT_EQ(area.x, 31);
    EXPECT_EQ(area.y, 100 - 18);
    EXPECT_EQ(area.width, 3);
    canvas.turn_back(outer);
    canvas.turn_back(upright);
    canvas.rectangle({1, 2, 3, 4}, {0, 0, 0, 255});
    EXPECT_EQ(list.rectangles.back().x, 1);
}

TEST(Turned, ACellsTextStandsWithinItAndItsLinkToo) {
    page::test::Typeset set("<table><tr><th><a href=\"http://a.example/\">Something long</a></th></tr><tr><td>1</td></tr></table>",
                            "table { border-collapse: separate } th { writing-mode: sideways-lr; padding: 2pt; border: 0; background: #010203 }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    auto cell = std::find_if(list.rectangles.begin(), list.rectangles.end(), [](RectangleItem const& r) { return r.color.red == 1; });
    ASSERT_NE(cell, list.rectangles.end());
    EXPECT_GT(cell->height, cell->width);
    auto turned = std::find_if(list.items.begin(), list.items.end(), [](Item const& item) { return item.turn != 0; });
    ASSERT_NE(turned, list.items.end());
    TextItem const& text = list.texts[turned->index];
    Length above = base::length_max;
    for (std::uint32_t i = 0; i < text.glyph_count; ++i) {
        PlacedGlyph const& glyph = list.glyphs[text.first_glyph + i];
        auto [x, y] = list.turns[turned->turn - 1U].place(glyph.x, glyph.y);
        EXPECT_GE(x, cell->x);
        EXPECT_LE(x, cell->x + cell->width);
        EXPECT_GE(y, cell->y);
        EXPECT_LE(y, cell->y + cell->height);
        EXPECT_LE(y, above) << "it reads upwards";
        above = y;
    }
    ASSERT_EQ(list.links.size(), 1u);
    EXPECT_GT(list.links[0].height, list.links[0].width);
    EXPECT_GE(list.links[0].y, cell->y);
}

}  // namespace
}  // namespace octavo::paint

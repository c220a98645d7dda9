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

/// What a turned cell shows, a letter each: where its origin comes to stand, and how it is turned.
struct Shown {
    Length x = 0, y = 0;
    int quarters = 0;
};
std::vector<Shown> shown_in_cell(std::string const& mode, std::string const& words) {
    page::test::Typeset set("<table><tr><th>" + words + "</th></tr></table>",
                            "table { border-collapse: separate } th { font: 10pt/12pt \"Noto Serif CJK JP\"; padding: 0; border: 0; writing-mode: " + mode + " }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    std::vector<Shown> found;
    for (Item const& item : list.items) {
        if (item.kind != ItemKind::text || item.turn == 0) continue;
        Turning const& turn = list.turns[item.turn - 1U];
        TextItem const& text = list.texts[item.index];
        for (std::uint32_t i = 0; i < text.glyph_count; ++i) {
            PlacedGlyph const& glyph = list.glyphs[text.first_glyph + i];
            auto [x, y] = turn.place(glyph.x, glyph.y);
            found.push_back({x, y, turn.quarters});
        }
    }
    return found;
}

TEST(Turned, SquareLettersOfAVerticalCellStandUpright) {
    std::string words = "\xE6\x97\xA5\xE3\x80\x81\xE6\x9C\xAC" "ab";   // two ideographs with a comma between them, two letters
    auto vertical = shown_in_cell("vertical-rl", words), sideways = shown_in_cell("sideways-rl", words);
    ASSERT_EQ(vertical.size(), 5u);
    ASSERT_EQ(sideways.size(), 5u);
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(vertical[i].quarters, i < 3 ? 0 : 3) << i;
        EXPECT_EQ(sideways[i].quarters, 3) << i;
    }
    // Each stands as far below the one before as it would have lain, in one column; its square is that which it would have lain in.
    Length advance = sideways[1].y - sideways[0].y, up = base::scale(10 * point, 380, 1000);
    EXPECT_EQ(vertical[1].x, vertical[0].x);
    EXPECT_EQ(vertical[1].y - vertical[0].y, advance);
    EXPECT_EQ(vertical[2].y - vertical[1].y, advance);
    EXPECT_NEAR(vertical[0].x + advance / 2, sideways[0].x + up, 2);
    EXPECT_NEAR(vertical[0].y - up, sideways[0].y + advance / 2, 2);
    EXPECT_EQ(vertical[3].y, sideways[3].y) << "the letters lie as they did";
    EXPECT_EQ(vertical[3].x, sideways[3].x);
}

TEST(Turned, LettersOfOtherTurnedCellsLieAsTheirLinesDo) {
    EXPECT_TRUE(shown_in_cell("horizontal-tb", "\xE6\x97\xA5\xE3\x80\x81").empty());
    auto left = shown_in_cell("sideways-lr", "\xE6\x97\xA5\xE3\x80\x81");
    ASSERT_EQ(left.size(), 2u);
    EXPECT_EQ(left[0].quarters, 1);
}

}  // namespace
}  // namespace octavo::paint

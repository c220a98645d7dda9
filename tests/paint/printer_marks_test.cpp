// Bleed and marks, as the page rules ask for them.
#include <gmock/gmock.h>

#include "css/ink.h"
#include "page/typeset.h"
#include "paint/painter.h"
#include "paint/printer_marks.h"

namespace octavo::paint {
namespace {

DisplayList first_page(std::string const& rule) {
    page::test::Typeset set("<p>Text</p>", "@page { size: 100mm 150mm; margin: 10mm; " + rule + " }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    painter.paint(0, list);
    return list;
}

std::vector<StrokeItem> marks_of(DisplayList const& page) {
    std::vector<StrokeItem> marks;
    for (Item const& item : page.items)
        if (page.marks[item.mark].kind == Mark::Kind::crop_mark && item.kind == ItemKind::stroke) marks.push_back(page.strokes[item.index]);
    return marks;
}

TEST(PrinterMarks, AreThereWhereTheyAreAskedFor) {
    EXPECT_EQ(marks_of(first_page("")).size(), 0U);
    EXPECT_EQ(marks_of(first_page("marks: crop")).size(), 8U);
    EXPECT_EQ(marks_of(first_page("marks: cross")).size(), 8U);
    EXPECT_EQ(marks_of(first_page("marks: crop cross")).size(), 16U);
    EXPECT_EQ(first_page("bleed: 3mm").slug, 0);
    EXPECT_EQ(first_page("marks: crop").bleed, 6 * base::point) << "bleed: auto";
}

TEST(PrinterMarks, StandOutsideTheBleedOnTheMediumAndOnEveryPlate) {
    for (char const* bleed : {"0", "3mm", "10mm"}) {
        DisplayList page = first_page(std::string("marks: crop cross; bleed: ") + bleed);
        Length edge = page.bleed + page.slug;
        for (StrokeItem const& mark : marks_of(page)) {
            bool outside = std::max(mark.x0, mark.x1) <= -page.bleed || std::min(mark.x0, mark.x1) >= page.width + page.bleed ||
                           std::max(mark.y0, mark.y1) <= -page.bleed || std::min(mark.y0, mark.y1) >= page.height + page.bleed;
            EXPECT_TRUE(outside) << bleed;
            EXPECT_GE(std::min(mark.x0, mark.x1), -edge);
            EXPECT_LE(std::max(mark.y0, mark.y1), page.height + edge);
            EXPECT_EQ(css::ink_of(mark.color.ink).name.view(), "All");
        }
    }
}

TEST(PrinterMarks, TheBackgroundOfThePageGoesOnIntoTheBleed) {
    DisplayList page = first_page("bleed: 3mm; background-color: #abc");
    ASSERT_FALSE(page.rectangles.empty());
    RectangleItem const& ground = page.rectangles[0];
    EXPECT_EQ(ground.x, -page.bleed);
    EXPECT_EQ(ground.width, page.width + 2 * page.bleed);
    EXPECT_EQ(ground.height, page.height + 2 * page.bleed);
}

TEST(PrinterMarks, CrossesKeepClearOfFolds) {
    DisplayList list;
    Canvas canvas(list);
    style::PageStyle style;
    style.width = 300 * base::point;
    style.height = 200 * base::point;
    style.marks_cross = true;
    std::array folds{148 * base::point, 152 * base::point};
    paint_printer_marks(style, folds, canvas);
    std::size_t broken = 0;
    for (StrokeItem const& mark : list.strokes) {
        broken += mark.style == css::BorderStyle::dashed ? 1 : 0;
        bool across = mark.y0 == mark.y1 && std::min(mark.x0, mark.x1) < folds[1] && std::max(mark.x0, mark.x1) > folds[0];
        EXPECT_FALSE(across);
    }
    EXPECT_EQ(broken, 4U);
}

}  // namespace
}  // namespace octavo::paint

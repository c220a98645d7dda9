#include "css/css_support.h"

namespace octavo::css {
namespace {

using testing::Computed;
using testing::pt;
using Kind = ShapeOutside::Kind;

TEST(Floats, ShapesAreReadWithTheirBoxes) {
    Computed circle("shape-outside: circle(10pt at left 20pt) padding-box");
    EXPECT_EQ(circle.builder.box.shape_outside.kind, Kind::circle);
    EXPECT_EQ(circle.builder.box.shape_outside.box, ShapeOutside::Box::padding);
    ASSERT_EQ(circle.builder.box.shape_outside.arguments.size(), 3u);
    EXPECT_EQ(circle.builder.box.shape_outside.arguments[0].length, 10 * pt);
    EXPECT_EQ(circle.builder.box.shape_outside.arguments[1].percent, 0);
    EXPECT_EQ(circle.builder.box.shape_outside.arguments[2].length, 20 * pt);
    Computed ellipse("shape-outside: ellipse(closest-side farthest-side)");
    ASSERT_EQ(ellipse.builder.box.shape_outside.arguments.size(), 4u);
    EXPECT_TRUE(ellipse.builder.box.shape_outside.arguments[0].is_auto());
    EXPECT_EQ(ellipse.builder.box.shape_outside.arguments[1].kind, LengthPercentage::Kind::none);
    EXPECT_EQ(ellipse.builder.box.shape_outside.arguments[2].percent, 50'000);
    Computed inset("shape-outside: inset(1pt 2pt round 3pt)");
    ASSERT_EQ(inset.builder.box.shape_outside.arguments.size(), 5u);
    EXPECT_EQ(inset.builder.box.shape_outside.arguments[2].length, 1 * pt);
    EXPECT_EQ(inset.builder.box.shape_outside.arguments[3].length, 2 * pt);
    EXPECT_EQ(inset.builder.box.shape_outside.arguments[4].length, 3 * pt);
    Computed polygon("shape-outside: polygon(evenodd, 0 0, 100% 0, 50% 100%); shape-margin: 4pt");
    EXPECT_EQ(polygon.builder.box.shape_outside.arguments.size(), 6u);
    EXPECT_EQ(polygon.builder.box.shape_margin.length, 4 * pt);
}

TEST(Floats, WhatIsNoShapeIsRefused) {
    for (char const* value : {"circle(-1pt)", "polygon(0 0, 1pt 1pt)", "inset()", "square()", "circle() circle()"}) {
        EXPECT_FALSE(Computed(std::string("shape-outside: ") + value).clean()) << value;
    }
}

TEST(Floats, PageFloatsAndInitials) {
    Computed c("float: snap-block; float-reference: column; float-defer: last; initial-letter: 3 2; clear: outside");
    EXPECT_EQ(c.builder.box.float_, Float::snap_block);
    EXPECT_TRUE(c.builder.box.float_to_column);
    EXPECT_EQ(c.builder.box.float_defer, 255);
    EXPECT_EQ(c.builder.box.initial_letter, 3000);
    EXPECT_EQ(c.builder.box.initial_sink, 2);
    EXPECT_EQ(c.builder.box.clear, Clear::outside);
    EXPECT_EQ(Computed("initial-letter: 2.5").builder.box.initial_sink, 2);
    EXPECT_EQ(Computed("initial-letter: 3 raise").builder.box.initial_sink, 1);
    EXPECT_FALSE(Computed("initial-letter: 0.5").clean());
}

}  // namespace
}  // namespace octavo::css

// Paper, scale, rotation, creep.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "impose/impose.h"

namespace octavo::test {
namespace {

using namespace impose;

constexpr double mm = 72 / 25.4;
base::Length millimetre(double count) { return base::from_points(count * mm); }

SourcePage page_of(double width, double height, std::uint16_t rotate = 0) {
    return {.box = {millimetre(10), millimetre(20), millimetre(10 + width), millimetre(20 + height)}, .rotate = rotate};
}

/// Where a corner of the page's box comes to lie.
std::pair<double, double> moved(Placement const& p, base::Length x, base::Length y) {
    auto part = [](std::int64_t factor, base::Length length) { return static_cast<double>(factor) / 1e6 * base::to_points(length); };
    return {part(p.a, x) + part(p.c, y) + base::to_points(p.e), part(p.b, x) + part(p.d, y) + base::to_points(p.f)};
}

TEST(Paper, ByNameAndMeasure) {
    ASSERT_TRUE(parse_paper("A4"));
    EXPECT_EQ(parse_paper("a4")->width, millimetre(210));
    EXPECT_EQ(parse_paper("Letter")->height, 792 * base::point);
    EXPECT_EQ(parse_paper("210mm x 297 mm")->height, millimetre(297));
    EXPECT_EQ(parse_paper("8.5in 11in")->width, 612 * base::point);
    for (char const* bad : {"", "A99", "210mm", "1mm 1mm", "-210mm 297mm", "9999999mm 10mm", "nan 5mm", "210mm x 297mm x", "1e9mm 1e9mm"}) EXPECT_FALSE(parse_paper(bad)) << bad;
    EXPECT_FALSE(parse_length("3"));
    EXPECT_FALSE(parse_length("3 apples"));
    EXPECT_EQ(millimetres(millimetre(3.5)), "3.5 mm");
    EXPECT_EQ(measure(millimetre(210), millimetre(297)), "210 \xC3\x97 297 mm");
}

TEST(Layout, A5PagesFillA4AgainstTheFold) {
    Plan plan = make_plan({.page_count = 4});
    LayoutOptions options{.paper = *parse_paper("A4")};
    options.paper = orient(plan, options, {page_of(148, 210)});
    EXPECT_GT(options.paper.width, options.paper.height);
    Cell right = plan.sheets[0].front[1], left = plan.sheets[0].front[0];
    Placement one = place(plan, options, plan.sheets[0], right, page_of(148, 210));
    Placement last = place(plan, options, plan.sheets[0], left, page_of(148, 210));
    EXPECT_EQ(one.scale, 1'000'000);
    EXPECT_EQ(one.box.left, last.box.right);
    EXPECT_EQ(one.box.left, base::scale(options.paper.width, 1, 2));
}

TEST(Layout, RotatedPagesStandUprightInTheirBox) {
    Plan plan = make_plan({.page_count = 4});
    LayoutOptions options{.paper = {millimetre(297), millimetre(210)}};
    for (std::uint16_t rotate : {0, 90, 180, 270}) {
        SourcePage page = page_of(200, 130, rotate);
        Placement p = place(plan, options, plan.sheets[0], plan.sheets[0].front[1], page);
        auto first = moved(p, page.box.left, page.box.bottom), second = moved(p, page.box.right, page.box.top);
        EXPECT_NEAR(std::min(first.first, second.first), base::to_points(p.box.left), 0.02) << rotate;
        EXPECT_NEAR(std::max(first.first, second.first), base::to_points(p.box.right), 0.02) << rotate;
        EXPECT_NEAR(std::min(first.second, second.second), base::to_points(p.box.bottom), 0.02) << rotate;
        EXPECT_NEAR(std::max(first.second, second.second), base::to_points(p.box.top), 0.02) << rotate;
        // Turned clockwise, the page's own top left corner goes to the top right, and so on.
        auto corner = moved(p, page.box.left, page.box.top);
        bool at_right = rotate == 90 || rotate == 180, at_top = rotate == 0 || rotate == 90;
        EXPECT_NEAR(corner.first, base::to_points(at_right ? p.box.right : p.box.left), 0.02) << rotate;
        EXPECT_NEAR(corner.second, base::to_points(at_top ? p.box.top : p.box.bottom), 0.02) << rotate;
    }
}

TEST(Layout, CreepMovesInnerSheetsToTheFold) {
    Plan plan = make_plan({.page_count = 40});
    LayoutOptions options{.paper = {millimetre(297), millimetre(210)}, .thickness = millimetre(0.1)};
    for (std::size_t s = 0; s < plan.sheets.size(); ++s) {
        EXPECT_EQ(creep_of(plan, options, plan.sheets[s]), static_cast<base::LongLength>(s) * millimetre(0.1));
        Placement left = place(plan, options, plan.sheets[s], plan.sheets[s].front[0], page_of(100, 150));
        Placement right = place(plan, options, plan.sheets[s], plan.sheets[s].front[1], page_of(100, 150));
        EXPECT_EQ(left.box.right - right.box.left, 2 * creep_of(plan, options, plan.sheets[s]));
    }
    options.creep = Creep::outwards;
    EXPECT_EQ(creep_of(plan, options, plan.sheets.back()), 0);
    EXPECT_EQ(creep_of(plan, options, plan.sheets.front()), -9 * millimetre(0.1));
}

// Front and back of a leaf lie on one another, however the sheet is turned and whatever is moved.
RC_GTEST_PROP(Layout, FrontsLieOnBacks, ()) {
    PlanInput input;
    input.scheme = *rc::gen::element(Scheme::saddle, Scheme::signatures, Scheme::perfect, Scheme::cut_and_stack, Scheme::repeat);
    input.page_count = *rc::gen::inRange<std::uint32_t>(1, 81);
    input.binding = *rc::gen::element(Binding::left, Binding::right, Binding::top);
    input.columns = static_cast<std::uint8_t>(*rc::gen::inRange(1, 5));
    input.rows = static_cast<std::uint8_t>(*rc::gen::inRange(1, 5));
    Plan plan = make_plan(input);
    LayoutOptions options{.paper = {millimetre(297), millimetre(210)}};
    options.fit = *rc::gen::element(Fit::shrink, Fit::fill, Fit::actual);
    options.creep = *rc::gen::element(Creep::inwards, Creep::outwards);
    for (base::Length* length : {&options.margin, &options.gutter, &options.thickness}) *length = *rc::gen::inRange(0, 3'000);
    SourcePage page = page_of(60, 90);
    for (Sheet const& sheet : plan.sheets) {
        for (Cell const& front : sheet.front) {
            Cell behind = front;
            if (plan.turn == Turn::sideways) behind.column = static_cast<std::uint8_t>(plan.columns - 1 - front.column);
            else behind.row = static_cast<std::uint8_t>(plan.rows - 1 - front.row);
            Box one = place(plan, options, sheet, front, page).box, two = place(plan, options, sheet, behind, page).box;
            if (plan.turn == Turn::sideways) two = {options.paper.width - two.right, two.bottom, options.paper.width - two.left, two.top};
            else two = {two.left, options.paper.height - two.top, two.right, options.paper.height - two.bottom};
            for (auto side : {&Box::left, &Box::bottom, &Box::right, &Box::top}) RC_ASSERT(std::abs(one.*side - two.*side) <= 2);   // 1/1024 pt
        }
    }
}

TEST(Layout, MostPagesDecideHowThePaperLies) {
    Plan plan = make_plan({.page_count = 4});
    LayoutOptions options{.paper = *parse_paper("A4")};
    EXPECT_GT(orient(plan, options, {page_of(210, 148), page_of(148, 210), page_of(148, 210)}).width, options.paper.width);
    EXPECT_EQ(orient(plan, options, {page_of(100, 290), page_of(100, 290), page_of(148, 210)}).width, options.paper.width);
}

TEST(Options, MarksBlanksAndOffsetsAreUnderstood) {
    auto options = read_options({.blanks = "before-last:2", .marks = "fold, stitching", .back_offset = "0.5mm,-1mm"});
    ASSERT_TRUE(options);
    EXPECT_EQ(options->plan.blanks, Blanks::before_last);
    EXPECT_EQ(options->plan.last_pages, 2U);
    EXPECT_TRUE(options->marks.fold && options->marks.stitching && !options->marks.crop);
    EXPECT_EQ(options->back_right, millimetre(0.5));
    EXPECT_EQ(options->back_up, -millimetre(1));
    EXPECT_EQ(read_options({.blanks = "before-page:180"})->plan.blanks_before, 179U);
    EXPECT_EQ(read_options({.usual_paper = "letter"})->layout.paper.width, 612 * base::point);
    EXPECT_EQ(read_options({.paper = "A5", .usual_paper = "letter"})->layout.paper.width, millimetre(148));
}

TEST(Options, NonsenseIsToldNotGuessed) {
    EXPECT_TRUE(read_options({}));
    for (BookletOptions const& bad : {BookletOptions{.paper = "A99"}, {.scheme = "origami"}, {.binding = "middle"}, {.margin = "-3mm"}, {.thickness = "5cm"},
                                      {.grid = "0x2"}, {.grid = "2x"}, {.grid = "99x99"}, {.marks = "fold,coffee"}, {.back_offset = "1mm"}, {.back_offset = "1m,1m"}, {.blanks = "before-page"},
                                      {.blanks = "before-last:0"}, {.blanks = "end:2"}, {.sheets = 5000}}) {
        auto options = read_options(bad);
        ASSERT_FALSE(options);
        EXPECT_EQ(options.error().severity, base::Severity::fatal);
        EXPECT_FALSE(options.error().hint.empty());
    }
}

}  // namespace
}  // namespace octavo::test

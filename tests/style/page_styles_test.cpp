// Paged Media 3: page selectors, their specificity, margin boxes, footnote areas.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "style/computed_text.h"
#include "style/snippet.h"

namespace octavo::style {
namespace {

using css::Property;
using test::Styled;
using ::testing::ElementsAre;

std::string content(PageStyle const& page, MarginBox box) {
    for (auto const& [which, style] : page.margin_boxes)
        if (which == box) return computed_text(Property::content, style);
    return "no box";
}
std::string margin_left(PageStyle const& page) { return computed_text(Property::margin_left, page.page); }

PageQuery query(std::string_view name, std::uint32_t index, std::uint32_t in_group, bool blank = false) {
    return {.name = base::Name::of(name), .index = index, .in_group = in_group, .recto = index % 2 == 0, .blank = blank};
}

TEST(PageStyles, SizeAndMargins) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@page { size: A5; margin: 10mm 20pt 10%; marks: crop } @page wide { size: A5 landscape; bleed: 3mm; marks: none }");
    PageStyle const& page = styled.result().page_style(query("", 3, 3));
    EXPECT_NEAR(base::to_points(page.width), 419.53, 0.01);
    EXPECT_NEAR(base::to_points(page.height), 595.28, 0.01);
    EXPECT_EQ(page.page.box->margin[2].percent, 10'000);
    EXPECT_TRUE(page.marks_crop);
    EXPECT_EQ(page.bleed, 6 * base::point);
    PageStyle const& wide = styled.result().page_style(query("wide", 3, 0));
    EXPECT_NEAR(base::to_points(wide.width), 595.28, 0.01);
    EXPECT_NEAR(base::to_points(wide.bleed), 8.504, 0.001);
}

TEST(PageStyles, MarginsThatLeaveNoRoomAreSetSmallerAndSayWhere) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@page { size: 200pt 300pt;\n margin: 150pt 30pt }\n@page wide { margin: 20pt; padding: 0 90pt } @page fine { margin: 20pt }");
    PageStyle const& high = styled.result().page_style(query("", 3, 3));
    auto length = [](css::LengthPercentage const& edge) { return base::to_points(edge.length); };
    EXPECT_EQ(length(high.page.box->margin[0]), 75) << "half of the page is theirs";
    EXPECT_EQ(length(high.page.box->margin[2]), 75);
    EXPECT_EQ(length(high.page.box->margin[1]), 30) << "there is room enough across";
    EXPECT_EQ(high.no_room.line, 2u);
    PageStyle const& wide = styled.result().page_style(query("wide", 3, 0));
    EXPECT_NEAR(length(wide.page.box->margin[1]) + length(wide.page.box->padding[1]), 50, 0.01);
    EXPECT_NEAR(length(wide.page.box->padding[1]) / length(wide.page.box->margin[1]), 4.5, 0.01);
    EXPECT_EQ(wide.no_room.line, 3u);
    PageStyle const& fine = styled.result().page_style(query("fine", 3, 0));
    EXPECT_FALSE(fine.no_room.known());
    EXPECT_EQ(length(fine.page.box->margin[0]), 20);
}

TEST(PageStyles, A5WithoutAnyRule) {
    Styled styled("<html><p>t</p></html>");
    PageStyle const& page = styled.result().page_style(query("", 0, 0));
    EXPECT_NEAR(base::to_points(page.width), 419.53, 0.01);
    EXPECT_NEAR(base::to_points(page.height), 595.28, 0.01);
}

TEST(PageStyles, SpecificityOfSelectors) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@page plate { margin-left: 5pt } @page :first { margin-left: 4pt } @page :left { margin-left: 3pt } @page { margin-left: 2pt }");
    StyledDocument& result = styled.result();
    EXPECT_EQ(margin_left(result.page_style(query("", 2, 2))), "2pt");
    EXPECT_EQ(margin_left(result.page_style(query("", 3, 3))), "3pt") << "a side beats no selector, whatever the order";
    EXPECT_EQ(margin_left(result.page_style(query("", 0, 0))), "4pt") << ":first beats a side";
    EXPECT_EQ(margin_left(result.page_style(query("plate", 0, 0))), "5pt") << "a name beats :first";
}

TEST(PageStyles, BlankAndNth) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@page { @top-center { content: \"head\" } } @page :blank { @top-center { content: none } }"
                   "@page :nth(1 of chapter) { @top-center { content: none } @bottom-center { content: counter(page) } }");
    StyledDocument& result = styled.result();
    EXPECT_EQ(content(result.page_style(query("chapter", 4, 1)), MarginBox::top_center), "\"head\"");
    EXPECT_EQ(content(result.page_style(query("chapter", 5, 1, true)), MarginBox::top_center), "no box");
    EXPECT_EQ(content(result.page_style(query("chapter", 4, 0)), MarginBox::top_center), "no box");
    EXPECT_EQ(content(result.page_style(query("chapter", 4, 0)), MarginBox::bottom_center), "counter(page)");
    EXPECT_EQ(content(result.page_style(query("other", 4, 0)), MarginBox::bottom_center), "no box");
}

TEST(PageStyles, OriginsAndImportance) {
    Styled styled("<html><p>t</p></html>");
    styled.base("@page { margin-left: 1pt; margin-right: 1pt !important }").edition("@page { margin-left: 2pt; margin-right: 2pt !important }");
    PageStyle const& page = styled.result().page_style(query("", 3, 3));
    EXPECT_EQ(margin_left(page), "2pt");
    EXPECT_EQ(computed_text(Property::margin_right, page.page), "1pt");
}

TEST(PageStyles, MarginBoxesInheritFromThePageAndThatFromTheRoot) {
    Styled styled("<html><p>t</p></html>");
    styled.edition(":root { font-size: 10pt; color: #112233; --mark: \"§\" } @page { font-size: 2em; @top-left { content: var(--mark) string(chapter, first) }"
                   "@top-right { content: \"r\"; text-align: center } @left-top { color: red } @bottom-left { content: \"b\"; font-size: 50% } }");
    PageStyle const& page = styled.result().page_style(query("", 3, 3));
    ASSERT_EQ(page.margin_boxes.size(), 3U) << "a box without content is none";
    EXPECT_EQ(page.margin_boxes[0].first, MarginBox::top_left);
    EXPECT_EQ(computed_text(Property::content, page.margin_boxes[0].second), "\"§\" string(chapter)");
    EXPECT_EQ(computed_text(Property::font_size, page.margin_boxes[0].second), "20pt");
    EXPECT_EQ(computed_text(Property::color, page.margin_boxes[0].second), "#112233");
    EXPECT_EQ(computed_text(Property::text_align, page.margin_boxes[0].second), "left");
    EXPECT_EQ(computed_text(Property::vertical_align, page.margin_boxes[0].second), "middle");
    EXPECT_EQ(computed_text(Property::text_align, page.margin_boxes[1].second), "center");
    EXPECT_EQ(computed_text(Property::font_size, page.margin_boxes[2].second), "10pt");
}

TEST(PageStyles, FootnoteArea) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@page { @footnote { border-top: 1pt solid; margin-top: 7pt } } @page :left { @footnote { margin-top: 9pt } }");
    PageStyle const& left = styled.result().page_style(query("", 3, 3));
    EXPECT_EQ(computed_text(Property::margin_top, left.footnote_area), "9pt");
    EXPECT_EQ(computed_text(Property::border_top_width, left.footnote_area), "1pt");
    EXPECT_EQ(computed_text(Property::margin_top, styled.result().page_style(query("", 2, 2)).footnote_area), "7pt");
}

TEST(PageStyles, EqualInEffectIsOneObject) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@page { margin: 1pt } @page plate { margin: 1pt } @page :left { margin-left: 3pt }");
    StyledDocument& result = styled.result();
    EXPECT_EQ(&result.page_style(query("", 2, 2)), &result.page_style(query("", 8, 1)));
    EXPECT_EQ(&result.page_style(query("", 2, 2)), &result.page_style(query("plate", 4, 0))) << "other rules, equal values";
    EXPECT_NE(&result.page_style(query("", 2, 2)), &result.page_style(query("", 3, 3)));
}

TEST(PageStyles, FromManyThreads) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@page { margin: 1pt } @page :left { margin-left: 3pt } @page a { margin-left: 4pt } @page :first { margin-left: 5pt }");
    StyledDocument const& result = styled.result();
    std::vector<std::vector<PageStyle const*>> found(4);
    std::vector<std::thread> threads;
    for (auto& own : found)
        threads.emplace_back([&own, &result] {
            for (std::uint32_t index = 0; index < 200; ++index) own.push_back(&result.page_style(query(index % 3 == 0 ? "a" : "", index, index)));
        });
    for (std::thread& thread : threads) thread.join();
    for (auto const& own : found) EXPECT_EQ(own, found.front());
}

TEST(PageStyles, RectoIsLeftWhereTheBookRunsRightToLeft) {
    Styled styled("<html dir=\"rtl\"><p>t</p></html>");
    styled.base("[dir=\"rtl\"] { direction: rtl }").edition("@page :left { margin-left: 3pt } @page :right { margin-left: 4pt }");
    EXPECT_EQ(margin_left(styled.result().page_style(query("", 2, 2))), "3pt");
}

TEST(PageStyles, ViewportUnitsAreThePagesContentArea) {
    Styled styled("<html><p id=\"a\">t</p></html>");
    styled.edition("@page { size: 200pt 300pt; margin: 20pt 50pt } p { width: 50vw; height: 10vh }");
    EXPECT_EQ(computed_text(Property::width, styled.of("a")), "50pt");
    EXPECT_EQ(computed_text(Property::height, styled.of("a")), "26pt");
}

}  // namespace
}  // namespace octavo::style

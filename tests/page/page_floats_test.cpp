#include "page/typeset.h"

namespace octavo::page {
namespace {

using test::sentences;
using test::Typeset;

constexpr char const* figures = "div { margin: 0; height: 60pt } .top { float: top } .bottom { float: bottom } .page { float: page } .next { float: top; float-defer: 1 }";

std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "<p>Line.</p>";
    return text;
}

struct Place {
    std::size_t page = 0;
    Length y = 0;
    bool at_foot = false;
};
std::vector<Place> places(Typeset const& t) {
    std::vector<Place> found;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        for (FloatPlacement const& f : t.pages.pages[i].floats) found.push_back({i, f.y, f.at_foot});
    }
    return found;
}
Length first_text(Typeset const& t, std::size_t page) { return t.pages.pages[page].flow.front().y; }

TEST(PageFloats, OneToTheHeadStandsAboveTheTextOnTheGrid) {
    Typeset t(lines(2) + "<div class=\"top\">A</div>" + lines(4), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 0u);
    EXPECT_EQ(places(t)[0].y, 0);
    EXPECT_EQ(first_text(t, 0), 72 * base::point);  // 60 pt, and a line between
}

TEST(PageFloats, OneToTheFootEndsAtThePagesEnd) {
    Typeset t(lines(2) + "<div class=\"bottom\">A</div>" + lines(4), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].y, (160 - 60) * base::point);
    EXPECT_EQ(first_text(t, 0), 0);
}

TEST(PageFloats, OneThatFindsNoRoomWaitsForTheNextPageAndTheTextFlowsOn) {
    Typeset t(lines(11) + "<div class=\"top\">A</div>" + lines(8), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 1u);
    EXPECT_EQ(t.lines(t.pages.pages[0].flow, t.pages.pages[0]).size(), 13u);
}

TEST(PageFloats, KeepTheirOrderAndStayWithinTheChapter) {
    Typeset t("<section>" + lines(3) + "<div class=\"page\">A</div><div class=\"top\">B</div><div class=\"bottom\">C</div></section><section>" + lines(2) + "</section>",
              figures);
    auto found = places(t);
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].page, 1u);
    EXPECT_GE(found[1].page, found[0].page);
    EXPECT_GE(found[2].page, found[1].page);
    EXPECT_LT(found[2].page, t.pages.pages.size() - 1);
    EXPECT_TRUE(t.pages.pages.back().floats.empty());
}

TEST(PageFloats, DeferOneAsksForTheNextPage) {
    Typeset t(lines(2) + "<div class=\"next\">A</div>" + lines(20), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 1u);
}

TEST(PageFloats, NotesInOneStandAtItsPagesFoot) {
    Typeset t(lines(11) + "<div class=\"top\">Caption<aside epub:type='footnote' role='doc-footnote'>A note.</aside></div>" + lines(8), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 1u);
    EXPECT_FALSE(t.pages.pages[1].notes.empty());
}

TEST(PageFloats, EveryFloatAndEveryLineIsThereWhateverTheText) {
    for (int gap = 1; gap < 30; ++gap) {
        std::string body;
        int floats = 0;
        for (int i = 0; i < 9; ++i) {
            body += lines(gap * (i % 3) + i) + "<div class=\"" + (i % 4 == 0 ? "bottom" : i % 5 == 3 ? "page" : "top") + "\">F</div>";
            ++floats;
        }
        Typeset t(body, figures);
        auto found = places(t);
        EXPECT_EQ(found.size(), static_cast<std::size_t>(floats)) << gap;
        std::size_t text = 0, wanted = 0;
        for (int i = 0; i < 9; ++i) wanted += static_cast<std::size_t>(gap * (i % 3) + i);
        for (Page const& page : t.pages.pages) {
            text += t.lines(page.flow, page).size();
            for (FloatPlacement const& f : page.floats) EXPECT_LE(f.y + 60 * base::point, 160 * base::point + page.extra) << gap;
        }
        EXPECT_EQ(text, wanted) << gap;
    }
}

}  // namespace
}  // namespace octavo::page

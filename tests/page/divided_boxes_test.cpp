// What a page's end does to boxes that it divides: cloned edges (Fragmentation 4 §5.3), margins (§5.2), captions said again.
#include <algorithm>
#include <map>

#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;
constexpr Length page_height = 160 * point;

std::string paragraphs(int count) {
    std::string all;
    for (int i = 0; i < count; ++i) all += "<p>Paragraph " + std::to_string(i) + ".</p>";
    return all;
}

struct Extent {
    Length top = base::length_max, bottom = 0;
    int lines = 0;
};

/// Of each column of a page, by its x: the first line's top, the last one's bottom.
std::map<Length, Extent> extents_of_columns(Typeset const& t, Page const& page) {
    std::map<Length, Extent> found;
    layout::GalleyStore const& store = t.pages.store_of(page);
    for (Placement const& p : page.flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
        Extent& e = found[p.x];
        auto count = static_cast<Length>(p.end_slice - p.first_slice);
        e.top = std::min(e.top, p.y);
        e.bottom = std::max(e.bottom, p.y + count * store.paragraphs[item.index].line_height);
        e.lines += static_cast<int>(count);
    }
    return found;
}

/// Of a page's lines, where it has no columns.
Extent extent(Typeset const& t, Page const& page) {
    std::map<Length, Extent> found = extents_of_columns(t, page);
    EXPECT_LE(found.size(), 1U);
    return found.empty() ? Extent{} : found.begin()->second;
}

TEST(DividedBoxes, ClonedEdgesStandOnEveryPage) {
    Typeset t("<div>" + paragraphs(30) + "</div>", "div { box-decoration-break: clone; border: 2pt solid; padding: 4pt } p { orphans: 1; widows: 1 }");
    ASSERT_GE(t.pages.pages.size(), 3u);
    int lines = 0;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Extent e = extent(t, t.pages.pages[i]);
        lines += e.lines;
        EXPECT_GE(e.top, 6 * point) << i;
        EXPECT_LE(e.bottom + 6 * point, page_height) << i;
    }
    EXPECT_EQ(lines, 30);
}

TEST(DividedBoxes, ClonedEdgesStandInEveryColumn) {
    constexpr char const* css = "main { columns: 2 } div { box-decoration-break: clone; border: 2pt solid; padding: 4pt } p { orphans: 1; widows: 1 }";
    Typeset t("<main><div>" + paragraphs(20) + "<div>" + paragraphs(40) + "</div></div></main>", css);
    ASSERT_GE(t.pages.pages.size(), 3u);
    int lines = 0, columns = 0;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        for (auto const& [x, e] : extents_of_columns(t, t.pages.pages[i])) {
            bool inner = lines >= 20;
            lines += e.lines;
            EXPECT_GE(e.top, (inner ? 12 : 6) * point) << i << " at " << x;
            EXPECT_LE(e.bottom + (lines > 20 ? 12 : 6) * point, page_height) << i << " at " << x;
            ++columns;
        }
    }
    EXPECT_EQ(lines, 60);
    EXPECT_GE(columns, 5);
}

TEST(DividedBoxes, EdgesAreSlicedWhereNothingIsSaid) {
    Typeset t("<div>" + paragraphs(30) + "</div>", "div { border: 2pt solid; padding: 4pt } p { orphans: 1; widows: 1 }");
    ASSERT_GE(t.pages.pages.size(), 2u);
    EXPECT_EQ(extent(t, t.pages.pages[1]).top, 0);
    EXPECT_GT(extent(t, t.pages.pages[0]).bottom + 6 * point, page_height);
}

TEST(DividedBoxes, AClonedBoxInAnotherHasTheEdgesOfBoth) {
    Typeset t("<div>" + paragraphs(3) + "<div>" + paragraphs(20) + "</div>" + paragraphs(3) + "</div>",
              "div { box-decoration-break: clone; border: 1pt solid; padding: 3pt } p { orphans: 1; widows: 1 }");
    ASSERT_GE(t.pages.pages.size(), 3u);
    Extent second = extent(t, t.pages.pages[1]);
    EXPECT_GE(second.top, 8 * point);
    EXPECT_LE(second.bottom + 8 * point, page_height);
    int lines = 0;
    for (Page const& page : t.pages.pages) lines += extent(t, page).lines;
    EXPECT_EQ(lines, 26);
}

TEST(DividedBoxes, ATableInAClonedBoxHasItsHeadWithinTheEdges) {
    std::string rows;
    for (int i = 0; i < 30; ++i) rows += "<tr><td>Row</td></tr>";
    Typeset t("<div><table><thead><tr><th>Head</th></tr></thead><tbody>" + rows + "</tbody></table></div>",
              "div { box-decoration-break: clone; border: 1pt solid; padding: 4pt }");
    ASSERT_GE(t.pages.pages.size(), 2u);
    Placement const& first = t.pages.pages[1].flow.front();
    EXPECT_TRUE(first.repeated);
    EXPECT_EQ(first.y, 5 * point);
}

/// Of a page's rows: the first one's top, the last one's foot, and how many of them are the page's own.
Extent extent_of_rows(Typeset const& t, Page const& page) {
    Extent found;
    layout::GalleyStore const& store = t.pages.store_of(page);
    for (Placement const& p : page.flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind != layout::GalleyItem::Kind::sliced) continue;
        found.top = std::min(found.top, p.y);
        found.bottom = std::max(found.bottom, p.y + item.height);
        found.lines += p.repeated ? 0 : 1;
    }
    return found;
}

TEST(DividedBoxes, ATablesOwnEdgesAreClonedAroundWhatIsRepeated) {
    std::string rows;
    for (int i = 0; i < 30; ++i) rows += "<tr><td>Row</td></tr>";
    std::string css = "table { border-collapse: separate; border-spacing: 0; border: 2pt solid; padding: 3pt 0; box-decoration-break: VALUE }"
                      "td, th { padding: 0; border: 0 }";
    for (char const* head : {"", "<thead><tr><th>Head</th></tr></thead><tfoot><tr><td>Foot</td></tr></tfoot>"}) {
        std::string table = "<table>" + std::string(head) + "<tbody>" + rows + "</tbody></table>";
        auto with = [&](char const* value) {
            std::string all = css;
            return Typeset(table, all.replace(all.find("VALUE"), 5, value));
        };
        Typeset cloned = with("clone"), sliced = with("slice");
        ASSERT_GE(cloned.pages.pages.size(), 3u);
        int shown = 0;
        for (std::size_t i = 0; i < cloned.pages.pages.size(); ++i) {
            Extent e = extent_of_rows(cloned, cloned.pages.pages[i]);
            shown += e.lines;
            EXPECT_EQ(e.top, 5 * point) << i;
            EXPECT_LE(e.bottom + 5 * point, page_height + cloned.pages.pages[i].extra) << i;
        }
        EXPECT_EQ(shown, *head == 0 ? 30 : 32);
        EXPECT_EQ(extent_of_rows(sliced, sliced.pages.pages[1]).top, 0);
    }
}

/// Where the paragraph "Kept" stands: page and height.
std::pair<std::size_t, Length> place_of(Typeset const& t, std::string_view text) {
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Page const& page = t.pages.pages[i];
        layout::GalleyStore const& store = t.pages.store_of(page);
        for (Placement const& p : page.flow) {
            layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
            if (item.kind == layout::GalleyItem::Kind::paragraph && store.paragraphs[item.index].text == text) return {i, p.y};
        }
    }
    return {99, 0};
}

TEST(MarginBreak, KeepHoldsAtAPagesTop) {
    std::string body = paragraphs(13) + "<div><p>Kept</p></div>" + paragraphs(6);
    Typeset t(body, "div { margin: 24pt 0 0; margin-break: keep } p { orphans: 1; widows: 1 }");
    EXPECT_EQ(place_of(t, "Kept"), (std::pair<std::size_t, Length>{1, 24 * point}));
    Typeset usual(body, "div { margin: 24pt 0 0 } p { orphans: 1; widows: 1 }");
    EXPECT_EQ(place_of(usual, "Kept"), (std::pair<std::size_t, Length>{1, 0}));
}

TEST(MarginBreak, KeptMarginsCollapseAsOthersDo) {
    Typeset t("<p>One</p><div><p>Kept</p></div>", "p { margin: 0 0 36pt } div { margin: 24pt 0 0; margin-break: keep }");
    EXPECT_EQ(place_of(t, "Kept").second, 48 * point);
}

TEST(MarginBreak, DiscardTakesTheMarginOfAFirstPageToo) {
    Typeset t("<div><p>First</p></div>", "div { margin: 24pt 0 0; margin-break: discard }");
    EXPECT_EQ(place_of(t, "First").second, 0);
    Typeset usual("<div><p>First</p></div>", "div { margin: 24pt 0 0 }");
    EXPECT_EQ(place_of(usual, "First").second, 24 * point);
}

/// The text shown again at the top of a page.
std::string said_again(Typeset const& t, std::size_t i) {
    Page const& page = t.pages.pages[i];
    layout::GalleyStore const& store = t.pages.store_of(page);
    for (Placement const& p : page.flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (p.repeated && item.kind == layout::GalleyItem::Kind::paragraph) return std::string(store.paragraphs[item.index].text);
    }
    return {};
}

std::string captioned(std::string const& language = "en") {
    std::string rows;
    for (int i = 0; i < 30; ++i) rows += "<tr><td>Row</td></tr>";
    return "<table lang=\"" + language + "\"><caption>Table <b>1</b></caption><tbody>" + rows + "</tbody></table>";
}

TEST(Captions, AreSaidAgainWhereTheTableGoesOn) {
    Typeset t(captioned(), "table { -octavo-caption-continued: auto }");
    ASSERT_GE(t.pages.pages.size(), 3u);
    EXPECT_EQ(said_again(t, 0), "");
    EXPECT_EQ(said_again(t, 1), "Table 1 (continued)");
    EXPECT_EQ(said_again(t, 2), "Table 1 (continued)");
    for (Page const& page : t.pages.pages) {
        for (Placement const& p : page.flow) {
            layout::GalleyItem const& item = t.pages.store_of(page).galleys[p.galley].items[p.item];
            Length foot = item.kind == layout::GalleyItem::Kind::sliced ? p.y + item.height : 0;
            EXPECT_LE(foot, page_height);
        }
    }
}

TEST(Captions, SayThatInTheirLanguageOrAsTheStyleHasIt) {
    EXPECT_EQ(said_again(Typeset(captioned("de"), "table { -octavo-caption-continued: auto }"), 1), "Table 1 (Fortsetzung)");
    EXPECT_EQ(said_again(Typeset(captioned(), "table { -octavo-caption-continued: ', cont.' }"), 1), "Table 1, cont.");
    EXPECT_EQ(said_again(Typeset(captioned(), ""), 1), "");
}

}  // namespace
}  // namespace octavo::page::test

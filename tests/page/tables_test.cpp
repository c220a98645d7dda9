// Tables: columns, borders, heads and feet over pages, broken spans.
#include <algorithm>
#include <chrono>
#include <numeric>

#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

/// The cells of the first run's rows, in order.
std::vector<layout::CellPlacement> cells_of(Typeset const& t) {
    std::vector<layout::CellPlacement> cells;
    for (layout::Sliced const& row : t.pages.runs[RunId(0u)].store->sliced) cells.insert(cells.end(), row.cells.begin(), row.cells.end());
    return cells;
}
layout::GalleyStore const& store_of(Typeset const& t) { return *t.pages.runs[RunId(0u)].store; }

/// The border on a side of a cell, as it is drawn; the first stretch.
css::Border strip(Typeset const& t, layout::CellPlacement const& cell, layout::BorderStrip::Side side, bool at_end = false) {
    for (std::uint32_t i = 0; i < cell.strip_count; ++i) {
        layout::BorderStrip const& s = store_of(t).border_strips[cell.first_strip + i];
        bool right = s.x > cell.width / 2;
        if (s.side == side && (side != layout::BorderStrip::Side::standing || right == at_end)) return s.border;
    }
    return {};
}

/// Rows shown again on a page: above its first own row and below its last.
std::pair<int, int> repeated(Page const& page) {
    int above = 0, below = 0;
    bool body = false;
    for (Placement const& p : page.flow) {
        if (!p.repeated) body = true;
        else ++(body ? below : above);
    }
    return {above, below};
}

std::string many_rows(int count) {
    std::string rows;
    for (int i = 0; i < count; ++i) rows += "<tr><td>Row " + std::to_string(i) + "</td></tr>";
    return rows;
}

constexpr char const* collapsed = "table { border-collapse: collapse } td { padding: 0; border: 1pt solid }";

TEST(Tables, HeadAndFootAreRepeatedWhereATableIsDivided) {
    Typeset t("<table><thead><tr><th>Head</th></tr></thead><tfoot><tr><td>Foot</td></tr></tfoot><tbody>" + many_rows(50) + "</tbody></table>");
    std::size_t count = t.pages.pages.size();
    ASSERT_GE(count, 3u);
    for (std::size_t i = 0; i < count; ++i) {
        auto [above, below] = repeated(t.pages.pages[i]);
        EXPECT_EQ(above, i == 0 ? 0 : 1) << i;
        EXPECT_EQ(below, i + 1 == count ? 0 : 1) << i;
        // The foot stands within the page.
        Placement const& last = t.pages.pages[i].flow.back();
        EXPECT_LE(last.y + store_of(t).galleys[last.galley].items[last.item].height, 160 * point) << i;
    }
}

TEST(Tables, RepeatedHeadsAndFeetStandOffAsTheirFirstAndLastRowsDo) {
    std::string table = "<table><thead><tr><th>Head</th></tr></thead><tfoot><tr><td>Foot</td></tr></tfoot><tbody>" + many_rows(50) + "</tbody></table>";
    std::string css = "td, th { padding: 1pt 0; border: 0 } tbody tr:first-child td { padding-top: 5pt } tbody tr:last-child td { padding-bottom: 7pt }";
    Typeset t(table, css);
    ASSERT_GE(t.pages.pages.size(), 3u);
    auto height = [&](Placement const& p) { return store_of(t).galleys[p.galley].items[p.item].height; };
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        auto const& flow = t.pages.pages[i].flow;
        bool first = i == 0, last = i + 1 == t.pages.pages.size();
        EXPECT_EQ(flow[1].y - flow[0].y - height(flow[0]), first ? 0 : 4 * point) << i << ": 5 pt instead of the row's own 1 pt";
        auto const &foot = flow.back(), &above = flow[flow.size() - 2];
        EXPECT_EQ(foot.y - above.y - height(above), last ? 0 : 6 * point) << i;
        EXPECT_LE(foot.y + height(foot), 160 * point + t.pages.pages[i].extra) << i;
    }
    // Lines beside the cells would be interrupted.
    Typeset lined(table, css + "td { border-left: 1pt solid }");
    auto const& flow = lined.pages.pages[1].flow;
    EXPECT_EQ(flow[1].y, flow[0].y + store_of(lined).galleys[flow[0].galley].items[flow[0].item].height);
}

TEST(Tables, ATallRowIsCutAboveARepeatedFoot) {
    Typeset t("<table><tfoot><tr><td>Foot</td></tr></tfoot><tbody><tr><td>" + sentences(60) + "</td></tr></tbody></table>");
    ASSERT_GE(t.pages.pages.size(), 2u);
    EXPECT_EQ(repeated(t.pages.pages[0]).second, 1);
    EXPECT_EQ(repeated(t.pages.pages.back()).second, 0);
}

/// Of rows that are divided, the heights of their parts.
std::vector<Length> parts_of_rows(Typeset& t) {
    std::vector<Length> parts;
    for (Page const& page : t.pages.pages) {
        for (Placement const& p : page.flow) {
            layout::GalleyStore const& store = t.pages.store_of(page);
            layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
            if (item.kind != layout::GalleyItem::Kind::sliced) continue;
            auto const& cuts = store.sliced[item.index].cuts;
            auto shown = std::span(cuts).subspan(p.first_slice, p.end_slice - p.first_slice);
            if (shown.size() < cuts.size()) parts.push_back(std::accumulate(shown.begin(), shown.end(), Length{0}));
        }
    }
    return parts;
}

TEST(Tables, ARowIsCutWithTwoLinesOnEitherSideUnlessItIsKeptWhole) {
    std::string rows;
    for (int row = 0; row < 40; ++row) rows += "<tr><td>" + std::to_string(row) + "</td><td>a<br/>b<br/>c<br/>d<br/>e</td></tr>";
    Typeset cut("<table>" + rows + "</table>", "td { padding: 0 }");
    std::vector<Length> parts = parts_of_rows(cut);
    EXPECT_GT(parts.size(), 2u);
    for (Length part : parts) EXPECT_GE(part, *std::max_element(parts.begin(), parts.end()) * 2 / 3) << "two lines of five, or three";
    Typeset whole("<table>" + rows + "</table>", "td { padding: 0 } tr { break-inside: avoid }");
    EXPECT_TRUE(parts_of_rows(whole).empty());
    Typeset three("<table><tr><td>a<br/>b<br/>c</td></tr></table>", "td { padding: 0 }");
    EXPECT_EQ(three.pages.store_of(three.pages.pages[0]).sliced[0].cuts.size(), 1u) << "three lines are too few";
}

TEST(Tables, CollapsedBordersAreDecidedByWidthStyleAndOrigin) {
    Typeset t("<table><tr><td class='wide'>a</td><td>b</td><td class='dash'>c</td></tr><tr><td>d</td><td class='none'>e</td><td>f</td></tr></table>",
              std::string(collapsed) + " .wide { border: 3pt solid } .dash { border: 1pt dashed } .none { border: 5pt hidden } table { border: 1pt double }");
    using Side = layout::BorderStrip::Side;
    auto cells = cells_of(t);
    ASSERT_EQ(cells.size(), 6u);
    EXPECT_EQ(strip(t, cells[0], Side::standing, true).width, 3 * point);
    EXPECT_EQ(strip(t, cells[1], Side::standing).width, 3 * point);                  // shared with the first cell
    EXPECT_EQ(strip(t, cells[1], Side::standing, true).style, css::BorderStyle::solid);   // stronger than dashed
    EXPECT_EQ(strip(t, cells[2], Side::top).style, css::BorderStyle::double_);       // the table's, stronger than dashed
    EXPECT_EQ(strip(t, cells[1], Side::top).style, css::BorderStyle::double_);
    EXPECT_EQ(strip(t, cells[4], Side::standing).width, 0);                          // hidden beats what is wider
    EXPECT_EQ(strip(t, cells[3], Side::standing, true).width, 0);
    EXPECT_EQ(strip(t, cells[1], Side::bottom).width, 0);
}

TEST(Tables, CollapsedBordersTakeHalfOfTheirWidthOfEachCell) {
    Typeset t("<table style='width: 100pt; table-layout: fixed'><tr><td>a</td><td>b</td></tr></table>", std::string(collapsed) + " td { border: 4pt solid }");
    auto cells = cells_of(t);
    ASSERT_EQ(cells.size(), 2u);
    EXPECT_EQ(cells[0].x + cells[0].width, cells[1].x);
    EXPECT_EQ(cells[0].content_x, 2 * point);
    EXPECT_EQ(cells[0].content_y, 2 * point);
}

TEST(Tables, NothingIsDrawnWithinACellThatSpans) {
    Typeset t("<table><tr><td rowspan='2' colspan='2'>a</td><td>b</td></tr><tr><td>c</td></tr></table>", collapsed);
    auto cells = cells_of(t);
    ASSERT_EQ(cells.size(), 3u);
    std::uint32_t stretches = cells[0].strip_count;
    EXPECT_EQ(stretches, 4u);   // one for each side: none crosses
}

TEST(Tables, ColumnsTakeSharesPercentagesAndLengths) {
    Typeset t("<table style='width: 200pt'><col width='1*'/><col width='3*'/><col style='width: 40pt'/><col style='width: 20%'/>"
              "<tr><td>a</td><td>b</td><td>c</td><td>d</td></tr></table>",
              "td { padding: 0 } table { border-spacing: 0 }");
    auto cells = cells_of(t);
    ASSERT_EQ(cells.size(), 4u);
    EXPECT_NEAR(cells[0].width, 30 * point, 8);
    EXPECT_NEAR(cells[1].width, 90 * point, 8);
    EXPECT_NEAR(cells[2].width, 40 * point, 8);
    EXPECT_NEAR(cells[3].width, 40 * point, 8);
}

TEST(Tables, ColumnsFollowTheDirection) {
    Typeset t("<table dir='rtl'><tr><td>a</td><td colspan='2'>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>", "table { direction: rtl }");
    auto cells = cells_of(t);
    ASSERT_EQ(cells.size(), 5u);
    EXPECT_GT(cells[0].x, cells[1].x);
    EXPECT_EQ(cells[0].x, cells[2].x);
    EXPECT_EQ(cells[1].x, cells[4].x);
}

TEST(Tables, EmptyCellsMayBeHidden) {
    Typeset t("<table><tr><td>a</td><td></td></tr></table>", "table { empty-cells: hide } td { border: 1pt solid }");
    auto cells = cells_of(t);
    ASSERT_EQ(cells.size(), 2u);
    EXPECT_FALSE(cells[0].hidden);
    EXPECT_TRUE(cells[1].hidden);
}

TEST(Tables, ACaptionIsAsWideAsItsWordsNeed) {
    Typeset t("<table><caption>Some ordinary words</caption></table><table><caption>Incomprehensibilities</caption><tr><td>1</td></tr></table>");
    EXPECT_NE(t.page_text(0).find("Some ordinary words\n"), std::string::npos) << t.page_text(0);
    EXPECT_NE(t.page_text(0).find("Incomprehensibilities\n"), std::string::npos) << t.page_text(0);
}

TEST(Tables, BrokenSpansLoseNothing) {
    Typeset t("<table><tr><td rowspan='3'>A</td><td>B</td></tr><tr><td colspan='2'>C</td></tr><tr><td>D</td><td rowspan='9'>E</td>"
              "<td colspan='99'>F</td></tr><tr></tr><tr><td>G</td></tr></table><table><tr><td colspan='0' rowspan='0'>H</td></tr></table><table></table>");
    std::string words;
    for (layout::CellPlacement const& cell : cells_of(t)) words += store_of(t).paragraphs[store_of(t).galleys[cell.galley].items[0].index].text;
    EXPECT_EQ(words, "ABCDEFGH");
}

// A selector such as table:has(…) td asks of the table for each of its cells.
TEST(Tables, LongTablesAreSetInLinearTime) {
    auto seconds = [](int rows) {
        auto began = std::chrono::steady_clock::now();
        Typeset t("<table><thead><tr><th>Head</th></tr></thead><tbody>" + many_rows(rows) + "</tbody></table>", "table:has(td.none) td { padding: 0 }");
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
    };
    (void)seconds(500);   // fonts are read once
    double shorter = seconds(1'000), longer = seconds(8'000);
    EXPECT_LT(longer, 40 * shorter + 0.2);   // eight times the rows; noise aside
}

TEST(Tables, ACaptionWithoutColumnsIsAsWideAsItsWords) {
    Typeset t("<table><caption>A few words</caption></table>");
    ASSERT_EQ(store_of(t).paragraphs.size(), 1U);
    layout::Paragraph const& caption = store_of(t).paragraphs[0];
    EXPECT_EQ(store_of(t).candidates_of(caption)[0].count, 1U);
    EXPECT_LT(caption.measure, 100 * point);
}

TEST(Tables, EachCaptionStandsOnItsOwnSide) {
    Typeset t("<table><caption>Above</caption><caption style=\"caption-side: bottom\">Below</caption><tr><td>cell</td></tr></table>");
    Length above = -1, rows = -1, below = -1;
    layout::GalleyStore const& store = store_of(t);
    for (Placement const& p : t.pages.pages[0].flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind == layout::GalleyItem::Kind::sliced) rows = p.y;
        if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
        (store.paragraphs[item.index].text == "Above" ? above : below) = p.y;
    }
    EXPECT_LT(above, rows);
    EXPECT_LT(rows, below);
}

TEST(Tables, RowsShareWhatTheTablesHeightAsksFor) {
    auto height = [](std::string const& style, std::string const& attribute = {}) {
        Typeset t("<table " + attribute + " style='border-spacing: 0; border: 0; padding: 0; " + style + "'><tr><td>one</td></tr><tr><td>two<br/>lines</td></tr></table>",
                  "td { padding: 0 }");
        std::vector<Length> heights;
        for (layout::GalleyItem const& item : store_of(t).galleys[store_of(t).main].items) {
            if (item.kind == layout::GalleyItem::Kind::sliced) heights.push_back(item.height);
        }
        return heights;
    };
    EXPECT_EQ(height(""), (std::vector<Length>{12 * base::point, 24 * base::point}));
    EXPECT_EQ(height("height: 90pt"), (std::vector<Length>{30 * base::point, 60 * base::point}));
    EXPECT_EQ(height("height: 20pt"), (std::vector<Length>{12 * base::point, 24 * base::point})) << "never less than the rows have";
    EXPECT_EQ(height("", "height='120'"), (std::vector<Length>{30 * base::point, 60 * base::point}));
}

}  // namespace
}  // namespace octavo::page::test

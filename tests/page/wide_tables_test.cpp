// Tables wider than the page: in smaller type, or on their side; and cells on their side.
#include <algorithm>
#include <numeric>
#include <set>

#include "page/fragments.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

layout::GalleyStore const& store_of(Typeset const& t) { return *t.pages.runs[RunId(0u)].store; }

std::string wide_table(int rows, int columns, char const* word = "Indivisible") {
    std::string head, body;
    for (int c = 0; c < columns; ++c) head += std::string("<th>") + word + "</th>";
    for (int r = 0; r < rows; ++r) {
        body += "<tr>";
        for (int c = 0; c < columns; ++c) body += "<td>" + std::string(word) + std::to_string(r) + "</td>";
        body += "</tr>";
    }
    return "<table><thead><tr>" + head + "</tr></thead><tbody>" + body + "</tbody></table>";
}

std::string said(Typeset const& t) {
    std::string all;
    for (base::Diagnostic const& d : t.diagnostics.all()) all += d.message + "\n";
    return all;
}

constexpr char const* plain = "@page { size: 160pt 300pt } td, th { padding: 1pt; border: 0; hyphens: none } ";

/// Types of the cells' paragraphs, in 1/1000.
std::set<std::uint16_t> types(Typeset const& t) {
    std::set<std::uint16_t> found;
    for (layout::Sliced const& row : store_of(t).sliced) {
        for (layout::CellPlacement const& cell : row.cells) {
            for (layout::GalleyItem const& item : store_of(t).galleys[cell.galley].items) found.insert(store_of(t).paragraphs[item.index].type_scale);
        }
    }
    return found;
}

TEST(WideTables, ANoteCalledInSmallerTypeHasItsOwnSize) {
    std::string table = wide_table(3, 3);
    table.replace(table.find("</td>"), 5, "<aside role='doc-footnote'>note</aside></td>");
    Typeset t(table, std::string(plain) + "table { -octavo-table-overflow: shrink }");
    ASSERT_LT(*types(t).begin(), 1000);
    ASSERT_EQ(t.pages.pages[0].notes.size(), 1U);
    layout::GalleyStore const& store = store_of(t);
    layout::Paragraph const& p = store.paragraphs[store.galleys[t.pages.pages[0].notes[0].galley].items[0].index];
    EXPECT_EQ(p.type_scale, 1000);
    EXPECT_EQ(p.line_height, 10 * point);
}

TEST(WideTables, SmallerTypeMakesOneFit) {
    Typeset t(wide_table(3, 3), std::string(plain) + "table { -octavo-table-overflow: shrink }");
    ASSERT_EQ(types(t).size(), 1u);
    EXPECT_LT(*types(t).begin(), 1000);
    EXPECT_GE(*types(t).begin(), 500);
    for (layout::Sliced const& row : store_of(t).sliced) EXPECT_LE(row.cells.back().x + row.cells.back().width, 120 * point + point);
    EXPECT_NE(said(t).find("its type is set at"), std::string::npos) << said(t);
    layout::Paragraph const& p = store_of(t).paragraphs[store_of(t).galleys[store_of(t).sliced[0].cells[0].galley].items[0].index];
    EXPECT_NEAR(p.line_height, 12 * point * *types(t).begin() / 1000, 1);
}

TEST(WideTables, TypeThatCouldNotBeReadIsNotTaken) {
    Typeset t(wide_table(3, 12), std::string(plain) + "table { -octavo-table-overflow: shrink }");
    EXPECT_EQ(types(t), (std::set<std::uint16_t>{1000}));
    EXPECT_NE(said(t).find("wider than its place"), std::string::npos);
}

TEST(WideTables, OneThatFitsIsLeftAsItIs) {
    for (char const* value : {"shrink", "turn"}) {
        Typeset t(wide_table(3, 1), std::string(plain) + "table { -octavo-table-overflow: " + value + " }");
        EXPECT_EQ(types(t), (std::set<std::uint16_t>{1000}));
        EXPECT_TRUE(store_of(t).page_floats.empty());
        EXPECT_EQ(said(t), "");
    }
}

TEST(WideTables, OnItsSideOneStandsOnPagesOfItsOwnWithItsHeadOnEach) {
    constexpr int rows = 14;
    Typeset t("<p>Before.</p>" + wide_table(rows, 4) + "<p>After.</p>", std::string(plain) + "table { -octavo-table-overflow: turn }");
    layout::GalleyStore const& store = store_of(t);
    ASSERT_GE(store.page_floats.size(), 2u);
    std::vector<std::uint32_t> shown;
    for (layout::PageFloat const& part : store.page_floats) {
        EXPECT_EQ(part.content.quarters, 1);
        EXPECT_EQ(part.content.width, 120 * point);
        EXPECT_EQ(part.content.height, 260 * point);
        layout::Galley const& galley = store.galleys[part.content.galley];
        EXPECT_LE(galley.height, 120 * point);
        auto first = std::find_if(galley.items.begin(), galley.items.end(), [](auto const& item) { return item.kind == layout::GalleyItem::Kind::sliced; });
        EXPECT_EQ(first->index, store.heads[0].rows[0]) << "the head";
        EXPECT_EQ(first->repeated, &part != store.page_floats.data());
        for (layout::GalleyItem const& item : galley.items) {
            if (item.kind == layout::GalleyItem::Kind::sliced && !item.repeated) shown.push_back(item.index);
        }
    }
    EXPECT_EQ(shown.size(), rows + 1u) << "every row, and the head once of its own";
    EXPECT_TRUE(std::is_sorted(shown.begin(), shown.end()));
    std::vector<std::uint32_t> order;
    for (Page const& page : t.pages.pages) {
        if (page.floats.empty()) continue;
        EXPECT_EQ(page.floats.size(), 1u);
        EXPECT_TRUE(page.flow.empty());
        order.push_back(page.floats[0].index);
    }
    EXPECT_EQ(order.size(), store.page_floats.size());
    EXPECT_TRUE(std::is_sorted(order.begin(), order.end()));
    EXPECT_NE(said(t).find("turned onto its side"), std::string::npos);
    EXPECT_EQ(t.diagnostics.all()[0].where.line, 1u);
}

TEST(WideTables, OnItsSideOnesFootStandsBelowEachPart) {
    constexpr int rows = 14;
    std::string table = wide_table(rows, 4);
    table.insert(table.find("<tbody>"), "<tfoot><tr><td>Sum</td></tr></tfoot>");
    Typeset t(table, std::string(plain) + "table { -octavo-table-overflow: turn }");
    layout::GalleyStore const& store = store_of(t);
    ASSERT_GE(store.page_floats.size(), 2u);
    std::uint32_t foot = store.heads[0].foot_rows.at(0), own = 0, body = 0;
    for (layout::PageFloat const& part : store.page_floats) {
        layout::Galley const& galley = store.galleys[part.content.galley];
        EXPECT_LE(galley.height, 120 * point);
        layout::GalleyItem const* last = nullptr;
        for (layout::GalleyItem const& item : galley.items) {
            if (item.kind != layout::GalleyItem::Kind::sliced) continue;
            last = &item;
            body += item.repeat_head != layout::no_index ? 1 : 0;
        }
        ASSERT_NE(last, nullptr);
        EXPECT_EQ(last->index, foot);
        own += last->repeated ? 0 : 1;
    }
    EXPECT_EQ(own, 1u) << "once as it comes, with the last rows";
    EXPECT_EQ(body, static_cast<std::uint32_t>(rows));
    EXPECT_FALSE(t.diagnostics.has(base::Code::page_float_moved)) << "the parts follow each other as they must";
}

TEST(WideTables, OnItsSideARowIsLinkedToWhereItStands) {
    std::string table = wide_table(10, 4);
    for (int r : {2, 3, 9}) table.replace(table.find("<td>Indivisible" + std::to_string(r)), 4, "<td><span id='r" + std::to_string(r) + "'>x</span>");
    Typeset t("<p><a href='#r2'>a</a><a href='#r3'>b</a><a href='#r9'>c</a></p>" + table, std::string(plain) + "table { -octavo-table-overflow: turn }");
    std::vector<Target> of_rows;
    for (Target const& target : t.pages.targets) {
        if (!t.pages.pages[target.page].floats.empty()) of_rows.push_back(target);
    }
    ASSERT_EQ(of_rows.size(), 3u);
    EXPECT_EQ(of_rows[0].page, of_rows[1].page);
    EXPECT_LT(of_rows[1].page, of_rows[2].page);
    EXPECT_EQ(of_rows[0].y, of_rows[1].y) << "rows begin at one height";
    Length between = of_rows[1].x - of_rows[0].x;
    layout::GalleyStore const& store = store_of(t);
    auto const& cuts = store.sliced[3].cuts;
    EXPECT_EQ(between, std::accumulate(cuts.begin(), cuts.end(), Length{0})) << "a row's depth further to the right";
    for (Target const& target : of_rows) {
        EXPECT_GT(target.x, 0);
        EXPECT_LT(target.x, 120 * point);
        EXPECT_LT(target.y, 260 * point);
    }
}

TEST(TurnedCells, TheRowIsAsHighAsTheTextIsLongAndTheColumnAsWideAsItIsDeep) {
    for (auto [mode, quarters] : {std::pair{"sideways-lr", 1}, {"sideways-rl", 3}, {"vertical-rl", 3}, {"vertical-lr", 3}}) {
        Typeset t("<table><tr><th>Somewhat long</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
                  std::string("table { border-collapse: separate; border-spacing: 0 } th, td { padding: 2pt; border: 0 } th { writing-mode: ") + mode + " }");
        auto const& head = store_of(t).sliced[0].cells[0];
        EXPECT_EQ(head.quarters, quarters) << mode;
        EXPECT_EQ(store_of(t).sliced[1].cells[0].quarters, 0);
        auto const& item = store_of(t).galleys[head.galley].items[0];
        layout::Paragraph const& p = store_of(t).paragraphs[item.index];
        EXPECT_EQ(store_of(t).candidates[p.first_candidate + p.best].count, 1u);
        Length text = store_of(t).lines[store_of(t).candidates[p.first_candidate + p.best].first_line].natural;
        EXPECT_NEAR(head.height, text + 4 * point, 2) << mode;
        EXPECT_EQ(head.width, 12 * point + 4 * point) << mode;
    }
}

TEST(TurnedCells, AHeightIsTheMeasureOfTheirLines) {
    Typeset t("<table><tr><th>Something long to read in several lines</th></tr><tr><td>1</td></tr></table>",
              "table { border-collapse: separate; border-spacing: 0 } th { padding: 0; border: 0; height: 60pt; writing-mode: sideways-lr } td { padding: 0; border: 0 }");
    auto const& head = store_of(t).sliced[0].cells[0];
    EXPECT_EQ(head.height, 60 * point);
    EXPECT_GT(head.width, 24 * point);
    EXPECT_EQ(head.turned_measure, 60 * point);
}

TEST(TurnedCells, WhatWholeTablesAreWrittenInTurnsNoCell) {
    Typeset t("<table style=\"writing-mode: vertical-rl\"><tr><td>One</td></tr></table>");
    EXPECT_EQ(store_of(t).sliced[0].cells[0].quarters, 0);
}

}  // namespace
}  // namespace octavo::page::test

// Tables of random spans over several pages: every word stands on the pages once, and no cell lies over another.
#include <map>
#include <set>

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "page/fragments.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

struct Rectangle {
    Length x = 0, y = 0, width = 0, height = 0;
    layout::BoxId box;
};
bool overlap(Rectangle const& a, Rectangle const& b) {
    constexpr Length hair = 8;   // 1/128 pt: rounding of columns
    return a.x + hair < b.x + b.width && b.x + hair < a.x + a.width && a.y + hair < b.y + b.height && b.y + hair < a.y + a.height;
}

/// What a page shows: the texts of its lines, and where its cells stand.
struct Shown {
    layout::GalleyStore const& store;
    std::map<std::string, int>& words;
    bool counts = true;
    std::vector<Rectangle> cells{};

    void cell(CellFragment const& f) { cells.push_back({f.x, f.y, f.cell->width, f.height, f.cell->box}); }
    void row(Fragment const&, Length) {}
    void item(Fragment const& f) {
        layout::GalleyItem const& item = store.galleys[f.galley].items[f.item];
        if (item.kind != layout::GalleyItem::Kind::paragraph || !counts) return;
        layout::Paragraph const& p = store.paragraphs[item.index];
        if (p.candidate_count == 0) return;
        auto lines = store.lines_of(store.candidates[p.first_candidate + f.candidate]);
        for (std::uint32_t l = f.first_slice; l < f.end_slice; ++l) {
            for (std::uint32_t k = lines[l].first; k < lines[l].end; ++k) {
                layout::Piece const& piece = store.pieces[p.first_piece + k];
                bool goes_on = k == lines[l].first && lines[l].first_byte > 0;   // a word that was divided
                if (piece.kind == layout::Piece::Kind::word && !goes_on) ++words[std::string(p.text.substr(piece.begin, piece.bytes))];
            }
        }
    }
};

struct Cell {
    unsigned columns = 1, rows = 1, words = 1;
};
using Rows = std::vector<std::vector<Cell>>;

Rows random_rows(int most_rows, unsigned most_span) {
    Rows rows(static_cast<std::size_t>(*rc::gen::inRange(1, most_rows)));
    for (auto& row : rows) {
        row.resize(static_cast<std::size_t>(*rc::gen::inRange(0, 6)));
        for (Cell& cell : row) {
            cell.columns = *rc::gen::inRange(1U, most_span);
            cell.rows = *rc::gen::inRange(0U, most_span + 2);
            cell.words = *rc::gen::inRange(0U, 9U);
        }
    }
    return rows;
}

std::string table_of(Rows const& rows, int& words, std::string const& group) {
    std::string text = "<" + group + ">";
    for (auto const& row : rows) {
        text += "<tr>";
        for (Cell const& cell : row) {
            text += "<td colspan='" + std::to_string(cell.columns) + "' rowspan='" + std::to_string(cell.rows) + "'>";
            for (unsigned k = 0; k < cell.words; ++k) text += "w" + std::to_string(words++) + "x ";
            text += "</td>";
        }
        text += "</tr>";
    }
    return text + "</" + group + ">";
}

void check(Typeset const& t, int words) {
    std::map<std::string, int> found;
    for (Page const& page : t.pages.pages) {
        if (!page.run.valid()) continue;
        Shown shown{t.pages.store_of(page), found};
        for (Placement const& p : page.flow) {
            shown.counts = !p.repeated;
            walk_fragment(shown.store, fragment_of(p), shown);
        }
        for (std::size_t a = 0; a < shown.cells.size(); ++a) {
            for (std::size_t b = a + 1; b < shown.cells.size(); ++b) RC_ASSERT(!overlap(shown.cells[a], shown.cells[b]));
        }
    }
    for (int k = 0; k < words; ++k) RC_ASSERT(found["w" + std::to_string(k) + "x"] == 1);
}

RC_GTEST_PROP(RandomTables, LoseNoWordAndNoCellLiesOverAnother, ()) {
    int words = 0;
    std::string head = *rc::gen::arbitrary<bool>() ? table_of(random_rows(3, 3), words, "thead") : "";
    std::string foot = *rc::gen::arbitrary<bool>() ? table_of(random_rows(2, 2), words, "tfoot") : "";
    std::string body = table_of(random_rows(40, 4), words, "tbody");
    if (*rc::gen::arbitrary<bool>()) body += table_of(random_rows(20, 3), words, "tbody");
    std::string css = *rc::gen::element<std::string>("", "table { border-collapse: collapse } td { border: 1pt solid }",
                                                      "table { border-collapse: separate; border-spacing: 2pt }", "tr { break-inside: avoid }",
                                                      "table { -octavo-table-overflow: shrink }", "table { direction: rtl }");
    RC_LOG() << css << "\n" << head << foot << body << "\n";
    Typeset t("<p>Before.</p><table>" + head + foot + body + "</table><p>After.</p>", css);
    check(t, words);
}

TEST(RandomTables, ASpanThatWouldLieOverAnotherIsCutShortAndToldWithItsPlace) {
    Typeset t("<table>\n<tr><td>a</td><td rowspan='2'>b</td><td>c</td></tr>\n<tr><td colspan='3'>d</td><td>e</td></tr></table>");
    auto const& store = *t.pages.runs[RunId(0u)].store;
    ASSERT_EQ(store.sliced.size(), 1u);
    auto const& cells = store.sliced[0].cells;
    ASSERT_EQ(cells.size(), 5u);
    EXPECT_EQ(cells[3].x, cells[0].x);
    EXPECT_LE(cells[3].x + cells[3].width, cells[1].x + 1) << "beside the one above, not over it";
    EXPECT_EQ(cells[4].x, cells[2].x) << "and the next one takes the next free place";
    ASSERT_TRUE(t.diagnostics.has(base::Code::layout_table_spans));
    base::Diagnostic const& said = t.diagnostics.all().front();
    EXPECT_EQ(said.message, "page 1: this cell would lie over one that spans rows from above: it spans 1 of 3 columns");
    EXPECT_EQ(said.where.line, 3u);
    EXPECT_GT(said.where.column, 1u);
}

}  // namespace
}  // namespace octavo::page::test

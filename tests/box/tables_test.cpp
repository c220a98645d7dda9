// Tables and their missing parts: CSS 2.2 §17.2.1
#include "box/support.h"

namespace octavo::box::test {
namespace {

TEST(Tables, AllTheirParts) {
    EXPECT_EQ(boxes("<table id=\"t\"><caption>C</caption><colgroup span=\"2\"></colgroup><colgroup><col/><col span=\"3\"/></colgroup>"
                    "<thead><tr id=\"r\"><th>h</th></tr></thead> <tbody> <tr> <td colspan=\"2\" rowspan=\"0\">a</td> </tr> </tbody>"
                    "<tfoot><tr><td><p>f</p></td></tr></tfoot></table>"), R"(
table <table#t>
  event target <table#t>
  caption <caption>
    text "C"
  column-group <colgroup> span=2
  column-group <colgroup> span=1
    column <col> span=1
    column <col> span=3
  header-group <thead>
    row <tr#r>
      event target <tr#r>
      cell <th> header
        text "h"
  row-group <tbody>
    row <tr>
      cell <td> colspan=2 rowspan=0
        text "a"
  footer-group <tfoot>
    row <tr>
      cell <td>
        inline <p>
          text "f"
)");
}

TEST(Tables, GeneratedContentMakesPartsOfThem) {
    EXPECT_EQ(boxes("<table><tr><td>a</td></tr></table>",
                    "table::before { content: 'T'; display: table-caption } tr::before { content: 'B'; display: table-cell } "
                    "tr::after { content: 'A' } table::after { content: 'R'; display: table-row }"), R"(
table <table>
  caption <table> anonymous
    generated "T"
  row-group <table> anonymous
    row <tr>
      cell <tr> anonymous
        generated "B"
      cell <td>
        text "a"
      cell <tr> anonymous
        open <tr> generated
        generated "A"
        close <tr> generated
    row <table> anonymous
      cell <table> anonymous
        generated "R"
)");
}

TEST(Tables, RowsAndCellsGetTheirParents) {
    EXPECT_EQ(boxes("<table><td>a</td><td>b</td><tr><td>c</td></tr>stray <i>text</i><tr>loose<td>d</td></tr></table>"), R"(
table <table>
  row-group <table> anonymous
    row <table> anonymous
      cell <td>
        text "a"
      cell <td>
        text "b"
    row <tr>
      cell <td>
        text "c"
    row <table> anonymous
      cell <table> anonymous
        text "stray "
        open <i>
        text "text"
        close <i>
    row <tr>
      cell <tr> anonymous
        text "loose"
      cell <td>
        text "d"
)");
}

// The example of §17.2.1: an HBOX without a table
TEST(Tables, PartsWithoutATableGetOne) {
    EXPECT_EQ(boxes("<div> <b>one</b> <b>two</b> <p>three</p></div>", "div { display: table-row } b { display: table-cell }"), R"(
table <body> anonymous
  row-group <body> anonymous
    row <div>
      cell <b>
        text "one"
      cell <b>
        text "two"
      cell <div> anonymous
        inline <p>
          text "three"
)");
}

TEST(Tables, InAnInlineBoxTheyAreInline) {
    EXPECT_EQ(boxes("<p>a <span><td>b</td></span> <i>c</i></p>", "i { display: inline-table }"), R"(
inline <p>
  text "a "
  open <span>
  atomic
    table <p> anonymous
      row-group <p> anonymous
        row <p> anonymous
          cell <td>
            text "b"
  close <span>
  text " "
  atomic
    table <i>
      row-group <i> anonymous
        row <i> anonymous
          cell <i> anonymous
            text "c"
)");
}

TEST(Tables, TablesInCells) {
    EXPECT_EQ(Built("<table><tr><td>a<table><tr><td>b</td></tr></table>c</td><td>d</td></tr></table>").texts(), "a|b|c|d|");
}

TEST(Tables, HostileSpansAreBounded) {
    Built built("<table><tr><td colspan=\"99999999999\" rowspan=\"-4\">a</td><td colspan=\"0\" rowspan=\"70000\">b</td></tr></table>");
    ASSERT_EQ(built.tree.cells.size(), 2U);
    EXPECT_EQ(built.tree.cells[0].colspan, 1U);
    EXPECT_EQ(built.tree.cells[0].rowspan, 1U);
    EXPECT_EQ(built.tree.cells[1].colspan, 1U);
    EXPECT_EQ(built.tree.cells[1].rowspan, 65'534U);
}

}  // namespace
}  // namespace octavo::box::test

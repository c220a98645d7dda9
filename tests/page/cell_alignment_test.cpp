// Cells aligned on a character (css-text-4 §7.1), and tables nested in tables.
#include <algorithm>

#include "layout/table/grid.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

struct Shown {
    std::string text;
    Length start = 0, axis = 0, end = 0;   // of the line, from the table's edge; where its character begins (else its end)
};

/// The first lines of all cells, as they are painted.
std::vector<Shown> lines_of(Typeset const& t, std::string_view character) {
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    std::vector<Shown> found;
    for (layout::Sliced const& row : store.sliced) {
        for (layout::CellPlacement const& cell : row.cells) {
            for (layout::GalleyItem const& item : store.galleys[cell.galley].items) {
                if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
                layout::Paragraph const& p = store.paragraphs[item.index];
                layout::LineRoom room = store.room_of(p, 0);
                Length x = cell.x + cell.content_x + item.x + room.start + p.first_indent, at = 0, width = 0;
                std::size_t place = p.text.find(character);
                for (layout::Piece const& piece : store.pieces_of(p)) {
                    width += piece.width + piece.space;
                    if (place == std::string_view::npos || piece.begin + piece.bytes <= place) at = width;
                    else if (piece.begin <= place && piece.word != nullptr)
                        for (text::Glyph const& g : piece.word->glyphs) at += piece.begin + g.cluster < place ? g.advance : 0;
                }
                found.push_back({std::string(p.text), x, x + at, x + width});
                break;
            }
        }
    }
    return found;
}

std::string column(std::vector<std::string> const& cells) {
    std::string rows;
    for (std::string const& cell : cells) rows += "<tr><td>" + cell + "</td></tr>";
    return "<table>" + rows + "</table>";
}

constexpr char const* plain = "table { width: 200pt; border-collapse: separate; border-spacing: 0 } td { padding: 0; border: 0; text-align: \".\" } ";

TEST(CellAlignment, PointsStandBelowEachOtherAndWhatHasNoneEndsThere) {
    Typeset t(column({"1.25", "1234.5", "17", "none", ".125", "<p>3.5</p>"}), plain);
    auto lines = lines_of(t, ".");
    ASSERT_EQ(lines.size(), 6u);
    for (Shown const& line : lines) EXPECT_EQ(line.axis, lines[0].axis) << line.text;
    Length end = 0;
    for (Shown const& line : lines) end = std::max(end, line.end);
    EXPECT_EQ(end, 200 * point) << "the column stands at the right";
}

TEST(CellAlignment, TheKeywordTellsWhereTheColumnStands) {
    auto ends = [](char const* align) {
        Typeset t(column({"1,25", "123,5"}), std::string(plain) + "td { text-align: " + align + " }");
        auto lines = lines_of(t, ",");
        EXPECT_EQ(lines[0].axis, lines[1].axis) << align;
        return std::pair(std::min(lines[0].start, lines[1].start), std::max(lines[0].end, lines[1].end));
    };
    EXPECT_EQ(ends("left ','").first, 0);
    EXPECT_EQ(ends("',' right").second, 200 * point);
    auto [start, end] = ends("center ','");
    EXPECT_NEAR(start, 200 * point - end, 2);
}

TEST(CellAlignment, TheColumnIsAsWideAsBothPartsNeed) {
    Typeset t(column({"1.123456789", "123456789.1"}), std::string(plain) + "table { width: auto }");
    auto lines = lines_of(t, ".");
    EXPECT_EQ(lines[0].axis, lines[1].axis);
    EXPECT_EQ(std::min(lines[0].start, lines[1].start), 0);
    layout::CellPlacement const& cell = t.pages.runs[RunId(0u)].store->sliced[0].cells[0];
    EXPECT_EQ(cell.width, std::max(lines[0].end, lines[1].end));
}

TEST(CellAlignment, CellsOverColumnsAreLeftOut) {
    Typeset t("<table><tr><td>1.25</td><td>2.5</td></tr><tr><td colspan=\"2\">over. two</td></tr><tr><td>12.5</td><td>22.25</td></tr></table>", plain);
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    auto rooms = [&](std::size_t row) { return store.paragraphs[store.galleys[store.sliced[row].cells[0].galley].items[0].index].room_count; };
    EXPECT_EQ(rooms(0), 1u);
    EXPECT_EQ(rooms(1), 0u);
    auto lines = lines_of(t, ".");
    EXPECT_EQ(lines[0].axis, lines[3].axis);
    EXPECT_EQ(lines[1].axis, lines[4].axis);
}

TEST(CellAlignment, FromRightToLeftNumbersStandOnTheLeft) {
    Typeset t("<div dir=\"rtl\">" + column({"1.25", "1234.5"}) + "</div>", plain);
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    std::vector<layout::LineRoom> rooms;
    for (layout::Sliced const& row : store.sliced) {
        rooms.push_back(store.room_of(store.paragraphs[store.galleys[row.cells[0].galley].items[0].index], 0));
    }
    EXPECT_EQ(std::min(rooms[0].start, rooms[1].start), 0);
    EXPECT_GT(rooms[0].start, rooms[1].start) << "1.25 has less before the point";
}

/// Counts what is asked of an engine of text.
class CountingEngine final : public text::TextEngine {
public:
    explicit CountingEngine(text::TextEngine& engine) : engine_(engine) {}
    std::uint64_t paragraphs = 0;
    text::TextStyleId intern(text::TextStyle const& style) override { return engine_.intern(style); }
    text::FontId primary_font(text::TextStyleId style) override { return engine_.primary_font(style); }
    text::FontMetrics const& metrics(text::FontId font) override { return engine_.metrics(font); }
    text::FontSource const& font_source(text::FontId font) override { return engine_.font_source(font); }
    text::FaceSource const& face_source(text::FaceId face) override { return engine_.face_source(face); }
    void itemise(std::string_view text, std::span<text::StyleSpan const> spans, text::BaseDirection base, std::vector<text::TextRun>& runs) override {
        ++paragraphs;
        engine_.itemise(text, spans, base, runs);
    }
    text::ShapedWord const* shape(text::FontId font, text::Direction direction, std::string_view word) override { return engine_.shape(font, direction, word); }
    void break_opportunities(std::string_view text, base::Name language, text::Strictness strictness, text::WordRule words,
                             std::vector<text::BreakOpportunity>& breaks) override {
        engine_.break_opportunities(text, language, strictness, words, breaks);
    }
    std::span<text::HyphenationPoint const> hyphenate(std::string_view word, base::Name language, text::HyphenationLimits limits) override {
        return engine_.hyphenate(word, language, limits);
    }
    std::string to_upper(std::string_view text, base::Name language) override { return engine_.to_upper(text, language); }
    std::string to_lower(std::string_view text, base::Name language) override { return engine_.to_lower(text, language); }
    std::string capitalize(std::string_view text, base::Name language) override { return engine_.capitalize(text, language); }
    std::vector<io::ResourcePtr> resources() const override { return engine_.resources(); }
    base::Diagnostics take_diagnostics() override { return engine_.take_diagnostics(); }

private:
    text::TextEngine& engine_;
};

std::uint64_t paragraphs_prepared(int depth, char const* css) {
    std::string body = "<p>in the midst</p>";
    for (int i = 0; i < depth; ++i) body = "<table class=\"t\"><tr><td>a " + body + "</td><td>b</td></tr></table>";
    Typeset t(body, std::string(plain) + css);
    CountingEngine engine(*t.text);
    layout::LayoutContext context(t.boxes, *t.styled, engine, t.context, [](std::uint32_t) { return std::string("0"); });
    base::Diagnostics diagnostics;
    (void)layout::layout(context, {}, {260 * point, 160 * point, 0, 0}, diagnostics);
    return engine.paragraphs;
}

TEST(NestedTables, WorkGrowsNoFasterThanTheSquareOfTheirDepth) {
    for (char const* css : {"table.t { width: auto }", "table.t { display: inline-table; width: auto }"}) {
        std::uint64_t six = paragraphs_prepared(6, css), twelve = paragraphs_prepared(12, css);
        EXPECT_GT(six, 12u);
        EXPECT_LE(twelve, six * 5) << css;
        EXPECT_LE(twelve, 2'000u) << css;
    }
}

}  // namespace
}  // namespace octavo::page::test

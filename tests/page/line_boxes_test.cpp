// Boxes in a line: vertical-align, the line's height, baselines of what stands in it. CSS 2.2 §10.8
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

/// The first line of the first paragraph, and where the atomics (or else the words) of it stand.
struct FirstLine {
    explicit FirstLine(Typeset const& t) : store(*t.pages.runs[RunId(0u)].store), paragraph(outermost(store)) {
        line = store.line_metrics(paragraph, paragraph.best, 0);
        for (layout::Piece const& piece : store.pieces_of(paragraph)) {
            if (piece.kind != layout::Piece::Kind::atomic) continue;
            layout::Atomic const& atomic = store.atomics[paragraph.first_atomic + piece.payload];
            tops.push_back(line.baseline - store.rise_in_line(paragraph, piece, line) - atomic.baseline);
        }
    }
    static layout::Paragraph const& outermost(layout::GalleyStore const& store) {
        for (layout::Paragraph const& p : store.paragraphs) {
            if (p.atomic_count > 0 || store.paragraphs.size() == 1) return p;
        }
        return store.paragraphs.front();
    }
    layout::GalleyStore const& store;
    layout::Paragraph const& paragraph;
    layout::LineMetrics line;
    std::vector<base::Length> tops;   // of the atomics' margin boxes, from the line's top
};

constexpr char const* block = "b { display: inline-block; width: 10pt; height: 30pt } i { display: inline-block; width: 10pt; height: 50pt }";

TEST(LineBoxes, TopAndBottomMeasureFromTheLine) {
    Typeset t("<p>x<b style=\"vertical-align: top\"></b><b style=\"vertical-align: bottom\"></b><i></i></p>", block);
    FirstLine first(t);
    ASSERT_EQ(first.tops.size(), 3U);
    EXPECT_EQ(first.tops[2], 0) << "the tallest stands on the baseline and makes the line";
    EXPECT_EQ(first.tops[0], 0);
    EXPECT_NEAR(first.tops[1], first.line.height - 30 * point, point / 32);
    EXPECT_GT(first.line.height, 50 * point) << "the strut reaches below the baseline";
}

TEST(LineBoxes, WhatStandsAgainstTheEdgesMakesTheLineNoHigherThanItMust) {
    Typeset t("<p style=\"line-height: 12pt\">x<i style=\"vertical-align: top\"></i></p>", block);
    FirstLine first(t);
    EXPECT_NEAR(first.line.height, 50 * point, point / 16);
    EXPECT_LT(first.line.baseline, 12 * point) << "the text stays at the top";
    Typeset below("<p style=\"line-height: 12pt\">x<i style=\"vertical-align: bottom\"></i></p>", block);
    FirstLine last(below);
    EXPECT_NEAR(last.line.height, 50 * point, point / 16);
    EXPECT_GT(last.line.baseline, 38 * point);
}

TEST(LineBoxes, MiddleAndTheTextsOwnEdges) {
    Typeset t("<p>x<b style=\"vertical-align: middle\"></b><b style=\"vertical-align: text-top\"></b>"
              "<b style=\"vertical-align: text-bottom\"></b><b style=\"vertical-align: 6pt\"></b></p>", block);
    FirstLine first(t);
    layout::LayoutContext::StyleMetrics const& m = t.layout->metrics(first.paragraph.style);
    base::Length x_height = t.text->metrics(m.font).x_height, baseline = first.line.baseline;
    ASSERT_EQ(first.tops.size(), 4U);
    EXPECT_NEAR(first.tops[0] + 15 * point, baseline - x_height / 2, point / 16);
    EXPECT_NEAR(first.tops[1], baseline - m.ascent, point / 16);
    EXPECT_NEAR(first.tops[2] + 30 * point, baseline + m.descent, point / 16);
    EXPECT_NEAR(first.tops[3] + 30 * point, baseline - 6 * point, point / 16);
}

TEST(LineBoxes, TextIsAlignedAsBoxesAre) {
    Typeset t("<p>x <span style=\"font-size: 20pt; line-height: 40pt\">big</span> <span style=\"vertical-align: top\">up</span></p>");
    FirstLine first(t);
    layout::LayoutContext::StyleMetrics const& m = t.layout->metrics(first.paragraph.style);
    std::span<layout::Piece const> pieces = first.store.pieces_of(first.paragraph);
    layout::Piece const* up = nullptr;
    for (layout::Piece const& piece : pieces) {
        if (piece.kind == layout::Piece::Kind::word && first.paragraph.text.substr(piece.begin, piece.bytes) == "up") up = &piece;
    }
    ASSERT_NE(up, nullptr);
    EXPECT_NEAR(first.line.baseline - first.store.rise_in_line(first.paragraph, *up, first.line), m.above, point / 16);
}

TEST(LineBoxes, ACellsOwnVerticalAlignDoesNotMoveItsWords) {
    Typeset t("<table><tr><td style=\"vertical-align: bottom\">x</td></tr></table>");
    for (layout::Piece const& piece : t.pages.runs[RunId(0u)].store->pieces) {
        EXPECT_FALSE(piece.line_aligned);
        EXPECT_EQ(piece.rise(), 0);
    }
}

TEST(LineBoxes, NoBreakSpacesAtTheEndKeepTheirWidth) {
    auto width_of = [](std::string const& text) {
        Typeset t("<p><b style=\"display: inline-block\">" + text + "</b></p>");
        return t.pages.runs[RunId(0u)].store->atomics.front().width;
    };
    EXPECT_EQ(width_of("word "), width_of("word"));
    EXPECT_GT(width_of("word\xC2\xA0"), width_of("word") + point);
    EXPECT_GT(width_of("<i>word</i>\xC2\xA0"), width_of("<i>word</i>") + point);
}

TEST(LineBoxes, AnInlineTableStandsOnItsFirstRow) {
    Typeset t("<p>x<span style=\"display: inline-table\"><span style=\"display: table-row\">one</span>"
              "<span style=\"display: table-row\">two</span><span style=\"display: table-row\">three</span></span></p>");
    FirstLine first(t);
    ASSERT_EQ(first.tops.size(), 1U);
    EXPECT_NEAR(first.tops[0], 0, point / 16);
    EXPECT_NEAR(first.line.height, 36 * point, point / 8);
}

TEST(LineBoxes, APicturesAttributesGiveBothItsSides) {
    Typeset t("<p>x<img src=\"no.png\" alt=\"\" width=\"80\" height=\"20\"/> <img src=\"no.png\" alt=\"\" width=\"1040\" height=\"40\"/></p>");
    std::vector<layout::Atomic> const& pictures = t.pages.runs[RunId(0u)].store->atomics;
    ASSERT_EQ(pictures.size(), 2U);
    EXPECT_EQ(pictures[0].width, 60 * point);
    EXPECT_EQ(pictures[0].height, 15 * point);
    EXPECT_EQ(pictures[1].width, 260 * point) << "no wider than the page";
    EXPECT_EQ(pictures[1].height, 10 * point) << "in its proportions";
}

}  // namespace
}  // namespace octavo::page::test

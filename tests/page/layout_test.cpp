#include "layout/memo.h"
#include "page/typeset.h"

namespace octavo::layout {
namespace {

using page::test::sentences;
using page::test::Typeset;

BoxId paragraph_box(Typeset const& t, std::size_t number) {
    return t.pages.runs[page::RunId(0u)].store->paragraphs[number].box;
}

TEST(Layout, GoesOnFromTheMiddleOfAParagraphAtAnotherMeasure) {
    Typeset t("<p>First.</p><p>" + sentences(20) + "</p><p>Last.</p>");
    BoxId box = paragraph_box(t, 1);
    std::string text(t.pages.runs[page::RunId(0u)].store->paragraphs[1].text);
    auto byte = static_cast<std::uint32_t>(text.find("Sentence 11"));
    ConstraintSpace narrow{150 * base::point, 160 * base::point, 150 * base::point, 0};
    GalleyStore rest = layout(*t.layout, {{box, byte}, {}}, narrow, t.diagnostics);
    ASSERT_EQ(rest.paragraphs.size(), 2u);
    Paragraph const& p = rest.paragraphs[0];
    Piece const& first = rest.pieces[p.first_piece];
    EXPECT_EQ(p.text.substr(first.begin, 8), "Sentence");
    EXPECT_EQ(first.begin, byte);
    EXPECT_EQ(p.measure, 150 * base::point);
    EXPECT_EQ(rest.paragraphs[1].text, "Last.");
}

TEST(Layout, ARangeStopsBeforeItsEnd) {
    Typeset t("<p>One.</p><p>Two.</p><p>Three.</p>");
    ConstraintSpace space = t.pages.runs[page::RunId(0u)].space;
    GalleyStore part = layout(*t.layout, {{}, paragraph_box(t, 2)}, space, t.diagnostics);
    ASSERT_EQ(part.paragraphs.size(), 2u);
    EXPECT_EQ(part.paragraphs[1].text, "Two.");
}

TEST(Layout, IsRememberedByRangeAndSpace) {
    Typeset t("<p>" + sentences(5) + "</p>");
    ConstraintSpace space = t.pages.runs[page::RunId(0u)].space;
    Memo memo;
    auto once = memo.lay_out(*t.layout, {}, space, t.diagnostics);
    EXPECT_EQ(memo.lay_out(*t.layout, {}, space, t.diagnostics), once);
    space.inline_size /= 2;
    EXPECT_NE(memo.lay_out(*t.layout, {}, space, t.diagnostics), once);
}

TEST(Layout, MarginsCollapse) {
    Typeset t("<div><p>A</p></div><p>B</p>", "div { margin-bottom: 24pt } p { margin: 12pt 0 }");
    Galley const& galley = t.pages.runs[page::RunId(0u)].store->galleys[t.pages.runs[page::RunId(0u)].store->main];
    std::vector<Length> glue;
    for (GalleyItem const& item : galley.items) {
        if (item.kind == GalleyItem::Kind::glue) glue.push_back(item.height);
    }
    ASSERT_EQ(glue.size(), 2u);
    EXPECT_EQ(glue[1], 24 * base::point);
}

TEST(Layout, ASuperscriptDoesNotSpreadTheLines) {
    Typeset t("<p>Text with a note<sup>1</sup> in it.</p>", "sup { vertical-align: super; font-size: 6pt; line-height: 0 }");
    EXPECT_TRUE(t.pages.runs[page::RunId(0u)].store->paragraphs[0].uniform);
    for (char const* css : {"sup { vertical-align: super; font-size: smaller }", "sup { vertical-align: super; line-height: 12pt }"}) {
        Typeset plain("<p>Text with a note<sup><i>1</i></sup> and H<sub>2</sub>O in it.</p>", css);
        EXPECT_TRUE(plain.pages.runs[page::RunId(0u)].store->paragraphs[0].uniform) << css;
    }
    Typeset tall("<p>Text with a <big>word</big></p>", "big { font-size: 20pt; line-height: 24pt }");
    EXPECT_FALSE(tall.pages.runs[page::RunId(0u)].store->paragraphs[0].uniform);
}

TEST(Layout, TabsGoToTheirStopsAndAddressesAreNotHyphenated) {
    Typeset t("<pre>a\tb\nabcdef\tb</pre>", "pre { white-space: pre; tab-size: 50pt }");
    layout::GalleyStore const& store = *t.pages.runs[page::RunId(0u)].store;
    std::vector<Length> ends;
    Length x = 0;
    for (layout::Piece const& piece : store.pieces_of(store.paragraphs[0])) {
        x = piece.kind == layout::Piece::Kind::line_break ? 0 : x + piece.width;
        if (piece.kind == layout::Piece::Kind::tab) ends.push_back(x);
    }
    EXPECT_EQ(ends, (std::vector<Length>{50 * base::point, 50 * base::point}));
    Typeset address("<p>" + sentences(1) + "see https://www.example.org/extraordinarily/complicated/addresses here. " + sentences(1) + "</p>",
                    "p { hyphens: auto; text-align: justify }");
    for (layout::Line const& line : address.pages.runs[page::RunId(0u)].store->lines) {
        if (line.end_byte == 0) continue;
        layout::Paragraph const& p = address.pages.runs[page::RunId(0u)].store->paragraphs[0];
        layout::Piece const& last = address.pages.runs[page::RunId(0u)].store->pieces[p.first_piece + line.end - 1];
        EXPECT_FALSE(last.solid);
    }
}

TEST(Layout, CandidatesOfJustifiedTextDifferInLines) {
    Typeset t("<p>" + sentences(60) + "</p>", "p { text-align: justify; hyphens: auto }");
    Paragraph const& p = t.pages.runs[page::RunId(0u)].store->paragraphs[0];
    EXPECT_GT(p.candidate_count, 1u);
}

TEST(Layout, AWordWiderThanTheLineIsBrokenAndSaid) {
    Typeset t("<p>" + std::string(300, 'w') + "</p>");
    EXPECT_TRUE(t.diagnostics.has(base::Code::layout_overfull));
    layout::GalleyStore const& store = *t.pages.runs[page::RunId(0u)].store;
    Paragraph const& p = store.paragraphs[0];
    EXPECT_GT(store.candidates[p.first_candidate + p.best].count, 5u);
}

}  // namespace
}  // namespace octavo::layout

// Initial letters over several lines: css-inline-3 §7.
#include <algorithm>

#include "page/fragments.h"
#include "page/typeset.h"

namespace octavo::page {
namespace {

using test::sentences;
using test::Typeset;

constexpr Length line = 12 * base::point;

struct Letter {
    layout::SideFloat shown;
    layout::GalleyItem const* item = nullptr;    // it is shown with
    layout::Paragraph const* own = nullptr;
    layout::GalleyStore const* store = nullptr;
};

std::vector<Letter> letters(Typeset const& t) {
    std::vector<Letter> found;
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    layout::Galley const& galley = store.galleys[store.main];
    for (layout::SideFloat const& f : galley.floats) {
        if (f.initial) found.push_back({f, &galley.items[f.item], &store.paragraphs[store.galleys[f.content.galley].items[0].index], &store});
    }
    return found;
}

/// Baseline of the letter and top of its capitals, from the top of the line it is shown with.
Length foot(Letter const& l) { return l.shown.y + l.shown.content.baseline; }
Length cap_height(Typeset const& t, Letter const& l) {
    auto pieces = l.store->pieces_of(*l.own);
    auto word = std::find_if(pieces.begin(), pieces.end(), [](layout::Piece const& piece) { return piece.word != nullptr; });
    return t.text->metrics(word->word->font).cap_height;
}
layout::LayoutContext::StyleMetrics const& lines_of(Typeset const& t, Letter const& l) { return t.layout->metrics(l.item->style); }

layout::Paragraph const& paragraph_with(Typeset const& t, std::string_view text) {
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    auto found = std::find_if(store.paragraphs.begin(), store.paragraphs.end(), [&](auto const& p) { return p.text.find(text) != std::string_view::npos; });
    EXPECT_NE(found, store.paragraphs.end());
    return *found;
}

std::string drop(std::string const& value) { return "p.i::first-letter { initial-letter: " + value + "; margin-right: 2pt }"; }

TEST(Initials, ADroppedOneReachesFromTheFirstCapHeightToItsLastBaseline) {
    Typeset t("<p class=\"i\">Once upon a time " + sentences(6) + "</p>", drop("3"));
    auto found = letters(t);
    ASSERT_EQ(found.size(), 1u);
    auto const& lines = lines_of(t, found[0]);
    Length small = t.text->metrics(lines.font).cap_height;
    EXPECT_EQ(foot(found[0]), lines.above + 2 * line);
    EXPECT_NEAR(cap_height(t, found[0]), 2 * line + small, base::point / 8);
    EXPECT_NEAR(foot(found[0]) - cap_height(t, found[0]), lines.above - small, base::point / 8);
    EXPECT_EQ(found[0].own->text, "O");
}

TEST(Initials, TextKeepsClearOfItForItsLinesAlone) {
    Typeset t("<p class=\"i\">Once upon a time " + sentences(6) + "</p>", drop("3"));
    layout::Paragraph const& p = paragraph_with(t, "nce upon");
    auto rooms = t.pages.runs[RunId(0u)].store->rooms_of(p);
    ASSERT_EQ(rooms.size(), 3u);
    for (auto const& room : rooms) EXPECT_EQ(room.width, 260 * base::point - letters(t)[0].shown.content.width);
    EXPECT_GE(letters(t)[0].shown.content.width, 2 * base::point + 20 * base::point);
}

TEST(Initials, PunctuationGoesWithTheLetter) {
    Typeset t("<p class=\"i\">\xE2\x80\x9CIt is late,\xE2\x80\x9D he said. " + sentences(4) + "</p>", drop("2"));
    ASSERT_EQ(letters(t).size(), 1u);
    EXPECT_EQ(letters(t)[0].own->text, "\xE2\x80\x9CI");
}

TEST(Initials, RaisedAndSunkenOnesHaveWholeLinesAbove) {
    for (auto [value, rise] : {std::pair{"3 1", 2}, {"3 2", 1}, {"3 raise", 2}, {"3 drop", 0}}) {
        Typeset t("<p>Before.</p><p class=\"i\">Once upon a time " + sentences(6) + "</p>", drop(value));
        auto found = letters(t);
        ASSERT_EQ(found.size(), 1u) << value;
        EXPECT_EQ(foot(found[0]), lines_of(t, found[0]).above + (2 - rise) * line) << value;
        auto const& flow = t.pages.pages[0].flow;
        EXPECT_EQ(flow.back().y, (1 + rise) * line) << value;
        EXPECT_EQ(paragraph_with(t, "nce upon").room_count, static_cast<std::uint32_t>(3 - rise)) << value;
    }
}

TEST(Initials, OneThatSinksBelowItsLinesKeepsThemClear) {
    Typeset t("<p class=\"i\">Once upon a time " + sentences(9) + "</p>", drop("2 4"));
    auto found = letters(t);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(foot(found[0]), lines_of(t, found[0]).above + 3 * line);
    EXPECT_EQ(paragraph_with(t, "nce upon").room_count, 4u);
}

TEST(Initials, AShortParagraphLeavesTheRestToTheNext) {
    Typeset t("<p class=\"i\">It is short.</p><p>" + sentences(5) + "</p>", drop("3"));
    EXPECT_EQ(paragraph_with(t, "Sentence 0").room_count, 2u);
    EXPECT_EQ(t.pages.pages[0].flow[1].y, line);
}

TEST(Initials, ASecondOneClearsTheFirst) {
    Typeset t("<p class=\"i\">It is short.</p><p class=\"i\">" + sentences(5) + "</p>", drop("3"));
    auto found = letters(t);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(paragraph_with(t, "entence 0").room_count, 3u);
    EXPECT_EQ(t.pages.pages[0].flow.back().y, 3 * line);
}

TEST(Initials, TheFlowIsAsTallAsTheLetterThatEndsIt) {
    Typeset alone("<p class=\"i\">O</p>", drop("3"));
    layout::GalleyStore const& store = *alone.pages.runs[RunId(0u)].store;
    EXPECT_EQ(store.galleys[store.main].height, 3 * line);
    ASSERT_EQ(letters(alone).size(), 1u);
    Typeset last("<p class=\"i\">It is short.</p>", drop("3"));
    layout::GalleyStore const& other = *last.pages.runs[RunId(0u)].store;
    EXPECT_EQ(other.galleys[other.main].height, 3 * line);
}

TEST(Initials, NoPageEndsBesideOne) {
    for (int before = 9; before <= 13; ++before) {   // a page has thirteen lines
        std::string body;
        for (int i = 0; i < before; ++i) body += "<p>A line of its own.</p>";
        Typeset t(body + "<p class=\"i\">Once upon a time " + sentences(8) + "</p>", drop("3") + " p { orphans: 1; widows: 1 }");
        for (Page const& page : t.pages.pages) {
            if (!page.run.valid()) continue;
            layout::GalleyStore const& store = t.pages.store_of(page);
            for (Placement const& p : page.flow) {
                auto const& item = store.galleys[p.galley].items[p.item];
                if (item.kind != layout::GalleyItem::Kind::paragraph || store.paragraphs[item.index].room_count == 0) continue;
                EXPECT_TRUE(p.first_slice >= 3 || p.end_slice >= 3) << before;
            }
        }
    }
}

TEST(Initials, AnElementMayBeOneAndKeepsWhatItHolds) {
    Typeset t("<p><span class=\"i\"><b>O</b></span>nce upon a time " + sentences(6) + "</p>", ".i { initial-letter: 3 }");
    auto found = letters(t);
    ASSERT_EQ(found.size(), 1u);
    Length small = t.text->metrics(lines_of(t, found[0]).font).cap_height;
    EXPECT_NEAR(cap_height(t, found[0]), 2 * line + small, base::point / 8);
    EXPECT_EQ(paragraph_with(t, "nce upon").text.substr(0, 3), "nce");
    Typeset middle("<p>Not <span class=\"i\">here</span> in the midst.</p>", ".i { initial-letter: 3 }");
    EXPECT_TRUE(letters(middle).empty());
}

TEST(Initials, AFramedOneIsAlignedByItsFrame) {
    Typeset t("<p class=\"i\">Once upon a time " + sentences(6) + "</p>", drop("3") + " p.i::first-letter { padding: 2pt; border: 1pt solid }");
    auto found = letters(t);
    ASSERT_EQ(found.size(), 1u);
    Length small = t.text->metrics(lines_of(t, found[0]).font).cap_height;
    EXPECT_NEAR(found[0].shown.content.height, 2 * line + small, base::point / 8);
    EXPECT_EQ(found[0].shown.y + found[0].shown.content.height, lines_of(t, found[0]).above + 2 * line);
}

TEST(Initials, FromRightToLeftItStandsOnTheRight) {
    Typeset t("<p class=\"i\" dir=\"rtl\">Once upon a time " + sentences(6) + "</p>", drop("3"));
    auto found = letters(t);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].shown.x + found[0].shown.content.width, 260 * base::point);
    EXPECT_EQ(t.pages.runs[RunId(0u)].store->room_of(paragraph_with(t, "nce upon"), 0).start, 0);
}

TEST(Initials, TheIndentIsTheLetters) {
    Typeset t("<p class=\"i\">Once upon a time " + sentences(6) + "</p>", drop("3") + " p.i { text-indent: 10pt }");
    auto found = letters(t);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].shown.x, 10 * base::point);
    EXPECT_EQ(paragraph_with(t, "nce upon").first_indent, 0);
    EXPECT_EQ(found[0].own->first_indent, 0);
}

}  // namespace
}  // namespace octavo::page

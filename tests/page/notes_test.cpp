#include "page/typeset.h"

namespace octavo::page::test {
namespace {

std::string note(std::string const& text, std::string const& attributes = {}) {
    return "<aside role='doc-footnote' " + attributes + ">" + text + "</aside>";
}

std::vector<std::string> notes_on(Typeset const& t, std::size_t page) { return t.lines(t.pages.pages[page].notes, t.pages.pages[page]); }

std::string all_notes(Typeset const& t) {
    std::string text;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        if (!t.pages.pages[i].run.valid()) continue;
        for (std::string const& line : notes_on(t, i)) text += line + "\n";
    }
    return text;
}

TEST(Notes, ShortOnesShareALineWhereTheStyleSheetSaysSo) {
    std::string body = "<p>a" + note("one") + " b" + note("two") + " c" + note(sentences(3)) + "</p>";
    Typeset block(body), compact(body, "aside { footnote-display: compact }");
    auto const& b = block.pages.pages[0];
    auto const& c = compact.pages.pages[0];
    EXPECT_EQ(b.notes_height - c.notes_height, 10 * base::point);
    ASSERT_GE(c.notes.size(), 3U);
    EXPECT_EQ(c.notes[0].y, c.notes[1].y);
    EXPECT_GT(c.notes[1].x, c.notes[0].x);
    EXPECT_EQ(c.notes[2].x, 0);
    EXPECT_GT(c.notes[2].y, c.notes[1].y);
}

TEST(Notes, SeriesStandApartInTheirOrder) {
    Typeset t("<p>a" + note("author 1") + " b" + note("textual a", "class='t'") + " c" + note("author 2") + "</p>",
              "aside { -octavo-note-series: 1 } .t { -octavo-note-series: 0 } aside::footnote-marker { content: none }");
    EXPECT_EQ(notes_on(t, 0), (std::vector<std::string>{"textual a", "author 1", "author 2"}));
    Page const& page = t.pages.pages[0];
    EXPECT_GT(page.notes[1].y - page.notes[0].y, page.notes[2].y - page.notes[1].y);
}

TEST(Notes, NumbersBeginAnewOnEachPageWhereThePageSaysSo) {
    std::string css = "@page { counter-reset: footnote }";
    Typeset t("<section><p>x" + note("one") + " y" + note("two") + "</p></section><section><p>z" + note("three") + "</p></section>", css);
    EXPECT_EQ(notes_on(t, 0), (std::vector<std::string>{"1.\xE2\x80\x82one", "2.\xE2\x80\x82two"}));
    EXPECT_EQ(notes_on(t, 1), (std::vector<std::string>{"1.\xE2\x80\x82three"}));
    EXPECT_EQ(t.page_text(1), "z1\n");
}

TEST(Notes, EndnotesStandAtTheEndOfWhatGathersThem) {
    std::string css = "section { -octavo-gather-notes: here } aside { -octavo-note-place: end }";
    Typeset t("<section><p>a" + note("first") + " b" + note("second") + "</p></section><section><p>c" + note("third") + "</p></section>", css);
    ASSERT_EQ(t.pages.pages.size(), 2U);
    EXPECT_EQ(t.page_text(0), "a1 b2\n1.\xE2\x80\x82" "first\n2.\xE2\x80\x82second\n");
    EXPECT_EQ(t.page_text(1), "c3\n3.\xE2\x80\x82third\n");
    EXPECT_TRUE(t.pages.pages[0].notes.empty());
}

TEST(Notes, ALineMovesWithItsNoteWhereThatIsNotToBeSplit) {
    std::string body = "<p>" + sentences(9) + "called here" + note(sentences(8)) + " and on.</p><p>" + sentences(12) + "</p>";
    Typeset t(body, "aside { footnote-policy: line }");
    std::size_t pages_with_notes = 0;
    for (Page const& page : t.pages.pages) pages_with_notes += !page.notes.empty();
    EXPECT_EQ(pages_with_notes, 1U);
}

TEST(Notes, NoWordIsLostHoweverManyAndLongTheyAre) {
    for (int length : {1, 3, 9, 30}) {
        std::string body;
        for (int i = 0; i < 12; ++i) {
            std::string word = "w" + std::to_string(i) + "x" + std::to_string(length);
            body += "<p>" + sentences(2) + "call" + note(sentences(length, word) + note("inner" + word)) + note("again" + word) + "</p>";
        }
        body += "<ul><li>item" + note("of the list") + "</li></ul><table><caption>c" + note("of the caption") + "</caption><tr><td>d" +
                note("of the cell") + "</td></tr></table><h2>h" + note("of the heading") + "</h2><p>end</p>";
        Typeset t(body);
        std::string text = all_notes(t);
        for (int i = 0; i < 12; ++i) {
            std::string word = "w" + std::to_string(i) + "x" + std::to_string(length);
            std::size_t count = 0;
            for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) ++count;
            EXPECT_EQ(count, static_cast<std::size_t>(length) + 2) << word;
        }
        for (char const* rest : {"of the list", "of the caption", "of the cell", "of the heading"}) {
            EXPECT_NE(text.find(rest), std::string::npos) << rest;
        }
    }
}

/// Pages whose notes reach over the foot of the page, or stand before the page of their call.
int overfull_pages(Typeset const& t) {
    int count = 0;
    for (Page const& page : t.pages.pages) {
        Length end = 0;
        layout::GalleyStore const& store = t.pages.store_of(page);
        for (Placement const& p : page.flow) {
            layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
            if (item.kind == layout::GalleyItem::Kind::paragraph) end = std::max(end, p.y + static_cast<Length>(p.end_slice - p.first_slice) * 12 * base::point);
        }
        count += end + page.notes_height > content_area(*page.style).height + page.extra + base::point;
    }
    return count;
}

TEST(Notes, TheFirstOfSeveralCalledOnALineMayBeSplit) {
    for (int first : {6, 20, 60}) {
        std::string body = "<p>" + sentences(3) + "call" + note(sentences(first, "alpha")) + note("second " + sentences(9, "beta")) + note("third") +
                           " and on.</p><p>" + sentences(30) + "</p>";
        Typeset t(body);
        std::string text = all_notes(t);
        std::size_t alphas = 0, betas = 0;
        for (std::size_t at = text.find("alpha"); at != std::string::npos; at = text.find("alpha", at + 1)) ++alphas;
        for (std::size_t at = text.find("beta"); at != std::string::npos; at = text.find("beta", at + 1)) ++betas;
        EXPECT_EQ(alphas, static_cast<std::size_t>(first));
        EXPECT_EQ(betas, 9U);
        EXPECT_LT(text.rfind("alpha"), text.find("second"));
        EXPECT_LT(text.rfind("beta"), text.find("third"));
        EXPECT_EQ(overfull_pages(t), 0) << first;
        EXPECT_FALSE(notes_on(t, 0).empty());
        EXPECT_NE(t.page_text(0).find("call"), std::string::npos) << "the line stands, and its notes begin on its page";
    }
}

TEST(Notes, OneLongerThanAPageGoesOnOverAsManyAsItNeeds) {
    Typeset t("<p>" + sentences(2) + "call" + note(sentences(200, "gamma")) + "</p><p>" + sentences(60) + "</p>");
    EXPECT_EQ(overfull_pages(t), 0);
    std::size_t pages = 0;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        if (notes_on(t, i).empty()) continue;
        ++pages;
        EXPECT_EQ(i + 1, pages) << "on pages that follow each other";
    }
    EXPECT_GT(pages, 4U);
}

TEST(MarginNotes, StandLevelWithTheirLineAndPartWhereTheyMeet) {
    std::string margin = "<aside class='m'>some margin words that take several lines</aside>";
    Typeset t("<p>one" + margin + "</p><p>two" + margin + "</p>", ".m { float: -octavo-margin; width: 30pt; margin: 2pt 5pt; font: 6pt/7pt serif }");
    auto const& notes = t.pages.pages[0].margin_notes;
    ASSERT_EQ(notes.size(), 2U);
    Length height = t.pages.runs[RunId(0u)].store->notes[0].height;
    EXPECT_EQ(notes[0].x, 260 * base::point + 5 * base::point);
    EXPECT_GE(notes[1].y, notes[0].y + height + 2 * base::point);
    EXPECT_LT(notes[0].y, 12 * base::point);
}

TEST(LineNumbers, EveryFifthLineOfProseAndVerse) {
    Typeset prose("<p>" + sentences(12) + "</p>", "p { -octavo-line-number: 5 }");
    auto const& numbers = prose.pages.pages[0].line_numbers;
    ASSERT_FALSE(numbers.empty());
    EXPECT_EQ(numbers[0].text, "5");
    std::string verse;
    for (int i = 0; i < 7; ++i) verse += "<p>a verse that is so long that it takes more than one line of the page and goes on hanging</p>";
    Typeset t("<div class='a'>" + verse + "</div><div class='b'>" + verse + "</div>",
              "p { -octavo-line-number: 5 paragraphs right } .b { -octavo-line-number-reset: 1 }");
    std::string told;
    for (Page const& page : t.pages.pages) {
        for (LineNumber const& number : page.line_numbers) told += number.text + " ";
    }
    EXPECT_EQ(told, "5 5 ");
}

TEST(LineNumbers, OfListingsAreTheSourcesLines) {
    Typeset t("<pre>a long line of a listing that must be wrapped since it is wider than the page is, by far\nb\nc</pre>",
              "pre { -octavo-line-number: 1; white-space: pre-wrap; margin: 0 }");
    std::string told;
    for (LineNumber const& number : t.pages.pages[0].line_numbers) told += number.text + " ";
    EXPECT_EQ(told, "1 2 3 ");
}

TEST(Report, TellsLooseLinesWidowsAndTheirRules) {
    Typeset t("<p class='n'>incomprehensibilities incomprehensibilities of x incomprehensibilities incomprehensibilities</p>",
              ".n { width: 90pt; text-align: justify; hyphens: none }");
    EXPECT_TRUE(t.diagnostics.has(base::Code::layout_overfull) || t.diagnostics.has(base::Code::layout_loose_line));
    Typeset good("<p>" + sentences(30) + "</p>");
    EXPECT_FALSE(good.diagnostics.has(base::Severity::warning));
}

}  // namespace
}  // namespace octavo::page::test

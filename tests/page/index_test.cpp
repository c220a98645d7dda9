#include "page/typeset.h"

namespace octavo::page::test {
namespace {

/// All lines of the document that contain `word`, joined by line feeds.
std::string lines_with(Typeset const& t, std::string const& word) {
    std::string found;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        std::istringstream text(t.page_text(i));
        for (std::string line; std::getline(text, line);) {
            if (line.find(word) != std::string::npos) found += line + "\n";
        }
    }
    return found;
}

std::string chapter(std::string const& content) { return "<section>" + content + "</section>"; }

TEST(Index, ListsPagesOnceInOrderAndSpansAsRanges) {
    Typeset t(chapter("<p><b data-index='Ox'>Oxen</b> and <b data-index='Ox'>oxen</b></p>") +
              chapter("<p data-index='Ox'>" + sentences(40) + "</p>") +
              chapter("<p data-index='Ox' data-index-principal=''>x</p>") + "<section role='doc-index'><h2>Index</h2></section>");
    std::uint32_t last = t.pages.map.of(t.document->by_id("ix-3")).last + 1;
    ASSERT_GT(last, 2U);
    std::string range = "2\xE2\x80\x93" + std::to_string(last);
    EXPECT_EQ(lines_with(t, "Ox,"), "Ox, 1, " + range + ", " + std::to_string(last + 1) + "\n");
}

TEST(Index, APassageFromOnePlaceToAnother) {
    Typeset t(chapter("<p><i data-index='Plough' data-index-to='e'/>a</p>") + chapter("<p>b</p>") + chapter("<p><i id='e'/>c</p>") +
              chapter("<p>d<aside role='doc-footnote'>n<i data-index='Plough'/></aside></p>") + "<section role='doc-index'/>");
    EXPECT_EQ(lines_with(t, "Plough"), "Plough, 1\xE2\x80\x93" "3, 4n\n");
}

TEST(References, WhereAPageLiesIsToldAsSeenFromThePageItself) {
    std::string css = "a::after { content: ' ' -octavo-target-place(attr(href)) }";
    auto link = [](char const* to) { return std::string("<p>") + to + "<a href='#" + to + "'>see</a></p>"; };
    Typeset t(chapter("<p id='one'/>" + link("one") + link("two") + link("four")) + chapter("<p id='two'/>" + link("three") + link("one")) +
              chapter("<p id='three'/>" + link("two")) + chapter("<p id='four'/>x"), css);
    EXPECT_EQ(t.page_text(0), "onesee on this page\ntwosee overleaf\nfoursee on page\xC2\xA0" "4\n");
    EXPECT_EQ(t.page_text(1), "threesee on the facing page\nonesee overleaf\n");
    EXPECT_EQ(t.page_text(2), "twosee on the facing page\n");
}

TEST(References, ThePlacesWordsAreTheStyleSheets) {
    std::string css = "a::after { content: ' ' -octavo-target-place(attr(href), 'here', '', 'behind', 'p. ') }";
    Typeset t(chapter("<p id='one'><a href='#two'>see</a></p>") + chapter("<p id='two'><a href='#three'>see</a></p>") +
              chapter("<p id='three'><a href='#three'>see</a></p>"), css);
    EXPECT_EQ(t.page_text(0), "see behind\n");
    EXPECT_EQ(t.page_text(1), "see p. 3\n");
    EXPECT_EQ(t.page_text(2), "see here\n");
}

}  // namespace
}  // namespace octavo::page::test

#include <gmock/gmock.h>

#include "page/typeset.h"
#include "paint/painter.h"

namespace octavo::paint {
namespace {

/// The words of the first page with text from left to right, as the eye meets them, lines apart.
std::string seen(std::string const& body) {
    page::test::Typeset set(body, ":root { font-family: 'EB Garamond', 'Noto Serif Hebrew'; hyphens: none }");
    Painter painter(*set.layout, set.pages);
    DisplayList list;
    for (std::uint32_t i = 0; i < set.pages.pages.size() && list.texts.empty(); ++i) painter.paint(i, list);
    struct Word {
        Length x = 0, y = 0;
        std::string text;
    };
    std::vector<Word> words;
    for (TextItem const& item : list.texts) {
        std::string text = list.text.substr(item.first_byte, item.byte_count);
        std::erase(text, ' ');
        if (text.empty() || item.glyph_count == 0) continue;
        PlacedGlyph const& glyph = list.glyphs[item.first_glyph];
        words.push_back({glyph.x, glyph.y, text});
    }
    std::stable_sort(words.begin(), words.end(), [](Word const& a, Word const& b) { return a.y != b.y ? a.y < b.y : a.x < b.x; });
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += words[i].y != words[i - 1].y ? "\n" : " ";
        out += words[i].text;
    }
    return out;
}

TEST(Direction, PlainWordsRunFromRightToLeft) {
    EXPECT_EQ(seen("<p dir='rtl' lang='he'>אאא בבב גגג</p>"), "גגג בבב אאא");
}

TEST(Direction, MarkupWithinHebrewDoesNotTurnTheOrder) {
    std::string inner = ">אאא <i>בבב</i> גגג <b><i>דדד</i></b></p>";
    EXPECT_EQ(seen("<p dir='rtl' lang='he'" + inner), "דדד גגג בבב אאא");
    EXPECT_EQ(seen("<p dir='ltr' lang='he'" + inner), "דדד גגג בבב אאא") << "a Hebrew quotation in an English paragraph";
}

TEST(Direction, LatinWithinHebrewRunsFromLeftToRightMarkedUpOrNot) {
    EXPECT_EQ(seen("<p dir='rtl' lang='he'>אאא <b>one</b> <i>two</i> בבב</p>"), "בבב one two אאא");
}

TEST(Direction, HebrewWithinLatinRunsFromRightToLeftMarkedUpOrNot) {
    EXPECT_EQ(seen("<p><b>one</b> <b>אאא</b> <i>בבב</i> <b>two</b></p>"), "one בבב אאא two");
}

TEST(Direction, EveryLineIsTurnedByItself) {
    EXPECT_EQ(seen("<p dir='rtl' lang='he'>אאא <i>בבב</i><br/>גגג <i>דדד</i></p>"), "בבב אאא\nדדד גגג");
}

}  // namespace
}  // namespace octavo::paint

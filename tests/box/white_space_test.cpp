// White space: CSS Text 3 §4.1, and text-transform
#include "box/characters.h"
#include "box/support.h"

namespace octavo::box::test {
namespace {

std::string texts(std::string_view body, std::string_view rules = {}) { return Built("<body>" + std::string(body) + "</body>", rules).texts(); }

TEST(WhiteSpace, CollapsesAcrossInlineBoxes) {
    EXPECT_EQ(texts("<p>  a \n\t b <i> c </i> <b> d</b>  </p>"), "a b c d|");
    EXPECT_EQ(texts("<p>a<i> </i> <b> </b>b</p>"), "a b|");
    EXPECT_EQ(texts("<p><i> </i>a <i> <b> </b></i></p>"), "a|");
}

TEST(WhiteSpace, NothingIsCopiedThatDoesNotChange) {
    Built built("<p>plain words</p>");
    InlineItem const& item = built.tree.items.front();
    EXPECT_EQ(item.text.data(), built.document.text(item.node).data());
    EXPECT_EQ(item.map_count, 0U);
}

TEST(WhiteSpace, EveryByteLeadsBack) {
    Built built("<p>\n  ab   cd\n  <i>e</i>  \n f </p>");
    std::string found;
    for (InlineItem const& item : built.tree.items) {
        if (item.kind != ItemKind::text) continue;
        for (std::uint32_t i = 0; i < item.text.size(); ++i) {
            dom::DomPosition at = built.tree.position(item, i);
            char source = built.document.text(at.node)[at.byte];
            EXPECT_TRUE(source == item.text[i] || (is_white_space(source) && item.text[i] == ' '));
            found += item.text[i];
        }
    }
    EXPECT_EQ(found, "ab cd e f");
}

TEST(WhiteSpace, SegmentBreaksBetweenIdeographsVanish) {
    EXPECT_EQ(texts("<p>漢字\n  漢字</p>"), "漢字漢字|");
    EXPECT_EQ(texts("<p>漢字\n<b>\n  漢字</b> \n漢</p>"), "漢字漢字漢|");
    EXPECT_EQ(texts("<p>漢字 漢字\nabc\n漢</p>"), "漢字 漢字 abc 漢|");
    EXPECT_EQ(texts("<p>한글\n한글</p>"), "한글 한글|");
    EXPECT_EQ(texts("<p>ab\u200B\ncd</p>"), "ab\u200Bcd|");
}

TEST(WhiteSpace, SegmentBreaksThatVanishKeepTheMap) {
    Built built("<p>漢\n漢</p>");
    InlineItem const& item = built.tree.items.front();
    EXPECT_EQ(built.tree.position(item, 3).byte, 4U);
}

TEST(WhiteSpace, PreservedModes) {
    EXPECT_EQ(texts("<pre>a  b\n\tc\n</pre>"), "a  b\n\tc\n|");
    EXPECT_EQ(texts("<p>a  b \n\n  c</p>", "p { white-space: pre-line }"), "a b\n\nc|");
    EXPECT_EQ(texts("<p>a <code> b  </code> c</p>", "code { white-space: pre }"), "a  b   c|");
    EXPECT_EQ(texts("<p>a  b\nc</p>", "p { white-space: nowrap }"), "a b c|");
    EXPECT_EQ(texts("<pre>a<b>\n</b>b</pre>"), "a\nb|");
}

TEST(WhiteSpace, BetweenBlocksItMakesNoBox) {
    EXPECT_EQ(boxes("<div> <p>a</p>\n<p>b</p> </div>"), "\nblock <div>\n  inline <p>\n    text \"a\"\n  inline <p>\n    text \"b\"\n");
    EXPECT_EQ(boxes("<div> <p>a</p>\n</div>", "div { white-space: pre }"), "\nblock <div>\n  inline <p>\n    text \"a\"\n");
}

TEST(WhiteSpace, AtomicsEndIt) {
    EXPECT_EQ(boxes("<p> <span>x</span> <span>y</span> </p>", "span { display: inline-block }"), R"(
inline <p>
  atomic
    inline <span>
      text "x"
  text " "
  atomic
    inline <span>
      text "y"
)");
}

TEST(WhiteSpace, NoBreakSpacesAreKept) { EXPECT_EQ(texts("<p>\u00A0a\u00A0 \u00A0b\u2003</p>"), "\u00A0a\u00A0 \u00A0b\u2003|"); }

TEST(TextTransform, MapsCaseAndKeepsPositions) {
    EXPECT_EQ(texts("<p>ab Cd</p>", "p { text-transform: uppercase }"), "AB CD|");
    EXPECT_EQ(texts("<p>AB Cd</p>", "p { text-transform: lowercase }"), "ab cd|");
    EXPECT_EQ(texts("<p>one t<b>wo three</b> 'four'</p>", "p { text-transform: capitalize }"), "One Two Three 'Four'|");
    Built built("<p>x  ab cd</p>", "p { text-transform: full-width }");
    EXPECT_EQ(built.texts(), "ｘ ａｂ ｃｄ|");
    EXPECT_EQ(built.tree.position(built.tree.items.front(), 4).byte, 3U);
}

TEST(Characters, GarbageIsOneByteEach) {
    EXPECT_EQ(character_at("\xE6\xBC", 0).bytes, 1U);
    EXPECT_EQ(character_at("", 0).bytes, 0U);
    EXPECT_EQ(last_character("\x80\x80\x80\x80\x80").code, 0xFFFDU);
    EXPECT_EQ(last_character("漢").code, U'漢');
    EXPECT_EQ(last_character("a").code, U'a');
}

}  // namespace
}  // namespace octavo::box::test

// Block and inline containers, anonymous boxes: CSS 2.2 §9.2
#include "box/support.h"

namespace octavo::box::test {
namespace {

TEST(Blocks, ParagraphsOwnTheirItems) {
    EXPECT_EQ(boxes("\n  <p>One.</p>\n  <p>Two <em>three</em>.</p>\n"), R"(
inline <p>
  text "One."
inline <p>
  text "Two "
  open <em>
  text "three"
  close <em>
  text "."
)");
}

// The example of CSS 2.2 §9.2.1.1
TEST(Blocks, TextBesideABlockStandsInAnonymousBoxes) {
    EXPECT_EQ(boxes("<div>Some text<p>More text</p></div>"), R"(
block <div>
  inline <div> anonymous
    text "Some text"
  inline <p>
    text "More text"
)");
}

// The other example of §9.2.1.1: a block in an inline box breaks it in two
TEST(Blocks, ABlockSplitsTheInlineBoxAroundIt) {
    EXPECT_EQ(boxes("<p>This is anonymous text before the span."
                    "<span>This is the content of span.<b>x</b></span> After.</p>",
                    "p { display: inline } span { display: block }"), R"(
inline <body> anonymous
  open <p>
  text "This is anonymous text before the span."
  close <p> split
inline <span>
  text "This is the content of span."
  open <b>
  text "x"
  close <b>
inline <body> anonymous
  open <p> split
  text "After." map 0:1
  close <p>
)");
}

TEST(Blocks, SplitInlineBoxesThatWouldBeEmptyVanish) {
    EXPECT_EQ(boxes("<div>a <em> <p>b</p> </em> </div>"), R"(
block <div>
  inline <div> anonymous
    text "a"
  inline <p>
    text "b"
)");
}

TEST(Blocks, EmptyBlocksStay) { EXPECT_EQ(boxes("<p></p><hr/><div>  </div>"), "\nblock <p>\nblock <hr>\nblock <div>\n"); }

TEST(Blocks, DisplayNoneAndContents) {
    EXPECT_EQ(boxes("<div>a<span>b</span><i>c</i></div>", "span { display: none } i { display: contents } i::before { content: '-' }"), R"(
inline <div>
  text "a"
  open <i> generated
  generated "-"
  close <i> generated
  text "c"
)");
}

TEST(Blocks, InlineBlocksAreAtomic) {
    EXPECT_EQ(boxes("<p>a <span>b <em>c</em> </span> d</p>", "span { display: inline-block }"), R"(
inline <p>
  text "a "
  atomic
    inline <span>
      text "b "
      open <em>
      text "c"
      close <em>
  text " d"
)");
}

TEST(Blocks, FloatsHangOnTheirPlace) {
    EXPECT_EQ(boxes("<p>a <img src=\"\" alt=\"x\" hidden=\"\"/><span>b</span> c</p>", "span { float: left }"), R"(
inline <p>
  text "a "
  float
    inline <span>
      text "b"
  text "c" map 0:1
)");
}

TEST(Blocks, BreaksAndOpportunities) {
    EXPECT_EQ(boxes("<p>a <br/> b<wbr/>c</p>"), R"(
inline <p>
  text "a"
  line-break
  text "b" map 0:1
  break-opportunity
  text "c"
)");
}

TEST(Blocks, LinksCarryTheirElementIntoBlocks) {
    EXPECT_EQ(boxes("<div><a href=\"#x\">in <p>block</p></a></div><p id=\"x\">y</p>"), R"(
block <div>
  inline <div> anonymous
    open <a>
    text "in"
    close <a> split
  inline <p>
    open <a>
    text "block"
    close <a>
inline <p#x>
  event target <p#x>
  text "y"
)");
}

TEST(Blocks, InlinesWithEdgesAreNotEmpty) {
    EXPECT_EQ(boxes("<p><span></span></p><p><b></b></p>", "b { padding-left: 1em }"), R"(
block <p>
inline <p>
  open <b>
  close <b>
)");
}

TEST(Blocks, BidiControlsStandInsideTheirBox) {
    EXPECT_EQ(boxes("<p>a<bdi>b</bdi><span dir=\"rtl\">c</span><bdo>d</bdo></p>"), "\n"
              "inline <p>\n"
              "  text \"a\"\n"
              "  open <bdi>\n  generated \"\u2066\"\n  text \"b\"\n  generated \"\u2069\"\n  close <bdi>\n"
              "  open <span>\n  generated \"\u2067\"\n  text \"c\"\n  generated \"\u2069\"\n  close <span>\n"
              "  open <bdo>\n  generated \"\u202D\"\n  text \"d\"\n  generated \"\u202C\"\n  close <bdo>\n");
}

TEST(Blocks, RubyTextIsNotLost) {
    EXPECT_EQ(Built("<p><ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby></p>").texts(), "漢(kan)|");
}

TEST(Blocks, FormulaeKeepTheirTextOnce) {
    EXPECT_EQ(Built("<p><math alttext=\"no\"><mi>x</mi><annotation>x</annotation></math> <math alttext=\"yes\"></math></p>").texts(), "x yes|");
}

TEST(Blocks, FirstLetterTakesItsPunctuation) {
    EXPECT_EQ(boxes("<div><p>\n  “Well,” he said.</p><p>No.</p></div>", "div::first-letter { color: red }"), R"(
block <div>
  inline <p>
    open <div> generated
    text "“W" map 0:3
    close <div> generated
    text "ell,” he said." map 0:7
  inline <p>
    text "No."
)");
    EXPECT_EQ(boxes("<p><b>Once</b></p>", "p::first-letter { float: left }"), R"(
inline <p>
  open <b>
  float
    inline <p> anonymous
      text "O"
  text "nce" map 0:1
  close <b>
)");
}

TEST(Blocks, DepthIsBounded) {
    std::string markup;
    for (int i = 0; i < 5000; ++i) markup += "<div>";
    markup += "x";
    for (int i = 0; i < 5000; ++i) markup += "</div>";
    Built built(markup);
    EXPECT_TRUE(built.diagnostics.has(base::Code::run_limit));
    EXPECT_EQ(built.texts(), "");
}

}  // namespace
}  // namespace octavo::box::test

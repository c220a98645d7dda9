// Footnotes: GCPM 3 §2
#include "box/support.h"

namespace octavo::box::test {
namespace {

constexpr std::string_view by_default = "span { float: footnote }";

TEST(Notes, CallAndBodyByDefault) {
    EXPECT_EQ(boxes("<p>a<span>one</span> b<span>two</span></p>", by_default), R"(
inline <p>
  text "a"
  footnote
    inline <span>
      marker
        generated "1. "
      text "one"
  open <span> generated
  generated "1"
  close <span> generated
  text " b"
  footnote
    inline <span>
      marker
        generated "2. "
      text "two"
  open <span> generated
  generated "2"
  close <span> generated
)");
}

TEST(Notes, StyleSheetsMakeCallAndMarker) {
    EXPECT_EQ(boxes("<p>a<aside role=\"footnote\"><p>x</p><p>y</p></aside>.</p>",
                    "aside::footnote-call { content: '[' counter(footnote, lower-alpha) ']' } aside::footnote-marker { content: counter(footnote) '.'; list-style-position: outside }"), R"(
inline <p>
  text "a"
  footnote
    block <aside>
      marker
        generated "1"
        generated "."
      inline <p>
        text "x"
      inline <p>
        text "y"
  open <aside> generated
  generated "["
  generated "a"
  generated "]"
  close <aside> generated
  text "."
)");
}

TEST(Notes, MarkersInsideStandInTheFirstParagraph) {
    EXPECT_EQ(boxes("<p>a<aside role=\"footnote\"><p>x</p><p>y</p></aside><aside role=\"footnote\">z</aside></p>",
                    "aside::footnote-call { content: none } aside::footnote-marker { content: counter(footnote) '.\\2002'; list-style-position: inside }"), R"(
inline <p>
  text "a"
  footnote
    block <aside>
      inline <p>
        open <aside> generated
        generated "1"
        generated ". "
        close <aside> generated
        text "x"
      inline <p>
        text "y"
  footnote
    inline <aside>
      open <aside> generated
      generated "2"
      generated ". "
      close <aside> generated
      text "z"
)");
}

TEST(Notes, BetweenBlocksTheyAreCalledByTheParagraphBefore) {
    std::string_view rules = "aside { float: footnote } aside::footnote-marker { content: none }";
    EXPECT_EQ(boxes("<div><p>a </p> <aside id=\"n\">x</aside> <p>b</p></div>", rules), R"(
block <div>
  inline <p>
    text "a"
    footnote
      inline <aside#n>
        event target <aside#n>
        text "x"
    open <aside#n> generated
    generated "1"
    close <aside#n> generated
  inline <p>
    text "b"
)");
}

TEST(Notes, BeforeAnythingElseTheyAreCalledByTheParagraphBehind) {
    std::string_view rules = "aside { float: footnote } aside::footnote-marker { content: none }";
    EXPECT_EQ(boxes("<div> <aside>x</aside> <section><p> b</p></section></div><div><aside>y</aside></div>", rules), R"(
block <div>
  block <section>
    inline <p>
      footnote
        inline <aside>
          text "x"
      open <aside> generated
      generated "1"
      close <aside> generated
      text "b" map 0:1
inline <div>
  footnote
    inline <aside>
      text "y"
  open <aside> generated
  generated "2"
  close <aside> generated
)");
}

TEST(Notes, NotesInNotesCountOn) {
    Built built("<p>a<span>x<span>y</span></span>b<span>z</span></p>", by_default);
    EXPECT_EQ(built.texts(), "a1b3|");
}

TEST(Notes, NumbersBeginAgainWhereTheStyleSheetSaysSo) {
    Built built("<body><div><p>a<span>x</span></p></div><div><p>b<span>y</span></p></div></body>", "span { float: footnote } div { counter-reset: footnote }");
    EXPECT_EQ(built.texts(), "a1|b1|");
}

TEST(Notes, LinksAroundThemEndAtTheirBody) {
    Built built("<p><a href=\"#n\">a<span>x</span></a></p>", by_default);
    for (Box const& box : built.tree.boxes) {
        if (built.document.element(box.node).html.view() != "span") continue;
        for (InlineItem const& item : built.tree.items_of(box.items)) EXPECT_NE(item.kind, ItemKind::open);
    }
}

std::string boxes_with_ids(std::string_view body) {
    Built built;
    Markup("<body>" + std::string(body) + "</body>", built.document);
    built.document.index_ids();
    built.style("");
    built.build();
    return built.dump();
}

TEST(Notes, CalledByALinkTheyAreSetWhereItIs) {
    std::string dump = boxes_with_ids(
        "<p>a<a role=\"noteref\" href=\"#n\">[*]</a> b</p><section><aside role=\"footnote\" id=\"n\"><p>x</p></aside></section><p>c</p>");
    auto call = dump.find("text \"[*]\""), note = dump.find("footnote"), text = dump.find("text \"x\""), behind = dump.find("text \" b\"");
    ASSERT_NE(text, std::string::npos) << dump;
    EXPECT_LT(call, note) << dump;
    EXPECT_LT(note, text) << dump;
    EXPECT_LT(text, behind) << dump;
    EXPECT_NE(dump.find("generated \"*"), std::string::npos) << "the call says the label: " << dump;
    EXPECT_EQ(dump.find("generated \"1"), std::string::npos) << "nothing is counted: " << dump;
    EXPECT_EQ(dump.find("<section>"), std::string::npos) << "nothing is left where the note stood: " << dump;
}

TEST(Notes, ALinkWithinANoteCallsNone) {
    std::string dump = boxes_with_ids("<p>a</p><aside role=\"footnote\" id=\"n\"><p>x <a role=\"noteref\" href=\"#n\">1</a></p></aside><p>c</p>");
    EXPECT_NE(dump.find("text \"x \""), std::string::npos) << dump;
}

}  // namespace
}  // namespace octavo::box::test

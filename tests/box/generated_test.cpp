// Generated content, references, strings, bookmarks, anchors
#include "box/support.h"

namespace octavo::box::test {
namespace {

std::string texts(std::string_view body, std::string_view rules = {}) { return Built("<body>" + std::string(body) + "</body>", rules).texts(); }

TEST(Generated, BeforeAndAfter) {
    EXPECT_EQ(boxes("<p lang=\"en\">a <b title=\"t\">c</b></p>",
                    "p::before { content: 'x  y '; font-style: italic } b::after { content: '[' attr(title) attr(no, '?') ']' } "
                    "p::after { content: 'end'; display: block }"), R"(
block <p>
  inline <p> anonymous
    open <p> generated
    generated "x y "
    close <p> generated
    text "a "
    open <b>
    text "c"
    open <b> generated
    generated "["
    generated "t"
    generated "?"
    generated "]"
    close <b> generated
    close <b>
  inline <p> anonymous
    generated "end"
)");
}

TEST(Generated, ContentOfElements) {
    EXPECT_EQ(texts("<p>old</p><div>kept</div><h1>gone</h1>", "p { content: 'new' } div { content: '<' contents '>' } h1 { content: none }"),
              "new|<kept>|");
}

TEST(Generated, ColumnsShowNothingAndListItemsHaveTheirMarker) {
    EXPECT_EQ(texts("<p>a</p>", "p::before { content: 'x'; display: table-column } p::after { content: 'y'; display: table-column-group }"), "a|");
    EXPECT_NE(texts("<p>a</p>", "p::before { content: 'x'; display: list-item; list-style: inside '- ' }").find("- x|"), std::string::npos);
}

TEST(Generated, QuotesNest) {
    EXPECT_EQ(texts("<p lang=\"en\"><q>a <q>b</q> c</q> <q>d</q></p>"), "“a ‘b’ c” “d”|");
    EXPECT_EQ(texts("<p>a</p>", ":root { quotes: '<' '>' } p::before { content: close-quote no-open-quote } p::after { content: close-quote close-quote }"),
              "a>|");
}

TEST(Generated, PreservedLineFeeds) {
    EXPECT_EQ(texts("<p>a</p>", "p::before { content: 'x\\A'; white-space: pre }"), "x\na|");
}

TEST(Generated, LeadersAndPageReferences) {
    EXPECT_EQ(boxes("<p><a href=\"#b\">To b</a></p><p id=\"b\">b</p>",
                    "a::after { content: leader('. ') target-counter(attr(href url), page, lower-roman) }"), R"(
inline <p>
  open <a>
  text "To b"
  open <a> generated
  leader ". "
  page-of <p#b> style=lower-roman
  close <a> generated
  close <a>
inline <p#b>
  event target <p#b>
  text "b"
)");
}

TEST(Generated, TargetPagesTakesAListOfIds) {
    EXPECT_EQ(boxes("<p><span class=\"octavo-mentions\" data-octavo-targets=\"#a #b\"></span><i id=\"a\">a</i><i id=\"b\">b</i></p>"), R"(
inline <p>
  open <span>
  pages-of <i#a> <i#b>
  close <span>
  event target <i#a>
  open <i#a>
  text "a"
  close <i#a>
  event target <i#b>
  open <i#b>
  text "b"
  close <i#b>
)");
}

TEST(Generated, TargetsFurtherOnAreKnownAtTheEnd) {
    EXPECT_EQ(texts("<p><a href=\"#s\">see</a></p><h2>A</h2><h2 id=\"s\">B <i>c</i></h2>",
                    "h2 { counter-increment: s } h2::before { content: counter(s) '. ' } "
                    "a::after { content: ' ' target-counter(attr(href), s) ' ' target-text(attr(href)) ' ' target-text(attr(href), before) }"),
              "see 2 B c 2. |1. A|2. B c|");
}

TEST(Generated, TargetsThatAreMissingAreTold) {
    Built built("<p><a href=\"#no\">a</a><a href=\"http://example.org/\">b</a></p>", "a::after { content: target-counter(attr(href), page) }");
    ASSERT_EQ(built.diagnostics.all().size(), 1U);
    EXPECT_EQ(built.diagnostics.all()[0].code, base::Code::page_unresolved_reference);
    EXPECT_EQ(built.diagnostics.all()[0].where.line, 2U);
    ASSERT_EQ(built.tree.references.size(), 1U);
    EXPECT_TRUE(built.tree.references[0].targets.empty());
}

TEST(Generated, ThePageCounterIsForThePages) {
    EXPECT_EQ(boxes("<div>a</div>", "div { counter-reset: page 3 x; counter-increment: page } div::before { content: counter(page) }"), R"(
inline <div>
  event page-counter-reset 3
  event page-counter-increment 1
  open <div> generated
  page-of <div>
  close <div> generated
  text "a"
)");
}

TEST(Events, StringsAndBookmarks) {
    EXPECT_EQ(boxes("<h1>A <em>b</em>\n c<aside role=\"footnote\">note</aside></h1>",
                    "h1 { string-set: title 'T: ' content(text), n content(before) } h1::before { content: '1' } aside { float: footnote }"
                    "aside::footnote-call, aside::footnote-marker { content: none }"), R"(
inline <h1>
  event string-set title "T: A b c"
  event string-set n "1"
  event bookmark 1 "A b c"
  open <h1> generated
  generated "1"
  close <h1> generated
  text "A "
  open <em>
  text "b"
  close <em>
  text " c" map 0:0 1:2
  footnote
    inline <aside>
      text "note"
)");
}

TEST(Events, BookmarksSeeWhatIsGeneratedAfter) {
    EXPECT_EQ(boxes("<h1>A</h1>", "h1 { bookmark-label: content(text) content(after); bookmark-state: closed } h1::after { content: '!' }"), R"(
inline <h1>
  event bookmark 1 "A!" closed
  text "A"
  open <h1> generated
  generated "!"
  close <h1> generated
)");
}

TEST(Events, InlineTargetsStandInTheText) {
    EXPECT_EQ(boxes("<p>a <a id=\"x\"></a>b</p> <a id=\"y\"/> <div>c</div> <a id=\"z\"/>"), R"(
inline <p>
  text "a "
  event target <a#x>
  text "b"
inline <div>
  event target <a#y>
  text "c"
block <body> anonymous
  event target <a#z>
)");
}

TEST(Events, RunningElementsLeaveTheFlow) {
    EXPECT_EQ(boxes("<div>head</div><p>text</p>", "div { position: running(h) }"), R"(
inline <p>
  event running-element h
    inline <div>
      text "head"
  text "text"
)");
}

TEST(Events, AnchorsCutTheirText) {
    Built built;
    Markup("<body><p>ab cd</p> <p>e</p><ins hidden=\"\">f</ins></body>", built.document);
    dom::NodeId p = built.document.node(built.document.root()).first_child, text = built.document.node(p).first_child;
    dom::NodeId between = built.document.node(p).next, second = built.document.node(between).next, hidden = built.document.node(second).next;
    auto add = [&](dom::NodeId node, std::uint32_t byte) {
        built.document.anchors.push_back({dom::AnchorKind::page_break, {node, byte}, {}, {}, "1", {}});
    };
    add(text, 3);
    add(text, 5);
    add(between, 0);
    add(built.document.node(hidden).first_child, 0);
    built.style("[hidden] { display: none }");
    built.build();
    EXPECT_EQ(built.dump(), R"(block <body>
  inline <p>
    text "ab "
    event anchor 0
    text "cd" map 0:3
    event anchor 1
  inline <p>
    event anchor 2
    text "e"
  block <body> anonymous
    event anchor 3
)");
}

}  // namespace
}  // namespace octavo::box::test

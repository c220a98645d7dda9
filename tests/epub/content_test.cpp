// What the Document may hold and HTML may not: each case is one that EPUBCheck would refuse.
#include "epub/html_table.h"
#include "small_book.h"

namespace octavo::epub::test {

using testing::HasSubstr;
using testing::Not;

class ContentTest : public BookTest {
protected:
    /// The body without line ends.
    std::string body_of(std::string_view inner) {
        std::string text = make("<body>" + std::string(inner) + "</body>").body();
        std::erase(text, '\n');
        return text;
    }
};

TEST_F(ContentTest, ParagraphIsCutAroundABlock) {
    EXPECT_EQ(body_of("<p id=\"a\" class=\"x\">one <ul><li>two</li></ul> three</p>"),
              "<div class=\"x as-p\" id=\"a\"><p>one </p><ul><li>two</li></ul><p class=\"continued\"> three</p></div>");
}

TEST_F(ContentTest, EmptyRunsAroundABlockAreNotWritten) {
    EXPECT_EQ(body_of("<p> <table><tr><td>x</td></tr></table> </p>"), "<div class=\"as-p\"> <table><tr><td>x</td></tr></table> </div>");
}

TEST_F(ContentTest, InlineAroundBlocksBecomesADivision) {
    EXPECT_EQ(body_of("<section><em><p>x</p></em></section>"), "<section><div class=\"as-em\"><p>x</p></div></section>");
    EXPECT_EQ(body_of("<p>a <span>b <p>c</p></span></p>"), "<div class=\"as-p\"><p>a </p><div class=\"as-span\">b <p>c</p></div></div>");
}

TEST_F(ContentTest, TheFootOfALetterIsNoLandmark) {
    EXPECT_EQ(body_of("<blockquote><footer><p>Yours</p></footer></blockquote>"),
              "<blockquote><footer role=\"presentation\"><p>Yours</p></footer></blockquote>");
}

TEST_F(ContentTest, AnEndnoteIsANoteAndNoLandmark) {
    EXPECT_EQ(role_on("aside", dom::Role::endnote, Linked::no), "note");
    EXPECT_EQ(role_on("aside", dom::Role::footnote, Linked::no), "doc-footnote");
}

TEST_F(ContentTest, TransparentElementsKeepTheirBlocks) {
    EXPECT_EQ(body_of("<del><p>x</p></del>"), "<del><p>x</p></del>");
    EXPECT_EQ(body_of("<p>y <ins>z</ins></p>"), "<p>y <ins>z</ins></p>");
}

TEST_F(ContentTest, BlocksInHeadingsBecomeSpans) {
    EXPECT_EQ(body_of("<h2>a <p>b</p><ul><li>c</li></ul><hr/></h2>"),
              "<h2 id=\"heading-1\">a <span class=\"as-block\">b</span><span class=\"as-block\"><span class=\"as-block\">c</span></span><br/></h2>");
}

TEST_F(ContentTest, LinksDoNotNest) {
    EXPECT_EQ(body_of("<p><a href=\"https://example.org/\">a <a href=\"https://example.com/\">b</a></a></p>"),
              "<p><a href=\"https://example.org/\">a <span class=\"as-a\">b</span></a></p>");
}

TEST_F(ContentTest, StrayPartsBecomeDivisions) {
    EXPECT_EQ(body_of("<li>a</li><dd>b</dd><td>c</td><figcaption>d</figcaption>"),
              "<div class=\"as-li\">a</div><div class=\"as-dd\">b</div><div class=\"as-td\">c</div><div class=\"as-figcaption\">d</div>");
}

TEST_F(ContentTest, ListsHoldItemsOnly) {
    EXPECT_EQ(body_of("<ul><p>head</p><li>a</li>text<ul><li>b</li></ul><li>c</li></ul>"),
              "<p>head</p><ul><li>a</li><li>text<ul><li>b</li></ul></li><li>c</li></ul>");
    EXPECT_EQ(body_of("<ul><p>no item</p></ul>"), "<div class=\"as-ul\"><p>no item</p></div>");
}

TEST_F(ContentTest, DefinitionListsArePairs) {
    EXPECT_EQ(body_of("<dl><dd>a</dd><dt>b</dt></dl>"), "<dl><dt></dt><dd>a</dd><dt>b</dt><dd></dd></dl>");
    EXPECT_EQ(body_of("<dl><p>head</p><div><dt>t</dt><dd>d</dd></div><p>x</p></dl>"),
              "<p>head</p><dl><dt>t</dt><dd>d</dd><dd><p>x</p></dd></dl>");
}

TEST_F(ContentTest, TablesArePutInOrder) {
    EXPECT_EQ(body_of("<table><tfoot><tr><td>f</td></tr></tfoot><tr><td>a</td></tr><tbody><tr>loose<td>b</td></tr></tbody><caption>c</caption></table>"),
              "<table><caption>c</caption><tbody><tr><td>a</td></tr></tbody><tbody><tr><td>loose</td><td>b</td></tr></tbody>"
              "<tfoot><tr><td>f</td></tr></tfoot></table>");
    EXPECT_EQ(body_of("<table><h3>T</h3><col span=\"2\"/><td>x</td></table>"),
              "<table><caption><h3>T</h3></caption><colgroup><col span=\"2\"/></colgroup><tr><td>x</td></tr></table>");
}

TEST_F(ContentTest, FigureHasOneCaptionAtAnEnd) {
    EXPECT_EQ(body_of("<figure><figcaption>a</figcaption><p>x</p><figcaption>b</figcaption></figure>"),
              "<figure><figcaption>a</figcaption><p>x</p><div class=\"as-figcaption\">b</div></figure>");
}

TEST_F(ContentTest, HeadingGroupsHoldOneHeading) {
    EXPECT_EQ(body_of("<hgroup><h2>a</h2><p>b</p></hgroup>"), "<hgroup><h2 id=\"heading-1\">a</h2><p>b</p></hgroup>");
    EXPECT_EQ(body_of("<hgroup><h2>a</h2><h3>b</h3></hgroup>"), "<div class=\"as-hgroup\"><h2 id=\"heading-1\">a</h2><h3>b</h3></div>");
}

TEST_F(ContentTest, RubyOnlyWhereItIsRuby) {
    EXPECT_EQ(body_of("<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>"), "<p><ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp></ruby></p>");
    EXPECT_EQ(body_of("<p><ruby><rt>x</rt>y</ruby></p>"), "<p><span class=\"as-ruby\"><span class=\"as-rt\">x</span>y</span></p>");
}

TEST_F(ContentTest, AttributesThatHtmlRefusesAreLeftOut) {
    EXPECT_EQ(body_of("<table border=\"2\" bgcolor=\"red\" cellpadding=\"1\"><tr valign=\"top\"><td align=\"left\" width=\"10%\" colspan=\"0\" "
                      "rowspan=\"2\" scope=\"col\">x</td></tr></table>"),
              "<table><tr><td rowspan=\"2\">x</td></tr></table>");
    EXPECT_EQ(body_of("<ol start=\"x\" type=\"a\" compact=\"compact\"><li value=\"3\">x</li></ol>"), "<ol type=\"a\"><li value=\"3\">x</li></ol>");
    EXPECT_EQ(body_of("<p lang=\"not a language\" dir=\"up\" onclick=\"x()\" hidden=\"\" data-ok=\"1\" data-Not=\"2\">x</p>"),
              "<p hidden=\"hidden\" data-ok=\"1\">x</p>");
    EXPECT_EQ(body_of("<p lang=\"ja\">x</p>"), "<p xml:lang=\"ja\" lang=\"ja\">x</p>");
}

TEST_F(ContentTest, TimeWithoutADateIsASpan) {
    EXPECT_EQ(body_of("<p><time datetime=\"1937\">1937</time> <time datetime=\"1937-07-07\">7 July</time></p>"),
              "<p><span class=\"as-time\">1937</span> <time datetime=\"1937-07-07\">7 July</time></p>");
}

TEST_F(ContentTest, ObsoleteAndUnknownElementsKeepTheirText) {
    EXPECT_EQ(body_of("<center><font color=\"red\">a</font></center><p><blink>b</blink></p>"),
              "<div class=\"as-center\"><span class=\"as-font\">a</span></div><p><span class=\"as-blink\">b</span></p>");
}

TEST_F(ContentTest, ScriptsAndFormsGoTheirTextStays) {
    std::string text = body_of("<form><p>a</p><script>evil()</script><style>p{}</style></form>");
    EXPECT_EQ(text, "<div class=\"as-form\"><p>a</p></div>");
}

TEST_F(ContentTest, RolesOnlyWhereAriaAllowsThem) {
    EXPECT_EQ(body_of("<section role=\"doc-chapter\"><p>x</p></section>"),
              "<section epub:type=\"chapter\" role=\"doc-chapter\"><p>x</p></section>");
    EXPECT_EQ(body_of("<section role=\"doc-tip\">x</section>"), "<section epub:type=\"tip\">x</section>");
    EXPECT_EQ(body_of("<aside role=\"doc-tip\">x</aside>"), "<aside epub:type=\"tip\" role=\"doc-tip\">x</aside>");
    EXPECT_EQ(body_of("<ul epub:type=\"index\"><li>x</li></ul>"), "<ul epub:type=\"index\"><li>x</li></ul>");
    EXPECT_EQ(body_of("<p><a role=\"doc-noteref\">1</a></p>"), "<p><a epub:type=\"noteref\">1</a></p>");
}

TEST_F(ContentTest, TextIsEscapedAndNoCharacterIsLeftThatXmlForbids) {
    EXPECT_EQ(body_of("<p title=\"a &amp; &lt;b\">&lt;&amp;&gt;\x01\x0B\xEF\xBF\xBF\xEF\xBF\xBC</p>"), "<p title=\"a &amp; &lt;b\">&lt;&amp;&gt;\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBC</p>");
}

TEST_F(ContentTest, RepeatedIdsAreMadeUnique) {
    EXPECT_EQ(body_of("<p id=\"x\">a</p><p id=\"x\">b</p><p id=\"a b\">c</p>"), "<p id=\"x\">a</p><p id=\"x-2\">b</p><p id=\"a_b\">c</p>");
}

TEST_F(ContentTest, SourceNamesOnlyWhereASheetAsksForThem) {
    std::string text = "<body><p>The <span s:element=\"tei:persName\" s:type=\"real\" s:key=\"k\">Someone</span> in <span "
                       "s:element=\"tei:placeName\">Rome</span></p></body>";
    EXPECT_THAT(make(text).body(), HasSubstr("<span>Someone</span>"));
    Options options;
    options.css = "@namespace tei \"http://www.tei-c.org/ns/1.0\"; tei|persName[type=real] { font-style: italic }";
    std::string with_sheet = make(text, options).body();
    EXPECT_THAT(with_sheet, HasSubstr("<span class=\"tei-persname\" data-type=\"real\">Someone</span>"));
    EXPECT_THAT(with_sheet, HasSubstr("<span>Rome</span>"));
}

TEST_F(ContentTest, DrawingsAndFormulasKeepTheirNames) {
    Ebook book = make("<body><p><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\" onload=\"x()\"><title>T</title>"
                      "<script>x()</script><a xlink:href=\"https://example.org/\"><rect width=\"1\"/></a></svg>"
                      "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math></p></body>");
    std::string text = book.body();
    EXPECT_THAT(text, HasSubstr("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><title>T</title>"));
    EXPECT_THAT(text, HasSubstr("xlink:href=\"https://example.org/\"><rect width=\"1\"/></a></svg>"));
    EXPECT_THAT(text, HasSubstr("<math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math>"));
    EXPECT_THAT(text, Not(HasSubstr("script")));
    EXPECT_THAT(book["package.opf"], HasSubstr("properties=\"mathml svg\""));
}

TEST_F(ContentTest, AnIndexListsEachSectionOnceWhereThereAreNoPages) {
    std::string text = body_of("<p><b id=\"a\">x</b><b id=\"b\">y</b><b id=\"c\">z</b></p><p><span class=\"octavo-locators\"><span>, </span>"
                               "<a href=\"#a\">One</a><span>, </span><a href=\"#b\">One</a><span>, </span><a href=\"#c\">Two</a></span></p>");
    EXPECT_THAT(text, HasSubstr("<span class=\"octavo-locators\">, <a href=\"#a\">One</a>, <a href=\"#c\">Two</a></span>"));
}

TEST_F(ContentTest, DeepNestingIsNotAProblem) {
    std::string deep;
    for (int i = 0; i < 400; ++i) deep += "<em>";
    deep += "<p>x</p>";
    for (int i = 0; i < 400; ++i) deep += "</em>";
    EXPECT_THAT(body_of("<section>" + deep + "</section>"), HasSubstr("<p>x</p>"));
}

}  // namespace octavo::epub::test

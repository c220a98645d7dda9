// Matching, sharing, pseudo-elements, languages, pages and the sheets of a run.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "style/computed_text.h"
#include "style/dump.h"
#include "style/snippet.h"

namespace octavo::style {
namespace {

using css::Property;
using test::Styled;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string value(Styled& styled, std::string_view id, Property property) { return computed_text(property, styled.of(id)); }
std::string pseudo_value(Styled& styled, std::string_view id, Pseudo pseudo, Property property) {
    StyleId style = styled.result().pseudo(styled.find(id), pseudo);
    return style ? computed_text(property, styled.result().style(style)) : "no such pseudo-element";
}

TEST(Matching, FindsRulesUnderEveryKindOfSubject) {
    Styled styled("<html><section><p id=\"a\" class=\"x y\" data-k=\"v\">t</p><q id=\"b\">t</q></section><p id=\"c\">t</p></html>");
    styled.edition("#a { orphans: 9 } .y { widows: 8 } [data-k=\"v\"] { margin-left: 1pt } section > * { margin-right: 2pt }"
                   ":is(p, q, .z) { margin-top: 3pt } section :is(.x, q):not(#b) { margin-bottom: 4pt } p + q { padding-left: 5pt }");
    EXPECT_EQ(value(styled, "a", Property::orphans), "9");
    EXPECT_EQ(value(styled, "a", Property::widows), "8");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "1pt");
    EXPECT_EQ(value(styled, "a", Property::margin_right), "2pt");
    EXPECT_EQ(value(styled, "a", Property::margin_bottom), "4pt");
    EXPECT_EQ(value(styled, "b", Property::margin_top), "3pt");
    EXPECT_EQ(value(styled, "b", Property::margin_bottom), "0pt");
    EXPECT_EQ(value(styled, "b", Property::padding_left), "5pt");
    EXPECT_EQ(value(styled, "c", Property::margin_top), "3pt");
    EXPECT_EQ(value(styled, "c", Property::margin_right), "0pt");
}

TEST(Matching, AncestorsThatHaveClosedAreForgotten) {
    Styled styled("<html><div class=\"x\"><p id=\"a\">t</p></div><div><p id=\"b\">t</p><div class=\"x\"><i><p id=\"c\">t</p></i></div></div></html>");
    styled.edition(".x p { orphans: 7 }");
    EXPECT_EQ(value(styled, "a", Property::orphans), "7");
    EXPECT_EQ(value(styled, "b", Property::orphans), "2");
    EXPECT_EQ(value(styled, "c", Property::orphans), "7");
}

TEST(Matching, SourceNamesByNamespace) {
    Styled styled("<html><tei:div id=\"a\">t</tei:div><div id=\"b\">t</div></html>");
    styled.edition("@namespace tei \"http://www.tei-c.org/ns/1.0\"; tei|div { orphans: 7 } div { widows: 6 }");
    EXPECT_EQ(value(styled, "a", Property::orphans), "7");
    EXPECT_EQ(value(styled, "a", Property::widows), "6");
    EXPECT_EQ(value(styled, "b", Property::orphans), "2");
}

TEST(Matching, RolesStandAsAnAttribute) {
    Styled styled("<html><section id=\"a\" role=\"chapter\"><p>t</p></section><section id=\"b\"><p>t</p></section></html>");
    styled.edition("[data-role=\"chapter\"] { page: chapter } section:not([data-role]) { page: other }");
    EXPECT_EQ(value(styled, "a", Property::page), "chapter");
    EXPECT_EQ(value(styled, "b", Property::page), "other");
}

TEST(Matching, SelectListsElementsInDocumentOrder) {
    Styled styled("<html><p id=\"a\">t</p><div><p id=\"b\" class=\"x\">t</p></div><q id=\"c\">t</q></html>");
    EXPECT_THAT(select(styled.input(), "q, p", styled.diagnostics), ElementsAre(styled.find("a"), styled.find("b"), styled.find("c")));
    EXPECT_THAT(select(styled.input(), "div > .x", styled.diagnostics), ElementsAre(styled.find("b")));
    EXPECT_TRUE(styled.diagnostics.empty());
    EXPECT_THAT(select(styled.input(), "p >> q {", styled.diagnostics), IsEmpty());
    EXPECT_TRUE(styled.diagnostics.has(base::Code::css_invalid_selector));
}

TEST(Sharing, EqualMatchesAndParentsShareOneStyle) {
    Styled styled("<html><p id=\"a\">t</p><p id=\"b\">t</p><div><p id=\"c\">t</p></div><p id=\"d\" class=\"x\">t</p></html>");
    styled.edition("p { margin-left: 3pt } .x { margin-left: 4pt }");
    StyledDocument& result = styled.result();
    EXPECT_EQ(result.style_id(styled.find("a")), result.style_id(styled.find("b")));
    EXPECT_EQ(result.style_id(styled.find("a")), result.style_id(styled.find("c"))) << "a div without rules has its parent's inherited groups";
    EXPECT_NE(result.style_id(styled.find("a")), result.style_id(styled.find("d")));
    EXPECT_EQ(styled.of("a").font, styled.of("d").font) << "groups that are equal have one address";
    EXPECT_EQ(styled.of("a").text, styled.of("d").text);
    EXPECT_NE(styled.of("a").box, styled.of("d").box);
}

TEST(Sharing, EqualValuesByDifferentRulesShareGroups) {
    Styled styled("<html><p id=\"a\" class=\"x\">t</p><q id=\"b\">t</q></html>");
    styled.edition(".x { font-size: 20pt } q { font-size: 20pt; display: inline }");
    EXPECT_EQ(styled.of("a").font, styled.of("b").font);
    EXPECT_EQ(styled.of("a").box, styled.of("b").box) << "a declared initial value is the initial group";
}

TEST(Pseudo, BeforeAndAfterNeedContent) {
    Styled styled("<html><p id=\"a\">t</p><q id=\"b\">t</q></html>");
    styled.edition("p { font-size: 20pt; margin: 3pt } p::before { content: \"x\"; font-style: italic } p::after { color: red } q::before { content: none } q::after { content: normal }");
    EXPECT_EQ(pseudo_value(styled, "a", Pseudo::before, Property::content), "\"x\"");
    EXPECT_EQ(pseudo_value(styled, "a", Pseudo::before, Property::font_size), "20pt");
    EXPECT_EQ(pseudo_value(styled, "a", Pseudo::before, Property::margin_left), "0pt");
    EXPECT_FALSE(styled.result().pseudo(styled.find("a"), Pseudo::after));
    EXPECT_FALSE(styled.result().pseudo(styled.find("b"), Pseudo::before));
    EXPECT_FALSE(styled.result().pseudo(styled.find("b"), Pseudo::after));
    EXPECT_EQ(value(styled, "a", Property::font_style), "normal");
}

TEST(Pseudo, OthersExistWhenNamed) {
    Styled styled("<html><aside id=\"a\">t</aside><li id=\"b\">t</li></html>");
    styled.edition("aside::footnote-call { content: counter(footnote); font-size: 7pt } aside::footnote-marker { color: blue } li::marker { font-style: italic }"
                   "aside::first-letter { font-size: 30pt }");
    EXPECT_EQ(pseudo_value(styled, "a", Pseudo::footnote_call, Property::font_size), "7pt");
    EXPECT_EQ(pseudo_value(styled, "a", Pseudo::footnote_marker, Property::color), "#0000ff");
    EXPECT_EQ(pseudo_value(styled, "a", Pseudo::first_letter, Property::font_size), "30pt");
    EXPECT_EQ(pseudo_value(styled, "b", Pseudo::marker, Property::font_style), "italic");
    EXPECT_FALSE(styled.result().pseudo(styled.find("b"), Pseudo::footnote_call));
}

TEST(Display, NoneHidesTheSubtree) {
    Styled styled("<html><div id=\"a\" hidden=\"\"><p id=\"b\">t</p></div><p id=\"c\">t</p></html>");
    styled.base("div, p { display: block } [hidden] { display: none }");
    EXPECT_EQ(value(styled, "a", Property::display), "none");
    EXPECT_EQ(value(styled, "b", Property::display), "none");
    EXPECT_EQ(value(styled, "c", Property::display), "block");
}

TEST(Display, RootAndFloatsAreBlocks) {
    Styled styled("<html id=\"r\"><i id=\"a\">t</i><i id=\"b\" class=\"f\">t</i></html>");
    styled.edition(".f { float: left }");
    EXPECT_EQ(value(styled, "r", Property::display), "block");
    EXPECT_EQ(value(styled, "a", Property::display), "inline");
    EXPECT_EQ(value(styled, "b", Property::display), "block");
}

TEST(Display, AnonymousBoxesTakeOnlyWhatIsInherited) {
    Styled styled("<html><section id=\"s\">t</section></html>");
    styled.edition("section { font-size: 20pt; margin: 3pt; page: chapter; border: 1pt solid }");
    StyledDocument& result = styled.result();
    StyleId anonymous = result.anonymous(result.style_id(styled.find("s")), css::Display::block);
    EXPECT_EQ(result.style(anonymous).font, styled.of("s").font);
    EXPECT_EQ(result.style(anonymous).box->margin[0].length, 0);
    EXPECT_EQ(result.style(anonymous).box->display, css::Display::block);
    EXPECT_EQ(result.style(anonymous).fragmentation->page, base::Name::of("chapter"));
    EXPECT_EQ(anonymous, result.anonymous(result.style_id(styled.find("s")), css::Display::block));
    EXPECT_NE(anonymous, result.anonymous(result.style_id(styled.find("s")), css::Display::inline_));
}

TEST(Language, IsInheritedAndChoosesQuotes) {
    Styled styled("<html lang=\"en\"><p id=\"a\">t</p><div lang=\"de\"><p id=\"b\"><q id=\"q\">t</q></p></div><p id=\"c\" lang=\"fr\"><i id=\"d\">t</i></p></html>");
    EXPECT_EQ(styled.of("a").text->language, base::Name::of("en"));
    EXPECT_EQ(styled.of("b").text->language, base::Name::of("de"));
    EXPECT_EQ(styled.of("q").text->quotes.front(), "„");
    EXPECT_EQ(styled.of("a").text->quotes.front(), "“");
    EXPECT_THAT(styled.of("d").text->quotes.front(), HasSubstr("«"));
}

TEST(Language, DeclaredQuotesStayWhereTheLanguageChanges) {
    Styled styled("<html lang=\"en\"><div lang=\"de\"><p><q id=\"q\">t</q></p></div></html>");
    styled.edition(":root { quotes: \"<\" \">\" }");
    EXPECT_THAT(styled.of("q").text->quotes, ElementsAre("<", ">"));
}

TEST(Language, TheWorksLanguageWhereTheRootSaysNone) {
    Styled styled("<html><p id=\"a\">t</p></html>");
    styled.snippet.document.metadata.language = "cs";
    EXPECT_EQ(styled.of("a").text->language, base::Name::of("cs"));
}

TEST(Language, SelectorsAndDirection) {
    Styled styled("<html lang=\"en\"><p id=\"a\" lang=\"he\" dir=\"rtl\">t</p><p id=\"b\" lang=\"zh-Hans\">t</p></html>");
    styled.base("[dir=\"rtl\"] { direction: rtl }").edition(":lang(zh) { orphans: 5 } p { margin-inline-start: 4pt }");
    EXPECT_EQ(value(styled, "a", Property::direction), "rtl");
    EXPECT_EQ(value(styled, "a", Property::margin_right), "4pt");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "0pt");
    EXPECT_EQ(value(styled, "b", Property::orphans), "5");
}

TEST(Media, PrintAndEbookTakeTheirOwn) {
    for (css::Medium medium : {css::Medium::print, css::Medium::ebook}) {
        Styled styled("<html><p id=\"a\">t</p></html>");
        styled.medium = medium;
        styled.edition("p { orphans: 3 } @media print { p { orphans: 4 } } @media ebook { p { orphans: 5 } }");
        EXPECT_EQ(value(styled, "a", Property::orphans), medium == css::Medium::print ? "4" : "5");
    }
}

TEST(Root, ValuesBesideTheGroups) {
    Styled styled("<html><p>t</p></html>");
    styled.edition(":root { line-height: 14pt; -octavo-baseline-grid: 1lh; -octavo-page-count: multiple-of(4); --house: red  blue }");
    EXPECT_EQ(styled.result().root_value("-octavo-baseline-grid"), "14pt");
    EXPECT_EQ(styled.result().root_value("-octavo-page-count"), "multiple-of(4)");
    EXPECT_THAT(styled.result().root_value("--house"), HasSubstr("red"));
    EXPECT_EQ(styled.result().root_value("--none"), "");
    EXPECT_EQ(styled.result().root_value("-octavo-unknown"), "");
}

TEST(Counters, DeclaredAndPredefinedStyles) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@counter-style stars { system: cyclic; symbols: \"*\"; suffix: \" \" }");
    EXPECT_EQ(styled.result().counter_text(14, base::Name::of("lower-roman")), "xiv");
    EXPECT_EQ(styled.result().counter_text(3, base::Name::of("stars")), "*");
    EXPECT_EQ(styled.result().marker_text(3, base::Name::of("stars")), "* ");
}

TEST(FontFaces, AreCollected) {
    Styled styled("<html><p>t</p></html>");
    styled.edition("@font-face { font-family: House; src: local(\"House Roman\"), url(fonts/house.otf); font-weight: 300 700 }", "css/house.css");
    std::vector<FontFace> const& faces = styled.result().font_faces();
    ASSERT_EQ(faces.size(), 1U);
    EXPECT_EQ(faces[0].family, base::Name::of("House"));
    EXPECT_EQ(faces[0].weight_high, 700);
    ASSERT_EQ(faces[0].sources.size(), 2U);
    EXPECT_EQ(faces[0].sources[1].reference, "css/fonts/house.otf");
}

TEST(Limits, DeepTreesAndManyClassesAreStyled) {
    std::string markup = "<html>";
    for (int depth = 0; depth < 500; ++depth) markup += "<div class=\"c\">";
    markup += "<p id=\"deep\">t</p>";
    for (int depth = 0; depth < 500; ++depth) markup += "</div>";
    Styled styled(markup + "</html>");
    styled.edition(".c .c .c p { orphans: 8 } .c { text-indent: 1em }");
    EXPECT_EQ(value(styled, "deep", Property::orphans), "8");
}

TEST(Explain, TellsEveryDeclarationTheWinnerFirst) {
    Styled styled("<html><div><p id=\"a\" class=\"x\" style=\"orphans: 6\">t</p></div></html>");
    styled.base("p { orphans: 3 }").document("div p.x { orphans: 4 } p { orphans: 5 }").edition("p { margin: 1pt 2pt }");
    std::string text = explain(styled.input(), styled.find("a"), "orphans", styled.files);
    std::vector<std::size_t> places;
    for (std::string_view part : {"* @ { orphans: 6 }  style attribute", "div p.x { orphans: 4 }  document (0,1,2)  document.css:1:", "p { orphans: 5 }  document (0,0,1)",
                                  "p { orphans: 3 }  base (0,0,1)  base.css:1:", "orphans: 6"}) {
        places.push_back(text.rfind(part));
        EXPECT_NE(places.back(), std::string::npos) << part << "\nin:\n" << text;
    }
    EXPECT_TRUE(std::is_sorted(places.begin(), places.end())) << text;
    EXPECT_THAT(explain(styled.input(), styled.find("a"), "margin-left", styled.files), HasSubstr("margin: 1pt 2pt"));
    EXPECT_THAT(explain(styled.input(), styled.find("a"), "margin", styled.files), HasSubstr("margin-bottom: 1pt\n"));
    EXPECT_THAT(explain(styled.input(), styled.find("a"), "widows", styled.files), HasSubstr("widows: 2 (inherited from <div>)"));
    EXPECT_THAT(explain(styled.input(), styled.find("a"), "float", styled.files), HasSubstr("(initial value)"));
    EXPECT_THAT(explain(styled.input(), styled.find("a"), "no-such", styled.files), HasSubstr("not a property"));
}

TEST(Dump, ShowsTreeAndStyles) {
    Styled styled("<html><p id=\"a\">t</p><p>t</p><q hidden=\"\"><i>t</i></q></html>");
    styled.edition("p { display: block; margin-left: 3pt } [hidden] { display: none } #a::before { content: \"x\" }");
    EXPECT_EQ(dump(styled.result()),
              "html 1\n"
              "  p#a 2 ::before 3\n"
              "  p 2\n"
              "  q none\n"
              "1 { display: block }\n"
              "2 { display: block; margin-left: 3pt }\n"
              "3 { content: \"x\" }\n");
}

}  // namespace
}  // namespace octavo::style

// Cascade 4 and Variables 1 on single elements.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "style/computed_text.h"
#include "style/snippet.h"

namespace octavo::style {
namespace {

using css::Property;
using test::Styled;
using ::testing::HasSubstr;

std::string value(Styled& styled, std::string_view id, Property property) { return computed_text(property, styled.of(id)); }

TEST(Cascade, LaterRuleOfEqualSpecificityWins) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.edition("p { text-align: left } p { text-align: right }");
    EXPECT_EQ(value(styled, "a", Property::text_align), "right");
}

TEST(Cascade, SpecificityBeatsOrder) {
    Styled styled("<html><p id=\"a\" class=\"c\">x</p></html>");
    styled.edition("#a { orphans: 5 } p.c { orphans: 4; widows: 4 } .c { widows: 3; text-align: center } p { orphans: 3; widows: 2; text-align: left }");
    EXPECT_EQ(value(styled, "a", Property::orphans), "5");
    EXPECT_EQ(value(styled, "a", Property::widows), "4");
    EXPECT_EQ(value(styled, "a", Property::text_align), "center");
}

TEST(Cascade, OriginBeatsSpecificity) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.base("p#a { text-align: left; orphans: 7 }").document("p#a { text-align: right; widows: 6 }").edition("p { text-align: center; widows: 5 }");
    EXPECT_EQ(value(styled, "a", Property::text_align), "center");
    EXPECT_EQ(value(styled, "a", Property::widows), "5");
    EXPECT_EQ(value(styled, "a", Property::orphans), "7");
}

TEST(Cascade, ImportanceReversesOrigins) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.base("p { text-align: left !important }").document("p { text-align: right !important; orphans: 4 !important }")
        .edition("#a { text-align: center !important; orphans: 5 !important; widows: 9 !important } #a { widows: 8 }");
    EXPECT_EQ(value(styled, "a", Property::text_align), "left");
    EXPECT_EQ(value(styled, "a", Property::orphans), "4");
    EXPECT_EQ(value(styled, "a", Property::widows), "9");
}

TEST(Cascade, ImportantBeatsStyleAttributeWithinTheDocument) {
    Styled styled("<html><p id=\"a\" style=\"orphans: 6; widows: 6\">x</p></html>");
    styled.document("p { orphans: 3 !important } #a { widows: 3 }");
    EXPECT_EQ(value(styled, "a", Property::orphans), "3");
    EXPECT_EQ(value(styled, "a", Property::widows), "6");
}

TEST(Cascade, StyleAttributeIsTheDocuments) {
    Styled styled("<html><p id=\"a\" style=\"text-align: right; orphans: 6; widows: 9 !important\">x</p></html>");
    styled.document("#a { text-align: left }").edition("p { orphans: 4; widows: 3 !important }");
    EXPECT_EQ(value(styled, "a", Property::text_align), "right");
    EXPECT_EQ(value(styled, "a", Property::orphans), "4") << "the edition's rule is of a stronger origin";
    EXPECT_EQ(value(styled, "a", Property::widows), "9") << "importance turns the order of origins round";
}

TEST(Cascade, LayersComeBeforeSpecificityAndTurnRoundWhenImportant) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.edition("@layer one, two; @layer two { p { orphans: 4; widows: 4 !important } } @layer one { #a { orphans: 3; widows: 3 !important } }"
                   "p { text-align: right } @layer two { #a { text-align: left } }");
    EXPECT_EQ(value(styled, "a", Property::orphans), "4");
    EXPECT_EQ(value(styled, "a", Property::widows), "3");
    EXPECT_EQ(value(styled, "a", Property::text_align), "right");
}

TEST(Cascade, LayersOfTwoSheetsAreOneByName) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.edition("@layer weak, strong; @layer strong { p { orphans: 5 } }").edition("@layer weak { #a { orphans: 6 } }");
    EXPECT_EQ(value(styled, "a", Property::orphans), "5");
}

TEST(Cascade, InheritInitialUnset) {
    Styled styled("<html><div id=\"up\"><p id=\"a\">x</p></div></html>");
    styled.edition("div { text-align: right; margin-left: 7pt; widows: 5 } p { text-align: initial; margin-left: inherit; widows: unset; padding-left: unset }");
    EXPECT_EQ(value(styled, "a", Property::text_align), "start");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "7pt");
    EXPECT_EQ(value(styled, "a", Property::widows), "5");
    EXPECT_EQ(value(styled, "a", Property::padding_left), "0pt");
}

TEST(Cascade, RevertTakesTheOriginBelow) {
    Styled styled("<html><p id=\"a\">x</p><p id=\"b\" class=\"b\">x</p></html>");
    styled.base("p { margin-left: 3pt; display: block }").document("p { margin-left: 5pt }").document(".b { margin-left: revert }")
        .edition("#a { margin-left: revert; display: revert }");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "5pt");
    EXPECT_EQ(value(styled, "a", Property::display), "block");
    EXPECT_EQ(value(styled, "b", Property::margin_left), "3pt");
}

TEST(Cascade, RevertLayerTakesTheLayerBelow) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.edition("@layer one, two; @layer one { p { margin-left: 3pt } } @layer two { p { margin-left: 5pt } #a { margin-left: revert-layer } }");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "3pt");
}

TEST(Cascade, LogicalAndPhysicalPropertiesCompeteInOrder) {
    Styled styled("<html><p id=\"a\">x</p><p id=\"b\" class=\"b\">x</p><p id=\"c\" class=\"c\">x</p></html>");
    styled.edition("p { margin-left: 3pt; margin-inline-start: 4pt } .b { direction: rtl } .c { direction: rtl; margin-left: 9pt }");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "4pt");
    EXPECT_EQ(value(styled, "b", Property::margin_left), "3pt");
    EXPECT_EQ(value(styled, "b", Property::margin_right), "4pt");
    EXPECT_EQ(value(styled, "c", Property::margin_left), "9pt");
    EXPECT_EQ(value(styled, "c", Property::margin_right), "4pt");
}

TEST(Inheritance, TextInheritsAndBoxesDoNot) {
    Styled styled("<html><div id=\"up\"><p id=\"a\">x</p></div></html>");
    styled.edition("div { font-size: 20pt; line-height: 1.5; text-indent: 2em; margin: 1em; color: #102030 }");
    EXPECT_EQ(value(styled, "a", Property::font_size), "20pt");
    EXPECT_EQ(value(styled, "a", Property::line_height), "1.5");
    EXPECT_EQ(value(styled, "a", Property::text_indent), "40pt") << "lengths are inherited computed";
    EXPECT_EQ(value(styled, "a", Property::color), "#102030");
    EXPECT_EQ(value(styled, "a", Property::margin_top), "0pt");
    EXPECT_EQ(value(styled, "up", Property::margin_top), "20pt");
}

TEST(Inheritance, FontRelativeLengthsUseTheElementsOwnFont) {
    Styled styled("<html><div><p id=\"a\">x</p></div></html>");
    styled.edition("html { font-size: 10pt; line-height: 14pt } div { font-size: 2em } p { font-size: 0.5em; margin: 1em 1rem 1rlh 1lh }");
    EXPECT_EQ(value(styled, "a", Property::font_size), "10pt");
    EXPECT_EQ(value(styled, "a", Property::margin_top), "10pt");
    EXPECT_EQ(value(styled, "a", Property::margin_right), "10pt");
    EXPECT_EQ(value(styled, "a", Property::margin_bottom), "14pt");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "14pt");
}

TEST(Inheritance, UsedPageNameIsTheParents) {
    Styled styled("<html><section><p id=\"a\">x</p><p id=\"b\" class=\"b\">x</p></section><p id=\"c\">x</p></html>");
    styled.edition("section { page: chapter } .b { page: plate }");
    EXPECT_EQ(value(styled, "a", Property::page), "chapter");
    EXPECT_EQ(value(styled, "b", Property::page), "plate");
    EXPECT_EQ(value(styled, "c", Property::page), "auto");
}

TEST(Values, CalcKeepsPercentagesForLayout) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.edition("p { font-size: 10pt; width: calc(50% - 2em + 3pt); margin-left: calc(1in / 2) }");
    css::LengthPercentage const width = styled.of("a").box->width;
    EXPECT_EQ(width.percent, 50'000);
    EXPECT_EQ(width.length, -17 * base::point);
    EXPECT_EQ(width.resolve(200 * base::point), 83 * base::point);
    EXPECT_EQ(value(styled, "a", Property::margin_left), "36pt");
}

TEST(Variables, AreInheritedAndCascade) {
    Styled styled("<html><div><p id=\"a\">x</p></div><p id=\"b\">x</p></html>");
    styled.edition(":root { --gap: 3pt } div { --gap: 5pt } p { margin-left: var(--gap); margin-top: calc(var(--gap) * 2); margin-right: var(--none, 9pt) }");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "5pt");
    EXPECT_EQ(value(styled, "b", Property::margin_left), "3pt");
    EXPECT_EQ(value(styled, "b", Property::margin_top), "6pt");
    EXPECT_EQ(value(styled, "b", Property::margin_right), "9pt");
}

TEST(Variables, InShorthandsAndThroughOthers) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.edition(":root { --side: 4pt; --box: 1pt var(--side) } p { margin: var(--box) }");
    EXPECT_EQ(value(styled, "a", Property::margin_top), "1pt");
    EXPECT_EQ(value(styled, "a", Property::margin_left), "4pt");
}

TEST(Variables, InvalidAtComputedValueTimeIsUnsetAndTold) {
    Styled styled("<html><div><p id=\"a\">x</p></div></html>");
    styled.edition("div { text-align: right } p { --wrong: 12pt; text-align: center; text-align: var(--wrong) }");
    EXPECT_EQ(value(styled, "a", Property::text_align), "right");
    EXPECT_TRUE(styled.diagnostics.has(base::Code::css_invalid_value));
}

TEST(Variables, CyclesAreTold) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.edition("p { --a: var(--b); --b: var(--a); margin-left: var(--a, 4pt) }");
    styled.result();
    EXPECT_TRUE(styled.diagnostics.has(base::Code::css_variable_cycle));
}

TEST(Hints, AreWeakerThanAnyRuleOfTheDocumentButStrongerThanBase) {
    Styled styled("<html><table><tr><td id=\"a\" width=\"50%\">x</td><td id=\"b\" width=\"120\">x</td></tr></table>"
                  "<img id=\"i\" width=\"96\" height=\"48\"/><img id=\"j\" width=\"96\" height=\"48\"/>"
                  "<img id=\"k\" width=\"100%\" height=\"100%\"/></html>");
    styled.base("td { width: 1pt }").document("#b { width: auto } #j { width: 50% }");
    EXPECT_EQ(value(styled, "a", Property::width), "50%");
    EXPECT_EQ(value(styled, "b", Property::width), "auto");
    EXPECT_EQ(value(styled, "i", Property::width), "72pt");
    EXPECT_EQ(value(styled, "i", Property::height), "36pt");
    EXPECT_EQ(value(styled, "j", Property::width), "50%");
    EXPECT_EQ(value(styled, "j", Property::height), "auto") << "a picture keeps its proportions where a sheet sets its width alone";
    EXPECT_EQ(value(styled, "k", Property::height), "auto") << "and where its height is a share of the page's";
}

TEST(Hints, ListNumbers) {
    Styled styled("<html><ol id=\"a\" start=\"5\"><li id=\"b\" value=\"-2\">x</li><li id=\"c\" value=\"many\">x</li></ol></html>");
    styled.base("ol { counter-reset: list-item } li { counter-increment: list-item }");
    EXPECT_EQ(value(styled, "a", Property::counter_reset), "list-item 4");
    EXPECT_EQ(value(styled, "b", Property::counter_set), "list-item -2");
    EXPECT_EQ(value(styled, "c", Property::counter_set), "none");
}

TEST(Attributes, BadStyleAttributesDoNoHarm) {
    Styled styled("<html><p id=\"a\" style=\"}{; orphans: 4; : ;\">x</p><p id=\"b\" style=\"\">x</p><p id=\"c\" style=\"nonsense\">x</p></html>");
    styled.base("p { orphans: 3 }");
    EXPECT_EQ(value(styled, "b", Property::orphans), "3");
    EXPECT_EQ(value(styled, "c", Property::orphans), "3");
}

TEST(Attributes, AttrIsTheElementsOwn) {
    Styled styled("<html><p id=\"a\" data-n=\"4\">x</p><p id=\"b\" data-n=\"6\">x</p></html>");
    styled.edition("p { orphans: attr(data-n type(<integer>), 2); --n: attr(data-n) } p::before { content: attr(data-n) }");
    styled.result();
    EXPECT_NE(&styled.of("a"), nullptr);
    EXPECT_EQ(computed_text(Property::content, styled.result().style(styled.result().pseudo(styled.find("a"), Pseudo::before))), "attr(data-n)");
}

}  // namespace
}  // namespace octavo::style

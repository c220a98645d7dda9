// Style sheets on a background of any colour and in type of any size.
#include "css_support.h"

#include "css/ebook_sheet.h"

namespace octavo::css {
namespace {

std::string ebook(std::string_view css, GeneratedContent generated = GeneratedContent::kept) {
    testing::Parsed p(css, Medium::ebook);
    std::vector<StyleSheetPtr> sheets{p.sheet};
    EbookConstants constants(sheets);
    std::string text = write_ebook_style_sheet({*p.sheet, constants, [](std::string_view name) { return std::string(name); }, FontFaces::kept, generated}, p.diagnostics);
    std::erase(text, '\n');
    return text;
}

TEST(EbookColors, BlackAndWhiteAloneAreTheReadingSystems) {
    EXPECT_EQ(ebook("p { color: black } q { color: #222 } i { color: #fff } b { background: white } s { background-color: #f8f8f8 }"), "");
    EXPECT_EQ(ebook("p { color: maroon }"), "p {  color: maroon;}");
    EXPECT_EQ(ebook("p { color: currentcolor }"), "p {  color: currentcolor;}");
}

TEST(EbookColors, APairStaysAndALoneBackgroundGetsAColorOfText) {
    EXPECT_EQ(ebook("p { color: #000; background: #fff }"), "p {  color: #000;  background: #fff;}");
    EXPECT_EQ(ebook("p { background-color: #eee }"), "p {  color: black;  background-color: #eee;}");
    EXPECT_EQ(ebook("p { background-color: navy }"), "p {  color: white;  background-color: navy;}");
    EXPECT_EQ(ebook("p { background-color: transparent }"), "p {  background-color: transparent;}");
}

/// WCAG 2.1: contrast of two luminances.
double contrast(std::string const& rule, double background) {
    auto hash = rule.find('#');
    if (hash == std::string::npos) return 0;
    auto linear = [&](std::size_t at) {
        double value = std::stoi(rule.substr(hash + at, 2), nullptr, 16) / 255.0;
        return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    double luminance = 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
    return (std::max(luminance, background) + 0.05) / (std::min(luminance, background) + 0.05);
}

TEST(EbookColors, TextIsSeenOnWhiteAndOnBlack) {
    for (char const* color : {"red", "orange", "yellow", "lime", "#8ad", "#999", "hotpink"}) {
        std::string rule = ebook("p { color: " + std::string(color) + " }");
        EXPECT_GE(contrast(rule, 1), 4.5) << color << rule;
        EXPECT_GE(contrast(rule, 0), 4.5) << color << rule;
    }
    EXPECT_EQ(ebook("p { color: red }"), "p {  color: #ec0000;}") << "red stays red";
    EXPECT_EQ(ebook("p { color: yellow; background: navy }"), "p {  color: yellow;  background: navy;}");
    EXPECT_EQ(ebook("i { color: yellow } p { color: white; background: navy }"), "i {  color: yellow;}p {  color: white;  background: navy;}")
        << "it may stand on the dark one";
}

TEST(EbookColors, BlackLinesHaveTheColorOfTheText) {
    EXPECT_EQ(ebook("p { border-top: 1px solid #000; border-bottom-color: black; border-left: 2px solid red }"),
              "p {  border-top: 1px solid currentcolor;  border-bottom-color: currentcolor;  border-left: 2px solid red;}");
}

TEST(EbookUnits, WhatPaperMeasuresScalesWithTheText) {
    EXPECT_EQ(ebook("p { font-size: 18pt; margin: 6pt 0 1cm; text-indent: 16px; width: 32px; border: 0.5pt solid; line-height: 1.2 }"),
              "p {  font-size: 1.5rem;  margin: 0.5rem 0 2.3622rem;  text-indent: 1rem;  width: 32px;  border: 0.5pt solid;  line-height: 1.2;}");
    EXPECT_EQ(ebook("html { font-size: 10pt; margin: 5pt } h1 { font-size: 20pt }"), "html {  margin: 0.5rem;}h1 {  font-size: 2rem;}")
        << "the size of the text is the reader's, and the measure of all else";
    EXPECT_EQ(ebook("body { font-size: 90% }"), "body {  font-size: 90%;}");
}

TEST(EbookGenerated, RulesOfWrittenTextSelectIt) {
    std::string_view css = "h2::before { content: counter(chapter) \". \"; color: navy } .orn::after { content: url(a.png) } q::before { content: open-quote }";
    EXPECT_EQ(ebook(css, GeneratedContent::written),
              "h2::before, h2 > .octavo-before {  color: navy;}.orn::after, .orn > .octavo-after {  content: url(a.png);}");
    EXPECT_EQ(ebook("h2::before { content: \"x\" }"), "h2::before {  content: \"x\";}");
}

}  // namespace
}  // namespace octavo::css

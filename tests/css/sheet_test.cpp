#include "css/css_support.h"

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "css/media.h"
#include "source_folder.h"

namespace octavo::css {
namespace {

using testing::Parsed;

TEST(Recovery, TheExamplesOfCss2) {
    Parsed p("p { color: red; rotation: 70minutes; color }\n"
             "p { color: green; color: }\n"
             "p { color: green; color{;color:maroon} }\n"
             "p { color: green; color:maroon:blue; width: 3pt }\n"
             "h1, h2 & h3 { color: green }\n"
             "q { @media foo { } color: blue }\n"
             "@three-dee { @background { color: red } }\n"
             "}; b { color: red }\n"
             "i { color: red");
    EXPECT_EQ(p.longhands(0), "color ");
    EXPECT_EQ(p.longhands(1), "color ");
    EXPECT_EQ(p.longhands(2), "color ");
    EXPECT_EQ(p.longhands(3), "color width ");
    EXPECT_EQ(p.longhands(4), "color ") << "q";
    ASSERT_EQ(p.sheet->rules.size(), 6U);
    EXPECT_EQ(to_string(p.sheet->rules[5].selectors[0]), "i") << "the end of the text closes what is open; '}; b' was no selector";
    EXPECT_NE(p.messages().find("main.css:1:17: warning: unknown property 'rotation'"), std::string::npos) << p.messages();
    EXPECT_NE(p.messages().find("main.css:5:"), std::string::npos);
    EXPECT_TRUE(p.diagnostics.has(base::Code::css_unknown_at_rule));
}

TEST(Recovery, BadStringsEndAtTheLine) {
    Parsed p("p { content: 'a\n; color: red; } q { color: blue }");
    ASSERT_EQ(p.sheet->rules.size(), 2U);
    EXPECT_EQ(p.longhands(0), "color ");
    EXPECT_TRUE(p.diagnostics.has(base::Code::css_syntax));
}

TEST(Declarations, ImportanceSourcesAndPlaces) {
    Parsed p("a { margin: 1pt 2pt ! IMPORTANT; --X: { a: b } ; cursor: pointer }");
    EXPECT_EQ(p.longhands(), "margin-top! margin-right! margin-bottom! margin-left! --X ");
    EXPECT_TRUE(p.diagnostics.empty()) << p.messages();
    auto sources = p.sheet->sources_of(p.sheet->rules[0].block);
    ASSERT_EQ(sources.size(), 3U);
    EXPECT_EQ(sources[0].text, "1pt 2pt");
    EXPECT_TRUE(sources[0].important);
    EXPECT_EQ(sources[0].where.column, 5U);
    EXPECT_EQ(sources[1].text, "{ a: b }");
    EXPECT_EQ(p.sheet->declarations[0].source, 0U);
}

TEST(Declarations, UnknownOnesAreCountedByName) {
    Parsed p("a { foo: 1; foo: 2 } b { foo: 3; color: 5 }");
    ASSERT_EQ(p.diagnostics.all().size(), 2U);
    EXPECT_EQ(p.diagnostics.all()[0].count, 3U);
    EXPECT_EQ(p.diagnostics.all()[1].code, base::Code::css_invalid_value);
}

TEST(Media, Queries) {
    auto print = [](std::string_view query) { return media_matches(query, Medium::print); };
    auto ebook = [](std::string_view query) { return media_matches(query, Medium::ebook); };
    for (std::string_view yes : {"", "all", "print", "PRINT", "only print", "screen, print", "not screen", "not ebook", "print and (min-width: 100px)",
                                 "(orientation: portrait)", "print and (width > 10cm)", "(10px < width <= 2000px)", "not all and (min-width: 9000px)",
                                 "(color)", "(min-width: 1px) and (max-width: 9999px)", "(not (monochrome))", "(monochrome) or (color)"}) {
        EXPECT_TRUE(print(yes)) << yes;
    }
    for (std::string_view no : {"screen", "ebook", "not print", "not all", "print and (max-width: 100px)", "foo", "print screen", "(unknown)", "not (unknown)",
                                "and", "amzn-kf8", "(min-width)", "print and", "only", "((("}) {
        EXPECT_FALSE(print(no)) << no;
    }
    for (std::string_view yes : {"ebook", "screen", "all", "not print"}) EXPECT_TRUE(ebook(yes)) << yes;
    for (std::string_view no : {"print", "(min-width: 1px)", "not (min-width: 1px)", "amzn-mobi"}) EXPECT_FALSE(ebook(no)) << no;
}

TEST(AtRules, MediaAndSupportsChooseRules) {
    Parsed p("@media print { a { color: red } @media screen { b { color: red } } c { color: red } } @media ebook { d { color: bogus } }"
             "@supports (hyphens: auto) and (not (foo: bar)) { e { color: red } } @supports selector(a > b) { f { color: red } }"
             "@supports (display: bogus) { g { color: red } } @supports not selector(:bogus) { h { color: red } }");
    std::string names;
    for (StyleRule const& rule : p.sheet->rules) names += to_string(rule.selectors[0]);
    EXPECT_EQ(names, "acefh");
    EXPECT_TRUE(p.diagnostics.empty()) << "what does not apply is not judged: " << p.messages();
}

TEST(AtRules, ImportsAtTheirPlace) {
    Parsed p;
    p.workspace->put("main.css", "x");
    p.workspace->put("sub/a.css", "@import 'b.css'; a { background: url(i.png) }");
    p.workspace->put("sub/b.css", "@import '../main.css'; b { color: foo }");
    p.workspace->put("c.css", "c { color: red }");
    p.parse("@charset 'utf-8'; @import url(sub/a.css); @import 'c.css' screen; @import 'c.css' supports(color: red) print; @import 'none.css'; d { color: red } @import 'c.css';");
    std::string names;
    for (StyleRule const& rule : p.sheet->rules) names += to_string(rule.selectors[0]);
    EXPECT_EQ(names, "acd");
    EXPECT_EQ(p.sheet->declarations_of(p.sheet->rules[0].block)[1].value.text, "sub/i.png");
    std::string messages = p.messages();
    EXPECT_NE(messages.find("imports itself"), std::string::npos) << messages;
    EXPECT_NE(messages.find("sub/b.css:1:"), std::string::npos) << messages;
    EXPECT_NE(messages.find("none.css"), std::string::npos) << messages;
    EXPECT_NE(messages.find("must stand before all rules"), std::string::npos) << messages;
}

TEST(AtRules, Namespaces) {
    Parsed p("@namespace tei 'http://www.tei-c.org/ns/1.0'; @namespace url(http://www.w3.org/1999/xhtml); tei|p { color: red } p { color: red } x|p { color: red }");
    ASSERT_EQ(p.sheet->rules.size(), 2U);
    EXPECT_EQ(p.sheet->rules[0].selectors[0].parts[0].namespace_test, NamespaceTest::source);
    EXPECT_EQ(p.sheet->rules[1].selectors[0].parts[0].namespace_test, NamespaceTest::html);
    EXPECT_TRUE(p.diagnostics.has(base::Code::css_unknown_namespace));
}

TEST(AtRules, PagesWithMarginBoxesAndFootnotes) {
    Parsed p("@page { size: A5; @top-left { content: counter(page) } margin: 1cm; @footnote { border-top: thin solid } @nope { } marks: crop }"
             "@page chapter:first, :left:blank, :nth(2n+1 of chapter) { margin: 0 } @page :bogus { margin: 0 } @page a b { margin: 0 }");
    ASSERT_EQ(p.sheet->pages.size(), 2U) << p.messages();
    PageRule const& first = p.sheet->pages[0];
    std::string names;
    for (Declaration const& d : p.sheet->declarations_of(first.block)) names += std::string(name_of(d.property)) + "@" + std::string(p.sheet->sources[d.source].property.view()) + " ";
    EXPECT_EQ(names, "size@size margin-top@margin margin-right@margin margin-bottom@margin margin-left@margin marks@marks ");
    ASSERT_EQ(first.margin_boxes.size(), 1U);
    EXPECT_EQ(first.margin_boxes[0].first, MarginBox::top_left);
    ASSERT_EQ(p.sheet->declarations_of(first.margin_boxes[0].second).size(), 1U);
    EXPECT_EQ(p.sheet->declarations_of(first.margin_boxes[0].second)[0].property, Property::content);
    ASSERT_EQ(first.footnote.size(), 1U);
    EXPECT_EQ(p.sheet->declarations_of(first.footnote[0]).size(), 3U);
    auto const& selectors = p.sheet->pages[1].selectors;
    ASSERT_EQ(selectors.size(), 3U);
    EXPECT_EQ(selectors[0].specificity, (Specificity{1, 1, 0}));
    EXPECT_EQ(selectors[1].specificity, (Specificity{0, 1, 1}));
    PageQueryFacts page{base::Name::of("chapter"), 0, 0, true, false, false};
    EXPECT_TRUE(matches(selectors[0], page));
    EXPECT_FALSE(matches(selectors[1], page));
    EXPECT_TRUE(matches(selectors[2], page));
    page.in_group = 1;
    EXPECT_FALSE(matches(selectors[2], page));
    EXPECT_TRUE(p.diagnostics.has(base::Code::css_invalid_selector));
}

TEST(AtRules, FontFaces) {
    Parsed p("@font-face { font-family: \"A B\"; src: url(x.eot) format('embedded-opentype'), url(f/x.woff2) format(woff2), local(Foo Bar); "
             "font-weight: 300 800; font-style: italic; unicode-range: U+0000-00FF } @font-face { font-family: X }");
    ASSERT_EQ(p.sheet->font_faces.size(), 1U);
    FontFaceRule const& face = p.sheet->font_faces[0];
    EXPECT_EQ(face.family.view(), "A B");
    ASSERT_EQ(face.sources.size(), 2U);
    EXPECT_EQ(face.sources[0].reference, "f/x.woff2");
    EXPECT_EQ(face.sources[1].local, "Foo Bar");
    EXPECT_EQ(face.weight_low, 300);
    EXPECT_EQ(face.weight_high, 800);
    EXPECT_EQ(face.style, FontStyle::italic);
    EXPECT_EQ(face.unicode_range, "U+0000-00FF");
    EXPECT_TRUE(p.diagnostics.has(base::Code::css_syntax)) << "a face without a source";
}

TEST(AtRules, LayersInOrderOfFirstMention) {
    Parsed p("@layer a, b; @layer b { x { color: red } @layer c { y { color: red } } } @layer a { z { color: red } } @layer { w { color: red } } v { color: red }");
    EXPECT_EQ(p.sheet->layers, (std::vector<std::string>{"a", "b", "b.c", ""}));
    std::vector<std::uint32_t> layers;
    for (StyleRule const& rule : p.sheet->rules) layers.push_back(rule.layer);
    EXPECT_EQ(layers, (std::vector<std::uint32_t>{1, 2, 0, 3, no_layer}));
}

TEST(StyleAttribute, OneRuleWithPlacesOfItsOwn) {
    Parsed p;
    base::FileId file = p.files.add("book.xml");
    auto sheet = parse_style_attribute({"color: red; } width: 3pt; foo: 1", "book.xml", Origin::document, Medium::print, {}, {file, 7, 30}}, p.context, p.diagnostics);
    ASSERT_EQ(sheet->rules.size(), 1U);
    EXPECT_TRUE(sheet->rules[0].selectors.empty());
    EXPECT_EQ(sheet->declarations.size(), 1U) << "a stray '}' takes what follows with it, up to ';': " << p.messages();
    EXPECT_NE(p.messages().find("book.xml:7:56: warning: unknown property 'foo'"), std::string::npos) << p.messages();
    EXPECT_TRUE(parse_style_attribute({"", "", Origin::document, Medium::print, {}, {}}, p.context, p.diagnostics)->rules.empty());
}

TEST(Ebook, WhatReadingSystemsKnowByOtherNamesOrNotAtAll) {
    Parsed p("p::first-letter { initial-letter: 3 2 } td { text-align: '.' center } th { text-align: ',' } i { box-decoration-break: clone }", Medium::ebook);
    ASSERT_TRUE(p.diagnostics.empty()) << p.messages();
    std::vector<StyleSheetPtr> sheets{p.sheet};
    EbookConstants constants(sheets);
    EXPECT_EQ(write_ebook_style_sheet({*p.sheet, constants, {}}, p.diagnostics),
              "p::first-letter {\n  initial-letter: 3 2;\n  -webkit-initial-letter: 3 2;\n}\ntd {\n  text-align: center;\n}\n"
              "th {\n  text-align: end;\n}\ni {\n  box-decoration-break: clone;\n  -webkit-box-decoration-break: clone;\n}\n");
}

TEST(Ebook, TheSheetIsFiltered) {
    Parsed p("@namespace t 'http://www.tei-c.org/ns/1.0'; @page { margin: 0 } :root { --c: #123; --w: 3em } .w { --w: 4em }\n"
             "t|div[type=x] { color: var(--c); direction: rtl; string-set: a content(); margin-left: var(--w); padding: var(--w, 1em) }\n"
             "p { float: footnote; hyphens: auto; break-before: recto; background: url(a.png); cursor: help }\n"
             "a::after { content: target-counter(attr(href), page) } q::footnote-call { color: red } b { list-style-image: url(gone.png); color: device-cmyk(0 1 1 0) !important }\n"
             "i { color: -octavo-spot(\"Red\", #e4002b, 50%) }",
             Medium::ebook);
    ASSERT_TRUE(p.diagnostics.empty()) << p.messages();
    std::vector<StyleSheetPtr> sheets{p.sheet};
    EbookConstants constants(sheets);
    std::string css = write_ebook_style_sheet({*p.sheet, constants, [](std::string_view name) { return name == "a.png" ? std::string("../i/a.png") : std::string(); }}, p.diagnostics);
    EXPECT_EQ(css, ".tei-div[data-type=\"x\"] {\n  color: #123;\n  padding: 1em;\n}\n"
                   "p {\n  hyphens: auto;\n  -webkit-hyphens: auto;\n  -epub-hyphens: auto;\n  break-before: page;\n  background: url(../i/a.png);\n  cursor: help;\n}\n"
                   "b {\n  color: #ec0000 !important;\n}\ni {\n  color: #b05b6b;\n}\n");
    std::string messages = p.messages();
    for (std::string_view what : {"'direction'", "'string-set'", "'margin-left' depends", "'float: footnote'", "target-counter", "'list-style-image'", "@page"}) {
        EXPECT_NE(messages.find(what), std::string::npos) << what << "\n" << messages;
    }
    EXPECT_FALSE(p.diagnostics.has(base::Severity::warning));
    Parsed again(css, Medium::ebook);
    EXPECT_TRUE(again.diagnostics.empty()) << again.messages();
}

double seconds_for(std::string const& text) {
    auto start = std::chrono::steady_clock::now();
    Parsed p(text);
    EXPECT_LT(p.diagnostics.all().size(), 1000U);
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

TEST(Hostile, NestingLengthAndGarbage) {
    std::string open(100'000, '('), braces(100'000, '{'), squares(100'000, '[');
    for (std::string const& nest : {open, braces, squares, "a{b:" + open, "a{b:" + braces, "a" + squares + "{}", "a{width:" + open + "1px", "@media " + open + "{}", "a{--x:" + squares}) {
        EXPECT_LT(seconds_for(nest), 5) << nest.substr(0, 20);
    }
    std::string media;
    for (int i = 0; i < 100'000; ++i) media += "@media all{";
    EXPECT_LT(seconds_for(media + "a{color:red}"), 5);
}

TEST(Hostile, GarbageIsReadInLinearTime) {
    std::string garbage;
    std::uint32_t state = 1;
    std::string_view const alphabet = "abc-:;{}()[]#.@\"' \n/*\\0123%,>+~|=!url(";
    while (garbage.size() < 2'000'000) {
        state = state * 1664525U + 1013904223U;
        garbage += alphabet[(state >> 16U) % alphabet.size()];
    }
    std::string names;
    for (int i = 0; i < 200'000; ++i) names += "a{p" + std::to_string(i) + ":1}";
    EXPECT_LT(seconds_for(garbage), 20);
    EXPECT_LT(seconds_for(names), 20) << "distinct warnings are bounded";
}

TEST(Corpus, TheWorkingGroupsTestsParse) {
    char const* set = std::getenv("OCTAVO_CORPUS");
    std::filesystem::path root = set != nullptr ? std::filesystem::path(set) : std::filesystem::path(source_folder) / "../shared/corpus";
    if (!std::filesystem::exists(root / "css")) GTEST_SKIP() << "no corpus at " << root;
    std::size_t sheets = 0, rules = 0;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root / "css")) {
        std::string extension = entry.path().extension().string();
        if (extension != ".css" && extension != ".html" && extension != ".xht") continue;
        std::ifstream file(entry.path(), std::ios::binary);
        std::stringstream bytes;
        bytes << file.rdbuf();
        std::string text = bytes.str();
        if (extension != ".css") {
            std::size_t begin = text.find("<style"), end = text.find("</style>");
            if (begin == std::string::npos || end == std::string::npos || end < begin) continue;
            begin = text.find('>', begin) + 1;
            text = text.substr(begin, end - begin);
        }
        Parsed p(text);
        ++sheets;
        rules += p.sheet->rules.size() + p.sheet->pages.size();
    }
    EXPECT_GT(sheets, 1000U);
    EXPECT_GT(rules, 2000U);
}

}  // namespace
}  // namespace octavo::css

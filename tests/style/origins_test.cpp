// Which sheets give way to which: those that octavo brings, the document's, the edition's.
#include <gtest/gtest.h>

#include "io/workspace.h"
#include "read/read.h"
#include "style/styled_document.h"

namespace octavo::style {
namespace {

struct Book {
    base::SourceFiles files;
    base::StageContext context;
    base::Diagnostics diagnostics;
    std::unique_ptr<io::MemoryWorkspace> workspace;
    std::optional<dom::Document> document;
    std::vector<css::StyleSheetPtr> sheets;
    std::unique_ptr<StyledDocument> styled;

    Book(std::string const& head, std::string const& edition_css, std::string const& body, css::Medium medium = css::Medium::print) {
        context.files = &files;
        workspace = io::make_memory_workspace(context);
        workspace->put("own.css", edition_css);
        workspace->put("x.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>T</title>" + head + "</head><body>" + body + "</body></html>");
        document = read::read_document(*workspace, {"x.xhtml"}, context, diagnostics);
        sheets = collect_sheets({.document = *document, .edition_styles = {"book", "own.css"}, .user_css = {}, .medium = medium}, *workspace, context, diagnostics);
        styled = style_document({*document, sheets, medium}, context, diagnostics);
    }
    [[nodiscard]] css::ComputedStyle const& of(std::string const& selector) {
        auto found = select({*document, sheets, css::Medium::print}, selector, diagnostics);
        EXPECT_EQ(found.size(), 1u) << selector;
        return styled->of(found.at(0));
    }
    [[nodiscard]] base::Length page_width() const { return styled->page_style({{}, 1, 1, true, false}).width; }
};

constexpr char const* table = "<table><tr><th id='h'>1</th><td id='d' class='num'>2</td><td id='a' align='right'>3</td></tr></table>";

TEST(Origins, TheEditionsOwnSheetBeatsTheBuiltInOneWhateverItsSelectors) {
    // book.css: ul.entries > li > :is(p, div) { text-indent: 0 } and the like are of greater specificity.
    Book book("", "p { text-indent: 7pt } td, th { text-align: right; padding-left: 3pt }",
              "<ul class='entries'><li><p id='p'>x</p></li></ul><table><tbody><tr><td id='d'>1</td></tr></tbody></table>");
    EXPECT_EQ(book.of("#p").text->indent.length, 7 * base::point);
    EXPECT_EQ(book.of("#d").text->align, css::TextAlign::right);
    EXPECT_EQ(book.of("#d").box->padding[static_cast<std::size_t>(css::Side::left)].length, 3 * base::point);
}

TEST(Origins, BuiltInRulesKeepTheirOrderAmongThemselves) {
    Book book("", "", "<ul class='entries'><li><p id='p'>x</p></li></ul>");
    EXPECT_EQ(book.of("#p").text->indent.length, 0);
}

TEST(Origins, WhatADocumentSaysOfItsCellsHolds) {
    Book book("<style>.num { text-align: right } th { text-align: center }</style>", "", table);
    EXPECT_EQ(book.of("#d").text->align, css::TextAlign::right);
    EXPECT_EQ(book.of("#h").text->align, css::TextAlign::center);
    EXPECT_EQ(book.of("#a").text->align, css::TextAlign::right) << "its attribute";
    Book plain("", "", table);
    EXPECT_EQ(plain.of("#h").text->align, css::TextAlign::start);
    EXPECT_EQ(plain.of("#d").text->align, css::TextAlign::start);
    EXPECT_EQ(plain.of("#a").text->align, css::TextAlign::right);
}

TEST(Origins, WhatADocumentSaysOfPrintInSoManyWordsHolds) {
    std::string body = "<p id='p'>x</p><p id='q'>y</p>";
    Book print("<style>p { margin-left: 1pt } @media print { p { margin-left: 9pt } } @media print, screen { #q { margin-left: 2pt } }</style>", "", body);
    auto left = [](css::ComputedStyle const& style) { return style.box->margin[static_cast<std::size_t>(css::Side::left)].length; };
    EXPECT_EQ(left(print.of("#p")), 9 * base::point);
    Book linked("<style media='print'>p { margin-left: 8pt }</style>", "", body);
    EXPECT_EQ(left(linked.of("#p")), 8 * base::point);
    Book edition("<style media='print'>p { margin-left: 8pt }</style>", "p { margin-left: 4pt }", body);
    EXPECT_EQ(left(edition.of("#p")), 4 * base::point) << "the edition has the last word";
}

TEST(Origins, ADocumentsPageRulesHoldUnlessTheEditionHasItsOwn) {
    EXPECT_EQ(Book("<style>@page { size: 300pt 400pt }</style>", "", "<p>x</p>").page_width(), 300 * base::point);
    EXPECT_EQ(Book("<style>@page { size: 300pt 400pt }</style>", "@page { size: 200pt 400pt }", "<p>x</p>").page_width(), 200 * base::point);
}

TEST(Origins, ExplainNamesTheLevels) {
    Book book("<style media='print'>p { orphans: 3 }</style>", "", "<p id='p'>x</p>");
    auto element = select({*book.document, book.sheets, css::Medium::print}, "#p", book.diagnostics).at(0);
    std::string told = explain(*book.styled, element, "orphans", book.files);
    EXPECT_NE(told.find("document, for print"), std::string::npos) << told;
    EXPECT_NE(explain(*book.styled, book.document->root(), "orphans", book.files).find("  octavo ("), std::string::npos);
}

}  // namespace
}  // namespace octavo::style

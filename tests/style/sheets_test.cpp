// The style sheets octavo brings, and the order in which the sheets of a run stand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "style/computed_text.h"
#include "style/snippet.h"

namespace octavo::style {
namespace {

using css::Property;
using test::Styled;

std::vector<css::StyleSheetPtr> collect(Styled& styled, std::vector<std::string> edition, std::vector<std::string> user = {}) {
    return collect_sheets({styled.snippet.document, std::move(edition), std::move(user), styled.medium}, *styled.workspace, styled.context,
                          styled.diagnostics);
}

std::string rendered(Styled const& styled) {
    std::string out;
    for (base::Diagnostic const& diagnostic : styled.diagnostics.all()) out += base::render(diagnostic, styled.files) + '\n';
    return out;
}

constexpr std::string_view book =
    "<html lang=\"en\"><body><section role=\"titlepage\"><h1 id=\"title\">T</h1></section>"
    "<section class=\"bodymatter\" id=\"one\" role=\"chapter\"><h2 id=\"head\">I</h2><p id=\"first\">x</p><p id=\"second\">x"
    "<aside id=\"note\" role=\"footnote\">n</aside></p></section>"
    "<section class=\"bodymatter\" id=\"two\" role=\"chapter\"><h2>II</h2><p>x</p></section></body></html>";

TEST(BuiltinSheets, AreUnderstoodWhole) {
    for (css::Medium medium : {css::Medium::print, css::Medium::ebook}) {
        Styled styled(book);
        styled.medium = medium;
        styled.sheets = collect(styled, {medium == css::Medium::print ? "book" : "ebook"});
        styled.result();
        EXPECT_TRUE(styled.diagnostics.empty()) << rendered(styled);
        EXPECT_GE(styled.sheets.size(), 3U);
    }
}

/// Spaces that would push facing lines off each other.
TEST(BuiltinSheets, TheBookStandsOnItsGrid) {
    Styled styled(book);
    styled.sheets = collect(styled, {"book"});
    ASSERT_EQ(styled.result().root_value("-octavo-baseline-grid"), "14pt");
    css::Length const grid = 14 * base::point;
    for (std::string_view id : {"one", "head", "first", "second", "title"}) {
        css::ComputedStyle const& style = styled.of(id);
        for (css::Side side : {css::Side::top, css::Side::bottom}) {
            auto index = static_cast<std::size_t>(side);
            EXPECT_EQ((style.box->margin[index].length + style.box->padding[index].length) % grid, 0) << id;
        }
        EXPECT_EQ(css::used_line_height(style.text->line_height, style.font->size, 0) % grid, 0) << id;
    }
    PageStyle const& page = styled.result().page_style({.name = {}, .index = 2, .in_group = 2, .recto = true, .blank = false});
    auto const& margin = page.page.box->margin;
    EXPECT_EQ((page.height - margin[0].length - margin[2].length) / grid, 32) << "lines a page";
    double measure = base::to_points(page.width - margin[1].length - margin[3].length);
    EXPECT_GE(measure, 300);
    EXPECT_LE(measure, 323);
}

TEST(BuiltinSheets, TheBooksParagraphsAndNotes) {
    Styled styled(book);
    styled.sheets = collect(styled, {"book"});
    EXPECT_EQ(computed_text(Property::text_indent, styled.of("first")), "0pt");
    EXPECT_EQ(computed_text(Property::text_indent, styled.of("second")), "10.5pt");
    EXPECT_EQ(computed_text(Property::float_, styled.of("note")), "footnote");
    EXPECT_TRUE(styled.result().pseudo(styled.find("note"), Pseudo::footnote_call));
    EXPECT_EQ(computed_text(Property::counter_reset, styled.of("one")), "page 1 footnote 0");
    EXPECT_EQ(computed_text(Property::counter_reset, styled.of("two")), "footnote 0");
    EXPECT_EQ(computed_text(Property::page, styled.of("two")), "chapter");
    EXPECT_EQ(computed_text(Property::break_before, styled.of("two")), "page");
}

TEST(BuiltinSheets, MirroredMarginsAndHeads) {
    Styled styled(book);
    styled.snippet.document.metadata.title = "A \"title\"";
    styled.sheets = collect(styled, {"book"});
    PageStyle const& recto = styled.result().page_style({.name = base::Name::of("chapter"), .index = 4, .in_group = 2, .recto = true, .blank = false});
    PageStyle const& verso = styled.result().page_style({.name = base::Name::of("chapter"), .index = 3, .in_group = 1, .recto = false, .blank = false});
    EXPECT_EQ(recto.page.box->margin[1], verso.page.box->margin[3]);
    EXPECT_EQ(recto.page.box->margin[3], verso.page.box->margin[1]);
    EXPECT_EQ(recto.page.box->margin[1].length, recto.page.box->margin[3].length) << "the block does not jump from page to page";
    auto has = [](PageStyle const& page, MarginBox box) {
        return std::any_of(page.margin_boxes.begin(), page.margin_boxes.end(), [&](auto const& item) { return item.first == box; });
    };
    EXPECT_TRUE(has(recto, MarginBox::top_right) && has(recto, MarginBox::top_center) && !has(recto, MarginBox::top_left));
    EXPECT_TRUE(has(verso, MarginBox::top_left) && has(verso, MarginBox::top_center) && !has(verso, MarginBox::top_right));
    PageStyle const& opening = styled.result().page_style({.name = base::Name::of("chapter"), .index = 2, .in_group = 0, .recto = true, .blank = false});
    EXPECT_TRUE(has(opening, MarginBox::bottom_center) && !has(opening, MarginBox::top_center) && !has(opening, MarginBox::top_right));
    PageStyle const& blank = styled.result().page_style({.name = base::Name::of("chapter"), .index = 3, .in_group = 1, .recto = false, .blank = true});
    EXPECT_TRUE(blank.margin_boxes.empty());
    EXPECT_EQ(computed_text(Property::string_set, styled.of("")), "octavo-title \"A \\\"title\\\"\", octavo-author \"\", chapter \"A \\\"title\\\"\"");
}

TEST(CollectSheets, OrderOfOrigins) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.workspace->put("text/look.css", "p { orphans: 4; widows: 4; margin-left: 4pt }");
    styled.workspace->put("house.css", "p { widows: 5; margin-left: 5pt }");
    styled.snippet.document.styles = {{.text = {}, .reference = "look.css", .base_name = "text/a.xhtml", .media = "", .where = {}},
                                      {.text = "p { orphans: 3 }", .reference = "", .base_name = "text/a.xhtml", .media = "screen", .where = {}},
                                      {.text = {}, .reference = "look.css", .base_name = "text/b.xhtml", .media = "", .where = {}}};
    styled.sheets = collect(styled, {"house.css"}, {"p { margin-left: 6pt }"});
    EXPECT_EQ(computed_text(Property::orphans, styled.of("a")), "4");
    EXPECT_EQ(computed_text(Property::widows, styled.of("a")), "5");
    EXPECT_EQ(computed_text(Property::margin_left, styled.of("a")), "6pt");
    EXPECT_EQ(computed_text(Property::display, styled.of("a")), "block");
    EXPECT_EQ(std::count_if(styled.sheets.begin(), styled.sheets.end(), [](auto const& sheet) { return sheet->name == "text/look.css"; }), 1)
        << "a sheet linked twice is read once";
    EXPECT_TRUE(styled.diagnostics.empty()) << rendered(styled);
}

TEST(CollectSheets, WhatIsMissingIsToldAndTheRestStands) {
    Styled styled("<html><p id=\"a\">x</p></html>");
    styled.snippet.document.styles = {{.text = {}, .reference = "none.css", .base_name = "a.xhtml", .media = "", .where = {}}};
    styled.sheets = collect(styled, {"nobook", "missing.css"}, {"p { orphans: 6 }"});
    EXPECT_EQ(styled.diagnostics.all().size(), 3U) << rendered(styled);
    EXPECT_TRUE(styled.diagnostics.has(base::Code::io_not_found));
    EXPECT_EQ(computed_text(Property::orphans, styled.of("a")), "6");
}

}  // namespace
}  // namespace octavo::style

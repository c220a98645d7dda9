// What explain_pages and the warnings say, read off pages that were made to need it.
#include "page/findings.h"

#include <gtest/gtest.h>

#include "page/typeset.h"

namespace octavo::page::test {
namespace {

/// `count` lines that end where they are told to.
std::string forced_lines(int count, std::string const& word) {
    std::string text;
    for (int i = 0; i < count; ++i) text += (i == 0 ? "" : "<br/>") + word + " " + std::to_string(i);
    return text;
}

std::vector<Finding> of_cause(Typeset const& set, Cause cause) {
    std::vector<Finding> found;
    for (Finding const& f : find_departures(set.pages, *set.layout)) {
        if (f.cause == cause) found.push_back(f);
    }
    return found;
}

TEST(Findings, FullPagesOfPlainTextHaveNone) {
    Typeset set("<p>" + sentences(120) + "</p>");
    ASSERT_GT(set.pages.pages.size(), 5U);
    for (Cause cause : {Cause::widow, Cause::orphan, Cause::short_page, Cause::overflow, Cause::hyphen}) {
        EXPECT_TRUE(of_cause(set, cause).empty()) << static_cast<int>(cause);
    }
    std::string text = explain_pages(set.pages, *set.layout);
    EXPECT_TRUE(text.starts_with("page 1 \"1\": ")) << text;
}

TEST(Findings, AShortPageSaysByHowMuch) {
    // 160 pt hold thirteen lines of 12 pt: after five of them a block of ten that keeps together leaves eight free.
    Typeset set("<p>" + forced_lines(5, "first") + "</p><p style=\"break-inside: avoid\">" + forced_lines(10, "second") + "</p>");
    ASSERT_EQ(set.pages.pages.size(), 2U);
    auto found = of_cause(set, Cause::short_page);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].page, 0U);
    auto spread = of_cause(set, Cause::allowance);
    ASSERT_EQ(spread.size(), 1U) << "the spread runs short, which leaves less to be missed";
    EXPECT_EQ(spread[0].amount, -1);
    EXPECT_EQ(found[0].amount, 7);
    EXPECT_NE(explain_pages(set.pages, *set.layout).find("the page is 7 lines short"), std::string::npos);
    base::Diagnostics said;
    report_departures(set.pages, *set.layout, {}, said);
    ASSERT_TRUE(said.has(base::Code::page_short));
    EXPECT_FALSE(said.has(base::Severity::warning)) << "nobody loses anything by a short page";
}

TEST(Findings, AWidowNamesItsParagraph) {
    Typeset bad("<p style=\"orphans: 20; widows: 20\">" + forced_lines(30, "line") + "</p>");
    auto widows = of_cause(bad, Cause::widow);
    ASSERT_FALSE(widows.empty());
    EXPECT_EQ(widows[0].where.line, 1U);
    base::Diagnostics said;
    report_departures(bad.pages, *bad.layout, {}, said);
    EXPECT_TRUE(said.has(base::Code::page_widow));
}

TEST(Findings, ADividedNoteIsSaid) {
    Typeset set("<p>" + sentences(12) + "A call<a href=\"#n\" epub:type=\"noteref\">1</a> and more. " + sentences(20) +
                "</p><aside id=\"n\" epub:type=\"footnote\"><p>" + sentences(40) + "</p></aside>");
    EXPECT_FALSE(of_cause(set, Cause::note_split).empty());
}

TEST(Findings, AVeryLooseLineIsSaid) {
    // Two short words and a box that is as wide as the line: the first line cannot be filled.
    Typeset set("<p style=\"text-align: justify; hyphens: none\">to be <span style=\"display: inline-block; width: 190pt\">wide</span> and so on with it</p>",
                "@page { size: 240pt 200pt }");
    EXPECT_EQ(of_cause(set, Cause::very_loose).size(), 1U);
    base::Diagnostics said;
    report_departures(set.pages, *set.layout, {}, said);
    EXPECT_TRUE(said.has(base::Code::layout_loose_line));
}

}  // namespace
}  // namespace octavo::page::test

#include "page/page_count.h"

#include <gmock/gmock.h>
#include <rapidcheck/gtest.h>

#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using layout::BreakClass;

/// The best of all choices, by trying each: demerits, none where no choice is short enough.
std::optional<std::int64_t> tried(std::span<RunWays const> runs, std::uint32_t limit, std::uint32_t pages = 0) {
    if (runs.empty()) return pages <= limit ? std::optional<std::int64_t>(0) : std::nullopt;
    bool recto = pages % 2 == 0;
    BreakClass start = runs[0].start;
    if ((start == BreakClass::forced_recto && !recto) || (start == BreakClass::forced_verso && recto)) ++pages, recto = !recto;
    std::optional<std::int64_t> best;
    auto const& ways = runs[0].of_side[recto ? 1 : 0];
    for (RunWay const& way : ways) {
        auto rest = tried(runs.subspan(1), limit, pages + way.pages);
        if (rest && (!best || *rest + way.demerits - ways[0].demerits < *best)) best = *rest + way.demerits - ways[0].demerits;
    }
    return best;
}

RC_GTEST_PROP(PageCount, FindsWhatTryingEverythingFinds, ()) {
    std::vector<RunWays> runs(static_cast<std::size_t>(*rc::gen::inRange(1, 6)));
    for (RunWays& run : runs) {
        run.start = *rc::gen::element(BreakClass::forced_page, BreakClass::forced_recto, BreakClass::forced_verso);
        for (auto& ways : run.of_side) {
            auto pages = static_cast<std::uint32_t>(*rc::gen::inRange(2, 9));
            for (std::uint32_t k = 0; k < 3; ++k) ways.push_back({pages - std::min(k, pages - 1), *rc::gen::inRange(0, 1000), 3});
        }
    }
    std::uint32_t natural = natural_page_count(runs);
    auto limit = static_cast<std::uint32_t>(*rc::gen::inRange(1, static_cast<int>(natural) + 3));
    auto best = tried(runs, limit);
    auto found = fit_page_count(runs, limit);
    RC_ASSERT(best.has_value() == found.has_value());
    if (!found) return;
    std::uint32_t pages = 0;
    std::int64_t cost = 0;
    for (std::size_t i = 0; i < runs.size(); ++i) {
        bool recto = pages % 2 == 0;
        if (runs[i].start == (recto ? BreakClass::forced_verso : BreakClass::forced_recto)) ++pages, recto = !recto;
        auto const& ways = runs[i].of_side[recto ? 1 : 0];
        pages += ways[(*found)[i]].pages;
        cost += ways[(*found)[i]].demerits - ways[0].demerits;
    }
    RC_ASSERT(pages <= limit);
    RC_ASSERT(cost == *best);
}

TEST(PageCount, TheLinesThatAreTooManyAreThoseOfTheShortestLastPages) {
    std::vector<RunWays> runs(3);
    std::uint32_t last[] = {9, 3, 5};
    for (std::size_t i = 0; i < 3; ++i) {
        runs[i].start = BreakClass::forced_page;
        runs[i].of_side = {std::vector<RunWay>{{6, 0, last[i]}}, std::vector<RunWay>{{6, 0, last[i]}}};
    }
    EXPECT_EQ(lines_over(runs, 17, 30), 3);
    EXPECT_EQ(lines_over(runs, 16, 30), 8);
    EXPECT_EQ(lines_over(runs, 14, 30), 3 + 5 + 9 + 30);
    EXPECT_EQ(lines_over(runs, 18, 30), 0);
    runs[1].start = runs[2].start = BreakClass::forced_recto;   // six pages each: a page less gains none
    EXPECT_EQ(lines_over(runs, 16, 30), 3 + 30);
}

std::string chapters(std::initializer_list<int> lengths) {
    std::string text;
    for (int sentences_in : lengths) {
        text += "<section>";
        for (int i = 0; i < sentences_in; ++i) text += "<p>" + sentences(7, "a number of quite ordinary words of text that stand in this line") + "</p>";
        text += "</section>";
    }
    return text;
}

std::size_t blank_at_the_end(Typeset const& t) {
    std::size_t blank = 0;
    while (blank < t.pages.pages.size() && !t.pages.pages[t.pages.pages.size() - 1 - blank].run.valid()) ++blank;
    return blank;
}

std::string told(Typeset const& t) {
    std::string all;
    for (base::Diagnostic const& d : t.diagnostics.all()) {
        if (d.code == base::Code::page_count) all += d.message + "\n";
    }
    return all;
}

TEST(PageCount, BlankPagesFillTheEnd) {
    Typeset plain(chapters({7}));
    Typeset t(chapters({7}), "@page { -octavo-page-count: multiple-of(32) }");
    ASSERT_LT(plain.pages.pages.size(), 32u);
    EXPECT_EQ(t.pages.pages.size(), 32u);
    EXPECT_EQ(blank_at_the_end(t), 32u - plain.pages.pages.size());
    EXPECT_EQ(told(t), "");   // there is no smaller book of 32 pages
}

TEST(PageCount, AFewLinesTooManyAreSavedInTheChapters) {
    for (char const* css : {":root { -octavo-page-count: multiple-of(PAGES) }", "@page { -octavo-page-count: multiple-of(PAGES) }"}) {
        Typeset plain(chapters({14, 11, 16, 13, 9, 12}));
        auto natural = static_cast<std::uint32_t>(plain.pages.pages.size());
        std::string wanted = css;
        wanted.replace(wanted.find("PAGES"), 5, std::to_string(natural - 1));
        Typeset t(chapters({14, 11, 16, 13, 9, 12}), wanted);
        EXPECT_EQ(t.pages.pages.size(), natural - 1);
        EXPECT_EQ(told(t), std::to_string(natural) + " pages were brought down to " + std::to_string(natural - 1) + "\n");
    }
}

TEST(PageCount, WhatIsTooLongIsToldInLines) {
    // Every page a line longer saves four lines; more than that cannot be had of a listing.
    std::string css = "p { text-align: left } section { break-before: auto } @page { -octavo-page-count: multiple-of(4) }";
    std::string body = "<pre>";
    for (int line = 0; line < 4 * 13 + 9; ++line) body += "line " + std::to_string(line) + "\n";
    Typeset t(body + "</pre>", css + "pre { margin: 0; font: inherit; white-space: pre }");
    EXPECT_EQ(t.pages.pages.size(), 8u);
    EXPECT_EQ(blank_at_the_end(t), 3u);
    EXPECT_THAT(told(t), testing::HasSubstr("lines too long for 4 pages: 8 pages, 3 of them blank"));
    EXPECT_THAT(told(t), testing::StartsWith("9 "));
}

TEST(PageCount, IsTheSameWithSeveralWorkers) {
    std::string css = "section { break-before: recto } @page { -octavo-page-count: multiple-of(8) }";
    Typeset one(chapters({14, 11, 16, 13}), css), four(chapters({14, 11, 16, 13}), css, 4);
    EXPECT_EQ(dump(one.pages, *one.layout), dump(four.pages, *four.layout));
    EXPECT_EQ(one.pages.pages.size() % 8, 0u);
}

}  // namespace
}  // namespace octavo::page::test

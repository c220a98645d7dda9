#include <set>

#include "page/typeset.h"

namespace octavo::page {
namespace {

using test::sentences;
using test::Typeset;

constexpr char const* two = "div { columns: 2; column-gap: 20pt } h2 { font: inherit; margin: 0; break-after: avoid } p { orphans: 2; widows: 2 }";

std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "<p>Line " + std::to_string(i) + ".</p>";
    return text;
}

/// Lines in each column of a page, by the columns' x.
std::map<Length, std::size_t> columns_of(Typeset const& t, std::size_t page) {
    std::map<Length, std::size_t> count;
    for (Placement const& p : t.pages.pages[page].flow) {
        layout::GalleyStore const& store = t.pages.store_of(t.pages.pages[page]);
        if (!(p.galley == store.main)) count[p.x] += p.end_slice - p.first_slice;
    }
    return count;
}
std::size_t lines_on(Typeset const& t, std::size_t page) {
    std::size_t all = 0;
    for (auto [x, count] : columns_of(t, page)) all += count;
    return all;
}

TEST(Columns, TheRestIsBalanced) {
    Typeset t("<div>" + lines(10) + "</div>", two);
    auto columns = columns_of(t, 0);
    ASSERT_EQ(columns.size(), 2u);
    EXPECT_EQ(columns.begin()->second, 5u);
    EXPECT_EQ(columns.rbegin()->first, 140 * base::point);  // half of 260 less the gap, and the gap
}

TEST(Columns, AutoFillsTheFirstOneFirst) {
    Typeset t("<div>" + lines(10) + "</div>", std::string(two) + "div { column-fill: auto }");
    EXPECT_EQ(columns_of(t, 0).size(), 1u);
}

TEST(Columns, GoOnOverPagesAndLoseNothing) {
    Typeset t("<p>Before.</p><div>" + lines(60) + "</div><p>After.</p>", two);
    ASSERT_GE(t.pages.pages.size(), 3u);
    EXPECT_EQ(lines_on(t, 0), 24u);
    std::size_t all = 0;
    std::string text;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        all += lines_on(t, i);
        text += t.page_text(i);
    }
    EXPECT_EQ(all, 60u);
    EXPECT_NE(text.find("After."), std::string::npos);
    EXPECT_LT(text.find("Line 58."), text.find("Line 59."));
}

TEST(Columns, AHeadingStandsNotAloneAtAColumnsFoot) {
    Typeset t("<div>" + lines(12) + "<h2>Head</h2>" + lines(13) + "</div>", two);
    std::string last_of_first;
    layout::GalleyStore const& store = t.pages.store_of(t.pages.pages[0]);
    for (Placement const& p : t.pages.pages[0].flow) {
        if (!(p.galley == store.main) && p.x == 0) last_of_first = store.paragraphs[store.galleys[p.galley].items[p.item].index].text;
    }
    EXPECT_NE(last_of_first, "Head");
}

TEST(Columns, AnElementMaySpanThem) {
    Typeset t("<div>" + lines(4) + "<h3>All the width</h3>" + lines(6) + "</div>", std::string(two) + "h3 { column-span: all; font: inherit; margin: 0 }");
    layout::GalleyStore const& store = t.pages.store_of(t.pages.pages[0]);
    ASSERT_EQ(store.columns.size(), 2u);
    Length y = -1;
    for (Placement const& p : t.pages.pages[0].flow) {
        if (p.galley == store.main) y = p.y;
    }
    EXPECT_EQ(y, 24 * base::point);
}

TEST(Columns, ABreakOpensAColumnAndARuleStandsBetween) {
    Typeset t("<div>" + lines(2) + "<p class=\"next\">Next.</p>" + lines(7) + "</div>", std::string(two) + "div { column-rule: 1pt solid } .next { break-before: column }");
    EXPECT_EQ(columns_of(t, 0).begin()->second, 2u);
    ASSERT_EQ(t.pages.pages[0].rules.size(), 1u);
    EXPECT_EQ(t.pages.pages[0].rules[0].x, 130 * base::point);
    EXPECT_EQ(t.pages.pages[0].rules[0].height, 96 * base::point);
}

TEST(Columns, NotesStandAtThePagesFoot) {
    std::string body;
    for (int i = 0; i < 40; ++i) body += "<p>Line " + std::to_string(i) + (i % 8 == 0 ? "<aside epub:type='footnote' role='doc-footnote'>Note.</aside>" : "") + ".</p>";
    Typeset t("<div>" + body + "</div>", two);
    std::size_t notes = 0, all = 0;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Page const& page = t.pages.pages[i];
        std::set<std::uint32_t> galleys;
        for (Placement const& p : page.notes) galleys.insert(p.galley.value);
        notes += galleys.size();
        all += lines_on(t, i);
        Length end = 0;
        for (Placement const& p : page.flow) end = std::max(end, p.y + 12 * base::point);
        EXPECT_LE(end + page.notes_height, 160 * base::point + page.extra);
    }
    EXPECT_EQ(notes, 5u);
    EXPECT_EQ(all, 40u);
}

TEST(Columns, LongNotesGoOnOverleafAndNoneIsLost) {
    for (int length : {4, 12, 40, 120}) {
        std::string body, word;
        for (int i = 0; i < 60; ++i) {
            body += "<p>Line " + std::to_string(i);
            if (i % 20 == 7) body += "<aside role='doc-footnote'>" + sentences(length, "alpha") + "</aside><aside role='doc-footnote'>short " + std::to_string(i) + "</aside>";
            body += ".</p>";
        }
        Typeset t("<div>" + body + "</div>", two);
        std::string notes;
        std::size_t all = 0;
        for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
            Page const& page = t.pages.pages[i];
            for (std::string const& line : t.lines(page.notes, page)) notes += line + " ";
            all += lines_on(t, i);
            Length end = 0;
            layout::GalleyStore const& store = t.pages.store_of(page);
            for (Placement const& p : page.flow) {
                if (store.galleys[p.galley].items[p.item].kind == layout::GalleyItem::Kind::paragraph) end = std::max(end, p.y + 12 * base::point);
            }
            EXPECT_LE(end + page.notes_height, 160 * base::point + page.extra + base::point) << length << " page " << i;
        }
        std::size_t alphas = 0;
        for (std::size_t at = notes.find("alpha"); at != std::string::npos; at = notes.find("alpha", at + 1)) ++alphas;
        EXPECT_EQ(alphas, static_cast<std::size_t>(3 * length));
        for (char const* last : {"short 7", "short 27", "short 47"}) EXPECT_NE(notes.find(last), std::string::npos) << length << last;
        EXPECT_EQ(all, 60u) << length;
    }
}

TEST(Columns, ManyOfThemWhateverTheText) {
    for (int count = 2; count <= 4; ++count) {
        for (int n = 1; n < 90; n += 7) {
            Typeset t("<p>" + sentences(n % 5) + "</p><div>" + lines(n) + "<p>" + sentences(n % 9) + "</p></div>",
                      std::string(two) + "div { column-count: " + std::to_string(count) + " }");
            std::string text;
            for (std::size_t i = 0; i < t.pages.pages.size(); ++i) text += t.page_text(i);
            for (int k = 0; k < n; ++k) ASSERT_NE(text.find("Line " + std::to_string(k) + "."), std::string::npos) << count << " " << n << " " << k;
        }
    }
}

}  // namespace
}  // namespace octavo::page

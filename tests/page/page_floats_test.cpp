#include "page/typeset.h"

namespace octavo::page {
namespace {

using test::sentences;
using test::Typeset;

constexpr char const* figures = "div { margin: 0; height: 60pt } .top { float: top } .bottom { float: bottom } .page { float: page } .next { float: top; float-defer: 1 }";

std::string lines(int count) {
    std::string text;
    for (int i = 0; i < count; ++i) text += "<p>Line.</p>";
    return text;
}

struct Place {
    std::size_t page = 0;
    Length y = 0;
    bool at_foot = false;
};
std::vector<Place> places(Typeset const& t) {
    std::vector<Place> found;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        for (FloatPlacement const& f : t.pages.pages[i].floats) found.push_back({i, f.y, f.at_foot});
    }
    return found;
}
Length first_text(Typeset const& t, std::size_t page) { return t.pages.pages[page].flow.front().y; }

TEST(PageFloats, OneToTheHeadStandsAboveTheTextOnTheGrid) {
    Typeset t(lines(2) + "<div class=\"top\">A</div>" + lines(4), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 0u);
    EXPECT_EQ(places(t)[0].y, 0);
    EXPECT_EQ(first_text(t, 0), 72 * base::point);  // 60 pt, and a line between
}

TEST(PageFloats, OneToTheFootEndsAtThePagesEnd) {
    Typeset t(lines(2) + "<div class=\"bottom\">A</div>" + lines(4), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].y, (160 - 60) * base::point);
    EXPECT_EQ(first_text(t, 0), 0);
}

TEST(PageFloats, OneThatFindsNoRoomWaitsForTheNextPageAndTheTextFlowsOn) {
    Typeset t(lines(11) + "<div class=\"top\">A</div>" + lines(8), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 1u);
    EXPECT_EQ(t.lines(t.pages.pages[0].flow, t.pages.pages[0]).size(), 13u);
}

TEST(PageFloats, KeepTheirOrderAndStayWithinTheChapter) {
    Typeset t("<section>" + lines(3) + "<div class=\"page\">A</div><div class=\"top\">B</div><div class=\"bottom\">C</div></section><section>" + lines(2) + "</section>",
              figures);
    auto found = places(t);
    ASSERT_EQ(found.size(), 3u);
    EXPECT_EQ(found[0].page, 1u);
    EXPECT_GE(found[1].page, found[0].page);
    EXPECT_GE(found[2].page, found[1].page);
    EXPECT_LT(found[2].page, t.pages.pages.size() - 1);
    EXPECT_TRUE(t.pages.pages.back().floats.empty());
}

TEST(PageFloats, DeferOneAsksForTheNextPage) {
    Typeset t(lines(2) + "<div class=\"next\">A</div>" + lines(20), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 1u);
}

TEST(PageFloats, NotesInOneStandAtItsPagesFoot) {
    Typeset t(lines(11) + "<div class=\"top\">Caption<aside epub:type='footnote' role='doc-footnote'>A note.</aside></div>" + lines(8), figures);
    ASSERT_EQ(places(t).size(), 1u);
    EXPECT_EQ(places(t)[0].page, 1u);
    EXPECT_FALSE(t.pages.pages[1].notes.empty());
}

TEST(PageFloats, EveryFloatAndEveryLineIsThereWhateverTheText) {
    for (int gap = 1; gap < 30; ++gap) {
        std::string body;
        int floats = 0;
        for (int i = 0; i < 9; ++i) {
            body += lines(gap * (i % 3) + i) + "<div class=\"" + (i % 4 == 0 ? "bottom" : i % 5 == 3 ? "page" : "top") + "\">F</div>";
            ++floats;
        }
        Typeset t(body, figures);
        auto found = places(t);
        EXPECT_EQ(found.size(), static_cast<std::size_t>(floats)) << gap;
        std::size_t text = 0, wanted = 0;
        for (int i = 0; i < 9; ++i) wanted += static_cast<std::size_t>(gap * (i % 3) + i);
        for (Page const& page : t.pages.pages) {
            text += t.lines(page.flow, page).size();
            for (FloatPlacement const& f : page.floats) EXPECT_LE(f.y + 60 * base::point, 160 * base::point + page.extra) << gap;
        }
        EXPECT_EQ(text, wanted) << gap;
    }
}

/// In the order of their calls, from page to page and from the head of each to its foot.
void expect_order(Typeset const& t, std::string const& what) {
    std::uint32_t next = 0;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Length y = -1;
        for (FloatPlacement const& f : t.pages.pages[i].floats) {
            EXPECT_EQ(f.index, next++) << what << " page " << i;
            EXPECT_GT(f.y, y) << what << " page " << i;
            y = f.y;
        }
    }
}

TEST(PageFloats, CrowdedOnesKeepTheirOrderOnAPage) {
    char const* kinds[] = {"top", "bottom", "snap", "next", "page"};
    for (unsigned code = 0; code < 5 * 5 * 5 * 5; code += 7) {
        std::string body = lines(3), what;
        for (unsigned k = 0, rest = code; k < 4; ++k, rest /= 5) {
            body += std::string("<div class=\"") + kinds[rest % 5] + "\" style=\"height: 24pt\">F</div>" + lines(static_cast<int>(code % 3));
            what += std::string(kinds[rest % 5]) + " ";
        }
        Typeset t(body + lines(30), "div { margin: 0; height: 24pt } .top { float: top } .bottom { float: bottom } .page { float: page } .next { float: top; float-defer: 1 } .snap { float: snap-block }");
        ASSERT_EQ(places(t).size(), 4u) << what;
        expect_order(t, what);
    }
}

TEST(PageFloats, DeferWaitsForAsManyPages) {
    for (int defer : {1, 2, 3}) {
        Typeset t(lines(2) + "<div class=\"top\">A</div>" + lines(60), std::string(figures) + ".top { float-defer: " + std::to_string(defer) + " }");
        ASSERT_EQ(places(t).size(), 1u);
        EXPECT_EQ(places(t)[0].page, static_cast<std::size_t>(defer));
    }
    Typeset last(lines(2) + "<div class=\"top\">A</div>" + lines(60), std::string(figures) + ".top { float-defer: last }");
    EXPECT_EQ(places(last)[0].page, last.pages.pages.size() - 1);
}

TEST(PageFloats, OneThatMovesIsTold) {
    auto told = [](Typeset const& t) {
        std::vector<base::Diagnostic> found;
        for (base::Diagnostic const& d : t.diagnostics.all()) {
            if (d.code == base::Code::page_float_moved) found.push_back(d);
        }
        return found;
    };
    Typeset stays(lines(2) + "<div class=\"top\">A</div>" + lines(4), figures);
    EXPECT_TRUE(told(stays).empty());
    for (char const* kind : {"next", "page"}) {
        Typeset asked(lines(2) + "<div class=\"" + kind + "\">A</div>" + lines(40), figures);
        EXPECT_TRUE(told(asked).empty()) << "it stands where it is to stand";
    }
    Typeset next(lines(11) + "<div class=\"top\">A</div>" + lines(8), figures);
    ASSERT_EQ(told(next).size(), 1u);
    EXPECT_EQ(told(next)[0].message, "page 2: this float is called on page 1");
    EXPECT_EQ(told(next)[0].severity, base::Severity::note);
    EXPECT_EQ(told(next)[0].where.line, 1u);
    Typeset far(lines(11) + "<div class=\"top\">A</div><div class=\"top\">B</div><div class=\"top\">C</div>" + lines(40), figures);
    ASSERT_EQ(told(far).size(), 3u);
    EXPECT_EQ(told(far)[2].severity, base::Severity::warning) << told(far)[2].message;
    Typeset beside("<p>" + sentences(18) + "</p><div class=\"side\">F</div><p>" + sentences(18) + "</p>", ".side { float: left; width: 80pt; height: 100pt; margin: 0 }");
    ASSERT_EQ(told(beside).size(), 1u);
    EXPECT_EQ(told(beside)[0].severity, base::Severity::note);
}

TEST(PageFloats, ThoseCalledInColumnsStandOnTheirPages) {
    for (int gap = 1; gap < 26; gap += 3) {
        std::string body;
        for (int i = 0; i < 7; ++i) body += lines(gap + i) + "<div class=\"" + (i % 3 == 1 ? "bottom" : "top") + "\">F</div>";
        Typeset t("<section>" + body + lines(20) + "</section>", std::string(figures) + " section { columns: 2; column-gap: 10pt }");
        auto found = places(t);
        ASSERT_EQ(found.size(), 7u) << gap;
        std::size_t text = 0;
        std::uint32_t next = 0;
        for (Page const& page : t.pages.pages) {
            text += t.lines(page.flow, page).size();
            for (FloatPlacement const& f : page.floats) {
                EXPECT_EQ(f.index, next++) << gap;
                EXPECT_LE(f.y + 60 * base::point, 160 * base::point + page.extra) << gap;
                EXPECT_EQ(t.pages.store_of(page).page_floats[f.index].content.width, 260 * base::point) << "as wide as the page";
            }
            Length foot = 160 * base::point + page.extra;
            for (FloatPlacement const& f : page.floats) foot = f.at_foot ? std::min(foot, f.y) : foot;
            layout::GalleyStore const& store = t.pages.store_of(page);
            for (Placement const& p : page.flow) {
                if (store.galleys[p.galley].items[p.item].kind != layout::GalleyItem::Kind::paragraph) continue;
                EXPECT_LE(p.y + static_cast<Length>(p.end_slice - p.first_slice) * 12 * base::point, foot) << gap;
            }
        }
        EXPECT_EQ(text, static_cast<std::size_t>(7 * gap + 21 + 20)) << gap;
    }
}

TEST(PageFloats, OneToTheColumnStandsInIt) {
    Typeset t("<section>" + lines(3) + "<div class=\"top\">F</div>" + lines(3) + "</section>",
              std::string(figures) + " section { columns: 2; column-gap: 10pt } .top { float-reference: column }");
    EXPECT_TRUE(places(t).empty());
    EXPECT_EQ(t.pages.pages[0].column_floats.size(), 1U);
}

}  // namespace
}  // namespace octavo::page

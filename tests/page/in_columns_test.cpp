// What stands at the head and foot of a column: floats to it (float-reference: column), and notes under the column of their call.
#include <algorithm>
#include <map>
#include <random>

#include "page/fragments.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

constexpr char const* two = "section { columns: 2; column-gap: 20pt } .f { float-reference: column; margin: 0 } .top { float: top } .bottom { float: bottom } ";

std::string note(std::string const& text) { return "<aside role='doc-footnote'>" + text + "</aside>"; }
std::string figure(int height, bool bottom) {
    return "<div class='f " + std::string(bottom ? "bottom" : "top") + "' style='height: " + std::to_string(height) + "pt'>F</div>";
}

struct Stretch {
    Length top = 0, end = 0;
};

/// What stands in each column of a page: text, floats and notes, by the columns' x. None overlaps another or reaches over the page's foot.
std::map<Length, std::vector<Stretch>> stretches(Typeset const& t, Page const& page) {
    std::map<Length, std::vector<Stretch>> found;
    layout::GalleyStore const& store = t.pages.store_of(page);
    for (Placement const& p : page.flow) {
        if (store.galleys[p.galley].items[p.item].kind != layout::GalleyItem::Kind::paragraph) continue;
        found[p.x].push_back({p.y, p.y + static_cast<Length>(p.end_slice - p.first_slice) * 12 * point});
    }
    for (FloatPlacement const& f : page.column_floats) found[f.x].push_back({f.y, f.y + store.column_floats[f.index].content.height});
    for (ColumnNotes const& under : page.column_notes) {
        Length end = 0;
        for (Placement const& p : under.notes) end = std::max(end, p.y + static_cast<Length>(p.end_slice - p.first_slice) * 10 * point);
        found[under.x].push_back({under.y, under.y + end});
    }
    return found;
}

void expect_apart(Typeset const& t, std::string const& what) {
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Page const& page = t.pages.pages[i];
        if (!page.run.valid()) continue;
        for (auto& [x, column] : stretches(t, page)) {
            std::sort(column.begin(), column.end(), [](Stretch a, Stretch b) { return a.top < b.top; });
            for (std::size_t k = 0; k < column.size(); ++k) {
                EXPECT_GE(column[k].top, 0) << what << " page " << i;
                EXPECT_LE(column[k].end, 160 * point + page.extra - page.notes_height + point) << what << " page " << i;
                EXPECT_TRUE(k == 0 || column[k].top + point >= column[k - 1].end) << what << " page " << i << " column at " << x;
            }
        }
    }
}

std::string all_text(Typeset const& t) {
    std::string text;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) text += t.page_text(i);
    return text;
}

TEST(InColumns, AFloatStandsAtTheHeadOrFootOfItsCallsColumn) {
    std::string text;
    for (int k = 0; k < 8; ++k) text += "<p>Line.</p>";
    Typeset t("<section>" + text + figure(36, false) + text + figure(24, true) + "</section>", two);
    Page const& page = t.pages.pages[0];
    ASSERT_EQ(page.column_floats.size(), 2U);
    EXPECT_EQ(page.column_floats[0].x, 0);
    EXPECT_EQ(page.column_floats[0].y, 0);
    EXPECT_EQ(page.column_floats[1].x, 140 * point);
    EXPECT_TRUE(page.column_floats[1].at_foot);
    EXPECT_EQ(t.pages.store_of(page).column_floats[0].content.width, 120 * point);
    expect_apart(t, "two");
}

TEST(InColumns, NoFloatIsLostAndTheyKeepTheirOrder) {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        std::mt19937 random(seed);
        auto number = [&](int from, int to) { return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)); };
        std::string body;
        int words = 0, floats = 0;
        for (int k = number(1, 40); k > 0; --k) {
            body += "<p>";
            for (int w = number(1, 40); w > 0; --w) body += "w" + std::to_string(words++) + "; ";
            body += "</p>";
            if (number(0, 3) == 0) {
                body += figure(number(10, 155), number(0, 1) == 1);
                ++floats;
            }
        }
        Typeset t("<p>Before.</p><section>" + body + "</section><p>After.</p>", std::string(two) + "section { column-count: " + std::to_string(number(2, 3)) + " }");
        std::string what = "seed " + std::to_string(seed);
        expect_apart(t, what);
        std::uint32_t next = 0;
        for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
            for (FloatPlacement const& f : t.pages.pages[i].column_floats) {
                EXPECT_EQ(f.index, next++) << what;
            }
        }
        EXPECT_EQ(next, static_cast<std::uint32_t>(floats)) << what;
        std::string text = all_text(t);
        std::size_t at = 0;
        for (int w = 0; w < words; ++w) {
            std::string word = "w" + std::to_string(w) + ";";
            std::size_t found = text.find(word, at);
            ASSERT_NE(found, std::string::npos) << what << " " << word;
            ASSERT_EQ(text.find(word, found + 1), std::string::npos) << what << " " << word;
            at = found;
        }
        EXPECT_NE(text.find("After."), std::string::npos);
    }
}

TEST(InColumns, NotesStandUnderTheColumnOfTheirCall) {
    std::string text;
    for (int k = 0; k < 22; ++k) text += "<p>Line " + std::to_string(k) + (k == 3 || k == 18 ? note("Note " + std::to_string(k)) : "") + "</p>";
    Typeset t("<section>" + text + "</section>", std::string(two) + "aside { float-reference: column }");
    Page const& page = t.pages.pages[0];
    EXPECT_TRUE(page.notes.empty());
    ASSERT_EQ(page.column_notes.size(), 2U);
    EXPECT_EQ(page.column_notes[0].x, 0);
    EXPECT_EQ(page.column_notes[1].x, 140 * point);
    EXPECT_EQ(t.lines(page.column_notes[1].notes, page), std::vector<std::string>{"2.\xE2\x80\x82Note 18"});
    EXPECT_EQ(page.column_notes[0].y, page.column_notes[1].y);
    expect_apart(t, "two notes");
}

TEST(InColumns, NoNoteIsLostHoweverLong) {
    for (char const* display : {"block", "inline"}) {
        for (unsigned seed = 1; seed <= 30; ++seed) {
            std::mt19937 random(seed);
            auto number = [&](int from, int to) { return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)); };
            std::string body;
            int words = 0;
            for (int k = number(3, 30); k > 0; --k) {
                body += "<p>" + sentences(number(0, 3));
                if (number(0, 2) == 0) {
                    int length = number(0, 5) == 0 ? number(60, 250) : number(1, 25);
                    std::string text;
                    for (int w = 0; w < length; ++w) text += " w" + std::to_string(words++) + ";";
                    body += "call" + note(text);
                }
                body += " and on.</p>";
                if (number(0, 9) == 0) body += figure(number(20, 80), number(0, 1) == 1);
            }
            Typeset t("<section>" + body + "</section><p>After.</p>", std::string(two) + "aside { float-reference: column; hyphens: none; footnote-display: " + display + " }");
            std::string what = std::string(display) + " seed " + std::to_string(seed), text;
            expect_apart(t, what);
            for (Page const& page : t.pages.pages) {
                if (!page.run.valid()) continue;
                for (ColumnNotes const& under : page.column_notes) {
                    for (std::string const& line : t.lines(under.notes, page)) text += line + "\n";
                }
                for (std::string const& line : t.lines(page.notes, page)) text += line + "\n";   // what is left where the columns end
            }
            std::size_t at = 0;
            for (int w = 0; w < words; ++w) {
                std::string word = "w" + std::to_string(w) + ";";
                std::size_t found = text.find(word, at);
                ASSERT_NE(found, std::string::npos) << what << " " << word;
                ASSERT_EQ(text.find(word, found + 1), std::string::npos) << what << " " << word;
                at = found;
            }
        }
    }
}

}  // namespace
}  // namespace octavo::page::test

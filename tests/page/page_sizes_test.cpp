// Pages that differ in size within a run, named pages of other sizes, groups of pages, blank ones.
#include <random>

#include "page/fragments.h"
#include "page/typeset.h"

namespace octavo::page::test {
namespace {

using base::point;

/// Every word "w<k>;" stands on the pages once and in order (rows and columns too).
void expect_all_words(Typeset const& t, int words, unsigned seed) {
    std::string all;
    for (Page const& page : t.pages.pages) {
        if (!page.run.valid()) continue;
        layout::GalleyStore const& store = t.pages.store_of(page);
        struct Reader {
            layout::GalleyStore const& store;
            std::string& all;
            void cell(CellFragment const&) {}
            void row(Fragment const&, Length) {}
            void item(Fragment const& f) {
                layout::GalleyItem const& item = store.galleys[f.galley].items[f.item];
                if (item.kind != layout::GalleyItem::Kind::paragraph) return;
                layout::Paragraph const& p = store.paragraphs[item.index];
                if (p.candidate_count == 0) return;
                auto lines = store.lines_of(store.candidates[p.first_candidate + f.candidate]);
                for (std::uint32_t l = f.first_slice; l < f.end_slice; ++l) {
                    layout::Piece const& first = store.pieces[p.first_piece + lines[l].first];
                    layout::Piece const& last = store.pieces[p.first_piece + lines[l].end - 1];
                    std::size_t begin = first.begin + lines[l].first_byte;
                    std::size_t end = last.begin + (lines[l].end_byte != 0 ? lines[l].end_byte : last.bytes);
                    all += std::string(p.text.substr(begin, end - begin)) + " ";
                }
            }
        } reader{store, all};
        for (Placement const& p : page.flow) {
            if (!p.repeated) walk_fragment(store, fragment_of(p), reader);
        }
    }
    std::size_t at = 0;
    for (int k = 0; k < words; ++k) {
        std::string word = "w" + std::to_string(k) + ";";
        std::size_t found = all.find(word, at);
        ASSERT_NE(found, std::string::npos) << "seed " << seed << " " << word;
        ASSERT_EQ(all.find(word, found + 1), std::string::npos) << "seed " << seed << " " << word << " stands twice";
        at = found;
    }
}

/// Nothing on a page is wider than its content box.
void expect_within(Typeset const& t, unsigned seed) {
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Page const& page = t.pages.pages[i];
        if (!page.run.valid()) continue;
        layout::GalleyStore const& store = t.pages.store_of(page);
        PageArea area = content_area(*page.style);
        for (Placement const& p : page.flow) {
            layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
            Length right = p.x + item.x + item.width;
            if (item.kind == layout::GalleyItem::Kind::paragraph) right = p.x + item.x + store.paragraphs[item.index].measure;
            if (item.kind == layout::GalleyItem::Kind::sliced) {
                for (layout::CellPlacement const& cell : store.sliced[item.index].cells) right = std::max(right, p.x + cell.x + cell.width);
            }
            EXPECT_LE(right, area.width + point / 2) << "seed " << seed << " page " << i;
        }
    }
}

TEST(PageSizes, TextFollowsTheWidthOfEachPage) {
    Typeset t("<p>" + sentences(90) + "</p><p>" + sentences(40) + "</p>",
              "@page :left { margin-left: 80pt } @page :right { margin-right: 40pt } @page :first { margin: 50pt 70pt }");
    ASSERT_GT(t.pages.pages.size(), 4u);
    for (Page const& page : t.pages.pages) {
        layout::GalleyStore const& store = t.pages.store_of(page);
        for (Placement const& p : page.flow) {
            layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
            if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
            EXPECT_EQ(store.paragraphs[item.index].measure, content_area(*page.style).width) << "page " << page.query.index;
        }
    }
}

TEST(PageSizes, NothingIsLostOrTooWideWhereLeftAndRightDiffer) {
    for (unsigned seed = 1; seed <= 20; ++seed) {
        std::mt19937 random(seed);
        auto number = [&](int from, int to) { return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)); };
        std::string body;
        int words = 0;
        auto text = [&](int count) {
            std::string made;
            for (; count > 0; --count) made += "w" + std::to_string(words++) + "; ";
            return made;
        };
        for (int i = 0; i < 10; ++i) {
            int kind = number(0, 5);
            if (kind == 0) {
                body += "<table>";
                for (int rows = number(1, 30); rows > 0; --rows) body += "<tr><td>" + text(number(1, 9)) + "</td></tr>";
                body += "</table>";
            } else if (kind == 1) {
                body += "<div class=\"two\"><p>" + text(number(10, 300)) + "</p></div>";
            } else {
                body += "<p>" + text(number(1, 160)) + "</p>";
            }
        }
        Typeset t(body, ".two { columns: 2 } table { width: 100% } @page :left { margin: 20pt 60pt } @page :right { margin: 32pt 20pt 20pt }");
        expect_all_words(t, words, seed);
        expect_within(t, seed);
    }
}

constexpr char const* wide_css =
    "@page { size: 300pt 200pt } @page wide { size: 200pt 300pt; margin: 10pt } .wide { page: wide } "
    "@page :nth(1 of wide) { margin-top: 50pt } @page :nth(2n of wide) { margin-top: 30pt } @page :blank { size: 300pt 400pt }";

std::string rows(int count, std::string const& id) {
    std::string all = "<table class='wide' id='" + id + "'>";
    for (int i = 0; i < count; ++i) all += "<tr><td>Row " + std::to_string(i) + "</td><td>value</td></tr>";
    return all + "</table>";
}

TEST(PageSizes, ANamedPageHasItsOwnSizeAndItsGroupIsCounted) {
    Typeset t("<p id='a'>" + sentences(5) + "</p>" + rows(40, "t") + "<p id='b'>after</p>" + rows(2, "u"), wide_css);
    auto const& pages = t.pages.pages;
    ASSERT_GE(pages.size(), 5u);
    dom::PageSpan table = t.pages.map.of(t.document->by_id("t"));
    EXPECT_EQ(t.pages.map.of(t.document->by_id("a")).last + 1, table.first);
    EXPECT_EQ(t.pages.map.of(t.document->by_id("b")).first, table.last + 1);
    ASSERT_GT(table.last, table.first);
    for (std::uint32_t i = 0; i < pages.size(); ++i) {
        bool wide = i >= table.first && i <= table.last;
        if (i <= table.last + 1) {
            EXPECT_EQ(pages[i].style->width, (wide ? 200 : 300) * point) << i;
            EXPECT_EQ(pages[i].query.recto, i % 2 == 0) << i;
        }
        if (wide) {
            EXPECT_EQ(content_area(*pages[i].style).y, (i == table.first ? 50 : i == table.first + 1 ? 30 : (i - table.first) % 2 == 1 ? 30 : 10) * point) << i;
        }
    }
}

TEST(PageSizes, PagesAreCountedThroughAllRuns) {
    std::string body;
    for (int i = 0; i < 5; ++i) body += "<section><p>" + sentences(25 + i) + "</p></section>";
    for (unsigned workers : {1U, 3U}) {
        Typeset t(body, "@page :nth(5n) { margin-top: 80pt } @page :nth(7) { margin-left: 90pt }", workers);
        ASSERT_GT(t.pages.pages.size(), 10U);
        for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
            Page const& page = t.pages.pages[i];
            PageArea area = content_area(*page.style);
            EXPECT_EQ(area.height, (i % 5 == 4 ? 100 : 160) * point) << i;
            layout::GalleyStore const& store = t.pages.store_of(page);
            Length end = 0;
            for (Placement const& p : page.flow) {
                layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
                if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
                EXPECT_EQ(store.paragraphs[item.index].measure, area.width) << i;
                end = std::max(end, p.y + static_cast<Length>(p.end_slice - p.first_slice) * 12 * point);
            }
            EXPECT_LE(end, area.height + page.extra) << i;
            bool last = i + 1 == t.pages.pages.size() || !(t.pages.pages[i + 1].run == page.run);
            EXPECT_TRUE(last || end + 24 * point >= area.height + page.extra) << i << ": filled";
        }
    }
}

TEST(PageSizes, EveryPageOfAGroupHasItsOwnHeight) {
    Typeset t("<section class='wide'><p>" + sentences(150) + "</p><p>" + sentences(60) + "</p></section>",
              std::string(wide_css) + " @page :nth(3 of wide) { margin-top: 100pt; -octavo-page-count: auto } @page :nth(5 of wide) { margin-top: 150pt; margin-left: 40pt }");
    ASSERT_GT(t.pages.pages.size(), 6u);
    for (std::size_t i = 0; i + 1 < t.pages.pages.size(); ++i) {
        Page const& page = t.pages.pages[i];
        layout::GalleyStore const& store = t.pages.store_of(page);
        Length lines = 0;
        for (Placement const& p : page.flow) {
            if (store.galleys[p.galley].items[p.item].kind != layout::GalleyItem::Kind::paragraph) continue;
            lines += static_cast<Length>(p.end_slice - p.first_slice);
            EXPECT_EQ(store.paragraphs[store.galleys[p.galley].items[p.item].index].measure, content_area(*page.style).width) << i;
        }
        Length fit = (content_area(*page.style).height + page.extra) / (12 * point);
        EXPECT_LE(lines, fit) << i;
        EXPECT_GE(lines, fit - 1) << i;
    }
}

TEST(PageSizes, EachStretchOfANamedPageIsAGroupOfItsOwn) {
    Typeset t(rows(3, "t") + "<p>between</p><div class='wide'><p>again</p></div>", wide_css);
    ASSERT_EQ(t.pages.pages.size(), 3u);
    EXPECT_EQ(content_area(*t.pages.pages[0].style).y, 50 * point);
    EXPECT_EQ(content_area(*t.pages.pages[2].style).y, 50 * point);
}

TEST(PageSizes, ABlankPageHasTheStyleOfBlankOnes) {
    Typeset t("<p>one</p><section><p>two</p></section>", std::string(wide_css) + " section { break-before: right }");
    ASSERT_EQ(t.pages.pages.size(), 3u);
    EXPECT_FALSE(t.pages.pages[1].run.valid());
    EXPECT_EQ(t.pages.pages[1].style->height, 400 * point);
}

}  // namespace
}  // namespace octavo::page::test

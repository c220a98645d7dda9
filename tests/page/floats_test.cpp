#include <algorithm>
#include <random>
#include <set>

#include "page/fragments.h"
#include "page/typeset.h"

namespace octavo::page {
namespace {

using test::sentences;
using test::Typeset;

struct Shown {
    std::size_t page = 0;
    std::string text;
    Length x = 0, y = 0, height = 0;
};

/// The floats on all pages, with the text of their first paragraph.
std::vector<Shown> floats_of(Typeset const& t) {
    struct Collector {
        layout::GalleyStore const* store = nullptr;
        std::vector<Shown> found;
        std::size_t page = 0;
        void side_float(layout::SideFloat const& f, Length y) {
            Shown shown{page, {}, f.x, y, f.content.height};
            if (f.content.galley.valid()) {
                for (layout::GalleyItem const& item : store->galleys[f.content.galley].items) {
                    if (item.kind == layout::GalleyItem::Kind::paragraph) shown.text += store->paragraphs[item.index].text;
                }
            }
            found.push_back(shown);
        }
    } collector;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) {
        Page const& page = t.pages.pages[i];
        if (!page.run.valid()) continue;
        collector.store = &t.pages.store_of(page);
        collector.page = i;
        for (Placement const& p : page.flow) walk_floats(*collector.store, fragment_of(p), collector);
    }
    return collector.found;
}

Length bottom_of(Typeset const& t, std::size_t i) {
    Page const& page = t.pages.pages[i];
    layout::GalleyStore const& store = t.pages.store_of(page);
    Length bottom = 0;
    for (Placement const& p : page.flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        Length height = item.height;
        if (item.kind == layout::GalleyItem::Kind::paragraph) {
            height = store.paragraphs[item.index].line_height * static_cast<Length>(p.end_slice - p.first_slice);
        }
        bottom = std::max(bottom, p.y + height);
    }
    return bottom;
}

std::string all_text(Typeset const& t) {
    std::string all;
    for (std::size_t i = 0; i < t.pages.pages.size(); ++i) all += t.page_text(i) + " ";
    std::replace(all.begin(), all.end(), '\n', ' ');
    return all;
}

constexpr char const* aside = "aside { float: right; width: 80pt; margin: 0 0 0 10pt; break-inside: auto; padding: 0; border: 0; background: none } "
                              "aside p { text-align: left } p { orphans: 2; widows: 2 }";
std::string note(std::string const& name, int lines = 4) { return "<aside style=\"height:" + std::to_string(lines * 12) + "pt\"><p>" + name + "</p></aside>"; }

layout::Paragraph const& paragraph_with(Typeset const& t, std::string_view text) {
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    auto found = std::find_if(store.paragraphs.begin(), store.paragraphs.end(),
                              [&](layout::Paragraph const& p) { return p.text.find(text) != std::string_view::npos; });
    EXPECT_NE(found, store.paragraphs.end());
    return *found;
}

TEST(Floats, LinesBesideOneAreShorterAndThoseBelowAreNot) {
    Typeset t(note("Beside") + "<p>" + sentences(6) + "</p>", aside);
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    layout::Paragraph const& p = paragraph_with(t, "Sentence 0");
    ASSERT_EQ(p.room_count, 4u);
    for (layout::LineRoom const& room : store.rooms_of(p)) EXPECT_EQ(room.width, (260 - 90) * base::point);
    auto lines = store.lines_of(store.candidates_of(p)[p.best]);
    ASSERT_GT(lines.size(), 5u);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_LE(lines[i].natural, 171 * base::point);
    EXPECT_GT(lines[4].natural, 200 * base::point);
    ASSERT_EQ(floats_of(t).size(), 1u);
    EXPECT_EQ(floats_of(t)[0].x, 170 * base::point);
}

TEST(Floats, ReachesIntoTheParagraphsThatFollow) {
    Typeset t(note("Beside") + "<p>One short line.</p><p>" + sentences(3) + "</p>", aside);
    EXPECT_EQ(paragraph_with(t, "One short").room_count, 4u);
    EXPECT_EQ(paragraph_with(t, "Sentence 0").room_count, 3u);
}

TEST(Floats, OneCalledInALineStandsAtItsTop) {
    Typeset t("<p>" + sentences(3) + "<span class=\"f\">Called</span>" + sentences(4) + "</p>", std::string(aside) + ".f { float: left; width: 60pt; height: 24pt }");
    auto shown = floats_of(t);
    ASSERT_EQ(shown.size(), 1u);
    layout::GalleyStore const& store = *t.pages.runs[RunId(0u)].store;
    layout::Paragraph const& p = paragraph_with(t, "Sentence 0");
    auto lines = store.lines_of(store.candidates_of(p)[p.best]);
    std::uint32_t piece = store.insertions_of(p)[0].piece, line = 0;
    while (piece >= lines[line].end) ++line;
    EXPECT_GT(line, 1u);
    EXPECT_EQ(shown[0].y, static_cast<Length>(line) * 12 * base::point);
}

TEST(Floats, ClearMovesBelow) {
    Typeset t(note("Beside", 6) + "<p>Short.</p><p style=\"clear: right\">Below.</p>", aside);
    auto lines = t.pages.pages[0].flow;
    EXPECT_EQ(paragraph_with(t, "Below").room_count, 0u);
    EXPECT_EQ(lines.back().y, 72 * base::point);
    Typeset other(note("Beside", 6) + "<p>Short.</p><p style=\"clear: left\">Not below.</p>", aside);
    EXPECT_GT(paragraph_with(other, "Not below").room_count, 0u);
}

TEST(Floats, ACircleLeavesMoreRoomAboveAndBelow) {
    Typeset t("<div><p>O</p></div><p>" + sentences(8) + "</p>", "div { float: right; height: 84pt; width: 84pt; shape-outside: circle(50%) }");
    layout::Paragraph const& p = paragraph_with(t, "Sentence 0");
    auto rooms = t.pages.runs[RunId(0u)].store->rooms_of(p);
    ASSERT_EQ(rooms.size(), 7u);
    EXPECT_GT(rooms[0].width, rooms[1].width);
    EXPECT_GT(rooms[1].width, rooms[3].width);
    EXPECT_EQ(rooms[3].width, (260 - 84) * base::point);
    for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(rooms[i].width, rooms[6 - i].width, 4);
}

TEST(Floats, InsideAndOutsideChangeSidesOnVersoPages) {
    Typeset t("<div><p>Out</p></div><p>" + sentences(3) + "</p>", "div { float: outside; height: 24pt; width: 90pt }");
    layout::LineRoom room = t.pages.runs[RunId(0u)].store->room_of(paragraph_with(t, "Sentence 0"), 0);
    EXPECT_EQ(room.start, 0);
    EXPECT_EQ(room.verso_start, 90 * base::point);
}

TEST(Floats, OneThatFindsNoRoomMovesToTheNextPageAndTheTextFlowsOn) {
    // Thirteen lines a page: the float of five lines is called at the eleventh.
    std::string lines;
    for (int i = 0; i < 10; ++i) lines += "<p>Line.</p>";
    Typeset t(lines + note("Moved", 5) + "<p>" + sentences(12) + "</p>", aside);
    auto shown = floats_of(t);
    ASSERT_EQ(shown.size(), 1u);
    EXPECT_EQ(shown[0].page, 1u);
    EXPECT_EQ(shown[0].y, 0);
    EXPECT_EQ(bottom_of(t, 0), 156 * base::point);
    std::string all = all_text(t);
    for (int i = 0; i < 12; ++i) {
        std::string wanted = "Sentence " + std::to_string(i) + " ";
        EXPECT_NE(all.find(wanted), std::string::npos) << wanted;
    }
}

TEST(Floats, OneTallerThanThePageIsCutAndNotLost) {
    Typeset t("<aside><p>" + sentences(40) + "</p></aside><p>After.</p>", aside);
    std::string all = all_text(t);
    EXPECT_NE(all.find("Sentence 39 "), std::string::npos);
    EXPECT_NE(all.find("After."), std::string::npos);
    EXPECT_TRUE(t.diagnostics.has(base::Code::layout_too_tall));
}

/// Whatever the text: every float is shown once, in order, on its page whole; every line of text too.
TEST(Floats, NothingIsLostAndNothingStandsOverTheEdge) {
    for (unsigned seed = 1; seed <= 25; ++seed) {
        std::mt19937 random(seed);
        auto number = [&](int from, int to) { return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)); };
        std::string body;
        int floats = 0, words = 0;
        for (int i = 0; i < 14; ++i) {
            int kind = number(0, 4);
            if (kind == 0) {
                body += note("F" + std::to_string(floats++) + ";", number(1, 9));
            } else if (kind == 1) {
                body += "<h2>Head</h2>";
            } else {
                body += "<p>";
                for (int k = number(5, 120); k > 0; --k) {
                    body += "w" + std::to_string(words++) + "; ";
                    if (number(0, 90) == 0) body += "<span style=\"float:left;width:40pt;height:" + std::to_string(number(1, 5) * 12) + "pt\">F" + std::to_string(floats++) + ";</span>";
                }
                body += "</p>";
            }
        }
        Typeset t(body, std::string(aside) + " span { margin: 0 5pt 0 0 } h2 { font-size: 10pt; line-height: 12pt; margin: 12pt 0 0; break-after: avoid }");
        std::vector<std::size_t> page_of(static_cast<std::size_t>(floats), 0);
        std::set<std::string> names;
        for (Shown const& shown : floats_of(t)) {
            EXPECT_TRUE(names.insert(shown.text).second) << "seed " << seed << " " << shown.text;
            page_of[static_cast<std::size_t>(std::stoi(shown.text.substr(1)))] = shown.page;
            EXPECT_LE(shown.y + shown.height, 172 * base::point + 1) << "seed " << seed << " " << shown.text;
        }
        EXPECT_EQ(names.size(), page_of.size()) << "seed " << seed;
        EXPECT_TRUE(std::is_sorted(page_of.begin(), page_of.end())) << "seed " << seed;
        std::string all = all_text(t);
        std::size_t at = 0;
        for (int k = 0; k < words; ++k) {
            std::size_t found = all.find("w" + std::to_string(k) + ";", at);
            ASSERT_NE(found, std::string::npos) << "seed " << seed << " word " << k;
            at = found;
        }
        for (std::size_t i = 0; i < t.pages.pages.size(); ++i) EXPECT_LE(bottom_of(t, i), 172 * base::point + 1) << "seed " << seed << " page " << i;
    }
}

/// CSS 2.2 §9.5.1, rules 2 and 5: none stands higher than one called before it, and none over another.
TEST(Floats, CrowdedOnesKeepTheirOrderAndStandApart) {
    std::vector<unsigned> seeds{350, 1101};   // they once did not
    for (unsigned seed = 1; seed <= 80; ++seed) seeds.push_back(seed);
    for (unsigned seed : seeds) {
        std::mt19937 random(seed);
        auto number = [&](int from, int to) { return from + static_cast<int>(random() % static_cast<unsigned>(to - from + 1)); };
        std::string body;
        int floats = 0;
        for (int group = 0; group < 3; ++group) {
            body += "<p>" + sentences(number(1, 9)) + "</p>";
            for (int k = number(2, 5); k > 0; --k) {
                std::string side = number(0, 2) == 0 ? "left" : "right";
                body += "<aside style=\"float: " + side + "; height:" + std::to_string(number(1, 12) * 12) + "pt\"><p>F" + std::to_string(floats++) + ";</p></aside>";
            }
            body += "<p>" + sentences(number(1, 9)) + "</p>";
        }
        Typeset t(body, aside);
        auto shown = floats_of(t);
        ASSERT_EQ(shown.size(), static_cast<std::size_t>(floats)) << seed;
        std::sort(shown.begin(), shown.end(), [](Shown const& a, Shown const& b) { return std::stoi(a.text.substr(1)) < std::stoi(b.text.substr(1)); });
        for (std::size_t k = 1; k < shown.size(); ++k) {
            Shown const &before = shown[k - 1], &here = shown[k];
            EXPECT_GE(here.page, before.page) << "seed " << seed << " " << here.text;
            EXPECT_TRUE(here.page > before.page || here.y >= before.y) << "seed " << seed << " " << here.text << " stands above " << before.text;
            for (std::size_t other = 0; other < k; ++other) {
                Shown const& f = shown[other];
                bool apart = f.page != here.page || here.y >= f.y + f.height || std::abs(here.x - f.x) >= 80 * base::point;
                EXPECT_TRUE(apart) << "seed " << seed << " " << here.text << " stands over " << f.text;
            }
        }
    }
}

TEST(Floats, AloneInABlockOfASetHeightTheyStandInIt) {
    Typeset t("<p>Before.</p><div class='room'>" + note("Alone", 3) + "</div><p>After.</p>", std::string(aside) + " .room { height: 60pt } p { margin: 0 }");
    auto floats = floats_of(t);
    ASSERT_EQ(floats.size(), 1u);
    Length before = 0, after = 0;
    for (Placement const& p : t.pages.pages[0].flow) {
        layout::GalleyStore const& store = t.pages.store_of(t.pages.pages[0]);
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
        (store.paragraphs[item.index].text == "Before." ? before : after) = p.y + (store.paragraphs[item.index].text == "Before." ? item.height : 0);
    }
    EXPECT_EQ(floats[0].y, before);
    EXPECT_EQ(after, before + 60 * base::point);
}

TEST(Lists, TheMarkerOfAnEmptyItemHangsAsAnyOther) {
    Typeset t("<ul><li>text</li><li></li></ul>", "ul { padding: 0 0 0 20pt; margin: 0 } li { list-style: square; text-indent: 0; padding: 0; margin: 0 }");
    layout::GalleyStore const& store = t.pages.store_of(t.pages.pages[0]);
    std::vector<Length> x;
    for (Placement const& p : t.pages.pages[0].flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind == layout::GalleyItem::Kind::paragraph) x.push_back(item.x);
    }
    ASSERT_EQ(x.size(), 2u);
    EXPECT_EQ(x[0], 20 * base::point);
    EXPECT_LT(x[1], x[0]);
    EXPECT_GT(x[1], x[0] - 20 * base::point);
}

}  // namespace
}  // namespace octavo::page

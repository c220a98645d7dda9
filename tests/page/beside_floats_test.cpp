// What stands beside floats, and what goes below them: -octavo-float-room, CSS 2.2 §9.5.
#include <algorithm>

#include "page/fragments.h"
#include "page/typeset.h"

namespace octavo::page {
namespace {

using test::sentences;
using test::Typeset;

constexpr Length pt = base::point;
/// As CSS has it, without a least room for text.
constexpr char const* plain = ":root { -octavo-float-room: 0; -octavo-baseline-grid: none } body, div, p, table { margin: 0; padding: 0 } p { text-align: left; text-indent: 0; hyphens: none } "
                              "td { padding: 0 } table { border-spacing: 0; margin: 0 } .f { float: left } .r { float: right } ";

std::string box(std::string const& style, std::string const& content = {}, std::string const& kind = {}) {
    return "<div class=\"" + kind + "\" style=\"" + style + "\">" + content + "</div>";
}

struct Where {
    Length x = -1, y = -1;
};

/// The line that holds the words.
Where line_with(Typeset const& t, std::string_view words) {
    Page const& page = t.pages.pages[0];
    layout::GalleyStore const& store = t.pages.store_of(page);
    for (Placement const& p : page.flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
        layout::Paragraph const& paragraph = store.paragraphs[item.index];
        auto lines = store.lines_of(store.candidates[paragraph.first_candidate + p.candidate]);
        Length y = p.y;
        for (std::uint32_t l = p.first_slice; l < p.end_slice; ++l) {
            std::size_t from = store.pieces[paragraph.first_piece + lines[l].first].begin;
            layout::Piece const& last = store.pieces[paragraph.first_piece + lines[l].end - 1];
            layout::LineRoom room = store.room_of(paragraph, l);
            if (paragraph.text.substr(from, last.begin + last.bytes - from).find(words) != std::string_view::npos) return {item.x + room.start, y + room.gap};
            y += store.line_metrics(paragraph, p.candidate, l).height;
        }
    }
    ADD_FAILURE() << words << " stands nowhere";
    return {};
}

/// Floats by their anchors' order.
std::vector<Where> floats_of(Typeset const& t) {
    struct Collector {
        std::vector<Where> found;
        void side_float(layout::SideFloat const& f, Length y) { found.push_back({f.x, y}); }
    } collector;
    Page const& page = t.pages.pages[0];
    for (Placement const& p : page.flow) walk_floats(t.pages.store_of(page), fragment_of(p), collector);
    return collector.found;
}

/// Items of a box's own (edges, bands of a table), the first of them.
Where edge(Typeset const& t, layout::GalleyItem::Kind kind) {
    Page const& page = t.pages.pages[0];
    layout::GalleyStore const& store = t.pages.store_of(page);
    for (Placement const& p : page.flow) {
        layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
        if (item.kind == kind) return {item.x, p.y};
    }
    ADD_FAILURE() << "no such item";
    return {};
}

TEST(BesideFloats, TheLeastRoomSendsTextBelowThatCssWouldSetBeside) {
    std::string body = box("width: 220pt; height: 24pt", {}, "f") + "<p>Two words and more.</p>";
    Typeset css(body, plain), book(body, std::string(plain) + ":root { -octavo-float-room: 7em }");
    EXPECT_EQ(line_with(css, "Two").x, 220 * pt);
    EXPECT_EQ(line_with(css, "Two").y, line_with(book, "Two").y - 24 * pt);
    EXPECT_EQ(line_with(book, "Two").x, 0);
}

TEST(BesideFloats, AWordThatHasNoRoomGoesBelow) {
    std::string body = box("width: 240pt; height: 24pt", {}, "f") + "<p>Incomprehensibilities.</p>";
    Typeset t(body, plain);
    Typeset alone("<p>Incomprehensibilities.</p>", plain);
    EXPECT_EQ(line_with(t, "Incomp").x, 0);
    EXPECT_EQ(line_with(t, "Incomp").y, line_with(alone, "Incomp").y + 24 * pt);
}

TEST(BesideFloats, ALineInTheMidstOfAParagraphGoesBelowToo) {
    // The second line would stand beside both floats, with no room left.
    std::string body = box("width: 100pt; height: 36pt", {}, "f") + box("width: 200pt; height: 24pt", {}, "r") +
                       "<p>one<br/>two<br/>three<br/>Incomprehensibilities<br/>five</p>";
    Typeset t(body, plain);
    Length top = line_with(t, "one").y;
    EXPECT_EQ(line_with(t, "three").y, top + 24 * pt);
    EXPECT_EQ(line_with(t, "Incomp").y, top + 60 * pt);
    EXPECT_EQ(line_with(t, "five").y, top + 72 * pt);
    EXPECT_EQ(line_with(t, "three").x, 100 * pt);
    EXPECT_EQ(line_with(t, "Incomp").x, 0);
}

/// What aligns to the line's top aligns to where the line goes on, not to the space above it.
TEST(BesideFloats, ABoxAtTheTopOfALineThatGoesBelowGoesWithIt) {
    std::string span = "<span style='display: inline-block; vertical-align: top; width: 200pt; height: 36pt'></span>";
    Typeset t(box("width: 50pt; height: 48pt", {}, "f") + box("width: 230pt; height: 48pt", {}, "r") + "<div>" + span + " " + span + "</div>", plain);
    layout::GalleyStore const& store = t.pages.store_of(t.pages.pages[0]);
    layout::Paragraph const& p = store.paragraphs.back();
    ASSERT_EQ(store.candidates[p.first_candidate + p.best].count, 2u);
    layout::LineMetrics second = store.line_metrics(p, p.best, 1);
    EXPECT_EQ(second.gap, 60 * pt) << "below the second float, which stands below the first";
    layout::Line const& line = store.lines_of(store.candidates[p.first_candidate + p.best])[1];
    Length rise = store.rise_in_line(p, store.pieces[p.first_piece + line.first], second);
    layout::Atomic const& atomic = store.atomics[p.first_atomic + 1];
    EXPECT_EQ(second.baseline - rise - atomic.baseline, second.gap);
}

TEST(BesideFloats, AFloatWithoutHeightShortensTheLineItStandsIn) {
    std::string body = box("width: 10pt; height: 6pt", {}, "f") + box("clear: left; width: 100pt; height: 0", {}, "f") + "<p>one<br/>two</p>";
    Typeset t(body, plain);
    EXPECT_EQ(line_with(t, "one").x, 100 * pt);
    EXPECT_EQ(line_with(t, "two").x, 0);
}

TEST(BesideFloats, ABoxWithAContextOfItsOwnStandsBesideWhereItsWidthFits) {
    using Kind = layout::GalleyItem::Kind;
    std::string float_ = box("width: 150pt; height: 40pt", {}, "f");
    Typeset fits(float_ + box("overflow: hidden; width: 100pt", "<p>words</p>"), plain);
    Typeset wide(float_ + box("overflow: hidden; width: 120pt", "<p>words</p>"), plain);
    Typeset rest(float_ + box("display: flow-root", "<p>words</p>"), plain);
    EXPECT_EQ(edge(fits, Kind::edge_open).x, 150 * pt);
    EXPECT_EQ(edge(wide, Kind::edge_open).x, 0);
    EXPECT_EQ(edge(wide, Kind::edge_open).y, edge(fits, Kind::edge_open).y + 40 * pt);
    EXPECT_EQ(edge(rest, Kind::edge_open).x, 150 * pt);
}

TEST(BesideFloats, ItsHeightCountsToo) {
    using Kind = layout::GalleyItem::Kind;
    std::string floats = box("width: 50pt; height: 20pt", {}, "f") + box("clear: left; width: 150pt; height: 20pt", {}, "f");
    Typeset low(floats + box("overflow: hidden; width: 120pt; height: 20pt"), plain), high(floats + box("overflow: hidden; width: 120pt; height: 21pt"), plain),
        slim(floats + box("overflow: hidden; width: 110pt; height: 21pt"), plain);
    Typeset slim_and_low(floats + box("overflow: hidden; width: 110pt; height: 20pt"), plain);
    EXPECT_EQ(edge(low, Kind::edge_open).x, 50 * pt);
    EXPECT_EQ(edge(slim_and_low, Kind::edge_open).x, 50 * pt) << "although it had room beside the wider too";
    EXPECT_EQ(edge(high, Kind::edge_open).x, 0) << "below both";
    EXPECT_EQ(edge(slim, Kind::edge_open).x, 150 * pt) << "beside the wider";
}

TEST(BesideFloats, AFramedBlockWithoutSuchAContextStandsBehindThem) {
    using Kind = layout::GalleyItem::Kind;
    Typeset t(box("width: 150pt; height: 40pt", {}, "f") + box("background: yellow", "<p>words</p>"), plain);
    EXPECT_EQ(edge(t, Kind::edge_open).x, 0);
    EXPECT_EQ(line_with(t, "words").x, 150 * pt);
}

TEST(BesideFloats, ATableStandsBesideWhereItsLongestWordsFit) {
    using Kind = layout::GalleyItem::Kind;
    auto with = [](int width, std::string const& attributes = {}) {
        return box("width: " + std::to_string(width) + "pt; height: 60pt", {}, "f") + "<table " + attributes + "><tr><td>three little words</td></tr></table>";
    };
    Typeset fits(with(220), plain), wide(with(240), plain), half(with(140), std::string(plain) + "table { width: 50% }");
    EXPECT_EQ(edge(fits, Kind::sliced).x, 220 * pt);
    EXPECT_EQ(edge(wide, Kind::sliced).x, 0);
    EXPECT_EQ(edge(half, Kind::sliced).x, 0) << "half of what is around it, not of the room";
    EXPECT_EQ(edge(half, Kind::sliced).y, edge(fits, Kind::sliced).y + 60 * pt);
}

TEST(BesideFloats, ABoxWithAContextHoldsItsFloatsAndKnowsNoOthers) {
    Typeset t(box("overflow: hidden", box("width: 50pt; height: 40pt", {}, "f") + "<p>inside</p>") + "<p>after</p>", plain);
    EXPECT_EQ(line_with(t, "inside").x, 50 * pt);
    EXPECT_EQ(line_with(t, "after").x, 0);
    EXPECT_EQ(line_with(t, "after").y, line_with(t, "inside").y + 40 * pt);
    Typeset beside(box("width: 50pt; height: 60pt", {}, "f") + box("overflow: hidden", "<p>inside</p>" + box("clear: left", "<p>cleared</p>")), plain);
    EXPECT_EQ(line_with(beside, "cleared").y, line_with(beside, "inside").y + 12 * pt);
}

/// CSS 2.2 §9.5.1 rule 3: what its containing block has no room for may reach out of it as far as the next float.
TEST(BesideFloats, AFloatMayReachOutOfItsBlockUpToTheNext) {
    auto at = [](int width) {
        Typeset t(box("width: 40pt; height: 30pt", {}, "r") + box("margin-right: 80pt", box("width: " + std::to_string(width) + "pt; height: 10pt", {}, "f")) + "<p>x</p>", plain);
        auto floats = floats_of(t);
        EXPECT_EQ(floats.size(), 2u);
        return floats.size() == 2 ? floats[1].y - floats[0].y : -1;
    };
    EXPECT_EQ(at(220), 0);
    EXPECT_EQ(at(221), 30 * pt);
}

TEST(BesideFloats, OneThatHasNoRoomInItsLineStandsBelowItAndSoDoThoseCalledAfterIt) {
    Typeset t("<div>H" + box("width: 260pt; height: 30pt", {}, "f") + box("width: 20pt; height: 10pt", {}, "f") + "</div><p>after</p>", plain);
    auto floats = floats_of(t);
    ASSERT_EQ(floats.size(), 2u);
    Length line = line_with(t, "H").y;
    EXPECT_EQ(floats[0].y, line + 12 * pt);
    EXPECT_EQ(floats[1].y, line + 42 * pt);
    EXPECT_EQ(line_with(t, "after").x, 20 * pt);
    EXPECT_EQ(line_with(t, "after").y, line + 42 * pt);
}

/// Every word is there, in order, no line stands over a float or out of its column, whatever the room.
TEST(BesideFloats, NoLineStandsOverAFloatHoweverLittleRoomThereIs) {
    for (int width = 0; width <= 260; width += 13) {
        for (int second = 0; second <= 260; second += 65) {
            std::string body = box("width: " + std::to_string(width) + "pt; height: 30pt", {}, "f") + box("width: " + std::to_string(second) + "pt; height: 20pt", {}, "r") +
                               "<p>" + sentences(3, "incomprehensibilities") + "</p>";
            Typeset t(body, plain);
            auto floats = floats_of(t);
            ASSERT_EQ(floats.size(), 2u);
            Page const& page = t.pages.pages[0];
            layout::GalleyStore const& store = t.pages.store_of(page);
            for (Placement const& p : page.flow) {
                layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
                if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
                layout::Paragraph const& paragraph = store.paragraphs[item.index];
                Length y = p.y;
                for (std::uint32_t l = 0; l < p.end_slice; ++l) {
                    layout::LineRoom room = store.room_of(paragraph, l);
                    Length top = y + room.gap, natural = store.lines_of(store.candidates[paragraph.first_candidate + p.candidate])[l].natural;
                    EXPECT_LE(natural, room.width) << width << " " << second << " line " << l;
                    bool beside_first = top < floats[0].y + 30 * pt && top + 12 * pt > floats[0].y;
                    EXPECT_TRUE(!beside_first || room.start >= width * pt) << width << " " << second << " line " << l;
                    y += store.line_metrics(paragraph, p.candidate, l).height;
                }
            }
        }
    }
}

}  // namespace
}  // namespace octavo::page

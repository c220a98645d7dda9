// List items, markers and counters: CSS Lists 3
#include "box/counters.h"
#include "box/support.h"

namespace octavo::box::test {
namespace {

std::string texts(std::string_view body, std::string_view rules = {}) { return Built("<body>" + std::string(body) + "</body>", rules).texts(); }

TEST(Lists, OutsideMarkersStandBesideTheBox) {
    EXPECT_EQ(boxes("<ol><li>a</li><li><p>b</p></li></ol>", "li { list-style-type: '– ' }"), R"(
block <ol>
  inline <li>
    marker
      generated "– "
    text "a"
  block <li>
    marker
      generated "– "
    inline <p>
      text "b"
)");
}

TEST(Lists, InsideMarkersStandInTheText) {
    std::string_view rules = "ul { list-style: '* ' inside }";
    EXPECT_EQ(texts("<ul><li> a</li><li> <p>b</p> c</li><li></li></ul>", rules), "* a|* b|c|* |");
}

TEST(Lists, MarkersWithContentAndWithout) {
    EXPECT_EQ(texts("<ul><li>a</li><li class=\"x\">b</li><li class=\"y\">c</li></ul>",
                    "li { list-style-type: none } .x::marker { content: '(' counter(list-item) ') ' } .y::marker { content: none }"),
              "a|((2) )b|c|");
}

TEST(Lists, NumbersFollowStartReversedAndValue) {
    std::string_view rules = "li::marker { content: counter(list-item) }";
    EXPECT_EQ(texts("<ol start=\"5\"><li>a</li><li value=\"9\">b</li><li>c</li></ol>", rules), "(5)a|(9)b|(10)c|");
    EXPECT_EQ(texts("<ol reversed=\"\"><li>a</li><li>b</li><li>c</li></ol>", rules), "(3)a|(2)b|(1)c|");
    EXPECT_EQ(texts("<ol reversed=\"\" start=\"8\"><li>a</li><li>b</li></ol>", rules), "(8)a|(7)b|");
    EXPECT_EQ(texts("<ol><li>a<ol><li>b</li></ol></li><li>c</li></ol>", rules), "(1)a|(1)b|(2)c|");
}

// The example of Lists 3 §4.4: nested counters
TEST(Lists, CountersNest) {
    EXPECT_EQ(texts("<ol><li>item</li><li>item<ol><li>item</li><li>item</li></ol></li><li>item</li></ol>",
                    "ol { counter-reset: i } li { list-style: none; counter-increment: i } li::before { content: counters(i, '.') ' ' }"),
              "1 item|2 item|2.1 item|2.2 item|3 item|");
}

TEST(Lists, ImageMarkersFallBackToTheirType) {
    Built built("<ul><li>a</li></ul>", "li { list-style: '* ' url(no.png) }");
    EXPECT_EQ(built.text_of(built.tree.boxes[built.tree.boxes[built.tree.root].first_child].marker), "* ");
    EXPECT_TRUE(built.diagnostics.has(base::Code::read_missing_picture));
    EXPECT_EQ(built.tree.boxes[built.tree.boxes[built.tree.root].first_child].marker.count, 1U) << "no box for the picture";
}

TEST(Counters, ScopesEndWithTheParent) {
    base::Name a = base::Name::of("a");
    Counters counters;
    counters.enter();
    counters.enter();
    counters.reset(a, 3);
    counters.leave();
    counters.enter();  // a sibling: still in scope, and a reset replaces it
    counters.increment(a, 2);
    EXPECT_EQ(counters.value(a), 5);
    counters.reset(a, 1);
    EXPECT_EQ(counters.values(a), (std::vector<std::int32_t>{1}));
    counters.enter();
    counters.reset(a, 7);
    EXPECT_EQ(counters.values(a), (std::vector<std::int32_t>{1, 7}));
    EXPECT_EQ(counters.snapshot().of(a), (std::vector<std::int32_t>{1, 7}));
    counters.leave();
    counters.leave();
    EXPECT_EQ(counters.values(a), (std::vector<std::int32_t>{1}));
    counters.leave();
    EXPECT_EQ(counters.value(a), 0);
}

TEST(Counters, DoNotOverflow) {
    base::Name a = base::Name::of("a");
    Counters counters;
    counters.enter();
    counters.set(a, 2'147'483'647);
    counters.increment(a, 5);
    EXPECT_EQ(counters.value(a), 2'147'483'647);
    EXPECT_EQ(add_saturating(-2'147'483'647, -9), -2'147'483'648LL);
}

}  // namespace
}  // namespace octavo::box::test

#include "layout/inline/line_break.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <chrono>
#include <functional>

namespace octavo::layout {
namespace {

/// Words of the given widths with spaces of 10 between them, a breakpoint after each.
std::vector<BreakPoint> points_of(std::vector<int> const& words, int space = 10) {
    std::vector<BreakPoint> points;
    Sums sums;
    for (std::size_t i = 0; i < words.size(); ++i) {
        sums.width += words[i];
        sums.glyphs += words[i];
        BreakPoint point;
        point.end = sums;
        sums.width += space;
        sums.stretch += space / 2;
        sums.shrink += space * 3 / 10;
        point.start = sums;
        point.forced = i + 1 == words.size();
        points.push_back(point);
    }
    return points;
}

LineBreakRules rules_of(int measure) {
    LineBreakRules rules;
    rules.measure = measure;
    rules.expansion = 0;
    return rules;
}

TEST(LineBreak, OneWordIsOneLine) {
    std::size_t best = 7;
    auto solutions = break_lines(points_of({50}), rules_of(100), best);
    ASSERT_EQ(solutions.size(), 1u);
    EXPECT_EQ(best, 0u);
    EXPECT_EQ(solutions[0].breaks, (std::vector<std::uint32_t>{0}));
    EXPECT_FALSE(solutions[0].overfull);
}

TEST(LineBreak, NothingGivesNothing) {
    std::size_t best = 0;
    EXPECT_TRUE(break_lines({}, rules_of(100), best).empty());
}

TEST(LineBreak, ExactLinesAreFree) {
    std::size_t best = 0;
    auto solutions = break_lines(points_of({45, 45, 45, 45, 45, 45}), rules_of(100), best);
    EXPECT_EQ(solutions[best].breaks, (std::vector<std::uint32_t>{1, 3, 5}));
}

TEST(LineBreak, NoWordIsDividedWhereTheLineIsFullEnoughWithoutIt) {
    // Words of 60, 28 and 60; the third may be divided after 20 (its hyphen in): the lines are 60 10 28 (98) or 60 10 28 10 20.
    auto points = points_of({60, 28, 60});
    BreakPoint division;
    division.end = {60 + 10 + 28 + 10 + 20, 60 + 28 + 20, 10, 6};
    division.start = {60 + 10 + 28 + 10 + 20, 60 + 28 + 20, 10, 6};
    division.hyphen = 1;
    division.word_start = 2;
    points.insert(points.begin() + 2, division);
    auto rules = rules_of(128);
    std::size_t best = 0;
    EXPECT_EQ(break_lines(points, rules, best)[best].breaks, (std::vector<std::uint32_t>{2, 3}));
    rules.hyphen_zone = 29;   // the line lacks 30 without it
    EXPECT_EQ(break_lines(points, rules, best)[best].breaks, (std::vector<std::uint32_t>{2, 3}));
    rules.hyphen_zone = 30;
    EXPECT_EQ(break_lines(points, rules, best)[best].breaks, (std::vector<std::uint32_t>{1, 3}));
}

TEST(LineBreak, LooseLinesWidenTheirLetters) {
    // Spaces of 100 with 30 to spare are not loose; from 44 on letters give 2 %, from 100 on as much as 5 %.
    EXPECT_EQ(rescue_of(30, 100, 1'000), 0);
    EXPECT_EQ(rescue_of(54, 100, 1'000), 10);
    EXPECT_EQ(rescue_of(90, 100, 1'000), 20);
    EXPECT_EQ(rescue_of(120, 100, 1'000), 20);
    EXPECT_EQ(rescue_of(130, 100, 1'000), 30);
    EXPECT_EQ(rescue_of(500, 100, 1'000), 50);
    // Two words that leave 66 of a measure of 1,000: too loose without, a fit with 2 % ordinary expansion and 2 % more.
    auto points = points_of({424, 430, 430, 430}, 80);
    LineBreakRules rules = rules_of(1'000);
    std::size_t best = 0;
    EXPECT_EQ(break_lines(points, rules, best)[best].loose, 1U);
    rules.expansion = ordinary_expansion;
    EXPECT_EQ(break_lines(points, rules, best)[best].loose, 0U);
}

TEST(LineBreak, AWordWiderThanTheMeasureIsLeftOverfullAndSaid) {
    std::size_t best = 0;
    auto solutions = break_lines(points_of({30, 500, 30}), rules_of(100), best);
    ASSERT_FALSE(solutions.empty());
    EXPECT_TRUE(solutions[best].overfull);
    EXPECT_EQ(solutions[best].breaks.back(), 2u);
}

TEST(LineBreak, ForcedBreaksEndLines) {
    auto points = points_of({20, 20, 20});
    points[0].forced = true;
    points[0].filled = true;
    std::size_t best = 0;
    auto solutions = break_lines(points, rules_of(200), best);
    EXPECT_EQ(solutions[best].breaks, (std::vector<std::uint32_t>{0, 2}));
}

TEST(LineBreak, AThirdHyphenInARowIsForbidden) {
    // Only hyphens are offered where lines would end; the third must be refused, whatever that costs.
    std::vector<BreakPoint> points;
    Sums sums;
    for (int i = 0; i < 40; ++i) {
        sums.width += 25;
        sums.glyphs += 25;
        BreakPoint point;
        point.end = sums;
        point.hyphen = i % 4 == 3 && i / 4 != 2 ? 1 : 0;
        sums.width += point.hyphen == 1 ? 0 : 5;
        sums.stretch += point.hyphen == 1 ? 0 : 3;
        sums.shrink += point.hyphen == 1 ? 0 : 1;
        point.start = sums;
        point.forced = i == 39;
        points.push_back(point);
    }
    std::size_t best = 0;
    auto solutions = break_lines(points, rules_of(115), best);
    for (auto const& solution : solutions) {
        int run = 0;
        for (std::uint32_t at : solution.breaks) {
            run = points[at].hyphen == 1 ? run + 1 : 0;
            EXPECT_LE(run, 2);
        }
    }
}

/// Words of width 10 with spaces of 5; the words `is_chain` names have no space but a hyphen of their own after them.
std::vector<BreakPoint> chained(int count, std::function<bool(int)> const& is_chain) {
    std::vector<BreakPoint> points;
    Sums sums;
    for (int i = 0; i < count; ++i) {
        sums.width += 10;
        sums.glyphs += 10;
        BreakPoint point;
        point.end = sums;
        point.hyphen = is_chain(i) ? 2 : 0;
        sums.width += is_chain(i) ? 0 : 5;
        sums.stretch += is_chain(i) ? 0 : 3;
        sums.shrink += is_chain(i) ? 0 : 1;
        point.start = sums;
        point.forced = i == count - 1;
        points.push_back(point);
    }
    return points;
}

TEST(LineBreak, WordsOwnHyphensAreNotStackedWhereItCanBeHelped) {
    // Lines of eight words are perfect, and each would end in a hyphen; seven words are possible.
    auto points = chained(80, [](int i) { return i % 8 == 7 && i < 79; });
    std::size_t best = 0;
    auto solutions = break_lines(points, rules_of(115), best);
    int run = 0;
    for (std::uint32_t at : solutions[best].breaks) {
        run = points[at].hyphen == 2 ? run + 1 : 0;
        EXPECT_LE(run, 2);
    }
    // A chain of nothing but hyphens is broken at them all the same.
    auto chain = chained(30, [](int) { return true; });
    solutions = break_lines(chain, rules_of(95), best);
    EXPECT_GE(solutions[best].breaks.size(), 4U);
}

TEST(LineBreak, CandidatesDifferByOneLine) {
    std::vector<int> words(90, 23);
    std::size_t best = 0;
    auto solutions = break_lines(points_of(words), rules_of(330), best);
    for (std::size_t i = 1; i < solutions.size(); ++i) EXPECT_EQ(solutions[i].breaks.size(), solutions[i - 1].breaks.size() + 1);
    for (auto const& solution : solutions) EXPECT_GE(solution.demerits, solutions[best].demerits);
}

/// Every way of breaking, its cost computed anew from the paper's formula as line_break.h states it.
std::int64_t brute_force(std::vector<BreakPoint> const& points, LineBreakRules const& rules) {
    std::int64_t best = INT64_MAX;
    auto fitness_of = [](std::int64_t r) { return r < -500 ? 0 : r <= 500 ? 1 : r <= 1000 ? 2 : 3; };
    std::function<void(int, int, int, std::int64_t)> from = [&](int last, int line, int fitness, std::int64_t total) {
        for (int j = last + 1; j < static_cast<int>(points.size()); ++j) {
            Sums start = last < 0 ? Sums{} : points[static_cast<std::size_t>(last)].start;
            BreakPoint const& to = points[static_cast<std::size_t>(j)];
            LongLength slack = rules.measure - (to.end.width - start.width);
            std::int64_t r = 0;
            if (slack < 0) {
                LongLength room = to.end.shrink - start.shrink;
                if (-slack > room) return;
                r = slack * 1000 / std::max<LongLength>(room, 1);
            } else if (!to.forced) {
                LongLength room = to.end.stretch - start.stretch;
                if (room <= 0 ? slack > 0 : slack > room * 30) continue;
                r = room <= 0 ? 0 : slack * 1000 / room;
                if (r > rules.tolerance) continue;
            }
            std::int64_t a = r < 0 ? -r : r;
            std::int64_t badness = rules.line_penalty + 100 * a * a / 1000 * a / 1'000'000;
            std::int64_t cost = total + badness * badness;
            if (r > rules.loose_ratio) cost += rules.loose_line;
            int f = fitness_of(r);
            if (line > 0 && std::abs(f - fitness) > 1) cost += rules.fitness_jump;
            if (to.forced && last >= 0 && to.end.width - start.width < rules.runt_width) cost += rules.runt;
            if (to.forced) {
                best = std::min(best, cost);
                return;
            }
            from(j, line + 1, f, cost);
        }
    };
    from(-1, 0, 1, 0);
    return best;
}

RC_GTEST_PROP(LineBreak, MatchesBruteForce, ()) {
    auto words = *rc::gen::container<std::vector<int>>(12, rc::gen::inRange(8, 60));
    LineBreakRules rules = rules_of(*rc::gen::inRange(90, 180));
    rules.runt_width = 40;
    rules.tolerance = 1250;
    auto points = points_of(words, 20);
    std::int64_t expected = brute_force(points, rules);
    RC_PRE(expected != INT64_MAX);
    std::size_t best = 0;
    auto solutions = break_lines(points, rules, best);
    RC_ASSERT(solutions[best].demerits == expected);
}

/// Seconds are few where what is kept is bounded; without a bound this takes minutes and gigabytes.
TEST(LineBreak, EndlessParagraphsOnNarrowMeasuresEndSoon) {
    std::vector<int> words;
    for (unsigned i = 0, random = 1; i < 60'000; ++i) {
        random = random * 1103515245 + 12345;
        words.push_back(20 + static_cast<int>(random >> 16) % 60);
    }
    auto points = points_of(words, 20);
    LineBreakRules rules = rules_of(150);
    rules.tolerance = 30'000;   // any number of words makes a line
    rules.spread = 2;
    auto start = std::chrono::steady_clock::now();
    std::size_t best = 0;
    auto solutions = break_lines(points, rules, best);
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(20));
    ASSERT_FALSE(solutions.empty());
    for (BrokenLines const& lines : solutions) {
        ASSERT_EQ(lines.breaks.back(), points.size() - 1);
        EXPECT_TRUE(std::is_sorted(lines.breaks.begin(), lines.breaks.end()));
        EXPECT_EQ(std::adjacent_find(lines.breaks.begin(), lines.breaks.end()), lines.breaks.end()) << "no line is empty";
        EXPECT_FALSE(lines.overfull);
    }
    EXPECT_EQ(solutions.size(), 5u) << "two lines more or fewer can be had";
}

}  // namespace
}  // namespace octavo::layout

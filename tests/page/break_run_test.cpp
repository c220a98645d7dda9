#include "page/break_run.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

namespace octavo::page {
namespace {

constexpr Length line = 1000;

/// A galley of paragraphs only: each is the list of its candidates' numbers of lines, all equally good but for `demerits`.
struct Book {
    layout::GalleyStore store;

    explicit Book(std::vector<std::vector<int>> const& paragraphs, std::int64_t demerits = 500) {
        layout::Galley galley;
        for (auto const& candidates : paragraphs) {
            layout::Paragraph p;
            p.first_candidate = static_cast<std::uint32_t>(store.candidates.size());
            p.candidate_count = static_cast<std::uint32_t>(candidates.size());
            p.line_height = line;
            p.measure = 100 * line;  // no line fills it
            for (std::size_t c = 0; c < candidates.size(); ++c) {
                layout::Candidate candidate;
                candidate.first_line = static_cast<std::uint32_t>(store.lines.size());
                candidate.count = static_cast<std::uint32_t>(candidates[c]);
                candidate.demerits = c == 0 ? 0 : demerits;
                store.lines.resize(store.lines.size() + candidate.count);
                store.candidates.push_back(candidate);
            }
            layout::GalleyItem item;
            item.kind = layout::GalleyItem::Kind::paragraph;
            item.index = static_cast<std::uint32_t>(store.paragraphs.size());
            item.height = candidates[0] * line;
            galley.items.push_back(item);
            store.paragraphs.push_back(p);
        }
        store.main = store.galleys.push(std::move(galley));
    }
};

BreakRunInput input_of(Book const& book, int lines) {
    BreakRunInput input{book.store};
    for (auto& kind : input.heights) kind = {lines * line, lines * line};
    input.grid = input.line = line;
    return input;
}

std::vector<int> lines_per_page(BrokenRun const& run) {
    std::vector<int> result;
    for (BrokenPage const& page : run.pages) {
        int lines = 0;
        for (Placement const& p : page.flow) lines += static_cast<int>(p.end_slice - p.first_slice);
        result.push_back(lines);
    }
    return result;
}

TEST(BreakRun, FillsPagesExactly) {
    Book book({{4}, {6}, {5}, {5}});
    EXPECT_EQ(lines_per_page(break_run(input_of(book, 10))), (std::vector<int>{10, 10}));
}

TEST(BreakRun, EveryLineIsPlacedOnceAndInOrder) {
    Book book({{7}, {1}, {12, 13}, {3}, {9}, {25}, {2}, {6}});
    BrokenRun run = break_run(input_of(book, 11));
    std::vector<std::uint32_t> next(8, 0);
    std::uint32_t item = 0;
    for (BrokenPage const& page : run.pages) {
        for (Placement const& p : page.flow) {
            EXPECT_GE(p.item, item);
            item = p.item;
            EXPECT_EQ(p.first_slice, next[item]);
            next[item] = p.end_slice;
        }
    }
    for (std::uint32_t i = 0; i < 8; ++i) {
        layout::Paragraph const& p = book.store.paragraphs[i];
        bool whole = false;
        for (std::uint32_t c = 0; c < p.candidate_count; ++c) whole = whole || book.store.candidates[p.first_candidate + c].count == next[i];
        EXPECT_TRUE(whole) << "paragraph " << i;
    }
}

TEST(BreakRun, AltersAParagraphRatherThanLeaveAWidow) {
    // Nine lines leave room for one of the four; eight lines for two, and ten on the next page.
    Book book({{9, 8}, {4}, {8}});
    BreakRunInput input = input_of(book, 10);
    input.may_vary = false;
    BrokenRun run = break_run(input);
    EXPECT_LT(run.demerits, input.costs.widow);
    EXPECT_EQ(run.pages[0].flow[0].candidate, 1u);
}

TEST(BreakRun, ASpreadRunsLongTogether) {
    // Two full pages of 11 lines each and no other way: both pages of the spread take the extra line.
    Book book({{11}, {11}, {4}});
    BreakRunInput input = input_of(book, 10);
    input.starts_recto = false;
    BrokenRun run = break_run(input);
    ASSERT_GE(run.pages.size(), 2u);
    EXPECT_EQ(run.pages[0].extra, run.pages[1].extra);
}

TEST(BreakRun, AnItemTallerThanThePageStandsAlone) {
    Book book(std::vector<std::vector<int>>{{3}});
    layout::GalleyItem tall;
    tall.kind = layout::GalleyItem::Kind::atomic;
    tall.height = 50 * line;
    book.store.galleys[book.store.main].items.push_back(tall);
    BrokenRun run = break_run(input_of(book, 10));
    ASSERT_EQ(run.pages.size(), 2u);
    EXPECT_EQ(run.pages[1].flow.size(), 1u);
}

TEST(BreakRun, ForbiddenBreaksKeepAHeadingWithItsText) {
    Book book({{8}, {1}, {6}});
    auto& items = book.store.galleys[book.store.main].items;
    items[2].before = layout::BreakClass::avoid;  // the heading is the second paragraph
    BreakRunInput input = input_of(book, 10);
    BrokenRun run = break_run(input);
    for (std::size_t i = 0; i < run.pages.size(); ++i) {
        if (!run.pages[i].flow.empty()) {
            EXPECT_FALSE(run.pages[i].flow.back().item == 1 && i + 1 < run.pages.size());
        }
    }
}

/// All choices of candidates, allowances and break places, costed anew from the table in break_run.h.
std::int64_t brute_force(std::vector<std::vector<int>> const& paragraphs, int page_lines, std::int64_t demerits, PageCosts const& costs) {
    std::int64_t best = INT64_MAX;
    struct At {
        std::size_t paragraph;
        int lines, done, used, allowance;
        bool recto, first;
        std::int64_t cost;
    };
    std::function<void(At)> go;
    auto open = [&](At at, bool recto, auto next) {
        for (int allowance : {0, -1, 1}) {
            if (recto && !at.first && allowance != at.allowance) continue;
            At n = at;
            n.recto = recto;
            n.allowance = allowance;
            n.used = 0;
            if (allowance != 0 && (!recto || at.first)) n.cost += costs.spread_allowance;
            next(n);
        }
    };
    auto break_page = [&](At at) {
        std::int64_t missing = page_lines + at.allowance - at.used;
        if (missing > 0) at.cost += costs.short_line * missing + costs.short_line / 8 * (missing - 1) * missing;
        at.first = false;
        if (at.cost < best) open(at, !at.recto, go);
    };
    go = [&](At at) {
        if (at.cost >= best) return;
        if (at.done == at.lines) {
            if (at.paragraph == paragraphs.size()) {
                if (!at.first && at.used < static_cast<int>(costs.last_page_lines)) {
                    at.cost += costs.last_page_line * (static_cast<int>(costs.last_page_lines) - at.used);
                }
                best = std::min(best, at.cost);
                return;
            }
            if (at.used > 0 && at.paragraph > 0 && at.lines >= 0) {
                At n = at;
                n.lines = n.done = -1;  // break before the next paragraph, at most once here
                break_page(n);
            }
            auto const& candidates = paragraphs[at.paragraph];
            for (std::size_t c = 0; c < candidates.size(); ++c) {
                At n = at;
                n.paragraph = at.paragraph + 1;
                n.lines = candidates[c];
                n.done = 0;
                if (c != 0) n.cost += demerits + costs.altered_paragraph;
                go(n);
            }
            return;
        }
        if (at.used < page_lines + at.allowance) {
            At n = at;
            ++n.done;
            ++n.used;
            go(n);
        }
        if (at.done > 0) {
            At n = at;
            if (at.done < 2) n.cost += costs.widow * (2 - at.done);
            if (at.lines - at.done < 2) n.cost += costs.widow * (2 - (at.lines - at.done));
            break_page(n);
        }
    };
    open(At{0, 0, 0, 0, 0, true, true, 0}, true, [&](At n) { go(n); });
    return best;
}

RC_GTEST_PROP(BreakRun, MatchesBruteForce, ()) {
    auto paragraphs = *rc::gen::container<std::vector<std::vector<int>>>(
        5, rc::gen::map(rc::gen::inRange(1, 7), [](int n) { return n > 3 ? std::vector<int>{n, n + 1} : std::vector<int>{n}; }));
    int lines = *rc::gen::inRange(5, 9);
    Book book(paragraphs);
    BreakRunInput input = input_of(book, lines);
    BrokenRun run = break_run(input);
    RC_ASSERT(run.demerits == brute_force(paragraphs, lines, 500, input.costs));
}

TEST(BreakRun, AParagraphOfThousandsOfPagesIsPlacedWhole) {
    Book book({{60'000, 59'999, 60'001}});
    BrokenRun run = break_run(input_of(book, 30));
    std::uint32_t next = 0;
    for (BrokenPage const& page : run.pages) {
        ASSERT_EQ(page.flow.size(), 1u);
        EXPECT_EQ(page.flow[0].first_slice, next);
        next = page.flow[0].end_slice;
    }
    EXPECT_EQ(next, book.store.candidates[run.pages[0].flow[0].candidate].count);
    EXPECT_LT(run.demerits, PageCosts{}.short_line);
}

}  // namespace
}  // namespace octavo::page

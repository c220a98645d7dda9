#include "page/run_attempts.h"

#include <algorithm>

namespace octavo::page {
namespace {

/// What a page is worth: from a paragraph altered to all that a reader does not see.
constexpr std::int64_t least_price = 20'000, most_price = 900'000'000;

}  // namespace

std::unique_ptr<Attempt> RunAttempts::set(std::size_t run, bool recto, std::int64_t price) {
    return std::make_unique<Attempt>(RunBreaker(context_, runs_[RunId(run)], memos_[run], {grid_, price, first_pages_[run]}).attempt(recto));
}

Attempt& RunAttempts::attempt(std::size_t run, bool recto, std::uint32_t way) {
    auto& ways = made_[run][recto ? 1 : 0].ways;
    if (ways.empty()) ways.push_back(set(run, recto, 0));
    return *ways[std::min<std::size_t>(way, ways.size() - 1)];
}

Length RunAttempts::line() const {
    return std::max(grid_ > 0 ? grid_ : context_.metrics(context_.boxes.boxes[context_.boxes.root].style).line_height, 1);
}

RunWay RunAttempts::told_of(Attempt const& attempt) const {
    RunWay way{static_cast<std::uint32_t>(attempt.pages.pages.size()), attempt.pages.demerits, 0};
    if (way.pages > 0) way.last_lines = static_cast<std::uint32_t>(std::max<Length>((attempt.pages.pages.back().used + line() - 1) / line(), 1));
    return way;
}

std::vector<RunWay> RunAttempts::ways(std::size_t run, bool recto) {
    RunWay best = natural(run, recto);
    Made& made = made_[run][recto ? 1 : 0];
    if (!made.all && best.pages > 1) {
        auto tightest = set(run, recto, most_price);
        auto pages = static_cast<std::uint32_t>(tightest->pages.pages.size());
        if (pages < best.pages) {
            made.ways.push_back(std::move(tightest));
            add_between(run, recto, {least_price, most_price}, {best.pages, pages});
        }
    }
    made.all = true;
    std::vector<RunWay> result;
    for (auto const& attempt : made.ways) result.push_back(told_of(*attempt));
    return result;
}

/// Ways whose numbers of pages lie between those of the two prices.
void RunAttempts::add_between(std::size_t run, bool recto, std::pair<std::int64_t, std::int64_t> prices,
                              std::pair<std::uint32_t, std::uint32_t> pages) {
    auto [low, high] = prices;
    if (pages.first <= pages.second + 1 || high / low < 2) return;
    std::int64_t middle = low;
    while (middle * middle < low * high) middle *= 2;
    if (middle <= low || middle >= high) return;
    auto between = set(run, recto, middle);
    auto count = static_cast<std::uint32_t>(between->pages.pages.size());
    if (count < pages.first && count > pages.second) made_[run][recto ? 1 : 0].ways.push_back(std::move(between));
    add_between(run, recto, {low, middle}, {pages.first, count});
    add_between(run, recto, {middle, high}, {count, pages.second});
}

void RunAttempts::forget_stale(std::size_t run) {
    for (Made& made : made_[run]) {
        for (auto const& attempt : made.ways) {
            if (attempt->stores.size() == 1 && attempt->stores.front() == runs_[RunId(run)].store) continue;
            made = {};
            break;
        }
    }
}

}  // namespace octavo::page

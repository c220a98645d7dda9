#include "page/page_count.h"

#include <map>

namespace octavo::page {
namespace {

struct Choice {
    std::uint32_t way = 0, pages = 0;
    std::int64_t cost = 0;
};

/// The page on which a run begins that follows so many pages: one more where a blank one comes between.
std::uint32_t start_after(RunWays const& run, std::uint32_t pages) {
    bool recto = pages % 2 == 0;
    bool blank = (run.start == layout::BreakClass::forced_recto && !recto) || (run.start == layout::BreakClass::forced_verso && recto);
    return pages + (blank ? 1 : 0);
}

/// Goes through the runs; the cheapest way to each number of pages is kept.
class Fit {
public:
    template <typename Choices>
    Fit(std::span<RunWays const> runs, Choices const& choices) {
        reached_.push_back({{0, {}}});
        for (RunWays const& run : runs) {
            std::map<std::uint32_t, Reached> next;
            for (auto const& [pages, known] : reached_.back()) {
                std::uint32_t start = start_after(run, pages);
                for (Choice const& choice : choices(run.of_side[start % 2 == 0 ? 1 : 0])) {
                    Reached reached{known.cost + choice.cost, pages, choice.way};
                    auto [at, fresh] = next.try_emplace(start + choice.pages, reached);
                    if (!fresh && reached.cost < at->second.cost) at->second = reached;
                }
            }
            reached_.push_back(std::move(next));
        }
    }

    struct Found {
        std::int64_t cost = 0;
        std::uint32_t pages = 0;
    };
    [[nodiscard]] std::optional<Found> best(std::uint32_t limit) const {
        std::optional<Found> found;
        for (auto const& [pages, reached] : reached_.back()) {
            if (pages <= limit && (!found || reached.cost < found->cost)) found = {reached.cost, pages};
        }
        return found;
    }
    [[nodiscard]] std::vector<std::uint32_t> ways_to(std::uint32_t pages) const {
        std::vector<std::uint32_t> ways(reached_.size() - 1);
        for (std::size_t i = ways.size(); i > 0; --i) {
            Reached const& reached = reached_[i].at(pages);
            ways[i - 1] = reached.way;
            pages = reached.before;
        }
        return ways;
    }

private:
    struct Reached {
        std::int64_t cost = 0;
        std::uint32_t before = 0, way = 0;
    };
    std::vector<std::map<std::uint32_t, Reached>> reached_;   // by number of pages, after so many runs
};

}  // namespace

std::uint32_t natural_page_count(std::span<RunWays const> runs) {
    std::uint32_t pages = 0;
    for (RunWays const& run : runs) {
        pages = start_after(run, pages);
        pages += run.of_side[pages % 2 == 0 ? 1 : 0].front().pages;
    }
    return pages;
}

std::optional<std::vector<std::uint32_t>> fit_page_count(std::span<RunWays const> runs, std::uint32_t limit) {
    Fit fit(runs, [](std::vector<RunWay> const& ways) {
        std::vector<Choice> choices;
        for (std::uint32_t k = 0; k < ways.size(); ++k) choices.push_back({k, ways[k].pages, ways[k].demerits - ways[0].demerits});
        return choices;
    });
    auto best = fit.best(limit);
    return best ? std::optional(fit.ways_to(best->pages)) : std::nullopt;
}

std::optional<std::int64_t> lines_over(std::span<RunWays const> runs, std::uint32_t limit, std::uint32_t page_lines) {
    std::uint32_t natural = natural_page_count(runs);
    std::uint32_t over = natural > limit ? natural - limit : 0;
    Fit fit(runs, [&](std::vector<RunWay> const& ways) {
        std::vector<Choice> choices;
        for (RunWay const& way : ways) {
            for (std::uint32_t fewer = 0; fewer <= over && fewer < way.pages; ++fewer) {
                std::int64_t lines = fewer == 0 ? 0 : way.last_lines + static_cast<std::int64_t>(fewer - 1) * page_lines;
                choices.push_back({0, way.pages - fewer, lines});
            }
        }
        return choices;
    });
    auto best = fit.best(limit);
    return best ? std::optional(best->cost) : std::nullopt;
}

}  // namespace octavo::page

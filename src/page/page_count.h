// A book whose number of pages is to be a multiple (-octavo-page-count): which of its runs' ways to be set give it fewer pages at the
// least cost, and if none do, by how many lines it is too long.
//
// Input: the runs in order, each with its ways (pages and demerits) for either side it may begin on. A run's first page and the blank
// one before it depend on what came before, so the search goes through the runs with the number of pages so far as its state. Cost:
// runs × numbers of pages that occur × ways.
#pragma once
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "layout/galley.h"

namespace octavo::page {

struct RunWay {
    std::uint32_t pages = 0;
    std::int64_t demerits = 0;
    std::uint32_t last_lines = 0;              ///< on its last page: to be saved for a page less
};

struct RunWays {
    layout::BreakClass start = layout::BreakClass::forced_page;
    std::array<std::vector<RunWay>, 2> of_side;   ///< of a run that begins on a verso [0], a recto [1]; the first: as it comes out best
};

/// All of them set in their first way: how many pages that is, blank ones between runs included.
[[nodiscard]] std::uint32_t natural_page_count(std::span<RunWays const> runs);

/// For each run its way, so that there are at most `limit` pages for the fewest demerits; none where that cannot be.
[[nodiscard]] std::optional<std::vector<std::uint32_t>> fit_page_count(std::span<RunWays const> runs, std::uint32_t limit);

/// The fewest lines without which the runs would take at most `limit` pages; a page has so many.
[[nodiscard]] std::optional<std::int64_t> lines_over(std::span<RunWays const> runs, std::uint32_t limit, std::uint32_t page_lines);

}  // namespace octavo::page

// From the search's decisions to pages: the second half of breaking a run.
#pragma once
#include "page/break_run.h"
#include "page/run_measures.h"

namespace octavo::page {

/// One decision on the way to a state; followed backwards at the end.
struct Step {
    enum class Kind : std::uint8_t { start, place, new_page, float_head, float_foot } kind = Kind::start;
    std::int8_t allowance = 0;       // new_page: of the page that begins; place of columns: 1 where the first thing stands whether it fits or not
    std::uint32_t previous = layout::no_index;
    std::uint32_t item = 0;                      // float_: of GalleyStore::page_floats
    std::uint32_t candidate = 0;                 // place of columns: as split_line for others
    std::uint32_t first_slice = 0, end_slice = 0;
    std::uint32_t split_note = layout::no_index; // place: this note stands on the page only up to split_line
    std::uint32_t split_line = 0;                // place of columns: how tall they are at most
};

/// Follows the path from the run's start and puts everything on its page, notes and repeated heads too.
[[nodiscard]] std::vector<BrokenPage> build_pages(BreakRunInput const& input, RunMeasures& measures, std::vector<Step> const& path);

}  // namespace octavo::page

// What setting the pages cost: every departure from the best, with its cause, place and demerits.
//
// Input: the finished pages. Output: findings in page order, and their text for people (`--explain-pages`). Nothing is searched
// again: each cause is read off the pages by the rules that `break_run.h` states, so that a page's demerits here are those the
// search paid for it. Cost: one walk over the lines.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "page/make_pages.h"

namespace octavo::page {

enum class Cause : std::uint8_t {
    altered,         ///< a paragraph has `amount` lines more (or fewer) than it would best have
    allowance,       ///< the spread runs `amount` lines long (or short)
    full_line,       ///< the page ends with a one-line paragraph that looks like an orphan
    hyphen,          ///< the page ends in a divided word
    note_split,      ///< a note goes on on the next page
    runt,            ///< an altered paragraph ends in a syllable
    short_end,       ///< a run's last page has `amount` lines only
    short_page,      ///< `amount` lines are missing at the foot
    widow,           ///< `amount` lines fewer than `widows` asks for open the page
    orphan,          ///< `amount` lines fewer than `orphans` asks for close the page
    avoided_break,   ///< the page begins where the style sheet avoids a break
    overflow,        ///< content stands `amount` lines below the page's content box
    very_loose,      ///< a line's spaces are over twice their natural width; no demerits of the page
};

struct Finding {
    Cause cause{};
    std::uint32_t page = 0;            ///< index of PageSequence::pages
    std::int32_t amount = 0;
    std::int64_t demerits = 0;
    dom::NodeId element{};             ///< of the paragraph or box; none: the page itself
    base::SourceSpan where;            ///< of the paragraph or box, or of a line's first word; none: the page itself
    std::string_view property{};       ///< that could not be met, or made it so; empty: none
};

[[nodiscard]] std::vector<Finding> find_departures(PageSequence const& sequence, layout::LayoutContext const& context);

/// A line for every page (how full it is, its demerits), and below it one for each finding.
[[nodiscard]] std::string explain_pages(PageSequence const& sequence, layout::LayoutContext const& context);

/// Tells what readers see: widows, orphans, short pages, overflow, notes that go on overleaf, breaks where the style sheet avoids them, very
/// loose lines; each with its page, its place in the source and the style sheet's rule that could not be met.
void report_departures(PageSequence const& sequence, layout::LayoutContext const& context, RuleOf const& rule, base::Diagnostics& diagnostics);

}  // namespace octavo::page

// Chooses the line breaks of one paragraph: Knuth and Plass, "Breaking Paragraphs into Lines" (Software: Practice and
// Experience 11, 1981), on integers, with font expansion and protrusion, as one search over breakpoints.
//
// Input: breakpoints in order with prefix sums of width, glyph width, stretch and shrink; the measure. Output: for each reachable
// number of lines near the optimum, the breaks with the fewest demerits. State: breakpoint, number of lines, fitness class, run of
// hyphens. Nothing is measured here: a line from breakpoint a to b is a difference of sums. Cost: breakpoints × those within reach
// of a line (about ten) × numbers of lines that differ (one or two).
#pragma once
#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "base/units.h"

namespace octavo::layout {

using base::Length;
using base::LongLength;

/// Sums from the paragraph's start to a point, in 1/1024 pt.
struct Sums {
    LongLength width = 0;     ///< natural
    LongLength glyphs = 0;    ///< of what font expansion may widen
    LongLength stretch = 0;
    LongLength shrink = 0;
};

struct BreakPoint {
    Sums end;                 ///< of a line that ends here: space at the end left out, hyphen in, protrusion at the end subtracted
    Sums start;               ///< subtracted from `end` of a later break: space after the break included, protrusion at the start too
    std::int32_t penalty = 0; ///< added to the line's badness before squaring
    std::uint8_t hyphen = 0;  ///< 1: divided word, 2: explicit hyphen, 3: dash
    bool forced = false;      ///< the line must end here (the last one always)
    std::uint32_t word_start = 0;  ///< of a division: one more than the index of the break before its word; 0: none
    bool filled = false;      ///< a leader or forced break fills the line before it: not justified, no cost for shortness
    [[nodiscard]] bool shows_hyphen() const { return hyphen == 1 || hyphen == 2; }
};

enum class Justification : std::uint8_t { justified, ragged, balanced };

/// Font expansion that any line may take, in 1/1000 of the glyphs' width (Hàn Thế Thành, "Micro-typographic extensions to the TeX
/// typesetting system", 2000, finds 2 % invisible).
constexpr std::int32_t ordinary_expansion = 20;
/// How much more than its natural width a space may take, in per cent: ratio 1; loose to a reader's eye; very loose. (Found on EB
/// Garamond, whose space is 0.25 em: the median stays there.)
constexpr std::int32_t stretch_percent = 50, loose_percent = 44, very_loose_percent = 100;

/// What a line whose spaces would take `slack` besides their natural width `spaces` gives to its glyphs, `glyphs` wide, beyond the
/// ordinary expansion: 2 % to keep the spaces from being loose, 5 % to keep them from being very loose.
[[nodiscard]] constexpr LongLength rescue_of(LongLength slack, LongLength spaces, LongLength glyphs) {
    LongLength take = std::clamp<LongLength>(slack - spaces * loose_percent / 100, 0, glyphs * 20 / 1000);
    return std::max(take, std::clamp<LongLength>(slack - spaces * very_loose_percent / 100, 0, glyphs * 50 / 1000));
}

/// Constants of the search, with the values found best on novels at 323 pt (loose lines 2.2 % → 0.24 %, hyphens 10 % → 1.9 %).
struct LineBreakRules {
    Length measure = 0;
    Length first_indent = 0, hang_indent = 0;  ///< subtracted from the measure of the first line, of the others
    std::span<Length const> widths{};          ///< of the first lines where floats stand beside them: taken for the measure there
    Justification justification = Justification::justified;
    std::int32_t expansion = ordinary_expansion;  ///< ± 1/1000 of the glyphs' width, used before spaces change; 0: none
    std::int32_t line_penalty = 10;
    std::int32_t hyphen_penalty = 300;
    std::int32_t hyphen_zone = -1;             ///< no word is divided to fill a line that lacks no more than this without it; −1: any is
    std::int64_t double_hyphen = 10'000;       ///< second line in a row that ends in a hyphen, be it the word's own
    std::uint8_t hyphen_run = 2;               ///< more in a row are forbidden; 255: no limit
    std::int64_t loose_line = 80000;          ///< spaces over loose_ratio: what a reader sees as a loose line
    std::int32_t loose_ratio = 1'000 * loose_percent / stretch_percent;  ///< ratio × 1000 from which a line is loose
    std::int64_t fitness_jump = 10'000;
    std::int64_t hyphen_before_last = 5'000;   ///< the last full line ends in a hyphen
    std::int64_t runt = 100'000;               ///< last line shorter than runt_width
    Length runt_width = 0;
    Length ragged_room = 0;                    ///< ragged text: slack that counts as ratio 1
    std::int32_t tolerance = 1'000;            ///< largest stretch ratio × 1000 of the first attempt
    std::int32_t spread = 1;                   ///< how many lines more or fewer than the best to report
};

struct BrokenLines {
    std::vector<std::uint32_t> breaks;         ///< indices of breakpoints, one per line, the last one included
    std::int64_t demerits = 0;
    std::uint32_t loose = 0;                   ///< lines whose spaces are over 1.5 × their natural width
    bool overfull = false;                     ///< some line could not be shrunk to the measure
};

/// Solutions by ascending number of lines; never empty when there is a breakpoint. `best` gives the one with the fewest demerits.
/// Where no solution lies within the tolerance it is raised step by step; a line is left overfull only when something in it
/// is wider than the measure.
[[nodiscard]] std::vector<BrokenLines> break_lines(std::span<BreakPoint const> points, LineBreakRules const& rules, std::size_t& best);

}  // namespace octavo::layout

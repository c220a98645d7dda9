// Optimum page breaks of one run: Plass, "Optimal Pagination Techniques for Automatic Typesetting Systems" (1981), as a search over
// the galley's items.
//
// State before each item: height used on the page (body and notes), recto or verso, the spread's allowance of one line, whether the
// page has notes, what of a split note is carried over, how many page floats are placed (those called since then wait, in order). Every paragraph may take any of its candidates' numbers of lines. States
// with the same key keep the cheapest way; a beam bounds their number. Cost: items × states × candidates.
//
// Order of least-bad outcomes, by the costs below: an altered paragraph (its extra demerits) < a spread one line long or short, or a
// page that ends with what looks like an orphan < a hyphen at a page's end < a split note < a line missing above notes < an altered
// paragraph that ends in a syllable < a last page a line under four < a page a line short < a note after
// the page of its call, behind one that goes on overleaf < a widow or orphan < an avoided break
// (keep with next, keep together) < content that does not fit at all.
#pragma once
#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "page/page_sequence.h"
#include "page/run_measures.h"

namespace octavo::page {

/// A page some lines short is seen by few, a widow by many, a heading without its text by all: a line that stands alone costs
/// as much as a page seven lines short, a break that the style sheet avoids as one a dozen lines short.
struct PageCosts {
    std::int64_t widow = 16'000'000'000;         ///< for each line that orphans or widows ask for and do not get
    std::int64_t short_line = 1'200'000'000;     ///< for each line a page is short
    std::int64_t short_line_above_notes = 300'000'000;
    std::int64_t last_page_line = 1'000'000'000; ///< for each line under four on the last page
    std::int64_t page_end_hyphen = 30'000'000;
    std::int64_t spread_allowance = 1'000'000;   ///< a spread runs one line long or short
    std::int64_t avoided_break = 35'000'000'000;
    std::int64_t cut_float = 200'000'000'000;    ///< a page ends inside a float
    std::int64_t deferred_float = 60'000'000;    ///< a page float goes to a later page than its call's; for each page
    std::int64_t column_end = 2'000'000;         ///< for each tenth of a line that columns end badly
    std::int64_t split_note = 100'000'000;
    std::int64_t waiting_note = 2'000'000'000;   ///< a note begins after the page of its call, behind one that goes on overleaf
    std::int64_t overflow = 1'000'000'000'000;
    std::int64_t full_line = 2'000'000;          ///< a page ends with a one-line paragraph that fills its line: it looks like an orphan
    std::int64_t altered_paragraph = 3'000;
    std::int64_t page = 0;                       ///< a page more, where the book is to have fewer; no part of BrokenRun::demerits
    std::int64_t runt = 500'000'000;             ///< an altered paragraph ends in a syllable
    std::uint32_t last_page_lines = 4;
};

struct BreakRunInput {
    layout::GalleyStore const& store;
    layout::LayoutContext const* context = nullptr;   ///< to run notes in (footnote-display: inline); none: they stand as blocks
    /// Content heights: [0]: first page of the run, [1]: the others; by [verso 0, recto 1].
    std::array<std::array<Length, 2>, 2> heights{};
    Length note_edges = 0;       ///< what the first note of a page costs besides itself
    Length note_measure = 0;     ///< width of the note area
    Length grid = 0;             ///< baseline grid; 0: none
    Length line = 0;             ///< ordinary line height of the text: unit of shortness
    bool starts_recto = true;
    bool continues = false;      ///< pages of the same flow stand before: the first one's head is no different from the others'
    std::optional<std::int8_t> first_allowance{};  ///< the first page is a right one whose left page runs so many lines long
    bool may_vary = true;        ///< facing pages may run one line long or short together
    PageCosts costs{};
    std::size_t beam = 600;
};

/// Of the note area at a page's foot.
[[nodiscard]] inline NoteAreaRules page_note_rules(BreakRunInput const& input, RunMeasures& measures) {
    return {input.note_edges, input.note_measure, std::max(input.line, 1) / 2, input.store.notes.data(), measures.run_in()};
}

/// What stands on one page of a run.
using PlacedNote = NotePart;
/// Notes that are run in: a paragraph that is to be made of them, once the page is certain (layout::lay_out_run_in).
struct RunInRow {
    std::vector<layout::RunInPart> parts;
    std::uint32_t lines = 0;                    ///< of the paragraph that stand on this page
    Length y = 0;
    std::size_t before = 0;                     ///< so many placements of the page's notes stand above it
};
struct BrokenPage {
    std::vector<PlacedNote> note_order;         ///< as they are called
    std::vector<Placement> flow, notes;
    std::vector<RunInRow> run_in;               ///< from top to bottom, apart from `notes`
    struct UnderColumn {
        ColumnNotes area;
        std::vector<RunInRow> run_in;
    };
    std::vector<UnderColumn> column_notes;
    std::vector<FloatPlacement> floats, column_floats;
    std::vector<ColumnRule> rules;
    Length notes_height = 0;
    Length extra = 0;
    Length used = 0;             ///< height of what stands on it, the note area's edges included
    std::uint32_t segment = 0;   ///< of an Attempt: which of its galleys this is from
    std::int64_t demerits = 0;
};

struct BrokenRun {
    std::vector<BrokenPage> pages;
    std::int64_t demerits = 0;
};

[[nodiscard]] BrokenRun break_run(BreakRunInput const& input);

}  // namespace octavo::page

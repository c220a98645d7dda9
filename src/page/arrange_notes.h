// Puts the notes of an area (a page's foot, a column's) below each other: each series by itself, in the order of their numbers, each note
// in the order of calls; short notes that may share a line do, and those that are run in make one paragraph.
#pragma once
#include "page/break_run.h"

namespace octavo::page {

struct ArrangedNotes {
    std::vector<Placement> notes;      ///< y from the area's top, its edges apart
    std::vector<RunInRow> run_in;
    Length height = 0;
};

[[nodiscard]] ArrangedNotes arrange_notes(layout::GalleyStore const& store, RunMeasures& measures, NoteAreaRules const& rules,
                                          std::vector<PlacedNote> const& order);

}  // namespace octavo::page

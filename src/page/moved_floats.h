// Tells which floats stand on a later page than that of their call: each with its place in the source, both pages and the rule that
// makes it float. On the next page it is a note; further away, where a reader has to leaf, a warning. Cost: one walk over the placements.
#pragma once
#include "page/report.h"

namespace octavo::page {

void report_moved_floats(ReportInput const& input, base::Diagnostics& diagnostics);

}  // namespace octavo::page

// Cuts the flow into runs: stretches between forced page breaks (break-before, break-after, a change of page name).
#pragma once
#include "page/page_sequence.h"

namespace octavo::page {

struct RunStart {
    layout::FlowRange range;
    base::Name page_name;
    layout::BreakClass start = layout::BreakClass::forced_page;
};

/// In flow order; never empty when the tree has content. Forced breaks that meet at one place count once (CSS Break 3 §4.1);
/// a box's page name is the nearest set at or above it (Paged Media 3 §8.1).
[[nodiscard]] std::vector<RunStart> find_runs(layout::LayoutContext const& context);

}  // namespace octavo::page

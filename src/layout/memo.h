// Remembers what layout() gave for a range and a space: a run that is tried for both sides of a leaf, or with looser lines, is laid out
// once for each. One memo per run; not thread-safe (a run is the work of one task).
#pragma once
#include <memory>
#include <vector>

#include "layout/layout.h"

namespace octavo::layout {

class Memo {
public:
    /// layout(context, range, space), or what it gave before. Warnings are told the first time only.
    [[nodiscard]] std::shared_ptr<GalleyStore> lay_out(LayoutContext const& context, FlowRange const& range, ConstraintSpace const& space,
                                                       base::Diagnostics& diagnostics);
    /// Forgets everything: references have changed.
    void forget() { entries_.clear(); }

private:
    struct Entry {
        FlowRange range;
        ConstraintSpace space;
        std::shared_ptr<GalleyStore> store;
    };
    std::vector<Entry> entries_;
};

}  // namespace octavo::layout

#include "layout/memo.h"

namespace octavo::layout {

std::shared_ptr<GalleyStore> Memo::lay_out(LayoutContext const& context, FlowRange const& range, ConstraintSpace const& space,
                                           base::Diagnostics& diagnostics) {
    for (Entry const& entry : entries_) {
        if (entry.range == range && entry.space == space) return entry.store;
    }
    auto store = std::make_shared<GalleyStore>(layout(context, range, space, diagnostics));
    store->shrink_to_fit();
    entries_.push_back({range, space, store});
    return store;
}

}  // namespace octavo::layout

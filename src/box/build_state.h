// What the parts of build_boxes() share while the walk goes over the Document.
#pragma once
#include <unordered_map>
#include <vector>

#include "box/box_tree.h"
#include "box/counters.h"
#include "box/picture_loader.h"

namespace octavo::box {

/// Generated text that needs the counters of an element further on: written when the walk has ended.
struct DeferredText {
    css::ContentItem const* item;
    NodeId owner;
    NodeId target;
};

struct BuildState {
    BoxTree& tree;
    style::StyledDocument& styled;
    dom::Document const& document;
    text::TextEngine* text;
    base::StageContext const& stage;
    base::Diagnostics& diagnostics;
    PictureLoader pictures;
    Counters counters;
    std::int32_t quote_depth = 0;
    std::unordered_map<NodeId, CounterSnapshot> snapshots;  ///< of elements with an id; looked up only
    std::vector<DeferredText> deferred;                     ///< by `payload` − 1 of the items that wait for them
};

}  // namespace octavo::box

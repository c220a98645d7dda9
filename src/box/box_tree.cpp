#include "box/box_tree.h"

#include "box/walk.h"

namespace octavo::box {

dom::DomPosition BoxTree::position(InlineItem const& item, std::uint32_t byte) const {
    if (item.generated || item.kind != ItemKind::text) return {item.node, 0};
    TextMapSegment at;
    for (std::uint32_t i = 0; i < item.map_count && text_maps[item.map_first + i].at <= byte; ++i) at = text_maps[item.map_first + i];
    return {item.node, at.source + (byte - at.at)};
}

BoxTree build_boxes(BoxInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    BoxTree tree;
    dom::Document const& document = input.styled.document();
    tree.items.reserve(document.node_count() + document.node_count() / 2);
    tree.boxes.reserve(document.node_count() / 3);
    BuildState state{.tree = tree,
                     .styled = input.styled,
                     .document = document,
                     .text = input.text,
                     .stage = context,
                     .diagnostics = diagnostics,
                     .pictures = PictureLoader({tree, document, input.workspace, context, diagnostics}),
                     .counters = {},
                     .quote_depth = 0,
                     .snapshots = {},
                     .deferred = {}};
    tree.root = Walk(state).run();
    return tree;
}

}  // namespace octavo::box

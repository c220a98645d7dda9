// A walk over a subtree in document order, with a call on leaving each element: for what is summed up from the leaves.
#pragma once
#include "dom/document.h"

namespace octavo::epub {

/// `enter(node)` says whether to go into an element's children; `leave(node)` is called for every element entered, also when its
/// children were left out. Constant memory.
template <typename Enter, typename Leave>
void walk(dom::Document const& document, dom::NodeId root, Enter&& enter, Leave&& leave) {
    dom::NodeId node = root;
    while (node) {
        bool element = document.is_element(node);
        bool descend = enter(node);
        if (element && descend && document.node(node).first_child) {
            node = document.node(node).first_child;
            continue;
        }
        if (element) leave(node);
        while (node != root && !document.node(node).next) {
            node = document.node(node).parent;
            leave(node);
        }
        node = node == root ? dom::NodeId{} : document.node(node).next;
    }
}

}  // namespace octavo::epub

#include "style/matcher.h"

#include <algorithm>

namespace octavo::style {

void Matcher::match(dom::NodeId element, AncestorFilter const* filter, Matches& out) {
    out.element.clear();
    for (auto& list : out.pseudo) list.clear();
    seen_.resize(index_.size());
    ++call_;
    index_.for_candidates(context_, element, [&](EntryId id) {
        if (seen_[id.value] == call_) return;
        seen_[id.value] = call_;
        css::Selector const& selector = *index_[id].selector;
        if (filter != nullptr && !filter->may_match(selector)) return;
        if (!css::matches(selector, context_, element)) return;
        if (selector.pseudo == css::PseudoElement::none) {
            out.element.push_back(id);
        } else {
            out.pseudo[static_cast<std::size_t>(selector.pseudo) - 1].push_back(id);  // css::PseudoElement: none, then as Pseudo
        }
    });
    attributes_.collect(element, out.element);
    auto by_rank = [&](EntryId a, EntryId b) { return index_[a].normal_rank < index_[b].normal_rank; };
    std::sort(out.element.begin(), out.element.end(), by_rank);
    for (auto& list : out.pseudo) std::sort(list.begin(), list.end(), by_rank);
}

}  // namespace octavo::style

#include "style/matcher.h"

#include <algorithm>

namespace octavo::style {

Matcher::Matcher(RuleIndex const& index, css::MatchContext& context, AttributeStyles& attributes)
    : index_(index), context_(context), attributes_(attributes) {
    if (!index.has_scoped_sheets()) return;
    dom::Document const& document = context.document();
    part_of_.assign(document.node_count(), 0);
    for (std::uint32_t part = 0; part < document.parts.size(); ++part) {
        dom::NodeId section = document.parts[part].section;
        for (dom::NodeId at = section; at; at = document.next_in_order(at, section)) part_of_[at.value] = part + 1;
    }
}

bool Matcher::is_for(css::StyleSheet const& sheet, dom::NodeId element) const {
    if (sheet.parts.empty()) return true;
    std::uint32_t part = part_of_[element.value];
    return part != 0 && std::binary_search(sheet.parts.begin(), sheet.parts.end(), part - 1);
}

void Matcher::match(dom::NodeId element, AncestorFilter const* filter, Matches& out) {
    out.element.clear();
    for (auto& list : out.pseudo) list.clear();
    seen_.resize(index_.size());
    ++call_;
    index_.for_candidates(context_, element, [&](EntryId id) {
        if (seen_[id.value] == call_) return;
        seen_[id.value] = call_;
        css::Selector const& selector = *index_[id].selector;
        if (!part_of_.empty() && !is_for(*index_[id].sheet, element)) return;
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

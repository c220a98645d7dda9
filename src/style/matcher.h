// The rules that match an element, for itself and for each of its pseudo-elements, weakest first.
#pragma once
#include <array>
#include <vector>

#include "style/ancestor_filter.h"
#include "style/attribute_styles.h"
#include "style/styled_document.h"

namespace octavo::style {

struct Matches {
    std::vector<EntryId> element;
    std::array<std::vector<EntryId>, pseudo_count> pseudo;
};

class Matcher {
public:
    Matcher(RuleIndex const& index, css::MatchContext& context, AttributeStyles& attributes);
    /// `filter`: the names of the element's ancestors; null when they are not known.
    void match(dom::NodeId element, AncestorFilter const* filter, Matches& out);

private:
    /// Whether the sheet is for the part of the book in which the element stands.
    [[nodiscard]] bool is_for(css::StyleSheet const& sheet, dom::NodeId element) const;

    RuleIndex const& index_;
    css::MatchContext& context_;
    AttributeStyles& attributes_;
    std::vector<std::uint32_t> seen_;  // by entry: the call that last tried it, since an entry may stand in several buckets
    std::uint32_t call_ = 0;
    std::vector<std::uint32_t> part_of_;  // by node, the number of its part from 1; empty where every sheet is for all
};

}  // namespace octavo::style

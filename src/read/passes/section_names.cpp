#include "read/passes/section_names.h"

#include "read/passes/headings.h"

namespace octavo::read::passes {

dom::NodeId SectionNames::section_of(dom::NodeId node) {
    for (dom::NodeId at = document_.node(node).parent; at; at = document_.node(at).parent) {
        if (!is_section(document_.element(at).html)) continue;
        auto [known, is_new] = heading_of_.emplace(at, dom::NodeId{});
        if (is_new) known->second = heading_of(document_, at);
        if (known->second) return at;
    }
    return {};
}

std::string SectionNames::name_of(dom::NodeId section) const {
    if (section) return heading_text(document_, heading_of_.at(section));
    if (!document_.metadata.title.empty()) return document_.metadata.title;
    return "\u2191";
}

}  // namespace octavo::read::passes

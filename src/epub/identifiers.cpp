#include "epub/identifiers.h"

#include <fmt/format.h>

#include "epub/values.h"

namespace octavo::epub {

Identifiers::Identifiers(dom::Document const& document, Survey const& survey) {
    base::Name const id_name = dom::names::id();
    dom::NodeId node = document.root();
    while (node) {
        bool element = document.is_element(node);
        if (element && survey.is(node, Trait::dropped)) {
            node = document.next_after_subtree(node);
            continue;
        }
        if (element)
            if (auto id = document.attribute(node, id_name); id && !is_blank(*id)) by_element_.emplace(node, claim(clean_id(*id)));
        node = document.next_in_order(node);
    }
}

std::string_view Identifiers::ensure(dom::NodeId element, std::string_view wanted) {
    auto [place, made] = by_element_.try_emplace(element);
    if (made) place->second = claim(wanted);
    return place->second;
}

std::string Identifiers::claim(std::string_view wanted) {
    std::string id(wanted);
    for (int count = 2; !taken_.insert(id).second; ++count) id = fmt::format("{}-{}", wanted, count);
    return id;
}

}  // namespace octavo::epub

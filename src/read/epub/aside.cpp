#include "read/epub/aside.h"

#include "io/paths.h"
#include "read/raw_document.h"
#include "read/text.h"

namespace octavo::read::epub {

Aside::Aside(ReadContext& context, std::string_view name) {
    ReadContext own{document_, context.workspace, context.context, context.diagnostics};
    RawDocument raw = read_raw(own, io::reference_of_path(name));
    root_ = raw.root;
    name_ = raw.name;
}

std::string Aside::attribute(dom::NodeId element, std::string_view local) const {
    return std::string(trimmed(document_.source_attribute(element, {}, base::Name::of(local)).value_or("")));
}

std::string Aside::first_attribute(dom::NodeId element, std::string_view descendant, std::string_view local_name) const {
    for (dom::NodeId at = element; at; at = document_.next_in_order(at, element)) {
        if (document_.is_element(at) && local(at) == descendant) return attribute(at, local_name);
    }
    return {};
}

}  // namespace octavo::read::epub

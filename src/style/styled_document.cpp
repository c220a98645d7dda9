#include "style/styled_document.h"

#include "style/style_tree.h"

namespace octavo::style {

std::unique_ptr<StyledDocument> style_document(StyleInput const& input, base::StageContext const& context,
                                               base::Diagnostics& diagnostics) {
    return std::make_unique<StyleTree>(input, context, diagnostics);
}

std::vector<dom::NodeId> select(StyleInput const& input, std::string_view selector, base::Diagnostics& diagnostics) {
    // Prefixes are those of the last sheet that declares them: what an edition's own rules would mean by them.
    css::Namespaces namespaces;
    for (auto sheet = input.sheets.rbegin(); sheet != input.sheets.rend(); ++sheet)
        if (*sheet) namespaces.prefixes.insert(namespaces.prefixes.end(), (*sheet)->namespaces.prefixes.begin(), (*sheet)->namespaces.prefixes.end());
    css::OwnedSelectors parsed = css::parse_selector_text(selector, namespaces, diagnostics);
    std::vector<dom::NodeId> found;
    if (parsed.selectors.empty()) return found;
    css::MatchContext context(input.document);
    dom::NodeId root = input.document.root();
    for (dom::NodeId node = root; node; node = input.document.next_in_order(node, root)) {
        if (!input.document.is_element(node)) continue;
        for (css::Selector const& candidate : parsed.selectors) {
            if (!css::matches(candidate, context, node)) continue;
            found.push_back(node);
            break;
        }
    }
    return found;
}

}  // namespace octavo::style

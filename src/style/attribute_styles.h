// Declarations that stand in attributes: `style`, and the presentational hints of HTML (width, start, value, …).
// A text is parsed once however often it occurs. Cost: a look at each element's attributes.
#pragma once
#include <string>
#include <unordered_map>
#include <vector>

#include "style/rule_index.h"

namespace octavo::style {

class AttributeStyles {
public:
    struct Input {
        dom::Document const& document;
        RuleIndex& index;
        css::Medium medium;
        base::StageContext const& context;
        base::Diagnostics& diagnostics;
    };
    explicit AttributeStyles(Input const& input) : input_(input) {}
    /// Appends the entries of the element's attributes, hints first.
    void collect(dom::NodeId element, std::vector<EntryId>& out);

private:
    void add(std::string const& text, CascadeLevel level, dom::NodeId element, std::vector<EntryId>& out);
    Input input_;
    std::unordered_map<std::string, EntryId> known_;  // by level, base and text; none: nothing in it was understood
    std::vector<css::StyleSheetPtr> sheets_;          // keeps what the entries point into
};

/// The hints of an element as declarations ("width:50%;"); empty when it has none (HTML, section 15).
[[nodiscard]] std::string presentational_hints(dom::Document const& document, dom::NodeId element);

}  // namespace octavo::style

// From parsed compounds to the compiled Selector: specificity, the rule hash's key, the ancestor filter, the order of tests.
#pragma once
#include <vector>

#include "css/selectors.h"

namespace octavo::css {

struct Compound {
    std::vector<SimpleSelector> parts;
    PseudoElement pseudo = PseudoElement::none;
    bool never = false;
};

/// `compounds` in the order written, `combinators` before each but the first. `out.relative` and `out.where` stay as they are.
void compile_selector(std::vector<Compound>& compounds, std::vector<Combinator> const& combinators, base::Arena& arena, Selector& out);

}  // namespace octavo::css

// A StyledDocument as text: the tree with the number of each element's style, then every style as what differs from the
// initial values. The golden format of the stage's tests and of `octavo dump --stage=style`. Cost: linear.
#pragma once
#include <string>

#include "style/styled_document.h"

namespace octavo::style {

/// Styles are numbered from 1 in the order they are met in the tree.
[[nodiscard]] std::string dump(StyledDocument const& document);
/// "font-size: 10.5pt; text-indent: 10.5pt": what differs from the initial values, in the order of the property table.
[[nodiscard]] std::string describe(css::ComputedStyle const& style);

}  // namespace octavo::style

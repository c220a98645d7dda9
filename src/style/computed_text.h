// Computed values as CSS text, for explain() and dumps.
#pragma once
#include <string>

#include "css/properties/property.h"

namespace octavo::style {

/// The computed value of a longhand (logical ones as their physical); empty for what is in no group (`size`, `marks`, …).
[[nodiscard]] std::string computed_text(css::Property property, css::ComputedStyle const& style);
/// A length in points with at most three decimals: "10.5pt".
[[nodiscard]] std::string length_text(css::Length length);

}  // namespace octavo::style

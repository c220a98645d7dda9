// From parsed values to computed ones: lengths absolute, percentages of layout's bases kept, currentcolor left to finish().
#pragma once
#include "css/properties/style_builder.h"
#include "css/value.h"

namespace octavo::css {

/// What em, ex, ch and lh refer to. For font-size (and line-height's lh) that is the parent.
enum class FontBase : std::uint8_t { own, parent };

/// A length Value (Kind::length) in points.
[[nodiscard]] double length_in_points(Value const& value, ApplyContext const& context, StyleBuilder const& builder, FontBase base);
/// A length, calc() or plain; a percentage in it counts of `percent_base`.
[[nodiscard]] Length compute_length(Value const& value, ApplyContext const& context, StyleBuilder const& builder,
                                    Length percent_base = 0);
/// The same against the parent's font, for font-size.
[[nodiscard]] Length compute_font_relative_length(Value const& value, ApplyContext const& context, StyleBuilder const& builder,
                                                  Length percent_base);
[[nodiscard]] LengthPercentage compute_length_percentage(Value const& value, ApplyContext const& context, StyleBuilder const& builder);

}  // namespace octavo::css

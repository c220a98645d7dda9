// Line styles and widths, shared by borders and column rules (Backgrounds and Borders 3, sections 3.2 and 3.3).
#pragma once
#include "css/properties/row_helpers.h"

namespace octavo::css {

inline constexpr Length thin_border = 3 * base::point / 4, medium_border = 9 * base::point / 4, thick_border = 15 * base::point / 4;

inline constexpr std::array border_styles{
    Keyword<BorderStyle>{"none", BorderStyle::none}, Keyword<BorderStyle>{"hidden", BorderStyle::hidden},
    Keyword<BorderStyle>{"dotted", BorderStyle::dotted}, Keyword<BorderStyle>{"dashed", BorderStyle::dashed},
    Keyword<BorderStyle>{"solid", BorderStyle::solid}, Keyword<BorderStyle>{"double", BorderStyle::double_},
    Keyword<BorderStyle>{"groove", BorderStyle::groove}, Keyword<BorderStyle>{"ridge", BorderStyle::ridge},
    Keyword<BorderStyle>{"inset", BorderStyle::inset}, Keyword<BorderStyle>{"outset", BorderStyle::outset},
};
inline constexpr std::array border_widths{Keyword<Length>{"thin", thin_border}, Keyword<Length>{"medium", medium_border},
                                          Keyword<Length>{"thick", thick_border}};

inline bool parse_border_style(ValueReader& reader, Value& out) { return parse_keyword<border_styles>(reader, out); }
inline bool parse_border_width(ValueReader& reader, Value& out) {
    return parse_keyword<border_widths>(reader, out) || give(reader.read_length(Range::non_negative), out);
}
[[nodiscard]] inline Length border_width(Value const& value, ApplyContext const& context, StyleBuilder const& builder) {
    return value.is(Value::Kind::keyword) ? Length{value.keyword} : compute_length(value, context, builder);
}

}  // namespace octavo::css

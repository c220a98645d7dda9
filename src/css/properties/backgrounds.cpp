// Backgrounds and Borders 3, Text Decoration 3, Fragmentation 3 (box-decoration-break), Color 4 (opacity)
#include <cmath>

#include "css/properties/borders.h"
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

template <std::size_t Side>
void apply_style(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.decoration.border[Side].style = static_cast<BorderStyle>(value.keyword);
}
template <std::size_t Side>
void copy_style(ComputedStyle const& from, StyleBuilder& builder) { builder.decoration.border[Side].style = from.decoration->border[Side].style; }
template <std::size_t Side>
void apply_width(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    builder.border_width[Side] = border_width(value, context, builder);
}
template <std::size_t Side>
void copy_width(ComputedStyle const& from, StyleBuilder& builder) {
    // The initial width is medium, though its computed value is 0 while the style is none.
    builder.border_width[Side] = from.decoration == initial_style().decoration ? medium_border : from.decoration->border[Side].width;
}
template <std::size_t Side>
void apply_border_color(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.border_current[Side] = value.is(Value::Kind::current_color);
    builder.decoration.border[Side].color = value.color;
}
template <std::size_t Side>
void copy_border_color(ComputedStyle const& from, StyleBuilder& builder) {
    builder.border_current[Side] = from.decoration == initial_style().decoration;
    builder.decoration.border[Side].color = from.decoration->border[Side].color;
}
template <std::size_t Side>
constexpr PropertyRow style_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "none", parse_border_style, apply_style<Side>, copy_style<Side>, Group::decoration, Media::both};
}
template <std::size_t Side>
constexpr PropertyRow width_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "medium", parse_border_width, apply_width<Side>, copy_width<Side>, Group::decoration, Media::both};
}
template <std::size_t Side>
constexpr PropertyRow color_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "currentcolor", parse_color, apply_border_color<Side>, copy_border_color<Side>,
            Group::decoration, Media::both};
}

// --- background
void apply_background_color(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.background_current = value.is(Value::Kind::current_color);
    builder.decoration.background = value.color;
}
// The topmost layer alone is painted.
bool parse_background_image(ValueReader& reader, Value& out) {
    bool first = true;
    do {
        Value layer = keyword_value(std::uint16_t{0});
        if (!reader.take_ident("none") && !give(reader.read_image(), layer)) return false;
        if (first) out = layer;
        first = false;
    } while (reader.take_comma());
    return true;
}
void apply_background_image(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.decoration.background_image = std::string(value.text);
}

// --- text-decoration-line: none | [ underline || overline || line-through || blink ]
constexpr unsigned underline = 1, overline = 2, line_through = 4, blink = 8;
bool parse_decoration_line(ValueReader& reader, Value& out) {
    static constexpr std::array lines{Keyword<unsigned>{"underline", underline}, Keyword<unsigned>{"overline", overline},
                                      Keyword<unsigned>{"line-through", line_through}, Keyword<unsigned>{"blink", blink}};
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("none")) return true;
    Value word;
    while (parse_keyword<lines>(reader, word)) {
        if ((out.keyword & word.keyword) != 0) return false;
        out.keyword = static_cast<std::uint16_t>(out.keyword | word.keyword);
    }
    return out.keyword != 0;
}
void apply_decoration_line(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.decoration.underline = (value.keyword & underline) != 0;
    builder.decoration.overline = (value.keyword & overline) != 0;
    builder.decoration.line_through = (value.keyword & line_through) != 0;
}
void copy_decoration_line(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&DecorationGroup::underline>(from, builder);
    copy_field<&DecorationGroup::overline>(from, builder);
    copy_field<&DecorationGroup::line_through>(from, builder);
}
void apply_decoration_color(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.decoration_current = value.is(Value::Kind::current_color);
    builder.decoration.decoration_color = value.color;
}
void copy_decoration_color(ComputedStyle const& from, StyleBuilder& builder) {
    builder.decoration_current = from.decoration == initial_style().decoration;
    builder.decoration.decoration_color = from.decoration->decoration_color;
}
void copy_background_color(ComputedStyle const& from, StyleBuilder& builder) {
    builder.background_current = false;
    builder.decoration.background = from.decoration->background;
}
// A wavy line is drawn as a dotted one.
constexpr std::array decoration_styles{
    Keyword<BorderStyle>{"solid", BorderStyle::solid}, Keyword<BorderStyle>{"double", BorderStyle::double_},
    Keyword<BorderStyle>{"dotted", BorderStyle::dotted}, Keyword<BorderStyle>{"dashed", BorderStyle::dashed},
    Keyword<BorderStyle>{"wavy", BorderStyle::dotted},
};

constexpr std::array decoration_breaks{Keyword<BoxDecorationBreak>{"slice", BoxDecorationBreak::slice},
                                       Keyword<BoxDecorationBreak>{"clone", BoxDecorationBreak::clone}};

bool parse_opacity(ValueReader& reader, Value& out) { return give(reader.read_number_or_percentage(Range::all), out); }
void apply_opacity(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    double fraction = value.is(Value::Kind::percentage) ? value.number / 100 : value.number;
    builder.decoration.opacity = static_cast<std::uint16_t>(std::lround(std::clamp(fraction, 0.0, 1.0) * 1000));
}

constexpr std::array rows{
    style_row<0>(Property::border_top_style, "border-top-style"), style_row<1>(Property::border_right_style, "border-right-style"),
    style_row<2>(Property::border_bottom_style, "border-bottom-style"), style_row<3>(Property::border_left_style, "border-left-style"),
    width_row<0>(Property::border_top_width, "border-top-width"), width_row<1>(Property::border_right_width, "border-right-width"),
    width_row<2>(Property::border_bottom_width, "border-bottom-width"), width_row<3>(Property::border_left_width, "border-left-width"),
    color_row<0>(Property::border_top_color, "border-top-color"), color_row<1>(Property::border_right_color, "border-right-color"),
    color_row<2>(Property::border_bottom_color, "border-bottom-color"), color_row<3>(Property::border_left_color, "border-left-color"),
    PropertyRow{Property::background_color, "background-color", Inherited::no, "transparent", parse_color, apply_background_color,
                copy_background_color, Group::decoration, Media::both},
    PropertyRow{Property::background_image, "background-image", Inherited::no, "none", parse_background_image, apply_background_image,
                copy_field<&DecorationGroup::background_image>, Group::decoration, Media::both},
    PropertyRow{Property::text_decoration_line, "text-decoration-line", Inherited::no, "none", parse_decoration_line,
                apply_decoration_line, copy_decoration_line, Group::decoration, Media::both},
    PropertyRow{Property::text_decoration_color, "text-decoration-color", Inherited::no, "currentcolor", parse_color,
                apply_decoration_color, copy_decoration_color, Group::decoration, Media::both},
    keyword_row<&DecorationGroup::decoration_style, decoration_styles>(Property::text_decoration_style, "text-decoration-style",
                                                                       Inherited::no, "solid"),
    keyword_row<&DecorationGroup::decoration_break, decoration_breaks>(Property::box_decoration_break, "box-decoration-break",
                                                                       Inherited::no, "slice"),
    PropertyRow{Property::opacity, "opacity", Inherited::no, "1", parse_opacity, apply_opacity, copy_field<&DecorationGroup::opacity>,
                Group::decoration, Media::both},
};

}  // namespace

Rows background_rows() { return rows; }

}  // namespace octavo::css

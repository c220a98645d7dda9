// https://www.w3.org/TR/css-multicol-1/
#include <algorithm>

#include "css/properties/borders.h"
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

bool parse_count(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("auto") || parse_positive_integer(reader, out);
}
void apply_count(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.fragmentation.column_count = value.is(Value::Kind::keyword) ? std::uint16_t{0} : static_cast<std::uint16_t>(std::min(value.number, 1000.0));
}
bool parse_column_width(ValueReader& reader, Value& out) {
    out = keyword_value(automatic_keyword);
    return reader.take_ident("auto") || give(reader.read_length(Range::non_negative), out);
}
bool parse_gap(ValueReader& reader, Value& out) {
    out = keyword_value(automatic_keyword);
    return reader.take_ident("normal") || give(reader.read_length_percentage(Range::non_negative), out);
}

void apply_rule_style(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.fragmentation.column_rule.style = static_cast<BorderStyle>(value.keyword);
}
void copy_rule_style(ComputedStyle const& from, StyleBuilder& builder) {
    builder.fragmentation.column_rule.style = from.fragmentation->column_rule.style;
}
void apply_rule_width(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    builder.column_rule_width = border_width(value, context, builder);
}
void copy_rule_width(ComputedStyle const& from, StyleBuilder& builder) {
    builder.column_rule_width = from.fragmentation == initial_style().fragmentation ? medium_border : from.fragmentation->column_rule.width;
}
void apply_rule_color(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.column_rule_current = value.is(Value::Kind::current_color);
    builder.fragmentation.column_rule.color = value.color;
}
void copy_rule_color(ComputedStyle const& from, StyleBuilder& builder) {
    builder.column_rule_current = from.fragmentation == initial_style().fragmentation;
    builder.fragmentation.column_rule.color = from.fragmentation->column_rule.color;
}

constexpr std::array spans{Keyword<bool>{"none", false}, Keyword<bool>{"all", true}};
constexpr std::array fills{Keyword<bool>{"balance", true}, Keyword<bool>{"balance-all", true}, Keyword<bool>{"auto", false}};

constexpr std::array rows{
    PropertyRow{Property::column_count, "column-count", Inherited::no, "auto", parse_count, apply_count,
                copy_field<&FragmentationGroup::column_count>, Group::fragmentation, Media::both},
    PropertyRow{Property::column_width, "column-width", Inherited::no, "auto", parse_column_width,
                apply_length_percentage<&FragmentationGroup::column_width>, copy_field<&FragmentationGroup::column_width>,
                Group::fragmentation, Media::both},
    PropertyRow{Property::column_gap, "column-gap", Inherited::no, "normal", parse_gap,
                apply_length_percentage<&FragmentationGroup::column_gap>, copy_field<&FragmentationGroup::column_gap>,
                Group::fragmentation, Media::both},
    PropertyRow{Property::column_rule_style, "column-rule-style", Inherited::no, "none", parse_border_style, apply_rule_style,
                copy_rule_style, Group::fragmentation, Media::both},
    PropertyRow{Property::column_rule_width, "column-rule-width", Inherited::no, "medium", parse_border_width, apply_rule_width,
                copy_rule_width, Group::fragmentation, Media::both},
    PropertyRow{Property::column_rule_color, "column-rule-color", Inherited::no, "currentcolor", parse_color, apply_rule_color,
                copy_rule_color, Group::fragmentation, Media::both},
    keyword_row<&FragmentationGroup::column_span_all, spans>(Property::column_span, "column-span", Inherited::no, "none"),
    keyword_row<&FragmentationGroup::column_fill_balance, fills>(Property::column_fill, "column-fill", Inherited::no, "balance"),
};

}  // namespace

Rows multicol_rows() { return rows; }

}  // namespace octavo::css

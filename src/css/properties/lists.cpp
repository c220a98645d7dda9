// https://www.w3.org/TR/css-lists-3/
#include "css/properties/row_helpers.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

// --- list-style-type: none | <string> | <counter-style-name>
bool parse_type(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("none") || give(reader.read_string(), out) || give(reader.read_custom_ident(), out);
}
void apply_type(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    ListTableGroup& list = builder.list_table;
    list.list_style_string = value.is(Value::Kind::string) ? std::string(value.text) : std::string();
    list.list_style_type = value.is(Value::Kind::name) ? base::Name::of(value.text) : base::Name();
}
void copy_type(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&ListTableGroup::list_style_type>(from, builder);
    copy_field<&ListTableGroup::list_style_string>(from, builder);
}

bool parse_image(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("none") || give(reader.read_image(), out);
}
void apply_image(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.list_table.list_style_image = std::string(value.text);
}

constexpr std::array positions{Keyword<ListPosition>{"outside", ListPosition::outside}, Keyword<ListPosition>{"inside", ListPosition::inside}};

constexpr std::array rows{
    PropertyRow{Property::list_style_type, "list-style-type", Inherited::yes, "disc", parse_type, apply_type, copy_type,
                Group::list_table, Media::both},
    PropertyRow{Property::list_style_image, "list-style-image", Inherited::yes, "none", parse_image, apply_image,
                copy_field<&ListTableGroup::list_style_image>, Group::list_table, Media::both},
    keyword_row<&ListTableGroup::list_position, positions>(Property::list_style_position, "list-style-position", Inherited::yes, "outside"),
};

}  // namespace

Rows list_rows() { return rows; }

}  // namespace octavo::css

// What the modules' rows are made of: parse, apply and copy functions for a field of a group, by the field's pointer to member.
#pragma once
#include <array>
#include <type_traits>

#include "css/properties/compute.h"
#include "css/properties/property.h"
#include "css/properties/style_builder.h"
#include "css/value_reader.h"

namespace octavo::css {

template <typename> struct FieldOf;
template <typename C, typename T> struct FieldOf<T C::*> { using Class = C; using Type = T; };

template <typename C>
[[nodiscard]] constexpr Group group_enum() {
    if constexpr (std::is_same_v<C, FontGroup>) return Group::font;
    else if constexpr (std::is_same_v<C, TextGroup>) return Group::text;
    else if constexpr (std::is_same_v<C, ListTableGroup>) return Group::list_table;
    else if constexpr (std::is_same_v<C, BoxGroup>) return Group::box;
    else if constexpr (std::is_same_v<C, DecorationGroup>) return Group::decoration;
    else if constexpr (std::is_same_v<C, FragmentationGroup>) return Group::fragmentation;
    else if constexpr (std::is_same_v<C, GeneratedGroup>) return Group::generated;
    else return Group::page_box;
}
template <typename C>
[[nodiscard]] C& group_in(StyleBuilder& builder) {
    if constexpr (std::is_same_v<C, FontGroup>) return builder.font;
    else if constexpr (std::is_same_v<C, TextGroup>) return builder.text;
    else if constexpr (std::is_same_v<C, ListTableGroup>) return builder.list_table;
    else if constexpr (std::is_same_v<C, BoxGroup>) return builder.box;
    else if constexpr (std::is_same_v<C, DecorationGroup>) return builder.decoration;
    else if constexpr (std::is_same_v<C, FragmentationGroup>) return builder.fragmentation;
    else if constexpr (std::is_same_v<C, GeneratedGroup>) return builder.generated;
    else return builder.page;
}
template <typename C>
[[nodiscard]] C const& group_in(ComputedStyle const& style) {
    if constexpr (std::is_same_v<C, FontGroup>) return *style.font;
    else if constexpr (std::is_same_v<C, TextGroup>) return *style.text;
    else if constexpr (std::is_same_v<C, ListTableGroup>) return *style.list_table;
    else if constexpr (std::is_same_v<C, BoxGroup>) return *style.box;
    else if constexpr (std::is_same_v<C, DecorationGroup>) return *style.decoration;
    else if constexpr (std::is_same_v<C, FragmentationGroup>) return *style.fragmentation;
    else return *style.generated;
}

template <auto Field> using ClassOf = typename FieldOf<decltype(Field)>::Class;
template <auto Field> using TypeOf = typename FieldOf<decltype(Field)>::Type;
template <auto Field> [[nodiscard]] auto& field_in(StyleBuilder& builder) { return group_in<ClassOf<Field>>(builder).*Field; }

template <auto Field>
void copy_field(ComputedStyle const& from, StyleBuilder& builder) {
    field_in<Field>(builder) = group_in<ClassOf<Field>>(from).*Field;
}
template <auto Field, std::size_t Index>
void copy_element(ComputedStyle const& from, StyleBuilder& builder) {
    field_in<Field>(builder)[Index] = (group_in<ClassOf<Field>>(from).*Field)[Index];
}
inline void copy_nothing(ComputedStyle const&, StyleBuilder&) {}
inline void apply_nothing(Value const&, ApplyContext const&, StyleBuilder&) {}

// --- keywords
template <typename T>
struct Keyword {
    std::string_view name;
    T value;
};
template <auto const& Table>
bool parse_keyword(ValueReader& reader, Value& out) {
    for (auto const& row : Table) {
        if (!reader.take_ident(row.name)) continue;
        out = keyword_value(static_cast<std::uint16_t>(row.value));
        return true;
    }
    return false;
}
template <auto Field>
void apply_keyword(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    field_in<Field>(builder) = static_cast<TypeOf<Field>>(value.keyword);
}
/// A property whose value is one keyword of `Table`.
template <auto Field, auto const& Table>
[[nodiscard]] constexpr PropertyRow keyword_row(Property property, std::string_view name, Inherited inherited, std::string_view initial,
                                                Media media = Media::both) {
    return {property, name, inherited, initial, parse_keyword<Table>, apply_keyword<Field>, copy_field<Field>,
            group_enum<ClassOf<Field>>(), media};
}

// --- lengths
/// Keywords of LengthPercentage::Kind, as a Value's keyword.
inline constexpr std::uint16_t automatic_keyword = static_cast<std::uint16_t>(LengthPercentage::Kind::automatic);
inline constexpr std::uint16_t none_keyword = static_cast<std::uint16_t>(LengthPercentage::Kind::none);

inline LengthPercentage length_percentage_or_keyword(Value const& value, ApplyContext const& context, StyleBuilder const& builder) {
    if (value.is(Value::Kind::keyword)) return {static_cast<LengthPercentage::Kind>(value.keyword), 0, 0};
    return compute_length_percentage(value, context, builder);
}
template <auto Field>
void apply_length_percentage(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    field_in<Field>(builder) = length_percentage_or_keyword(value, context, builder);
}
template <auto Field, std::size_t Index>
void apply_length_percentage_element(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    field_in<Field>(builder)[Index] = length_percentage_or_keyword(value, context, builder);
}
/// Keyword 0 (normal, none, auto …) is 0.
template <auto Field>
void apply_length(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    field_in<Field>(builder) = value.is(Value::Kind::keyword) ? 0 : compute_length(value, context, builder);
}

// --- reading into `out`
inline bool give(std::optional<Value> const& value, Value& out) {
    if (!value) return false;
    out = *value;
    return true;
}
template <Range range>
bool parse_length(ValueReader& reader, Value& out) { return give(reader.read_length(range), out); }
template <Range range>
bool parse_length_percentage(ValueReader& reader, Value& out) { return give(reader.read_length_percentage(range), out); }
template <Range range>
bool parse_auto_or_length_percentage(ValueReader& reader, Value& out) {
    if (reader.take_ident("auto")) {
        out = keyword_value(automatic_keyword);
        return true;
    }
    return give(reader.read_length_percentage(range), out);
}
inline bool parse_normal_or_length(ValueReader& reader, Value& out) {
    if (reader.take_ident("normal")) {
        out = keyword_value(std::uint16_t{0});
        return true;
    }
    return give(reader.read_length(Range::all), out);
}
inline bool parse_color(ValueReader& reader, Value& out) { return give(reader.read_color(), out); }
inline bool parse_positive_integer(ValueReader& reader, Value& out) {
    auto value = reader.read_integer();
    return value && value->number >= 1 && give(value, out);
}
inline Value list_value(ValueReader const& reader, std::vector<Value> const& items) {
    Value value;
    value.kind = Value::Kind::list;
    value.items = reader.keep(items);
    return value;
}

// --- the modules
using Rows = std::span<PropertyRow const>;
[[nodiscard]] Rows writing_mode_rows();
[[nodiscard]] Rows font_rows();
[[nodiscard]] Rows text_rows();
[[nodiscard]] Rows list_rows();
[[nodiscard]] Rows table_rows();
[[nodiscard]] Rows box_rows();
[[nodiscard]] Rows background_rows();
[[nodiscard]] Rows fragmentation_rows();
[[nodiscard]] Rows multicol_rows();
[[nodiscard]] Rows paged_media_rows();
[[nodiscard]] Rows generated_content_rows();
[[nodiscard]] Rows footnote_rows();
[[nodiscard]] Rows float_rows();
[[nodiscard]] Rows logical_rows();

}  // namespace octavo::css

// font-variant-* and font-feature-settings: keywords to OpenType features (Fonts 4, sections 6 and 7).
// The two stand apart in FontGroup, so that each is inherited by itself; StyleBuilder::finish() merges them.
#pragma once
#include "css/properties/row_helpers.h"

namespace octavo::css {

bool parse_variant(ValueReader& reader, Property which, Value& out);
void apply_variant(Property which, Value const& value, StyleBuilder& builder);
void copy_variant(Property which, ComputedStyle const& from, StyleBuilder& builder);

bool parse_feature_settings(ValueReader& reader, Value& out);
void apply_feature_settings(Value const& value, ApplyContext const& context, StyleBuilder& builder);
/// FontGroup::features from its two parts, sorted by tag.
void merge_features(FontGroup& font);

/// The next word is a value of this font-variant-* property: takes it and adds it (false: not one, or one of its kind was there).
bool read_font_variant_word(ValueReader& reader, Property which, std::vector<Value>& words);

template <Property which>
constexpr PropertyRow variant_row_of(std::string_view name) {
    return {which, name, Inherited::yes, "normal", [](ValueReader& reader, Value& out) { return parse_variant(reader, which, out); },
            [](Value const& value, ApplyContext const&, StyleBuilder& builder) { apply_variant(which, value, builder); },
            [](ComputedStyle const& from, StyleBuilder& builder) { copy_variant(which, from, builder); },
            Group::font, Media::both};
}
constexpr PropertyRow font_variant_row(Property property) {
    switch (property) {
        case Property::font_variant_caps: return variant_row_of<Property::font_variant_caps>("font-variant-caps");
        case Property::font_variant_numeric: return variant_row_of<Property::font_variant_numeric>("font-variant-numeric");
        case Property::font_variant_position: return variant_row_of<Property::font_variant_position>("font-variant-position");
        case Property::font_variant_alternates: return variant_row_of<Property::font_variant_alternates>("font-variant-alternates");
        case Property::font_variant_east_asian: return variant_row_of<Property::font_variant_east_asian>("font-variant-east-asian");
        default: return variant_row_of<Property::font_variant_ligatures>("font-variant-ligatures");
    }
}

}  // namespace octavo::css

// https://www.w3.org/TR/css-fonts-4/#property-index; font-variant-* stand in font_variants.cpp
#include <algorithm>
#include <cmath>

#include "css/properties/font_variants.h"
#include "css/properties/row_helpers.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

// --- font-family
bool parse_families(ValueReader& reader, Value& out) {
    std::vector<Value> families;
    do {
        if (auto quoted = reader.read_string()) {
            quoted->kind = Value::Kind::name;
            families.push_back(*quoted);
            continue;
        }
        std::string name;
        while (auto word = reader.read_custom_ident()) {
            if (!name.empty()) name += ' ';
            name += word->text;
        }
        if (name.empty()) return false;
        Value family;
        family.kind = Value::Kind::name;
        family.text = reader.arena().copy(name);
        families.push_back(family);
    } while (reader.take_comma());
    out = list_value(reader, families);
    return true;
}

void apply_families(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    static constexpr std::string_view generic[] = {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math",
                                                   "emoji", "ui-serif", "ui-sans-serif", "ui-monospace", "ui-rounded", "fangsong"};
    builder.font.families.clear();
    for (Value const& family : value.items) {
        auto const* known = std::find_if(std::begin(generic), std::end(generic), [&](auto word) { return equals_ignoring_case(family.text, word); });
        builder.font.families.push_back(base::Name::of(known != std::end(generic) ? *known : family.text));
    }
}

// --- font-size: 2.5.1, the table of absolute sizes, in 1/360 of medium
constexpr int medium_size = 360;
constexpr int larger_size = 1, smaller_size = 2;
constexpr std::array font_sizes{
    Keyword<int>{"xx-small", 216}, Keyword<int>{"x-small", 270}, Keyword<int>{"small", 320}, Keyword<int>{"medium", medium_size},
    Keyword<int>{"large", 432}, Keyword<int>{"x-large", 540}, Keyword<int>{"xx-large", 720}, Keyword<int>{"xxx-large", 1080},
    Keyword<int>{"larger", larger_size}, Keyword<int>{"smaller", smaller_size},
};

bool parse_font_size(ValueReader& reader, Value& out) {
    return parse_keyword<font_sizes>(reader, out) || give(reader.read_length_percentage(Range::non_negative), out);
}

void apply_font_size(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    Length parent = context.parent.font->size;
    if (!value.is(Value::Kind::keyword)) {
        builder.font.size = compute_font_relative_length(value, context, builder, parent);
    } else if (value.keyword == larger_size) {
        builder.font.size = base::scale(parent, 6, 5);
    } else if (value.keyword == smaller_size) {
        builder.font.size = base::scale(parent, 5, 6);
    } else {
        builder.font.size = base::scale(initial_style().font->size, value.keyword, medium_size);
    }
}

// --- font-weight
constexpr int bolder = 1001, lighter = 1002;
constexpr std::array font_weights{Keyword<int>{"normal", 400}, Keyword<int>{"bold", 700}, Keyword<int>{"bolder", bolder},
                                  Keyword<int>{"lighter", lighter}};

bool parse_font_weight(ValueReader& reader, Value& out) {
    if (parse_keyword<font_weights>(reader, out)) return true;
    auto number = reader.read_number(Range::all);
    if (!number || number->number < 1 || number->number > 1000) return false;
    out = keyword_value(static_cast<std::uint16_t>(std::lround(number->number)));
    return true;
}

// 2.2.1, the table of relative weights
void apply_font_weight(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    std::uint16_t parent = context.parent.font->weight;
    if (value.keyword == bolder) {
        builder.font.weight = parent < 350 ? 400 : parent < 550 ? 700 : std::max<std::uint16_t>(parent, 900);
    } else if (value.keyword == lighter) {
        builder.font.weight = parent < 550 ? std::min<std::uint16_t>(parent, 100) : parent < 750 ? 400 : 700;
    } else {
        builder.font.weight = value.keyword;
    }
}

// --- font-stretch, in 1/1000
constexpr std::array font_stretches{
    Keyword<int>{"normal", 1000}, Keyword<int>{"ultra-condensed", 500}, Keyword<int>{"extra-condensed", 625},
    Keyword<int>{"condensed", 750}, Keyword<int>{"semi-condensed", 875}, Keyword<int>{"semi-expanded", 1125},
    Keyword<int>{"expanded", 1250}, Keyword<int>{"extra-expanded", 1500}, Keyword<int>{"ultra-expanded", 2000},
};

bool parse_font_stretch(ValueReader& reader, Value& out) {
    if (parse_keyword<font_stretches>(reader, out)) return true;
    auto percent = reader.read_percentage(Range::non_negative);
    if (!percent) return false;
    out = keyword_value(static_cast<std::uint16_t>(std::lround(std::min(percent->number, 6000.0) * 10)));
    return true;
}

// --- font-style: oblique may have an angle, which no font of a book has an axis for
bool parse_font_style(ValueReader& reader, Value& out) {
    static constexpr std::array styles{Keyword<FontStyle>{"normal", FontStyle::normal}, Keyword<FontStyle>{"italic", FontStyle::italic},
                                       Keyword<FontStyle>{"oblique", FontStyle::oblique}};
    if (!parse_keyword<styles>(reader, out)) return false;
    if (out.keyword != static_cast<std::uint16_t>(FontStyle::oblique)) return true;
    Token const& next = reader.peek();
    bool angle = next.kind == TokenKind::dimension && (equals_ignoring_case(next.text, "deg") || equals_ignoring_case(next.text, "grad") ||
                                                       equals_ignoring_case(next.text, "rad") || equals_ignoring_case(next.text, "turn"));
    if (angle) reader.take();
    return true;
}

constexpr std::array kernings{Keyword<bool>{"auto", true}, Keyword<bool>{"normal", true}, Keyword<bool>{"none", false}};

// --- font-language-override
bool parse_language_override(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("normal") || give(reader.read_string(), out);
}
void apply_language_override(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.font.language_override = value.is(Value::Kind::string) ? base::Name::of(value.text) : base::Name();
}

// --- line-height (Inline Layout 3, 5.1)
bool parse_line_height(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("normal")) return true;
    return give(reader.read_number(Range::non_negative), out) || give(reader.read_length_percentage(Range::non_negative), out);
}
void apply_line_height(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    LineHeight& height = builder.text.line_height;
    height = {};
    if (value.is(Value::Kind::keyword)) return;
    if (value.is(Value::Kind::number)) {
        height.kind = LineHeight::Kind::number;
        height.number = static_cast<std::int32_t>(std::lround(std::min(value.number, 2e6) * 1000));
        return;
    }
    // lh in line-height is the parent's, and an em the element's own: a height already computed is the parent's.
    builder.text.line_height = context.parent.text->line_height;
    Length length = compute_length(value, context, builder, builder.font.size);
    height = {LineHeight::Kind::length, 0, length};
}

// --- color (Color 4, 3.1): currentcolor is the parent's
void apply_color(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    builder.text.color = value.is(Value::Kind::current_color) ? context.parent.text->color : value.color;
}

constexpr std::array rows{
    PropertyRow{Property::font_family, "font-family", Inherited::yes, "serif", parse_families, apply_families,
                copy_field<&FontGroup::families>, Group::font, Media::both},
    PropertyRow{Property::font_size, "font-size", Inherited::yes, "medium", parse_font_size, apply_font_size,
                copy_field<&FontGroup::size>, Group::font, Media::both},
    PropertyRow{Property::font_weight, "font-weight", Inherited::yes, "normal", parse_font_weight, apply_font_weight,
                copy_field<&FontGroup::weight>, Group::font, Media::both},
    PropertyRow{Property::font_stretch, "font-stretch", Inherited::yes, "normal", parse_font_stretch,
                apply_keyword<&FontGroup::stretch>, copy_field<&FontGroup::stretch>, Group::font, Media::both},
    PropertyRow{Property::font_style, "font-style", Inherited::yes, "normal", parse_font_style, apply_keyword<&FontGroup::style>,
                copy_field<&FontGroup::style>, Group::font, Media::both},
    keyword_row<&FontGroup::kerning, kernings>(Property::font_kerning, "font-kerning", Inherited::yes, "auto"),
    font_variant_row(Property::font_variant_ligatures),
    font_variant_row(Property::font_variant_caps),
    font_variant_row(Property::font_variant_numeric),
    font_variant_row(Property::font_variant_position),
    font_variant_row(Property::font_variant_alternates),
    font_variant_row(Property::font_variant_east_asian),
    PropertyRow{Property::font_feature_settings, "font-feature-settings", Inherited::yes, "normal", parse_feature_settings,
                apply_feature_settings, copy_field<&FontGroup::feature_settings>, Group::font, Media::both},
    PropertyRow{Property::font_language_override, "font-language-override", Inherited::yes, "normal", parse_language_override,
                apply_language_override, copy_field<&FontGroup::language_override>, Group::font, Media::both},
    PropertyRow{Property::line_height, "line-height", Inherited::yes, "normal", parse_line_height, apply_line_height,
                copy_field<&TextGroup::line_height>, Group::text, Media::both},
    PropertyRow{Property::color, "color", Inherited::yes, "black", parse_color, apply_color, copy_field<&TextGroup::color>, Group::text,
                Media::both},
};

}  // namespace

Rows font_rows() { return rows; }

}  // namespace octavo::css

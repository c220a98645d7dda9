#include "css/properties/font_variants.h"

#include <algorithm>

namespace octavo::css {
namespace {

constexpr std::uint32_t tag(char const (&text)[5]) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(text[0])) << 24 | static_cast<std::uint32_t>(static_cast<unsigned char>(text[1])) << 16 |
           static_cast<std::uint32_t>(static_cast<unsigned char>(text[2])) << 8 | static_cast<unsigned char>(text[3]);
}

// Fonts 4, 6.4 to 6.10. Words of one `kind` exclude each other.
struct Variant {
    Property property;
    std::string_view word;
    int kind;
    FontFeature first, second{}, third{};
};
constexpr Variant variants[] = {
    {Property::font_variant_ligatures, "common-ligatures", 0, {tag("liga"), 1}, {tag("clig"), 1}, {}},
    {Property::font_variant_ligatures, "no-common-ligatures", 0, {tag("liga"), 0}, {tag("clig"), 0}, {}},
    {Property::font_variant_ligatures, "discretionary-ligatures", 1, {tag("dlig"), 1}, {}, {}},
    {Property::font_variant_ligatures, "no-discretionary-ligatures", 1, {tag("dlig"), 0}, {}, {}},
    {Property::font_variant_ligatures, "historical-ligatures", 2, {tag("hlig"), 1}, {}, {}},
    {Property::font_variant_ligatures, "no-historical-ligatures", 2, {tag("hlig"), 0}, {}, {}},
    {Property::font_variant_ligatures, "contextual", 3, {tag("calt"), 1}, {}, {}},
    {Property::font_variant_ligatures, "no-contextual", 3, {tag("calt"), 0}, {}, {}},
    {Property::font_variant_caps, "small-caps", 0, {tag("smcp"), 1}, {}, {}},
    {Property::font_variant_caps, "all-small-caps", 0, {tag("smcp"), 1}, {tag("c2sc"), 1}, {}},
    {Property::font_variant_caps, "petite-caps", 0, {tag("pcap"), 1}, {}, {}},
    {Property::font_variant_caps, "all-petite-caps", 0, {tag("pcap"), 1}, {tag("c2pc"), 1}, {}},
    {Property::font_variant_caps, "unicase", 0, {tag("unic"), 1}, {}, {}},
    {Property::font_variant_caps, "titling-caps", 0, {tag("titl"), 1}, {}, {}},
    {Property::font_variant_numeric, "lining-nums", 0, {tag("lnum"), 1}, {}, {}},
    {Property::font_variant_numeric, "oldstyle-nums", 0, {tag("onum"), 1}, {}, {}},
    {Property::font_variant_numeric, "proportional-nums", 1, {tag("pnum"), 1}, {}, {}},
    {Property::font_variant_numeric, "tabular-nums", 1, {tag("tnum"), 1}, {}, {}},
    {Property::font_variant_numeric, "diagonal-fractions", 2, {tag("frac"), 1}, {}, {}},
    {Property::font_variant_numeric, "stacked-fractions", 2, {tag("afrc"), 1}, {}, {}},
    {Property::font_variant_numeric, "ordinal", 3, {tag("ordn"), 1}, {}, {}},
    {Property::font_variant_numeric, "slashed-zero", 4, {tag("zero"), 1}, {}, {}},
    {Property::font_variant_position, "sub", 0, {tag("subs"), 1}, {}, {}},
    {Property::font_variant_position, "super", 0, {tag("sups"), 1}, {}, {}},
    {Property::font_variant_alternates, "historical-forms", 0, {tag("hist"), 1}, {}, {}},
    {Property::font_variant_east_asian, "jis78", 0, {tag("jp78"), 1}, {}, {}},
    {Property::font_variant_east_asian, "jis83", 0, {tag("jp83"), 1}, {}, {}},
    {Property::font_variant_east_asian, "jis90", 0, {tag("jp90"), 1}, {}, {}},
    {Property::font_variant_east_asian, "jis04", 0, {tag("jp04"), 1}, {}, {}},
    {Property::font_variant_east_asian, "simplified", 0, {tag("smpl"), 1}, {}, {}},
    {Property::font_variant_east_asian, "traditional", 0, {tag("trad"), 1}, {}, {}},
    {Property::font_variant_east_asian, "full-width", 1, {tag("fwid"), 1}, {}, {}},
    {Property::font_variant_east_asian, "proportional-width", 1, {tag("pwid"), 1}, {}, {}},
    {Property::font_variant_east_asian, "ruby", 2, {tag("ruby"), 1}, {}, {}},
};
// font-variant-ligatures: none
constexpr FontFeature no_ligatures[] = {{tag("liga"), 0}, {tag("clig"), 0}, {tag("dlig"), 0}, {tag("hlig"), 0}, {tag("calt"), 0}};
constexpr std::uint16_t none_word = 0xFFFF;

template <typename Visit>
void each_feature(Variant const& variant, Visit visit) {
    for (FontFeature const* feature : {&variant.first, &variant.second, &variant.third}) {
        if (feature->tag != 0) visit(*feature);
    }
}

bool owns(Property which, std::uint32_t feature_tag) {
    return std::any_of(std::begin(variants), std::end(variants), [&](Variant const& row) {
        return row.property == which && (row.first.tag == feature_tag || row.second.tag == feature_tag);
    });
}

void erase_owned(Property which, std::vector<FontFeature>& features) {
    std::erase_if(features, [&](FontFeature feature) { return owns(which, feature.tag); });
}

void set_feature(std::vector<FontFeature>& features, FontFeature feature) {
    auto place = std::lower_bound(features.begin(), features.end(), feature.tag, [](FontFeature f, std::uint32_t t) { return f.tag < t; });
    if (place != features.end() && place->tag == feature.tag) *place = feature;
    else features.insert(place, feature);
}

bool asks_small_caps(std::vector<FontFeature> const& features) {
    return std::any_of(features.begin(), features.end(), [](FontFeature f) {
        return (f.tag == tag("smcp") || f.tag == tag("pcap")) && f.value != 0;
    });
}

}  // namespace

bool read_font_variant_word(ValueReader& reader, Property which, std::vector<Value>& words) {
    if (reader.peek().kind != TokenKind::ident) return false;
    for (std::uint16_t i = 0; i < std::size(variants); ++i) {
        Variant const& row = variants[i];
        if (row.property != which || !equals_ignoring_case(reader.peek().text, row.word)) continue;
        bool again = std::any_of(words.begin(), words.end(), [&](Value const& v) {
            return v.keyword == none_word || (variants[v.keyword].property == which && variants[v.keyword].kind == row.kind);
        });
        if (again) return false;
        reader.take();
        words.push_back(keyword_value(i));
        return true;
    }
    return false;
}

bool parse_variant(ValueReader& reader, Property which, Value& out) {
    std::vector<Value> words;
    if (!reader.take_ident("normal")) {
        if (which == Property::font_variant_ligatures && reader.take_ident("none")) {
            words.push_back(keyword_value(none_word));
        } else {
            while (read_font_variant_word(reader, which, words)) {}
            if (words.empty()) return false;
        }
    }
    out = list_value(reader, words);
    return true;
}

void apply_variant(Property which, Value const& value, StyleBuilder& builder) {
    auto& features = builder.font.variant_features;
    erase_owned(which, features);
    for (Value const& word : value.items) {
        if (word.keyword == none_word) {
            for (FontFeature feature : no_ligatures) set_feature(features, feature);
        } else {
            each_feature(variants[word.keyword], [&](FontFeature feature) { set_feature(features, feature); });
        }
    }
}

void copy_variant(Property which, ComputedStyle const& from, StyleBuilder& builder) {
    auto& features = builder.font.variant_features;
    erase_owned(which, features);
    for (FontFeature feature : from.font->variant_features) {
        if (owns(which, feature.tag)) set_feature(features, feature);
    }
}

// 7.12: normal | [ <string> [ on | off | <integer [0,∞]> ]? ]#
bool parse_feature_settings(ValueReader& reader, Value& out) {
    std::vector<Value> settings;
    if (!reader.take_ident("normal")) {
        do {
            auto name = reader.read_string();
            if (!name || name->text.size() != 4) return false;
            for (char c : name->text) {
                if (c < 0x20 || c > 0x7E) return false;
            }
            name->number = 1;
            if (reader.take_ident("off")) {
                name->number = 0;
            } else if (!reader.take_ident("on")) {
                if (auto number = reader.read_integer()) {
                    if (number->number < 0) return false;
                    name->number = number->number;
                }
            }
            settings.push_back(*name);
        } while (reader.take_comma());
    }
    out = list_value(reader, settings);
    return true;
}

void apply_feature_settings(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    auto& features = builder.font.feature_settings;
    features.clear();
    for (Value const& setting : value.items) {
        std::uint32_t name = 0;
        for (char c : setting.text) name = name << 8 | static_cast<unsigned char>(c);
        set_feature(features, {name, static_cast<std::uint32_t>(setting.number)});
    }
}

// Fonts 4, 7.2: font-feature-settings is applied last
void merge_features(FontGroup& font) {
    font.features = font.variant_features;
    for (FontFeature feature : font.feature_settings) set_feature(font.features, feature);
    font.synthesize_small_caps = asks_small_caps(font.variant_features);
}

}  // namespace octavo::css

// Generated Content 3, GCPM 3 (string-set, running elements, bookmarks), Lists 3 (counters), and -octavo-target-pages()
#include <algorithm>

#include "css/properties/content_items.h"
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

// --- content: normal | none | <item>+ [ / <alternative text> ]?
bool parse_content(ValueReader& reader, Value& out) {
    using K = GeneratedGroup::ContentKind;
    static constexpr std::array kinds{Keyword<K>{"normal", K::normal}, Keyword<K>{"none", K::none}};
    if (parse_keyword<kinds>(reader, out)) return true;
    auto items = read_content_items(reader);
    if (items.empty()) return false;
    if (reader.take_delim('/') && read_content_items(reader).empty()) return false;  // spoken: the tree has texts of its own
    out = list_value(reader, items);
    return true;
}
void apply_content(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    using K = GeneratedGroup::ContentKind;
    bool items = value.is(Value::Kind::list);
    builder.generated.content_kind = items ? K::items : static_cast<K>(value.keyword);
    builder.generated.content = content_items(value.items);
}
void copy_content(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&GeneratedGroup::content_kind>(from, builder);
    copy_field<&GeneratedGroup::content>(from, builder);
}

// --- counter-*: none | [ <counter-name> <integer>? ]+
template <std::int32_t missing>
bool parse_counters(ValueReader& reader, Value& out) {
    std::vector<Value> changes;
    if (!reader.take_ident("none")) {
        while (auto name = reader.read_custom_ident()) {
            auto number = reader.read_integer();
            name->number = number ? number->number : missing;
            changes.push_back(*name);
        }
        if (changes.empty()) return false;
    }
    out = list_value(reader, changes);
    return true;
}
template <auto Field>
void apply_counters(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    auto& changes = field_in<Field>(builder);
    changes.clear();
    for (Value const& item : value.items) changes.push_back({base::Name::of(item.text), static_cast<std::int32_t>(item.number)});
}
template <auto Field, std::int32_t missing>
constexpr PropertyRow counter_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "none", parse_counters<missing>, apply_counters<Field>, copy_field<Field>, Group::generated, Media::both};
}

// --- string-set: none | [ <custom-ident> <content-list> ]#
bool parse_string_set(ValueReader& reader, Value& out) {
    std::vector<Value> strings;
    if (!reader.take_ident("none")) {
        do {
            auto name = reader.read_custom_ident();
            if (!name) return false;
            auto items = read_content_items(reader);
            if (items.empty()) return false;
            name->items = reader.keep(items);
            strings.push_back(*name);
        } while (reader.take_comma());
    }
    out = list_value(reader, strings);
    return true;
}
void apply_string_set(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.generated.string_set.clear();
    for (Value const& item : value.items) builder.generated.string_set.push_back({base::Name::of(item.text), content_items(item.items)});
}

// --- bookmarks
bool parse_level(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("none") || parse_positive_integer(reader, out);
}
void apply_level(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.generated.bookmark_level = value.is(Value::Kind::keyword) ? std::uint8_t{0} : static_cast<std::uint8_t>(std::min(value.number, 255.0));
}
bool parse_label(ValueReader& reader, Value& out) {
    if (reader.take_ident("none")) {
        out = list_value(reader, {});
        return true;
    }
    auto items = read_content_items(reader);
    out = list_value(reader, items);
    return !items.empty();
}
void apply_label(Value const& value, ApplyContext const&, StyleBuilder& builder) { builder.generated.bookmark_label = content_items(value.items); }
constexpr std::array states{Keyword<bool>{"open", false}, Keyword<bool>{"closed", true}};

// --- quotes: auto | none | [ <string> <string> ]+
constexpr std::uint16_t quotes_auto = 1;
bool parse_quotes(ValueReader& reader, Value& out) {
    if (reader.take_ident("auto")) {
        out = keyword_value(quotes_auto);
        return true;
    }
    std::vector<Value> strings;
    if (!reader.take_ident("none")) {
        while (auto text = reader.read_string()) strings.push_back(*text);
        if (strings.empty() || strings.size() % 2 != 0) return false;
    }
    out = list_value(reader, strings);
    return true;
}
void apply_quotes(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.text.quotes_auto = value.is(Value::Kind::keyword);
    builder.text.quotes.clear();
    for (Value const& item : value.items) builder.text.quotes.emplace_back(item.text);
}
void copy_quotes(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&TextGroup::quotes>(from, builder);
    copy_field<&TextGroup::quotes_auto>(from, builder);
}

constexpr std::array rows{
    PropertyRow{Property::content, "content", Inherited::no, "normal", parse_content, apply_content, copy_content, Group::generated, Media::both},
    counter_row<&GeneratedGroup::counter_reset, 0>(Property::counter_reset, "counter-reset"),
    counter_row<&GeneratedGroup::counter_increment, 1>(Property::counter_increment, "counter-increment"),
    counter_row<&GeneratedGroup::counter_set, 0>(Property::counter_set, "counter-set"),
    PropertyRow{Property::string_set, "string-set", Inherited::no, "none", parse_string_set, apply_string_set,
                copy_field<&GeneratedGroup::string_set>, Group::generated, Media::print},
    PropertyRow{Property::bookmark_level, "bookmark-level", Inherited::no, "none", parse_level, apply_level,
                copy_field<&GeneratedGroup::bookmark_level>, Group::generated, Media::print},
    PropertyRow{Property::bookmark_label, "bookmark-label", Inherited::no, "content(text)", parse_label, apply_label,
                copy_field<&GeneratedGroup::bookmark_label>, Group::generated, Media::print},
    keyword_row<&GeneratedGroup::bookmark_closed, states>(Property::bookmark_state, "bookmark-state", Inherited::no, "open", Media::print),
    PropertyRow{Property::quotes, "quotes", Inherited::yes, "auto", parse_quotes, apply_quotes, copy_quotes, Group::text, Media::both},
};

}  // namespace

Rows generated_content_rows() { return rows; }

}  // namespace octavo::css

// https://www.w3.org/TR/css-text-4/
#include <algorithm>
#include <cmath>

#include "css/properties/row_helpers.h"
#include "css/utf8.h"

namespace octavo::css {
namespace {

using A = TextAlign;
constexpr std::uint16_t match_parent = 0xFF;
constexpr std::array aligns{
    Keyword<int>{"start", static_cast<int>(A::start)}, Keyword<int>{"end", static_cast<int>(A::end)},
    Keyword<int>{"left", static_cast<int>(A::left)}, Keyword<int>{"right", static_cast<int>(A::right)},
    Keyword<int>{"center", static_cast<int>(A::center)}, Keyword<int>{"justify", static_cast<int>(A::justify)},
    Keyword<int>{"justify-all", static_cast<int>(A::justify)}, Keyword<int>{"-webkit-center", static_cast<int>(A::center)},
    Keyword<int>{"-moz-center", static_cast<int>(A::center)}, Keyword<int>{"match-parent", match_parent},
};
// 7.1: <keyword>, or <string> with or without one; the string alone goes with `right` (of rows from right to left: `left`)
bool parse_align(ValueReader& reader, Value& out) {
    Value keyword, character;
    bool has_keyword = parse_keyword<aligns>(reader, keyword);
    bool has_character = give(reader.read_string(), character);
    if (!has_keyword && has_character) has_keyword = parse_keyword<aligns>(reader, keyword);
    if (!has_character) {
        out = keyword;
        return has_keyword;
    }
    if (!has_keyword) keyword = keyword_value(A::end);
    if (keyword.keyword == match_parent || character.text.empty()) return false;
    out = list_value(reader, {keyword, character});
    return true;
}
// 7.3: match-parent turns start and end into the side they have in the parent
void apply_align(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    builder.text.align_character = {};
    if (value.is(Value::Kind::list)) {
        builder.text.align = static_cast<A>(value.items[0].keyword);
        builder.text.align_character = base::Name::of(value.items[1].text);
        return;
    }
    if (value.keyword != match_parent) {
        builder.text.align = static_cast<A>(value.keyword);
        return;
    }
    TextGroup const& parent = *context.parent.text;
    bool ltr = parent.direction == Direction::ltr;
    builder.text.align = parent.align == A::start ? (ltr ? A::left : A::right) : parent.align == A::end ? (ltr ? A::right : A::left) : parent.align;
}
void copy_align(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&TextGroup::align>(from, builder);
    copy_field<&TextGroup::align_character>(from, builder);
}
constexpr std::array aligns_last{
    Keyword<TextAlignLast>{"auto", TextAlignLast::automatic}, Keyword<TextAlignLast>{"start", TextAlignLast::start},
    Keyword<TextAlignLast>{"end", TextAlignLast::end}, Keyword<TextAlignLast>{"left", TextAlignLast::left},
    Keyword<TextAlignLast>{"right", TextAlignLast::right}, Keyword<TextAlignLast>{"center", TextAlignLast::center},
    Keyword<TextAlignLast>{"justify", TextAlignLast::justify},
};

// --- text-indent: <length-percentage> && hanging? && each-line?
constexpr unsigned hanging = 1, each_line = 2;
bool parse_indent(ValueReader& reader, Value& out) {
    std::optional<Value> length;
    unsigned flags = 0;
    while (!reader.at_end()) {
        if ((flags & hanging) == 0 && reader.take_ident("hanging")) flags |= hanging;
        else if ((flags & each_line) == 0 && reader.take_ident("each-line")) flags |= each_line;
        else if (auto next = length ? std::nullopt : reader.read_length_percentage(Range::all)) length = next;
        else return false;
    }
    if (!length) return false;
    out = list_value(reader, {*length});
    out.keyword = static_cast<std::uint16_t>(flags);
    return true;
}
void apply_indent(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    builder.text.indent = compute_length_percentage(value.items[0], context, builder);
    builder.text.indent_hanging = (value.keyword & hanging) != 0;
    builder.text.indent_each_line = (value.keyword & each_line) != 0;
}
void copy_indent(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&TextGroup::indent>(from, builder);
    copy_field<&TextGroup::indent_hanging>(from, builder);
    copy_field<&TextGroup::indent_each_line>(from, builder);
}

// --- hyphenation
constexpr std::array hyphens{Keyword<Hyphens>{"none", Hyphens::none}, Keyword<Hyphens>{"manual", Hyphens::manual},
                             Keyword<Hyphens>{"auto", Hyphens::automatic}};
std::uint8_t small(double number) { return static_cast<std::uint8_t>(std::clamp(number, 0.0, 255.0)); }

// 6.3.2: [ auto | <integer> ]{1,3}; a missing third is the second
bool parse_limit_chars(ValueReader& reader, Value& out) {
    std::vector<Value> counts;
    while (counts.size() < 3 && !reader.at_end()) {
        if (reader.take_ident("auto")) {
            counts.push_back(keyword_value(std::uint16_t{0}));
        } else if (auto count = reader.read_integer(); count && count->number >= 0) {
            counts.push_back(*count);
        } else {
            return false;
        }
    }
    if (counts.empty()) return false;
    out = list_value(reader, counts);
    return true;
}
void apply_limit_chars(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    auto& limits = builder.text.hyphenate_limit_chars;
    limits = initial_style().text->hyphenate_limit_chars;
    for (std::size_t i = 0; i < value.items.size(); ++i) {
        if (value.items[i].is(Value::Kind::integer)) limits[i] = small(value.items[i].number);
    }
    if (value.items.size() == 2) limits[2] = limits[1];
}
bool parse_limit_lines(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("no-limit")) return true;
    auto count = reader.read_integer();
    return count && count->number >= 0 && give(count, out);
}
void apply_limit_lines(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.text.hyphenate_limit_lines = value.is(Value::Kind::keyword) ? std::uint8_t{0} : small(value.number);
}
constexpr std::array limits_last{Keyword<bool>{"none", false}, Keyword<bool>{"always", true}, Keyword<bool>{"column", true},
                                 Keyword<bool>{"page", true}, Keyword<bool>{"spread", true}};
bool parse_auto_or_string(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("auto") || give(reader.read_string(), out);
}
void apply_hyphenate_character(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.text.hyphenate_character = std::string(value.text);
}

// --- text-transform: none | [ capitalize | uppercase | lowercase ] || full-width || full-size-kana; one of them is done
bool parse_transform(ValueReader& reader, Value& out) {
    static constexpr std::array cases{Keyword<TextTransform>{"uppercase", TextTransform::uppercase},
                                      Keyword<TextTransform>{"lowercase", TextTransform::lowercase},
                                      Keyword<TextTransform>{"capitalize", TextTransform::capitalize}};
    out = keyword_value(TextTransform::none);
    if (reader.take_ident("none")) return true;
    bool found = false, cased = false;
    while (!reader.at_end()) {
        Value next;
        if (!cased && parse_keyword<cases>(reader, next)) {
            out = next;
            cased = true;
        } else if (reader.take_ident("full-width")) {
            if (!cased) out = keyword_value(TextTransform::full_width);
        } else if (!reader.take_ident("full-size-kana")) {
            return false;
        }
        found = true;
    }
    return found;
}

constexpr std::array collapses{
    Keyword<WhiteSpaceCollapse>{"collapse", WhiteSpaceCollapse::collapse}, Keyword<WhiteSpaceCollapse>{"preserve", WhiteSpaceCollapse::preserve},
    Keyword<WhiteSpaceCollapse>{"preserve-breaks", WhiteSpaceCollapse::preserve_breaks},
    Keyword<WhiteSpaceCollapse>{"preserve-spaces", WhiteSpaceCollapse::preserve},
    Keyword<WhiteSpaceCollapse>{"break-spaces", WhiteSpaceCollapse::break_spaces},
};
constexpr std::array wrap_modes{Keyword<TextWrapMode>{"wrap", TextWrapMode::wrap}, Keyword<TextWrapMode>{"nowrap", TextWrapMode::nowrap}};
constexpr std::array wrap_styles{
    Keyword<TextWrapStyle>{"auto", TextWrapStyle::automatic}, Keyword<TextWrapStyle>{"balance", TextWrapStyle::balance},
    Keyword<TextWrapStyle>{"pretty", TextWrapStyle::pretty}, Keyword<TextWrapStyle>{"stable", TextWrapStyle::stable},
};

// --- tab-size: <number> of spaces | <length>
bool parse_tab_size(ValueReader& reader, Value& out) {
    return give(reader.read_number(Range::non_negative), out) || give(reader.read_length(Range::non_negative), out);
}
void apply_tab_size(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    if (value.is(Value::Kind::number)) {
        builder.text.tab_size = 0;
        builder.text.tab_size_spaces = static_cast<std::uint16_t>(std::min(std::lround(std::min(value.number, 1000.0)), 1000L));
    } else {
        builder.text.tab_size = compute_length(value, context, builder);
        builder.text.tab_size_spaces = 0;
    }
}
void copy_tab_size(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&TextGroup::tab_size>(from, builder);
    copy_field<&TextGroup::tab_size_spaces>(from, builder);
}

constexpr std::array line_breaks{
    Keyword<LineBreak>{"auto", LineBreak::automatic}, Keyword<LineBreak>{"loose", LineBreak::loose}, Keyword<LineBreak>{"normal", LineBreak::normal},
    Keyword<LineBreak>{"strict", LineBreak::strict}, Keyword<LineBreak>{"anywhere", LineBreak::anywhere},
};
// 5.2: break-word is normal with overflow-wrap: anywhere
constexpr std::uint16_t legacy_break_word = 0xFF;
constexpr std::array word_breaks{
    Keyword<int>{"normal", static_cast<int>(WordBreak::normal)}, Keyword<int>{"keep-all", static_cast<int>(WordBreak::keep_all)},
    Keyword<int>{"break-all", static_cast<int>(WordBreak::break_all)}, Keyword<int>{"break-word", legacy_break_word},
};
void apply_word_break(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    bool legacy = value.keyword == legacy_break_word;
    builder.text.word_break = legacy ? WordBreak::normal : static_cast<WordBreak>(value.keyword);
    if (legacy) builder.text.overflow_wrap = OverflowWrap::anywhere;
}
constexpr std::array overflow_wraps{Keyword<OverflowWrap>{"normal", OverflowWrap::normal}, Keyword<OverflowWrap>{"break-word", OverflowWrap::break_word},
                                    Keyword<OverflowWrap>{"anywhere", OverflowWrap::anywhere}};

// --- hanging-punctuation: none | [ first || [ force-end | allow-end ] || last ]; any of them asks for protrusion
bool parse_hanging(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("none")) return true;
    bool first = false, last = false, end = false;
    while (!reader.at_end()) {
        if (!first && reader.take_ident("first")) first = true;
        else if (!last && reader.take_ident("last")) last = true;
        else if (!end && (reader.take_ident("force-end") || reader.take_ident("allow-end"))) end = true;
        else return false;
    }
    out.keyword = 1;
    return first || last || end;
}

constexpr std::array visibilities{Keyword<Visibility>{"visible", Visibility::visible}, Keyword<Visibility>{"hidden", Visibility::hidden},
                                  Keyword<Visibility>{"collapse", Visibility::collapse}};

template <auto Field>
void apply_small_integer(Value const& value, ApplyContext const&, StyleBuilder& builder) { field_in<Field>(builder) = small(value.number); }

bool parse_room(ValueReader& reader, Value& out) { return give(reader.read_length(Range::non_negative), out); }
bool parse_expansion(ValueReader& reader, Value& out) {
    if (reader.take_ident("auto")) {
        out = keyword_value(std::uint16_t{0});
        return true;
    }
    auto percent = reader.read_percentage(Range::non_negative);
    return percent && percent->number <= 10 && give(percent, out);
}
void apply_expansion(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.text.expansion = value.is(Value::Kind::keyword) ? std::int16_t{-1} : static_cast<std::int16_t>(std::lround(value.number * 10));
}

// -octavo-line-number: none | <integer> || [ lines | paragraphs ] || [ outside | inside | left | right ]
using Side = LineNumbers::Side;
constexpr std::array number_sides{Keyword<Side>{"outside", Side::outside}, Keyword<Side>{"inside", Side::inside},
                                  Keyword<Side>{"left", Side::left}, Keyword<Side>{"right", Side::right}};
constexpr std::array number_units{Keyword<LineNumbers::Of>{"lines", LineNumbers::Of::lines},
                                  Keyword<LineNumbers::Of>{"paragraphs", LineNumbers::Of::paragraphs}};
bool parse_line_number(ValueReader& reader, Value& out) {
    Value every, of = keyword_value(LineNumbers::Of::lines), side = keyword_value(Side::outside), word;
    if (!reader.take_ident("none")) {
        while (!reader.at_end()) {
            if (auto count = reader.read_integer(); count && count->number >= 1 && every.is(Value::Kind::keyword)) every = *count;
            else if (parse_keyword<number_units>(reader, word)) of = word;
            else if (parse_keyword<number_sides>(reader, word)) side = word;
            else return false;
        }
        if (!every.is(Value::Kind::integer)) return false;
    }
    out = list_value(reader, {every, of, side});
    return true;
}
void apply_line_number(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    bool none = !value.items[0].is(Value::Kind::integer);
    builder.text.line_numbers = {static_cast<LineNumbers::Of>(value.items[1].keyword), static_cast<Side>(value.items[2].keyword),
                                 none ? std::uint8_t{0} : small(value.items[0].number)};
}
bool parse_none_or_string(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("none") || give(reader.read_string(), out);
}
void apply_wrap_mark(Value const& value, ApplyContext const&, StyleBuilder& builder) { builder.text.wrap_mark = base::Name::of(value.text); }

constexpr std::array rows{
    PropertyRow{Property::text_align, "text-align", Inherited::yes, "start", parse_align, apply_align, copy_align,
                Group::text, Media::both},
    keyword_row<&TextGroup::align_last, aligns_last>(Property::text_align_last, "text-align-last", Inherited::yes, "auto"),
    PropertyRow{Property::text_indent, "text-indent", Inherited::yes, "0", parse_indent, apply_indent, copy_indent, Group::text, Media::both},
    PropertyRow{Property::letter_spacing, "letter-spacing", Inherited::yes, "normal", parse_normal_or_length,
                apply_length<&TextGroup::letter_spacing>, copy_field<&TextGroup::letter_spacing>, Group::text, Media::both},
    PropertyRow{Property::word_spacing, "word-spacing", Inherited::yes, "normal", parse_normal_or_length,
                apply_length<&TextGroup::word_spacing>, copy_field<&TextGroup::word_spacing>, Group::text, Media::both},
    keyword_row<&TextGroup::hyphens, hyphens>(Property::hyphens, "hyphens", Inherited::yes, "manual"),
    PropertyRow{Property::hyphenate_limit_chars, "hyphenate-limit-chars", Inherited::yes, "auto", parse_limit_chars, apply_limit_chars,
                copy_field<&TextGroup::hyphenate_limit_chars>, Group::text, Media::both},
    PropertyRow{Property::hyphenate_limit_lines, "hyphenate-limit-lines", Inherited::yes, "no-limit", parse_limit_lines,
                apply_limit_lines, copy_field<&TextGroup::hyphenate_limit_lines>, Group::text, Media::print},
    keyword_row<&TextGroup::hyphenate_limit_last_always, limits_last>(Property::hyphenate_limit_last, "hyphenate-limit-last",
                                                                     Inherited::yes, "none", Media::print),
    PropertyRow{Property::hyphenate_limit_zone, "hyphenate-limit-zone", Inherited::yes, "0",
                parse_length_percentage<Range::non_negative>, apply_length_percentage<&TextGroup::hyphenate_limit_zone>,
                copy_field<&TextGroup::hyphenate_limit_zone>, Group::text, Media::print},
    PropertyRow{Property::hyphenate_character, "hyphenate-character", Inherited::yes, "auto", parse_auto_or_string,
                apply_hyphenate_character, copy_field<&TextGroup::hyphenate_character>, Group::text, Media::both},
    PropertyRow{Property::text_transform, "text-transform", Inherited::yes, "none", parse_transform,
                apply_keyword<&TextGroup::transform>, copy_field<&TextGroup::transform>, Group::text, Media::both},
    keyword_row<&TextGroup::white_space, collapses>(Property::white_space_collapse, "white-space-collapse", Inherited::yes, "collapse"),
    keyword_row<&TextGroup::wrap, wrap_modes>(Property::text_wrap_mode, "text-wrap-mode", Inherited::yes, "wrap"),
    keyword_row<&TextGroup::wrap_style, wrap_styles>(Property::text_wrap_style, "text-wrap-style", Inherited::yes, "auto"),
    PropertyRow{Property::tab_size, "tab-size", Inherited::yes, "8", parse_tab_size, apply_tab_size, copy_tab_size, Group::text, Media::both},
    keyword_row<&TextGroup::line_break, line_breaks>(Property::line_break, "line-break", Inherited::yes, "auto"),
    PropertyRow{Property::word_break, "word-break", Inherited::yes, "normal", parse_keyword<word_breaks>, apply_word_break,
                copy_field<&TextGroup::word_break>, Group::text, Media::both},
    keyword_row<&TextGroup::overflow_wrap, overflow_wraps>(Property::overflow_wrap, "overflow-wrap", Inherited::yes, "normal"),
    PropertyRow{Property::hanging_punctuation, "hanging-punctuation", Inherited::yes, "none", parse_hanging,
                apply_keyword<&TextGroup::hanging_punctuation>, copy_field<&TextGroup::hanging_punctuation>, Group::text, Media::both},
    keyword_row<&TextGroup::visibility, visibilities>(Property::visibility, "visibility", Inherited::yes, "visible"),
    PropertyRow{Property::orphans, "orphans", Inherited::yes, "2", parse_positive_integer, apply_small_integer<&TextGroup::orphans>,
                copy_field<&TextGroup::orphans>, Group::text, Media::both},
    PropertyRow{Property::widows, "widows", Inherited::yes, "2", parse_positive_integer, apply_small_integer<&TextGroup::widows>,
                copy_field<&TextGroup::widows>, Group::text, Media::both},
    PropertyRow{Property::octavo_expansion, "-octavo-expansion", Inherited::yes, "auto", parse_expansion, apply_expansion,
                copy_field<&TextGroup::expansion>, Group::text, Media::print},
    PropertyRow{Property::octavo_float_room, "-octavo-float-room", Inherited::yes, "0", parse_room, apply_length<&TextGroup::float_room>,
                copy_field<&TextGroup::float_room>, Group::text, Media::print},
    PropertyRow{Property::octavo_line_number, "-octavo-line-number", Inherited::yes, "none", parse_line_number, apply_line_number,
                copy_field<&TextGroup::line_numbers>, Group::text, Media::print},
    PropertyRow{Property::octavo_wrap_mark, "-octavo-wrap-mark", Inherited::yes, "none", parse_none_or_string, apply_wrap_mark,
                copy_field<&TextGroup::wrap_mark>, Group::text, Media::print},
};

}  // namespace

Rows text_rows() { return rows; }

}  // namespace octavo::css

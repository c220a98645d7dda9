// Shorthands: one value cut into longhands. What is left out has its initial value.
#include <algorithm>
#include <array>

#include "css/properties/font_variants.h"
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

using P = Property;
using Longhands = std::span<Property const>;
using Out = std::vector<LonghandValue>;

Value initial() {
    Value value;
    value.kind = Value::Kind::wide;
    value.wide = WideKeyword::initial;
    return value;
}

bool read_longhand(ValueReader& reader, Property property, Value& out) {
    std::size_t start = reader.position();
    if (row_of(property).parse(reader, out)) return true;
    reader.rewind(start);
    return false;
}

// One to four values: top, right, bottom, left (or two: start, end).
bool parse_sides(ValueReader& reader, Longhands longhands, Out& out) {
    std::vector<Value> values;
    Value value;
    while (values.size() < longhands.size() && !reader.at_end() && read_longhand(reader, longhands[0], value)) values.push_back(value);
    if (values.empty()) return false;
    for (std::size_t i = 0; i < longhands.size(); ++i) {
        std::size_t from = i < values.size() ? i : i == 3 && values.size() > 1 ? 1 : 0;
        out.push_back({longhands[i], values[from]});
    }
    return true;
}

// `||` in any order, each kind at most once; the longhands are `kinds` runs of as many sides (border: 3 kinds, 4 sides).
bool parse_any_order(ValueReader& reader, Longhands longhands, std::size_t kinds, Out& out) {
    std::vector<Value> values(kinds, initial());
    std::vector<bool> seen(kinds, false);
    bool any = false;
    while (!reader.at_end()) {
        bool took = false;
        for (std::size_t kind = 0; kind < kinds && !took; ++kind) {
            if (seen[kind] || !read_longhand(reader, longhands[kind * (longhands.size() / kinds)], values[kind])) continue;
            seen[kind] = took = true;
        }
        if (!took) return false;
        any = true;
    }
    if (!any) return false;
    std::size_t repeat = longhands.size() / kinds;
    for (std::size_t i = 0; i < longhands.size(); ++i) out.push_back({longhands[i], seen[i / repeat] ? values[i / repeat] : initial()});
    return true;
}
bool parse_three(ValueReader& reader, Longhands longhands, Out& out) { return parse_any_order(reader, longhands, 3, out); }
bool parse_each(ValueReader& reader, Longhands longhands, Out& out) { return parse_any_order(reader, longhands, longhands.size(), out); }

bool parse_list_style(ValueReader& reader, Longhands longhands, Out& out) {
    // `none` may mean type or image (Lists 3, 3.5): it is the one's not otherwise given, and both's when alone.
    std::array<Value, 3> values{initial(), initial(), initial()};
    std::array<bool, 3> seen{};
    int nones = 0;
    Value none = keyword_value(std::uint16_t{0});
    while (!reader.at_end()) {
        if (reader.take_ident("none")) {
            if (++nones > 2) return false;
            continue;
        }
        bool took = false;
        for (std::size_t i : {std::size_t{2}, std::size_t{1}, std::size_t{0}}) {  // position, image, then any name is a type
            if (seen[i] || !read_longhand(reader, longhands[i], values[i])) continue;
            seen[i] = took = true;
            break;
        }
        if (!took) return false;
    }
    int free = (seen[0] ? 0 : 1) + (seen[1] ? 0 : 1);
    if (nones > free || (nones == 0 && !seen[0] && !seen[1] && !seen[2])) return false;
    if (nones > 0) {
        if (!seen[0]) values[0] = none;
        if (!seen[1]) values[1] = none;
    }
    for (std::size_t i = 0; i < 3; ++i) out.push_back({longhands[i], values[i]});
    return true;
}

bool parse_variant_word(std::string_view word, ValueReader const& reader, Property which, Value& out) {
    Token token;
    token.kind = TokenKind::ident;
    token.text = word;
    ValueReader single(std::span(&token, 1), reader.arena(), {});
    return parse_variant(single, which, out);
}

// font (Fonts 4, 4.7): [ style || variant-caps || weight || stretch ]? size [ / line-height ]? family
constexpr P font_longhands[] = {
    P::font_style, P::font_variant_caps, P::font_weight, P::font_stretch, P::font_size, P::line_height, P::font_family, P::font_variant_ligatures,
    P::font_variant_numeric, P::font_variant_position, P::font_variant_alternates, P::font_variant_east_asian, P::font_kerning,
    P::font_feature_settings, P::font_language_override,
};
bool read_font_prefix(ValueReader& reader, std::array<Value, 7>& values) {
    std::array<bool, 4> seen{};
    int normals = 0;
    for (int words = 0; words < 4; ++words) {
        if (reader.take_ident("normal")) {
            ++normals;
            continue;
        }
        bool took = false;
        if (!seen[0]) took = seen[0] = read_longhand(reader, P::font_style, values[0]);
        if (!took && !seen[1] && reader.take_ident("small-caps")) {  // the only one of CSS 2.1
            took = seen[1] = parse_variant_word("small-caps", reader, P::font_variant_caps, values[1]);
        }
        if (!took && !seen[2]) took = seen[2] = read_longhand(reader, P::font_weight, values[2]);
        bool percent = reader.peek().kind == TokenKind::percentage || reader.peek().kind == TokenKind::function;
        if (!took && !seen[3] && !percent) took = seen[3] = read_longhand(reader, P::font_stretch, values[3]);
        if (!took) break;
    }
    return normals + seen[0] + seen[1] + seen[2] + seen[3] <= 4;
}
bool parse_font(ValueReader& reader, Longhands longhands, Out& out) {
    // System fonts: what a book would make of them is the initial font.
    for (std::string_view system : {"caption", "icon", "menu", "message-box", "small-caption", "status-bar"}) {
        if (!reader.take_ident(system)) continue;
        for (Property longhand : longhands) out.push_back({longhand, initial()});
        return true;
    }
    std::array<Value, 7> values;
    values.fill(initial());
    if (!read_font_prefix(reader, values)) return false;
    if (!read_longhand(reader, P::font_size, values[4])) return false;
    if (reader.take_delim('/') && !read_longhand(reader, P::line_height, values[5])) return false;
    if (!read_longhand(reader, P::font_family, values[6])) return false;
    for (std::size_t i = 0; i < longhands.size(); ++i) out.push_back({longhands[i], i < values.size() ? values[i] : initial()});
    return true;
}

bool parse_font_variant(ValueReader& reader, Longhands longhands, Out& out) {
    std::vector<std::vector<Value>> words(longhands.size());
    bool none = false;
    if (!reader.take_ident("normal")) {
        none = reader.take_ident("none");
        while (!none && !reader.at_end()) {
            bool took = false;
            for (std::size_t i = 0; i < longhands.size() && !took; ++i) took = read_font_variant_word(reader, longhands[i], words[i]);
            if (!took) return false;
        }
    }
    if (!reader.at_end()) return false;
    for (std::size_t i = 0; i < longhands.size(); ++i) out.push_back({longhands[i], list_value(reader, words[i])});
    return !none || parse_variant_word("none", reader, P::font_variant_ligatures, out[0].value);
}

// background: colour and the first layer's image count; position, size, repeat, attachment and boxes are read over.
bool take_background_word(ValueReader& reader) {
    static constexpr std::string_view words[] = {"repeat", "repeat-x", "repeat-y", "no-repeat", "space", "round", "scroll", "fixed", "local", "left",
                                                 "right", "top", "bottom", "center", "border-box", "padding-box", "content-box", "text", "cover",
                                                 "contain", "auto"};
    if (reader.take_delim('/')) return true;
    if (std::any_of(std::begin(words), std::end(words), [&](std::string_view word) { return reader.take_ident(word); })) return true;
    return reader.read_length_percentage(Range::all).has_value();
}
bool parse_background(ValueReader& reader, Longhands longhands, Out& out) {
    std::optional<Value> color, image;
    bool layer_image = false, any = false, first = true;
    while (!reader.at_end()) {
        if (reader.take_comma()) {
            if (!any || color) return false;  // a colour stands in the last layer only
            first = layer_image = any = false;
            continue;
        }
        std::optional<Value> next;
        if (!layer_image && reader.take_ident("none")) next = keyword_value(std::uint16_t{0});
        else if (!layer_image) next = reader.read_image();
        if (next) {
            layer_image = true;
            if (first) image = next;
        } else if (auto found = color ? std::nullopt : reader.read_color()) {
            color = found;
        } else if (!take_background_word(reader)) {
            return false;
        }
        any = true;
    }
    if (!any) return false;
    out.push_back({longhands[0], color ? *color : initial()});
    out.push_back({longhands[1], image ? *image : initial()});
    return true;
}

// text-decoration: line || style || color, thickness read over
bool parse_text_decoration(ValueReader& reader, Longhands longhands, Out& out) {
    std::array<Value, 3> values{initial(), initial(), initial()};
    std::array<bool, 3> seen{};
    bool any = false, thickness = false;
    while (!reader.at_end()) {
        bool took = false;
        for (std::size_t i = 0; i < 3 && !took; ++i) {
            if (!seen[i]) took = seen[i] = read_longhand(reader, longhands[i], values[i]);
        }
        if (!took && !thickness) {
            took = thickness = reader.take_ident("auto") || reader.take_ident("from-font") || reader.read_length_percentage(Range::all).has_value();
        }
        if (!took) return false;
        any = true;
    }
    for (std::size_t i = 0; i < 3; ++i) out.push_back({longhands[i], seen[i] ? values[i] : initial()});
    return any;
}

// columns: <column-width> || <column-count>; `auto` is either's
bool parse_columns(ValueReader& reader, Longhands longhands, Out& out) {
    std::optional<Value> width, count;
    int autos = 0;
    while (!reader.at_end()) {
        Value value;
        if (reader.take_ident("auto")) ++autos;
        else if (!count && parse_positive_integer(reader, value)) count = value;
        else if (!width && read_longhand(reader, P::column_width, value)) width = value;
        else return false;
    }
    if (!width && !count && autos == 0) return false;
    if ((width ? 1 : 0) + (count ? 1 : 0) + autos > 2) return false;
    out.push_back({longhands[0], width ? *width : initial()});
    out.push_back({longhands[1], count ? *count : initial()});
    return true;
}

// Fragmentation 4, 3.4: page-break-*: auto | always | avoid | left | right (and what people write: page, recto, verso)
bool parse_page_break(ValueReader& reader, Longhands longhands, Out& out) {
    if (reader.take_ident("always")) {
        out.push_back({longhands[0], keyword_value(Break::page)});
        return true;
    }
    Value value;
    if (!read_longhand(reader, longhands[0], value)) return false;
    out.push_back({longhands[0], value});
    return true;
}

// white-space: the old keywords, or white-space-collapse || text-wrap-mode (|| white-space-trim, read over)
bool parse_white_space(ValueReader& reader, Longhands longhands, Out& out) {
    struct Legacy { std::string_view name; WhiteSpaceCollapse collapse; TextWrapMode wrap; };
    using C = WhiteSpaceCollapse;
    using W = TextWrapMode;
    static constexpr Legacy legacies[] = {
        {"normal", C::collapse, W::wrap}, {"pre", C::preserve, W::nowrap}, {"pre-wrap", C::preserve, W::wrap}, {"pre-line", C::preserve_breaks, W::wrap},
        {"-moz-pre-wrap", C::preserve, W::wrap}, {"-o-pre-wrap", C::preserve, W::wrap}, {"-pre-wrap", C::preserve, W::wrap},
    };
    for (Legacy const& legacy : legacies) {
        if (!reader.take_ident(legacy.name)) continue;
        out.push_back({longhands[0], keyword_value(legacy.collapse)});
        out.push_back({longhands[1], keyword_value(legacy.wrap)});
        return true;
    }
    return parse_each(reader, longhands, out);
}

bool parse_wide_only(ValueReader&, Longhands, Out&) { return false; }

// all: every longhand but direction, unicode-bidi and custom ones (Cascade 4, 3.2)
std::vector<Property> all_longhands() {
    std::vector<Property> properties;
    for (std::size_t i = 1; i < static_cast<std::size_t>(first_logical_property); ++i) {
        auto property = static_cast<Property>(i);
        if (property != P::direction && property != P::unicode_bidi) properties.push_back(property);
    }
    return properties;
}

constexpr P margin[] = {P::margin_top, P::margin_right, P::margin_bottom, P::margin_left};
constexpr P padding[] = {P::padding_top, P::padding_right, P::padding_bottom, P::padding_left};
constexpr P inset[] = {P::top, P::right, P::bottom, P::left};
constexpr P border_styles[] = {P::border_top_style, P::border_right_style, P::border_bottom_style, P::border_left_style};
constexpr P border_widths[] = {P::border_top_width, P::border_right_width, P::border_bottom_width, P::border_left_width};
constexpr P border_colors[] = {P::border_top_color, P::border_right_color, P::border_bottom_color, P::border_left_color};
constexpr P border[] = {P::border_top_width, P::border_right_width, P::border_bottom_width, P::border_left_width,
                        P::border_top_style, P::border_right_style, P::border_bottom_style, P::border_left_style,
                        P::border_top_color, P::border_right_color, P::border_bottom_color, P::border_left_color};
constexpr P border_top[] = {P::border_top_width, P::border_top_style, P::border_top_color};
constexpr P border_right[] = {P::border_right_width, P::border_right_style, P::border_right_color};
constexpr P border_bottom[] = {P::border_bottom_width, P::border_bottom_style, P::border_bottom_color};
constexpr P border_left[] = {P::border_left_width, P::border_left_style, P::border_left_color};
constexpr P border_block_start[] = {P::border_block_start_width, P::border_block_start_style, P::border_block_start_color};
constexpr P border_block_end[] = {P::border_block_end_width, P::border_block_end_style, P::border_block_end_color};
constexpr P border_inline_start[] = {P::border_inline_start_width, P::border_inline_start_style, P::border_inline_start_color};
constexpr P border_inline_end[] = {P::border_inline_end_width, P::border_inline_end_style, P::border_inline_end_color};
constexpr P border_block[] = {P::border_block_start_width, P::border_block_end_width, P::border_block_start_style,
                              P::border_block_end_style, P::border_block_start_color, P::border_block_end_color};
constexpr P border_inline[] = {P::border_inline_start_width, P::border_inline_end_width, P::border_inline_start_style,
                               P::border_inline_end_style, P::border_inline_start_color, P::border_inline_end_color};
constexpr P border_block_style[] = {P::border_block_start_style, P::border_block_end_style};
constexpr P border_block_width[] = {P::border_block_start_width, P::border_block_end_width};
constexpr P border_block_color[] = {P::border_block_start_color, P::border_block_end_color};
constexpr P border_inline_style[] = {P::border_inline_start_style, P::border_inline_end_style};
constexpr P border_inline_width[] = {P::border_inline_start_width, P::border_inline_end_width};
constexpr P border_inline_color[] = {P::border_inline_start_color, P::border_inline_end_color};
constexpr P margin_block[] = {P::margin_block_start, P::margin_block_end};
constexpr P margin_inline[] = {P::margin_inline_start, P::margin_inline_end};
constexpr P padding_block[] = {P::padding_block_start, P::padding_block_end};
constexpr P padding_inline[] = {P::padding_inline_start, P::padding_inline_end};
constexpr P inset_block[] = {P::inset_block_start, P::inset_block_end};
constexpr P inset_inline[] = {P::inset_inline_start, P::inset_inline_end};
constexpr P font_variant[] = {P::font_variant_ligatures, P::font_variant_caps, P::font_variant_numeric, P::font_variant_position,
                              P::font_variant_alternates, P::font_variant_east_asian};
constexpr P list_style[] = {P::list_style_type, P::list_style_image, P::list_style_position};
constexpr P background[] = {P::background_color, P::background_image};
constexpr P text_decoration[] = {P::text_decoration_line, P::text_decoration_style, P::text_decoration_color};
constexpr P columns[] = {P::column_width, P::column_count};
constexpr P column_rule[] = {P::column_rule_width, P::column_rule_style, P::column_rule_color};
constexpr P break_before[] = {P::break_before};
constexpr P break_after[] = {P::break_after};
constexpr P break_inside[] = {P::break_inside};
constexpr P white_space[] = {P::white_space_collapse, P::text_wrap_mode};
constexpr P text_wrap[] = {P::text_wrap_mode, P::text_wrap_style};

std::vector<ShorthandRow> make_rows() {
    static std::vector<Property> const all = all_longhands();
    return {
        {"all", all, parse_wide_only, Media::both},
        {"background", background, parse_background, Media::both},
        {"border", border, parse_three, Media::both},
        {"border-block", border_block, parse_three, Media::both},
        {"border-block-color", border_block_color, parse_sides, Media::both},
        {"border-block-end", border_block_end, parse_three, Media::both},
        {"border-block-start", border_block_start, parse_three, Media::both},
        {"border-block-style", border_block_style, parse_sides, Media::both},
        {"border-block-width", border_block_width, parse_sides, Media::both},
        {"border-bottom", border_bottom, parse_three, Media::both},
        {"border-color", border_colors, parse_sides, Media::both},
        {"border-inline", border_inline, parse_three, Media::both},
        {"border-inline-color", border_inline_color, parse_sides, Media::both},
        {"border-inline-end", border_inline_end, parse_three, Media::both},
        {"border-inline-start", border_inline_start, parse_three, Media::both},
        {"border-inline-style", border_inline_style, parse_sides, Media::both},
        {"border-inline-width", border_inline_width, parse_sides, Media::both},
        {"border-left", border_left, parse_three, Media::both},
        {"border-right", border_right, parse_three, Media::both},
        {"border-style", border_styles, parse_sides, Media::both},
        {"border-top", border_top, parse_three, Media::both},
        {"border-width", border_widths, parse_sides, Media::both},
        {"column-rule", column_rule, parse_three, Media::both},
        {"columns", columns, parse_columns, Media::both},
        {"-webkit-columns", columns, parse_columns, Media::both},
        {"-moz-columns", columns, parse_columns, Media::both},
        {"font", font_longhands, parse_font, Media::both},
        {"font-variant", font_variant, parse_font_variant, Media::both},
        {"inset", inset, parse_sides, Media::both},
        {"inset-block", inset_block, parse_sides, Media::both},
        {"inset-inline", inset_inline, parse_sides, Media::both},
        {"list-style", list_style, parse_list_style, Media::both},
        {"margin", margin, parse_sides, Media::both},
        {"margin-block", margin_block, parse_sides, Media::both},
        {"margin-inline", margin_inline, parse_sides, Media::both},
        {"padding", padding, parse_sides, Media::both},
        {"padding-block", padding_block, parse_sides, Media::both},
        {"padding-inline", padding_inline, parse_sides, Media::both},
        {"page-break-after", break_after, parse_page_break, Media::both},
        {"page-break-before", break_before, parse_page_break, Media::both},
        {"page-break-inside", break_inside, parse_page_break, Media::both},
        {"-webkit-column-break-after", break_after, parse_page_break, Media::print},
        {"-webkit-column-break-before", break_before, parse_page_break, Media::print},
        {"-webkit-column-break-inside", break_inside, parse_page_break, Media::print},
        {"text-decoration", text_decoration, parse_text_decoration, Media::both},
        {"-epub-text-decoration", text_decoration, parse_text_decoration, Media::both},
        {"text-wrap", text_wrap, parse_each, Media::both},
        {"white-space", white_space, parse_white_space, Media::both},
    };
}

}  // namespace

std::span<ShorthandRow const> shorthands() {
    static std::vector<ShorthandRow> const rows = make_rows();
    return rows;
}

ShorthandRow const* find_shorthand(std::string_view name) {
    static std::vector<ShorthandRow const*> const sorted = [] {
        std::vector<ShorthandRow const*> pointers;
        for (ShorthandRow const& row : shorthands()) pointers.push_back(&row);
        std::sort(pointers.begin(), pointers.end(), [](auto const* a, auto const* b) { return a->name < b->name; });
        return pointers;
    }();
    auto found = std::lower_bound(sorted.begin(), sorted.end(), name, [](ShorthandRow const* row, std::string_view n) { return row->name < n; });
    return found != sorted.end() && (*found)->name == name ? *found : nullptr;
}

}  // namespace octavo::css

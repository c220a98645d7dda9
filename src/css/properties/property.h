// The property table: a row for every longhand octavo understands; the modules' files beside this one hold the rows.
//
// A row parses tokens to a Value once a style sheet, and applies a Value to a StyleBuilder once a computed style.
// The enumeration's order is the order of application: what others depend on (direction, font-size, color) stands first.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "css/value.h"

namespace octavo::css {

enum class Property : std::uint16_t {
    custom,  ///< "--name"; no row
    // Writing Modes, then Fonts, then what lengths and currentcolor refer to
    direction, writing_mode,
    font_family, font_size, font_weight, font_stretch, font_style, font_kerning, font_variant_ligatures, font_variant_caps,
    font_variant_numeric, font_variant_position, font_variant_alternates, font_variant_east_asian, font_feature_settings,
    font_language_override, line_height, color,
    // Text
    text_align, text_align_last, text_indent, letter_spacing, word_spacing, hyphens, hyphenate_limit_chars, hyphenate_limit_lines,
    hyphenate_limit_last, hyphenate_limit_zone, hyphenate_character, text_transform, white_space_collapse, text_wrap_mode,
    text_wrap_style, tab_size, line_break, word_break, overflow_wrap, hanging_punctuation, visibility, orphans, widows, quotes,
    octavo_expansion, octavo_float_room, octavo_line_number, octavo_wrap_mark,
    // Lists, tables
    list_style_type, list_style_image, list_style_position, caption_side, border_collapse, empty_cells, border_spacing,
    octavo_table_overflow, octavo_caption_continued,
    // Display, box
    display, position, float_, clear, box_sizing, width, height, min_width, min_height, max_width, max_height,
    margin_top, margin_right, margin_bottom, margin_left, padding_top, padding_right, padding_bottom, padding_left,
    top, right, bottom, left, vertical_align, overflow, footnote_display, footnote_policy, octavo_note_place,
    octavo_gather_notes, octavo_note_series, octavo_line_number_reset, object_fit, unicode_bidi, table_layout,
    float_reference, float_defer, shape_outside, shape_margin, initial_letter,
    // Backgrounds, borders, decoration
    border_top_style, border_right_style, border_bottom_style, border_left_style,
    border_top_width, border_right_width, border_bottom_width, border_left_width,
    border_top_color, border_right_color, border_bottom_color, border_left_color,
    background_color, background_image, text_decoration_line, text_decoration_color, text_decoration_style,
    box_decoration_break, opacity,
    // Fragmentation, multi-column, pages
    break_before, break_after, break_inside, page, margin_break, column_count, column_width, column_gap,
    column_rule_style, column_rule_width, column_rule_color, column_span, column_fill,
    size, marks, bleed, octavo_page_count, octavo_baseline_grid, octavo_note_placement,
    // Generated content
    content, counter_reset, counter_increment, counter_set, string_set, bookmark_level, bookmark_label, bookmark_state,
    // Logical ones: never applied, see physical_property()
    inline_size, block_size, min_inline_size, min_block_size, max_inline_size, max_block_size,
    margin_block_start, margin_block_end, margin_inline_start, margin_inline_end,
    padding_block_start, padding_block_end, padding_inline_start, padding_inline_end,
    inset_block_start, inset_block_end, inset_inline_start, inset_inline_end,
    border_block_start_style, border_block_end_style, border_inline_start_style, border_inline_end_style,
    border_block_start_width, border_block_end_width, border_inline_start_width, border_inline_end_width,
    border_block_start_color, border_block_end_color, border_inline_start_color, border_inline_end_color,
};
inline constexpr std::size_t property_count = static_cast<std::size_t>(Property::border_inline_end_color) + 1;
inline constexpr Property first_logical_property = Property::inline_size;

enum class Inherited : std::uint8_t { no, yes };
/// Which product a property is for. `print`: reading systems or EPUBCheck do not take it, so the e-book's sheet leaves it out.
enum class Media : std::uint8_t { both, print, ebook };
/// The group of computed.h a property changes; `page_box` is StyleBuilder::page.
enum class Group : std::uint8_t { font, text, list_table, box, decoration, fragmentation, generated, page_box };

class ValueReader;     // css/value_reader.h
struct StyleBuilder;   // css/properties/style_builder.h
struct ApplyContext;

/// Reads the whole value; false when it is not the property's grammar.
using ParseFunction = bool (*)(ValueReader& reader, Value& out);
/// Puts the value's computed form into the builder.
using ApplyFunction = void (*)(Value const& value, ApplyContext const& context, StyleBuilder& builder);
/// Copies the property's computed value from another style: `inherit` (the parent's) and `initial`.
using CopyFunction = void (*)(ComputedStyle const& from, StyleBuilder& builder);

struct PropertyRow {
    Property property;
    std::string_view name;
    Inherited inherited;
    std::string_view initial;
    ParseFunction parse;
    ApplyFunction apply;
    CopyFunction copy;
    Group group;
    Media media;
};

/// The row; logical properties have rows too (parse only). Property::custom has none: do not ask.
[[nodiscard]] PropertyRow const& row_of(Property property);
[[nodiscard]] std::string_view name_of(Property property);
/// By lower-case standard or alias name ("-epub-hyphens"); null when it is no longhand.
[[nodiscard]] PropertyRow const* find_property(std::string_view name);

/// A shorthand: reads the whole value and gives each longhand its value (those left out: their initial).
struct LonghandValue {
    Property property;
    Value value;
};
struct ShorthandRow {
    std::string_view name;
    std::span<Property const> longhands;
    bool (*parse)(ValueReader& reader, std::span<Property const> longhands, std::vector<LonghandValue>& out);
    Media media;
};
[[nodiscard]] ShorthandRow const* find_shorthand(std::string_view name);
[[nodiscard]] std::span<ShorthandRow const> shorthands();

/// Properties of CSS that mean nothing on paper or are not done, so no warning is due; `ebook`: the e-book's sheet keeps them.
struct IgnoredProperty {
    std::string_view name;
    Media media;
};
[[nodiscard]] IgnoredProperty const* find_ignored_property(std::string_view name);

/// The physical property a logical one stands for (Logical Properties 1, section 2.2); others are their own.
[[nodiscard]] Property physical_property(Property property, Direction direction, WritingMode mode);

}  // namespace octavo::css

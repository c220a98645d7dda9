// Computed values, in groups: what layout and painting read. A ComputedStyle is a set of pointers to interned groups;
// elements with the same values share them, so that "same font?" is a comparison of pointers.
// Lengths are absolute (1/1024 pt); percentages that depend on layout stay percentages.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "base/name.h"
#include "base/units.h"

namespace octavo::css {

using base::Length;

/// auto, none, min-content … or fixed + percent of a base known at layout (calc() of both is kept).
struct LengthPercentage {
    enum class Kind : std::uint8_t { value, automatic, none, content, min_content, max_content, fit_content };
    Kind kind = Kind::value;
    std::int32_t percent = 0;   ///< in 1/1000 %: 100 % is 100'000
    Length length = 0;
    [[nodiscard]] constexpr bool is_auto() const { return kind == Kind::automatic; }
    [[nodiscard]] constexpr bool is_value() const { return kind == Kind::value; }
    /// The used length where 100 % is `base`; 0 when it is not a value.
    [[nodiscard]] constexpr Length resolve(Length base) const {
        return is_value() ? length + (percent == 0 ? 0 : base::scale(base, percent, 100'000)) : 0;
    }
    friend constexpr bool operator==(LengthPercentage const&, LengthPercentage const&) = default;
    static constexpr LengthPercentage automatic() { return {Kind::automatic, 0, 0}; }
    static constexpr LengthPercentage no_limit() { return {Kind::none, 0, 0}; }
    static constexpr LengthPercentage of(Length length) { return {Kind::value, 0, length}; }
};

struct Color {
    std::uint8_t red = 0, green = 0, blue = 0, alpha = 255;
    std::uint16_t ink = 0;      ///< css/ink.h: what a press prints it with; 0: what red, green and blue come to
    friend constexpr bool operator==(Color, Color) = default;
};

/// Order of the physical sides as in the CSS shorthands.
enum class Side : std::uint8_t { top, right, bottom, left };
template <typename T>
using Sides = std::array<T, 4>;

// --- Fonts 4 (inherited)
enum class FontStyle : std::uint8_t { normal, italic, oblique };
struct FontFeature {
    std::uint32_t tag = 0;      ///< OpenType tag, big-endian
    std::uint32_t value = 1;
    friend constexpr bool operator==(FontFeature, FontFeature) = default;
};
struct FontGroup {
    std::vector<base::Name> families;    ///< in order; generic families by name ("serif", "monospace", …)
    Length size = 12 * base::point;
    std::uint16_t weight = 400;          ///< 1 to 1000
    std::uint16_t stretch = 1000;        ///< in 1/1000: 100 % is 1000
    FontStyle style = FontStyle::normal;
    bool kerning = true;
    bool synthesize_small_caps = false;  ///< small capitals asked for: use smcp, or scaled capitals where a font has none
    std::vector<FontFeature> features;   ///< of font-variant-* and font-feature-settings together, sorted by tag, the last one won
    std::vector<FontFeature> variant_features, feature_settings;  ///< the two that `features` is made of: for inheritance only
    base::Name language_override;
    friend bool operator==(FontGroup const&, FontGroup const&) = default;
};

// --- Text 3/4, Writing Modes, Color (inherited)
enum class TextAlign : std::uint8_t { start, end, left, right, center, justify };
enum class TextAlignLast : std::uint8_t { automatic, start, end, left, right, center, justify };
enum class Hyphens : std::uint8_t { none, manual, automatic };
enum class TextTransform : std::uint8_t { none, uppercase, lowercase, capitalize, full_width };
enum class WhiteSpaceCollapse : std::uint8_t { collapse, preserve, preserve_breaks, break_spaces };
enum class TextWrapMode : std::uint8_t { wrap, nowrap };
enum class TextWrapStyle : std::uint8_t { automatic, balance, pretty, stable };
enum class LineBreak : std::uint8_t { automatic, loose, normal, strict, anywhere };
enum class WordBreak : std::uint8_t { normal, keep_all, break_all };
enum class OverflowWrap : std::uint8_t { normal, break_word, anywhere };
enum class Direction : std::uint8_t { ltr, rtl };
enum class WritingMode : std::uint8_t { horizontal_tb, vertical_rl, vertical_lr, sideways_rl, sideways_lr };
enum class Visibility : std::uint8_t { visible, hidden, collapse };
struct LineHeight {
    enum class Kind : std::uint8_t { normal, number, length } kind = Kind::normal;
    std::int32_t number = 0;    ///< in 1/1000
    Length length = 0;
    friend constexpr bool operator==(LineHeight, LineHeight) = default;
};
/// -octavo-line-number: numbers beside every n-th line.
struct LineNumbers {
    enum class Of : std::uint8_t { lines, paragraphs } of = Of::lines;      ///< paragraphs: verses, however many lines they take
    enum class Side : std::uint8_t { outside, inside, left, right } side = Side::outside;
    std::uint8_t every = 0;                                                 ///< 0: none
    friend constexpr bool operator==(LineNumbers, LineNumbers) = default;
};
struct TextGroup {
    Color color;
    LineHeight line_height;
    TextAlign align = TextAlign::start;
    TextAlignLast align_last = TextAlignLast::automatic;
    base::Name align_character;       ///< text-align: ".": cells of a column align on it; empty: none
    LengthPercentage indent;
    bool indent_hanging = false;
    bool indent_each_line = false;
    Length letter_spacing = 0;
    Length word_spacing = 0;
    Hyphens hyphens = Hyphens::manual;
    std::array<std::uint8_t, 3> hyphenate_limit_chars{5, 2, 2};  ///< word, before, after
    std::uint8_t hyphenate_limit_lines = 0;                      ///< 0: no limit
    bool hyphenate_limit_last_always = false;                    ///< no hyphen before the last full line, column, page
    LengthPercentage hyphenate_limit_zone;
    std::string hyphenate_character;                             ///< empty: the font's hyphen
    TextTransform transform = TextTransform::none;
    WhiteSpaceCollapse white_space = WhiteSpaceCollapse::collapse;
    TextWrapMode wrap = TextWrapMode::wrap;
    TextWrapStyle wrap_style = TextWrapStyle::automatic;
    Length tab_size = 0;              ///< a length; 0: tab_size_spaces counts
    std::uint16_t tab_size_spaces = 8;
    LineBreak line_break = LineBreak::automatic;
    WordBreak word_break = WordBreak::normal;
    OverflowWrap overflow_wrap = OverflowWrap::normal;
    bool hanging_punctuation = false; ///< protrusion at line ends (hanging-punctuation other than none)
    Direction direction = Direction::ltr;
    WritingMode writing_mode = WritingMode::horizontal_tb;
    Visibility visibility = Visibility::visible;
    std::uint8_t orphans = 2, widows = 2;
    std::int16_t expansion = -1;      ///< -octavo-expansion: glyphs may be this much wider or narrower, in 1/1000; −1: auto
    Length float_room = 0;            ///< -octavo-float-room: what text beside a float has at least
    LineNumbers line_numbers;
    base::Name wrap_mark;             ///< -octavo-wrap-mark: shown at the end of a line that goes on; empty: none
    base::Name language;              ///< BCP 47, from lang/xml:lang
    std::vector<std::string> quotes;  ///< open, close, open, close …; empty: none. "auto" is resolved by language
    bool quotes_auto = true;          ///< `quotes` came from `auto`: a change of language changes it
    friend bool operator==(TextGroup const&, TextGroup const&) = default;
};

// --- Lists, tables (inherited)
enum class CaptionSide : std::uint8_t { top, bottom };
enum class ListPosition : std::uint8_t { outside, inside };
/// -octavo-table-overflow: what becomes of a table wider than its place.
enum class TableOverflow : std::uint8_t { none, shrink, turn };
struct ListTableGroup {
    base::Name list_style_type;       ///< counter style's name; empty: none
    std::string list_style_string;    ///< list-style-type: "– "
    std::string list_style_image;     ///< resource reference, resolved; empty: none
    ListPosition list_position = ListPosition::outside;
    CaptionSide caption_side = CaptionSide::top;
    TableOverflow table_overflow = TableOverflow::none;
    bool caption_continues = false;   ///< -octavo-caption-continued: shown again on the pages a table goes on on
    std::string caption_continued;    ///< behind it there; empty: what the language has
    bool border_collapse = false;
    bool empty_cells_hide = false;
    Length border_spacing_inline = 0, border_spacing_block = 0;
    friend bool operator==(ListTableGroup const&, ListTableGroup const&) = default;
};

// --- Display, positioned layout, box model
enum class Display : std::uint8_t {
    none, contents, block, flow_root, inline_, inline_block, list_item, table, inline_table, table_row_group, table_header_group,
    table_footer_group, table_row, table_column_group, table_column, table_cell, table_caption, ruby, ruby_base, ruby_text,
};
enum class Position : std::uint8_t { static_, relative, absolute, fixed, sticky, running };
enum class Float : std::uint8_t { none, left, right, inline_start, inline_end, footnote, top, bottom, page, inside, outside, snap_block, margin };
enum class Clear : std::uint8_t { none, left, right, both, inline_start, inline_end, inside, outside };
/// What text beside a float keeps clear of (Shapes 1): its margin box, another of its boxes, or a basic shape in one of them.
struct ShapeOutside {
    enum class Kind : std::uint8_t { none, box, circle, ellipse, inset, polygon } kind = Kind::none;
    enum class Box : std::uint8_t { margin, border, padding, content } box = Box::margin;
    /// circle: radius, centre x, y; ellipse: radii x, y, centre x, y; inset: top, right, bottom, left, corner radius; polygon: x, y of
    /// each corner. Radii: `automatic` is closest-side, `none` farthest-side.
    std::vector<LengthPercentage> arguments;
    friend bool operator==(ShapeOutside const&, ShapeOutside const&) = default;
};
enum class BoxSizing : std::uint8_t { content_box, border_box };
enum class VerticalAlign : std::uint8_t { baseline, sub, super, top, middle, bottom, text_top, text_bottom, length };
enum class Overflow : std::uint8_t { visible, hidden, clip, scroll, automatic };
enum class FootnoteDisplay : std::uint8_t { block, inline_, compact };
enum class FootnotePolicy : std::uint8_t { automatic, line, block };
enum class NotePlace : std::uint8_t { foot, end };
enum class ObjectFit : std::uint8_t { fill, contain, cover, none, scale_down };
enum class UnicodeBidi : std::uint8_t { normal, embed, isolate, bidi_override, isolate_override, plaintext };
struct BoxGroup {
    Display display = Display::inline_;
    Position position = Position::static_;
    base::Name running_name;          ///< position: running(name)
    Float float_ = Float::none;
    Clear clear = Clear::none;
    BoxSizing sizing = BoxSizing::content_box;
    LengthPercentage width = LengthPercentage::automatic(), height = LengthPercentage::automatic();
    LengthPercentage min_width, min_height;
    LengthPercentage max_width = LengthPercentage::no_limit(), max_height = LengthPercentage::no_limit();
    Sides<LengthPercentage> margin{};
    Sides<LengthPercentage> padding{};
    Sides<LengthPercentage> inset{LengthPercentage::automatic(), LengthPercentage::automatic(), LengthPercentage::automatic(),
                                  LengthPercentage::automatic()};
    VerticalAlign vertical_align = VerticalAlign::baseline;
    LengthPercentage vertical_shift;  ///< VerticalAlign::length: up, percent of the line height
    Overflow overflow = Overflow::visible;
    FootnoteDisplay footnote_display = FootnoteDisplay::block;
    FootnotePolicy footnote_policy = FootnotePolicy::automatic;
    NotePlace note_place = NotePlace::foot;    ///< end: where the nearest element around it gathers notes
    bool gathers_notes = false;       ///< -octavo-gather-notes
    std::uint8_t note_series = 0;     ///< -octavo-note-series: notes of one series stand together, in the order of their numbers
    std::int16_t line_number_reset = -1;  ///< lines are counted anew from here, the first one being this; −1: they are not
    ObjectFit object_fit = ObjectFit::fill;
    UnicodeBidi unicode_bidi = UnicodeBidi::normal;
    bool table_layout_fixed = false;
    ShapeOutside shape_outside;
    LengthPercentage shape_margin;
    std::int32_t initial_letter = 0;  ///< initial-letter: height in lines, in 1/1000; 0: normal
    std::uint8_t initial_sink = 0;    ///< lines the letter sinks into its paragraph
    std::uint32_t initial_of = 0;     ///< of a letter that stands so: one more than the number of its paragraph's style; else 0
    std::uint8_t float_defer = 0;     ///< page floats: pages to wait at least; 255: to the last page
    bool float_to_column = false;     ///< page floats: float-reference: column
    friend bool operator==(BoxGroup const&, BoxGroup const&) = default;
};

// --- Backgrounds, borders, decoration
enum class BorderStyle : std::uint8_t { none, hidden, dotted, dashed, solid, double_, groove, ridge, inset, outset };
enum class BoxDecorationBreak : std::uint8_t { slice, clone };
struct Border {
    Length width = 0;                 ///< 0 when the style is none or hidden
    BorderStyle style = BorderStyle::none;
    Color color;
    friend constexpr bool operator==(Border, Border) = default;
};
struct DecorationGroup {
    Sides<Border> border{};
    Color background{0, 0, 0, 0};
    std::string background_image;     ///< resource reference, resolved; empty: none
    bool underline = false, overline = false, line_through = false;  ///< text-decoration-line of this element
    Color decoration_color;
    BorderStyle decoration_style = BorderStyle::solid;
    BoxDecorationBreak decoration_break = BoxDecorationBreak::slice;
    std::uint16_t opacity = 1000;     ///< in 1/1000
    friend bool operator==(DecorationGroup const&, DecorationGroup const&) = default;
};

// --- Fragmentation, paged media
/// What a page's top does to a margin (its end drops it always): `automatic` drops it after an unforced break alone.
enum class MarginBreak : std::uint8_t { automatic, keep, discard };
enum class Break : std::uint8_t { automatic, avoid, avoid_page, avoid_column, page, left, right, recto, verso, column, always };
struct FragmentationGroup {
    Break before = Break::automatic, after = Break::automatic, inside = Break::automatic;
    base::Name page;                  ///< used page name; empty: auto
    MarginBreak margin_break = MarginBreak::automatic;
    std::uint16_t column_count = 0;   ///< 0: auto
    LengthPercentage column_width = LengthPercentage::automatic(), column_gap = LengthPercentage::automatic();
    Border column_rule;
    bool column_span_all = false, column_fill_balance = true;
    friend bool operator==(FragmentationGroup const&, FragmentationGroup const&) = default;
};

// --- Generated content
/// One item of `content`, `string-set` or `bookmark-label`.
struct ContentItem {
    enum class Kind : std::uint8_t {
        string,          ///< text
        attribute,       ///< attr(name): `name` (and `ns`); text is the fallback
        counter,         ///< counter(name, style)
        counters,        ///< counters(name, text, style)
        open_quote, close_quote, no_open_quote, no_close_quote,
        image,           ///< url: text
        element_content, ///< content(text) / contents
        content_before, content_after, content_first_letter, content_marker,
        string_reference,   ///< string(name, which)
        running_element,    ///< element(name, which)
        target_counter,  ///< target-counter(url, name, style); url in `target`
        target_counters, ///< target-counters(url, name, text, style)
        target_text,     ///< target-text(url, which)
        target_pages,    ///< -octavo-target-pages(urls, style): sorted pages of all targets, none twice, ranges joined
        target_place,    ///< -octavo-target-place(url, words): "on page 12", "overleaf"; `text`: the words, by U+001F
        locator,         ///< -octavo-locator(text): an index entry's page; `text` stands behind its number
        locator_separator,  ///< -octavo-locator-separator(text): before an index entry's page, where that is shown
        leader,          ///< leader(text)
        footnote_call_counter,
    };
    Kind kind{};
    std::string text;
    base::Name name;
    base::Name style;                 ///< counter style; empty: decimal
    std::string target;               ///< literal url, or empty: attr(target_attribute)
    base::Name target_attribute;
    enum class Which : std::uint8_t { first, start, last, first_except, content, before, after, first_letter } which = Which::first;
    friend bool operator==(ContentItem const&, ContentItem const&) = default;
};
struct CounterChange {
    base::Name name;
    std::int32_t value = 0;
    friend constexpr bool operator==(CounterChange, CounterChange) = default;
};
struct StringSet {
    base::Name name;
    std::vector<ContentItem> items;
    friend bool operator==(StringSet const&, StringSet const&) = default;
};
struct GeneratedGroup {
    enum class ContentKind : std::uint8_t { normal, none, items } content_kind = ContentKind::normal;
    std::vector<ContentItem> content;
    std::vector<CounterChange> counter_reset, counter_increment, counter_set;
    std::vector<StringSet> string_set;
    std::uint8_t bookmark_level = 0;  ///< 0: none
    std::vector<ContentItem> bookmark_label;
    bool bookmark_closed = false;
    friend bool operator==(GeneratedGroup const&, GeneratedGroup const&) = default;
};

/// Pointers to groups interned in the StyledDocument's store; equal groups have equal addresses.
struct ComputedStyle {
    FontGroup const* font = nullptr;
    TextGroup const* text = nullptr;
    ListTableGroup const* list_table = nullptr;
    BoxGroup const* box = nullptr;
    DecorationGroup const* decoration = nullptr;
    FragmentationGroup const* fragmentation = nullptr;
    GeneratedGroup const* generated = nullptr;
    friend constexpr bool operator==(ComputedStyle const&, ComputedStyle const&) = default;
};
static_assert(sizeof(ComputedStyle) <= 64);

/// The used line height for a font size, from `line-height`; `normal_height` is the font's own.
[[nodiscard]] constexpr Length used_line_height(LineHeight height, Length font_size, Length normal_height) {
    switch (height.kind) {
        case LineHeight::Kind::number: return base::scale(font_size, height.number, 1000);
        case LineHeight::Kind::length: return height.length;
        case LineHeight::Kind::normal: break;
    }
    return normal_height;
}

}  // namespace octavo::css

#include "style/computed_text.h"

#include <array>
#include <cstdlib>
#include <span>
#include <string_view>

#include <fmt/format.h>

#include "css/ink.h"
#include "css/token.h"

namespace octavo::style {

namespace {

using css::Property;

/// Millionths and the like as a decimal without trailing zeros; integers only, so the same everywhere.
std::string decimal(std::int64_t value, std::int64_t unit) {
    std::int64_t thousandths = (std::abs(value) * 1000 + unit / 2) / unit;
    std::string text = fmt::format("{}{}", value < 0 && thousandths != 0 ? "-" : "", thousandths / 1000);
    if (std::int64_t rest = thousandths % 1000; rest != 0) {
        text += fmt::format(".{:03}", rest);
        text.erase(text.find_last_not_of('0') + 1);
    }
    return text;
}

/// The name of an enumerator from names in the order of its enumeration.
template <std::size_t count, typename Enum>
std::string name(std::array<std::string_view, count> const& names, Enum value) {
    auto index = static_cast<std::size_t>(value);
    return std::string(index < count ? names[index] : std::string_view("?"));
}

std::string length_percentage(css::LengthPercentage const& value) {
    using Kind = css::LengthPercentage::Kind;
    constexpr std::array<std::string_view, 7> kinds{"", "auto", "none", "content", "min-content", "max-content", "fit-content"};
    if (value.kind != Kind::value) return name(kinds, value.kind);
    if (value.percent == 0) return length_text(value.length);
    std::string percent = decimal(value.percent, 1000) + "%";
    if (value.length == 0) return percent;
    return fmt::format("calc({} {} {})", percent, value.length < 0 ? "-" : "+", length_text(std::abs(value.length)));
}

std::string color(css::Color value) {
    if (value.ink != 0 && !css::ink_of(value.ink).name.empty()) {
        css::Ink const& ink = css::ink_of(value.ink);
        return fmt::format("-octavo-spot({}, #{:02x}{:02x}{:02x}, {}%)", css::serialize_string(ink.name.view()), ink.rgb[0], ink.rgb[1], ink.rgb[2],
                           decimal(ink.tint, 10));
    }
    if (value.alpha == 255) return fmt::format("#{:02x}{:02x}{:02x}", value.red, value.green, value.blue);
    return fmt::format("#{:02x}{:02x}{:02x}{:02x}", value.red, value.green, value.blue, value.alpha);
}

std::string text_of(base::Name name_, std::string_view empty) { return std::string(name_.empty() ? empty : name_.view()); }

constexpr std::array<std::string_view, 10> border_styles{"none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset"};
constexpr std::array<std::string_view, 12> breaks{"auto", "avoid", "avoid-page", "avoid-column", "page", "left", "right", "recto", "verso", "column", "always", "all"};

std::string content_items(std::vector<css::ContentItem> const& items) {
    constexpr std::array<std::string_view, 20> kinds{
        "", "attr", "counter", "counters", "open-quote", "close-quote", "no-open-quote", "no-close-quote", "url", "content()",
        "content(before)", "content(after)", "content(first-letter)", "content(marker)", "string", "element", "target-counter",
        "target-counters", "target-text", "-octavo-target-pages"};
    std::string out;
    for (css::ContentItem const& item : items) {
        if (!out.empty()) out += ' ';
        if (item.kind == css::ContentItem::Kind::string) {
            out += css::serialize_string(item.text);
            continue;
        }
        auto index = static_cast<std::size_t>(item.kind);
        out += index < kinds.size() ? kinds[index] : item.kind == css::ContentItem::Kind::leader ? "leader" : "counter(footnote)";
        std::string arguments;
        auto add = [&](std::string_view argument) {
            if (!argument.empty()) arguments += fmt::format("{}{}", arguments.empty() ? "" : ", ", argument);
        };
        if (!item.target.empty()) add(css::serialize_string(item.target));
        if (!item.target_attribute.empty()) add(fmt::format("attr({})", item.target_attribute.view()));
        add(item.name.view());
        if (!item.text.empty()) add(css::serialize_string(item.text));
        add(item.style.view());
        if (!arguments.empty()) out += fmt::format("({})", arguments);
    }
    return out;
}

std::string counter_changes(std::vector<css::CounterChange> const& changes) {
    std::string out;
    for (css::CounterChange const& change : changes) out += fmt::format("{}{} {}", out.empty() ? "" : " ", change.name.view(), change.value);
    return out.empty() ? "none" : out;
}

std::string families(css::FontGroup const& font) {
    std::string out;
    for (base::Name family : font.families) {
        bool plain = family.view().find(' ') == std::string_view::npos;
        out += fmt::format("{}{}", out.empty() ? "" : ", ", plain ? std::string(family.view()) : css::serialize_string(family.view()));
    }
    return out;
}

std::string features(css::FontGroup const& font) {
    std::string out;
    for (css::FontFeature feature : font.features) {
        std::array<char, 4> tag{static_cast<char>(feature.tag >> 24), static_cast<char>(feature.tag >> 16),
                                static_cast<char>(feature.tag >> 8), static_cast<char>(feature.tag)};
        out += fmt::format("{}\"{}\" {}", out.empty() ? "" : ", ", std::string_view(tag.data(), 4), feature.value);
    }
    return out.empty() ? "normal" : out;
}

std::string line_height(css::TextGroup const& text) {
    switch (text.line_height.kind) {
        case css::LineHeight::Kind::number: return decimal(text.line_height.number, 1000);
        case css::LineHeight::Kind::length: return length_text(text.line_height.length);
        case css::LineHeight::Kind::normal: break;
    }
    return "normal";
}

std::string decoration_lines(css::DecorationGroup const& decoration) {
    std::string out;
    auto add = [&](bool set, std::string_view line) { if (set) out += fmt::format("{}{}", out.empty() ? "" : " ", line); };
    add(decoration.underline, "underline");
    add(decoration.overline, "overline");
    add(decoration.line_through, "line-through");
    return out.empty() ? "none" : out;
}

std::string font_text(Property property, css::FontGroup const& font) {
    switch (property) {
        case Property::font_family: return families(font);
        case Property::font_size: return length_text(font.size);
        case Property::font_weight: return fmt::format("{}", font.weight);
        case Property::font_stretch: return decimal(font.stretch, 10) + "%";
        case Property::font_style: return name(std::array<std::string_view, 3>{"normal", "italic", "oblique"}, font.style);
        case Property::font_kerning: return font.kerning ? "normal" : "none";
        case Property::font_language_override: return text_of(font.language_override, "normal");
        case Property::font_variant_caps:
        case Property::font_variant_numeric:
        case Property::font_variant_ligatures:
        case Property::font_variant_position:
        case Property::font_variant_alternates:
        case Property::font_variant_east_asian:
        case Property::font_feature_settings: return features(font);
        default: return {};
    }
}

std::string quotes(css::TextGroup const& text) {
    std::string out;
    for (std::string const& mark : text.quotes) out += fmt::format("{}{}", out.empty() ? "" : " ", css::serialize_string(mark));
    return out.empty() ? "none" : out;
}

std::string wrapping_text(Property property, css::TextGroup const& text) {
    switch (property) {
        case Property::hyphens: return name(std::array<std::string_view, 3>{"none", "manual", "auto"}, text.hyphens);
        case Property::hyphenate_limit_chars:
            return fmt::format("{} {} {}", text.hyphenate_limit_chars[0], text.hyphenate_limit_chars[1], text.hyphenate_limit_chars[2]);
        case Property::hyphenate_limit_lines: return text.hyphenate_limit_lines == 0 ? "no-limit" : fmt::format("{}", text.hyphenate_limit_lines);
        case Property::hyphenate_limit_last: return text.hyphenate_limit_last_always ? "always" : "none";
        case Property::hyphenate_limit_zone: return length_percentage(text.hyphenate_limit_zone);
        case Property::hyphenate_character: return text.hyphenate_character.empty() ? "auto" : css::serialize_string(text.hyphenate_character);
        case Property::white_space_collapse:
            return name(std::array<std::string_view, 4>{"collapse", "preserve", "preserve-breaks", "break-spaces"}, text.white_space);
        case Property::text_wrap_mode: return name(std::array<std::string_view, 2>{"wrap", "nowrap"}, text.wrap);
        case Property::text_wrap_style: return name(std::array<std::string_view, 4>{"auto", "balance", "pretty", "stable"}, text.wrap_style);
        case Property::tab_size: return text.tab_size != 0 ? length_text(text.tab_size) : fmt::format("{}", text.tab_size_spaces);
        case Property::line_break: return name(std::array<std::string_view, 5>{"auto", "loose", "normal", "strict", "anywhere"}, text.line_break);
        case Property::word_break: return name(std::array<std::string_view, 3>{"normal", "keep-all", "break-all"}, text.word_break);
        case Property::overflow_wrap: return name(std::array<std::string_view, 3>{"normal", "break-word", "anywhere"}, text.overflow_wrap);
        case Property::hanging_punctuation: return text.hanging_punctuation ? "first allow-end last" : "none";
        case Property::orphans: return fmt::format("{}", text.orphans);
        case Property::widows: return fmt::format("{}", text.widows);
        default: return {};
    }
}

std::string line_numbers(css::LineNumbers numbers) {
    if (numbers.every == 0) return "none";
    constexpr std::array<std::string_view, 4> sides{"outside", "inside", "left", "right"};
    bool paragraphs = numbers.of == css::LineNumbers::Of::paragraphs;
    return fmt::format("{} {} {}", numbers.every, paragraphs ? "paragraphs" : "lines", name(sides, numbers.side));
}

std::string text_text(Property property, css::TextGroup const& text) {
    constexpr std::array<std::string_view, 6> aligns{"start", "end", "left", "right", "center", "justify"};
    constexpr std::array<std::string_view, 7> aligns_last{"auto", "start", "end", "left", "right", "center", "justify"};
    switch (property) {
        case Property::direction: return text.direction == css::Direction::rtl ? "rtl" : "ltr";
        case Property::writing_mode: return name(std::array<std::string_view, 5>{"horizontal-tb", "vertical-rl", "vertical-lr", "sideways-rl", "sideways-lr"}, text.writing_mode);
        case Property::line_height: return line_height(text);
        case Property::color: return color(text.color);
        case Property::text_align:
            return text.align_character.empty() ? name(aligns, text.align) : fmt::format("{} {}", css::serialize_string(text.align_character.view()), name(aligns, text.align));
        case Property::text_align_last: return name(aligns_last, text.align_last);
        case Property::text_indent:
            return fmt::format("{}{}{}", length_percentage(text.indent), text.indent_hanging ? " hanging" : "", text.indent_each_line ? " each-line" : "");
        case Property::letter_spacing: return text.letter_spacing == 0 ? "normal" : length_text(text.letter_spacing);
        case Property::word_spacing: return length_text(text.word_spacing);
        case Property::text_transform:
            return name(std::array<std::string_view, 5>{"none", "uppercase", "lowercase", "capitalize", "full-width"}, text.transform);
        case Property::visibility: return name(std::array<std::string_view, 3>{"visible", "hidden", "collapse"}, text.visibility);
        case Property::quotes: return quotes(text);
        case Property::octavo_line_number: return line_numbers(text.line_numbers);
        case Property::octavo_wrap_mark: return text.wrap_mark.empty() ? "none" : css::serialize_string(text.wrap_mark.view());
        default: return wrapping_text(property, text);
    }
}

std::string list_text(Property property, css::ListTableGroup const& list) {
    switch (property) {
        case Property::list_style_type:
            return list.list_style_string.empty() ? text_of(list.list_style_type, "none") : css::serialize_string(list.list_style_string);
        case Property::list_style_image: return list.list_style_image.empty() ? "none" : fmt::format("url({})", css::serialize_string(list.list_style_image));
        case Property::list_style_position: return list.list_position == css::ListPosition::inside ? "inside" : "outside";
        case Property::caption_side: return list.caption_side == css::CaptionSide::bottom ? "bottom" : "top";
        case Property::border_collapse: return list.border_collapse ? "collapse" : "separate";
        case Property::empty_cells: return list.empty_cells_hide ? "hide" : "show";
        case Property::octavo_table_overflow: return name(std::array<std::string_view, 3>{"none", "shrink", "turn"}, list.table_overflow);
        case Property::octavo_caption_continued:
            if (!list.caption_continues) return "none";
            return list.caption_continued.empty() ? "auto" : css::serialize_string(list.caption_continued);
        case Property::border_spacing:
            return fmt::format("{} {}", length_text(list.border_spacing_inline), length_text(list.border_spacing_block));
        default: return {};
    }
}

template <typename Array>
auto const& side(Property property, Property top, Array const& sides) {
    return sides[static_cast<std::size_t>(property) - static_cast<std::size_t>(top)];
}

bool within(Property property, Property first, Property last) { return property >= first && property <= last; }

std::string box_text(Property property, css::BoxGroup const& box) {
    constexpr std::array<std::string_view, 20> displays{
        "none", "contents", "block", "flow-root", "inline", "inline-block", "list-item", "table", "inline-table", "table-row-group",
        "table-header-group", "table-footer-group", "table-row", "table-column-group", "table-column", "table-cell", "table-caption",
        "ruby", "ruby-base", "ruby-text"};
    if (within(property, Property::margin_top, Property::margin_left)) return length_percentage(side(property, Property::margin_top, box.margin));
    if (within(property, Property::padding_top, Property::padding_left)) return length_percentage(side(property, Property::padding_top, box.padding));
    if (within(property, Property::top, Property::left)) return length_percentage(side(property, Property::top, box.inset));
    switch (property) {
        case Property::display: return name(displays, box.display);
        case Property::position:
            if (box.position == css::Position::running) return fmt::format("running({})", box.running_name.view());
            return name(std::array<std::string_view, 6>{"static", "relative", "absolute", "fixed", "sticky", "running"}, box.position);
        case Property::float_:
            return name(std::array<std::string_view, 13>{"none", "left", "right", "inline-start", "inline-end", "footnote", "top", "bottom", "page", "inside", "outside", "snap-block", "-octavo-margin"}, box.float_);
        case Property::clear: return name(std::array<std::string_view, 6>{"none", "left", "right", "both", "inline-start", "inline-end"}, box.clear);
        case Property::box_sizing: return box.sizing == css::BoxSizing::border_box ? "border-box" : "content-box";
        case Property::width: return length_percentage(box.width);
        case Property::height: return length_percentage(box.height);
        case Property::min_width: return length_percentage(box.min_width);
        case Property::min_height: return length_percentage(box.min_height);
        case Property::max_width: return length_percentage(box.max_width);
        case Property::max_height: return length_percentage(box.max_height);
        case Property::vertical_align:
            return name(std::array<std::string_view, 9>{"baseline", "sub", "super", "top", "middle", "bottom", "text-top", "text-bottom", "<length>"}, box.vertical_align);
        case Property::overflow: return name(std::array<std::string_view, 5>{"visible", "hidden", "clip", "scroll", "auto"}, box.overflow);
        case Property::footnote_display: return name(std::array<std::string_view, 3>{"block", "inline", "compact"}, box.footnote_display);
        case Property::footnote_policy: return name(std::array<std::string_view, 3>{"auto", "line", "block"}, box.footnote_policy);
        case Property::octavo_note_place: return name(std::array<std::string_view, 2>{"foot", "end"}, box.note_place);
        case Property::octavo_gather_notes: return box.gathers_notes ? "here" : "none";
        case Property::octavo_note_series: return fmt::format("{}", box.note_series);
        case Property::octavo_line_number_reset: return box.line_number_reset < 0 ? "none" : fmt::format("{}", box.line_number_reset);
        case Property::object_fit: return name(std::array<std::string_view, 5>{"fill", "contain", "cover", "none", "scale-down"}, box.object_fit);
        case Property::unicode_bidi:
            return name(std::array<std::string_view, 6>{"normal", "embed", "isolate", "bidi-override", "isolate-override", "plaintext"}, box.unicode_bidi);
        case Property::initial_letter:
            return box.initial_letter == 0 ? "normal" : fmt::format("{} {}", decimal(box.initial_letter, 1000), box.initial_sink);
        case Property::table_layout: return box.table_layout_fixed ? "fixed" : "auto";
        default: return {};
    }
}

std::string decoration_text(Property property, css::DecorationGroup const& decoration) {
    if (within(property, Property::border_top_style, Property::border_left_style))
        return name(border_styles, side(property, Property::border_top_style, decoration.border).style);
    if (within(property, Property::border_top_width, Property::border_left_width))
        return length_text(side(property, Property::border_top_width, decoration.border).width);
    if (within(property, Property::border_top_color, Property::border_left_color))
        return color(side(property, Property::border_top_color, decoration.border).color);
    switch (property) {
        case Property::background_color: return color(decoration.background);
        case Property::background_image:
            return decoration.background_image.empty() ? "none" : fmt::format("url({})", css::serialize_string(decoration.background_image));
        case Property::text_decoration_line: return decoration_lines(decoration);
        case Property::text_decoration_color: return color(decoration.decoration_color);
        case Property::text_decoration_style: return name(border_styles, decoration.decoration_style);
        case Property::box_decoration_break: return decoration.decoration_break == css::BoxDecorationBreak::clone ? "clone" : "slice";
        case Property::opacity: return decimal(decoration.opacity, 1000);
        default: return {};
    }
}

std::string fragmentation_text(Property property, css::FragmentationGroup const& fragmentation) {
    switch (property) {
        case Property::break_before: return name(breaks, fragmentation.before);
        case Property::break_after: return name(breaks, fragmentation.after);
        case Property::break_inside: return name(breaks, fragmentation.inside);
        case Property::page: return text_of(fragmentation.page, "auto");
        case Property::margin_break: return name(std::array<std::string_view, 3>{"auto", "keep", "discard"}, fragmentation.margin_break);
        case Property::column_count: return fragmentation.column_count == 0 ? "auto" : fmt::format("{}", fragmentation.column_count);
        case Property::column_width: return length_percentage(fragmentation.column_width);
        case Property::column_gap: return length_percentage(fragmentation.column_gap);
        case Property::column_rule_style: return name(border_styles, fragmentation.column_rule.style);
        case Property::column_rule_width: return length_text(fragmentation.column_rule.width);
        case Property::column_rule_color: return color(fragmentation.column_rule.color);
        case Property::column_span: return fragmentation.column_span_all ? "all" : "none";
        case Property::column_fill: return fragmentation.column_fill_balance ? "balance" : "auto";
        default: return {};
    }
}

std::string generated_text(Property property, css::GeneratedGroup const& generated) {
    using ContentKind = css::GeneratedGroup::ContentKind;
    switch (property) {
        case Property::content:
            if (generated.content_kind == ContentKind::items) return content_items(generated.content);
            return generated.content_kind == ContentKind::none ? "none" : "normal";
        case Property::counter_reset: return counter_changes(generated.counter_reset);
        case Property::counter_increment: return counter_changes(generated.counter_increment);
        case Property::counter_set: return counter_changes(generated.counter_set);
        case Property::string_set: {
            std::string out;
            for (css::StringSet const& set : generated.string_set)
                out += fmt::format("{}{} {}", out.empty() ? "" : ", ", set.name.view(), content_items(set.items));
            return out.empty() ? "none" : out;
        }
        case Property::bookmark_level: return generated.bookmark_level == 0 ? "none" : fmt::format("{}", generated.bookmark_level);
        case Property::bookmark_label: return content_items(generated.bookmark_label);
        case Property::bookmark_state: return generated.bookmark_closed ? "closed" : "open";
        default: return {};
    }
}

}  // namespace

std::string length_text(css::Length length) { return decimal(length, base::point) + "pt"; }

std::string computed_text(css::Property property, css::ComputedStyle const& style) {
    if (property == Property::custom) return {};
    property = css::physical_property(property, style.text->direction, style.text->writing_mode);
    switch (css::row_of(property).group) {
        case css::Group::font: return font_text(property, *style.font);
        case css::Group::text: return text_text(property, *style.text);
        case css::Group::list_table: return list_text(property, *style.list_table);
        case css::Group::box: return box_text(property, *style.box);
        case css::Group::decoration: return decoration_text(property, *style.decoration);
        case css::Group::fragmentation: return fragmentation_text(property, *style.fragmentation);
        case css::Group::generated: return generated_text(property, *style.generated);
        case css::Group::page_box: break;
    }
    return {};
}

}  // namespace octavo::style

#include "paint/margin_boxes.h"

#include <algorithm>

namespace octavo::paint {
namespace {

using style::MarginBox;

template <typename T>
T const* find(std::vector<std::pair<base::Name, T>> const& values, base::Name name) {
    for (auto const& [known, value] : values) {
        if (known == name) return &value;
    }
    return nullptr;
}

template <typename T>
T pick(page::RunningValue<T> const& value, css::ContentItem::Which which) {
    switch (which) {
        case css::ContentItem::Which::start: return value.first_at_top ? value.first : value.start;
        case css::ContentItem::Which::last: return value.last;
        case css::ContentItem::Which::first_except: return value.set_here ? T{} : value.start;
        default: return value.set_here ? value.first : value.start;
    }
}

struct SetLine {
    std::vector<std::pair<text::ShapedWord const*, Length>> words;  // word and its x
    Length width = 0;
};

/// One line of plain text: words and spaces, no breaking.
SetLine set_line(text::TextEngine& engine, std::string_view text, text::TextStyleId style, bool rtl) {
    SetLine line;
    std::vector<text::TextRun> runs;
    text::StyleSpan span{0, static_cast<std::uint32_t>(text.size()), style, 0};
    engine.itemise(text, {&span, 1}, rtl ? text::BaseDirection::rtl : text::BaseDirection::ltr, runs);
    for (text::TextRun const& run : runs) {
        std::string_view part = text.substr(run.begin, run.end - run.begin);
        while (!part.empty()) {
            std::size_t space = part.find(' ');
            if (space == 0) {
                line.width += engine.metrics(run.font).space;
                part.remove_prefix(1);
                continue;
            }
            text::ShapedWord const* word = engine.shape(run.font, run.direction(), part.substr(0, space));
            line.words.emplace_back(word, line.width);
            line.width += word->width;
            part.remove_prefix(std::min(part.size(), space));
        }
    }
    if (rtl) {
        for (auto& [word, x] : line.words) x = line.width - x - word->width;
    }
    return line;
}

/// Alignment a margin box has unless the style sheet says otherwise: Paged Media 3 §6.4.
css::TextAlign default_align(MarginBox where) {
    switch (where) {
        case MarginBox::top_left:
        case MarginBox::bottom_left: return css::TextAlign::left;
        case MarginBox::top_right:
        case MarginBox::bottom_right: return css::TextAlign::right;
        default: return css::TextAlign::center;
    }
}

css::VerticalAlign default_vertical(MarginBox where) {
    switch (where) {
        case MarginBox::left_top:
        case MarginBox::right_top: return css::VerticalAlign::top;
        case MarginBox::left_bottom:
        case MarginBox::right_bottom: return css::VerticalAlign::bottom;
        default: return css::VerticalAlign::middle;
    }
}

}  // namespace

Area margin_box_area(style::PageStyle const& page, MarginBox where) {
    auto const& m = page.page.box->margin;
    Length top = m[0].resolve(page.height), right = m[1].resolve(page.width), bottom = m[2].resolve(page.height), left = m[3].resolve(page.width);
    Length width = page.width - left - right, height = page.height - top - bottom;
    switch (where) {
        case MarginBox::top_left_corner: return {0, 0, left, top};
        case MarginBox::top_right_corner: return {page.width - right, 0, right, top};
        case MarginBox::bottom_left_corner: return {0, page.height - bottom, left, bottom};
        case MarginBox::bottom_right_corner: return {page.width - right, page.height - bottom, right, bottom};
        case MarginBox::top_left:
        case MarginBox::top_center:
        case MarginBox::top_right: return {left, 0, width, top};
        case MarginBox::bottom_left:
        case MarginBox::bottom_center:
        case MarginBox::bottom_right: return {left, page.height - bottom, width, bottom};
        case MarginBox::left_top:
        case MarginBox::left_middle:
        case MarginBox::left_bottom: return {0, top, left, height};
        default: return {page.width - right, top, right, height};
    }
}

MarginContent margin_content(MarginBoxInput const& input) {
    MarginContent content;
    auto const& styled = input.context.styled;
    static base::Name const page_name = base::Name::of("page"), pages_name = base::Name::of("pages");
    for (css::ContentItem const& item : input.style.generated->content) {
        switch (item.kind) {
            case css::ContentItem::Kind::string: content.text += item.text; break;
            case css::ContentItem::Kind::counter: {
                if (item.name == pages_name) {
                    content.text += styled.counter_text(static_cast<std::int32_t>(input.sequence.pages.size()), item.style);
                } else if (item.name == page_name) {
                    content.text += styled.counter_text(input.page.number, item.style.empty() ? base::Name::of("decimal") : item.style);
                    content.has_page_number = true;
                }
                break;
            }
            case css::ContentItem::Kind::string_reference:
                if (auto const* value = find(input.state.strings, item.name)) content.text += pick(*value, item.which);
                break;
            case css::ContentItem::Kind::running_element:
                if (auto const* value = find(input.state.elements, item.name)) content.element = pick(*value, item.which);
                break;
            default: break;
        }
    }
    return content;
}

void paint_margin_text(MarginBoxInput const& input, MarginContent const& content, Canvas& canvas) {
    if (content.text.empty()) return;
    css::ComputedStyle const& style = input.style;
    text::TextEngine& engine = input.context.text;
    std::string shown = content.text;
    if (style.text->transform == css::TextTransform::uppercase) shown = engine.to_upper(shown, style.text->language);
    if (style.text->transform == css::TextTransform::lowercase) shown = engine.to_lower(shown, style.text->language);
    text::TextStyleId id = engine.intern(layout::text_style(style));
    text::FontMetrics const& m = engine.metrics(engine.primary_font(id));
    Length line_height = css::used_line_height(style.text->line_height, style.font->size, m.ascent + m.descent + m.line_gap);
    Area area = margin_box_area(*input.page.style, input.where);
    layout::Edges edges = layout::padding_and_border(style, area.width), margins = layout::margins_of(style, area.width);
    area = {area.x + edges.left + margins.left, area.y + edges.top + margins.top, area.width - edges.inline_sum() - margins.inline_sum(),
            area.height - edges.block_sum() - margins.block_sum()};
    bool rtl = style.text->direction == css::Direction::rtl;
    std::vector<SetLine> lines;
    for (std::string_view rest = shown; !rest.empty();) {
        std::size_t end = rest.find('\n');
        lines.push_back(set_line(engine, rest.substr(0, end), id, rtl));
        rest.remove_prefix(std::min(rest.size(), end == std::string_view::npos ? rest.size() : end + 1));
    }
    Length height = line_height * static_cast<Length>(lines.size());
    css::VerticalAlign vertical = style.box->vertical_align == css::VerticalAlign::baseline ? default_vertical(input.where) : style.box->vertical_align;
    Length y = area.y + (area.height - height) / 2;
    if (vertical == css::VerticalAlign::top) y = area.y;
    if (vertical == css::VerticalAlign::bottom) y = area.y + area.height - height;
    css::TextAlign align = style.text->align;
    if (align == css::TextAlign::start || align == css::TextAlign::justify) align = default_align(input.where);
    bool top = input.where <= MarginBox::top_right_corner;
    canvas.mark({content.has_page_number ? Mark::Kind::page_number : top ? Mark::Kind::page_header : Mark::Kind::page_footer, {}, 0});
    for (SetLine const& line : lines) {
        Length slack = area.width - line.width;
        Length x = area.x;
        if (align == css::TextAlign::right || align == css::TextAlign::end) x += slack;
        if (align == css::TextAlign::center) x += slack / 2;
        Length baseline = y + (line_height - m.ascent - m.descent) / 2 + m.ascent;
        for (auto const& [word, offset] : line.words) {
            canvas.word(*word, {word->font, 0, style.text->color, style.text->language}, x + offset, baseline);
        }
        y += line_height;
    }
}

}  // namespace octavo::paint

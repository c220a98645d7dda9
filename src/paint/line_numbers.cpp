#include "paint/line_numbers.h"

namespace octavo::paint {
namespace {

bool on_the_left(css::LineNumbers::Side side, bool recto) {
    switch (side) {
        case css::LineNumbers::Side::left: return true;
        case css::LineNumbers::Side::right: return false;
        case css::LineNumbers::Side::inside: return recto;
        case css::LineNumbers::Side::outside: break;
    }
    return !recto;
}

}  // namespace

void paint_line_numbers(layout::LayoutContext const& context, page::Page const& page, Canvas& canvas) {
    if (page.line_numbers.empty()) return;
    page::PageArea area = page::content_area(*page.style);
    canvas.mark({Mark::Kind::rule, {}, 0});
    for (page::LineNumber const& number : page.line_numbers) {
        css::ComputedStyle const& style = context.styled.style(number.style);
        text::TextStyle smaller = layout::text_style(style);
        Length distance = style.font->size;
        smaller.size = smaller.size * 3 / 4;
        text::FontId font = context.text.primary_font(context.text.intern(smaller));
        text::ShapedWord const* word = context.text.shape(font, text::Direction::ltr, number.text);
        bool left = on_the_left(style.text->line_numbers.side, page.query.recto);
        Length x = left ? area.x - distance - word->width : area.x + area.width + distance;
        canvas.word(*word, {font, 0, style.text->color, style.text->language}, x, area.y + number.baseline);
    }
}

}  // namespace octavo::paint

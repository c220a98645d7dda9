#include "paint/canvas.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

namespace octavo::paint {

void DisplayList::clear() {
    marks.clear();
    sayings.clear();
    turns.clear();
    items.clear();
    texts.clear();
    rectangles.clear();
    strokes.clear();
    pictures.clear();
    glyphs.clear();
    clusters.clear();
    text.clear();
    links.clear();
    destinations.clear();
    label.clear();
    width = height = bleed = slug = 0;
}

void Canvas::say(std::string_view text) {
    list_.sayings.emplace_back(text);
    says_ = static_cast<std::uint32_t>(list_.sayings.size());
}

void Canvas::mark(Mark const& wanted) {
    Mark mark = wanted;
    mark.says = mark.kind == Mark::Kind::content ? says_ : 0;
    if (list_.marks.empty() || !(list_.marks[mark_] == mark)) {
        list_.marks.push_back(mark);
        mark_ = static_cast<MarkId>(list_.marks.size() - 1);
    }
}

void Canvas::push(ItemKind kind, std::size_t index) {
    if (list_.marks.empty()) mark({});
    list_.items.push_back({kind, mark_, static_cast<std::uint32_t>(index), 1000, 0});
    if (kind == ItemKind::text || kind == ItemKind::picture) list_.items.back().turn = turn_;
}

TextItem& Canvas::text_item(TextLook const& look, bool backward) {
    if (!backward && !list_.items.empty() && list_.items.back().kind == ItemKind::text && list_.items.back().mark == mark_ &&
        list_.items.back().turn == turn_) {
        TextItem& last = list_.texts.back();
        if (!last.backward && TextLook{last.font, last.expansion, last.color, last.language} == look) return last;
    }
    TextItem item;
    item.font = look.font;
    item.expansion = look.expansion;
    item.backward = backward;
    item.color = look.color;
    item.language = look.language;
    item.first_glyph = static_cast<std::uint32_t>(list_.glyphs.size());
    item.first_cluster = static_cast<std::uint32_t>(list_.clusters.size());
    item.first_byte = static_cast<std::uint32_t>(list_.text.size());
    push(ItemKind::text, list_.texts.size());
    list_.texts.push_back(item);
    return list_.texts.back();
}

/// Clusters in logical order: bytes up to the next cluster, and how many glyphs share this one.
void Canvas::add_clusters(text::ShapedWord const& word) {
    auto const& glyphs = word.glyphs;
    std::size_t count = glyphs.size();
    bool rtl = word.direction == text::Direction::rtl;
    auto at = [&](std::size_t i) -> text::Glyph const& { return glyphs[rtl ? count - 1 - i : i]; };
    std::uint32_t covered = 0;
    for (std::size_t i = 0; i < count;) {
        std::size_t end = i + 1;
        while (end < count && at(end).cluster == at(i).cluster) ++end;
        std::uint32_t next = end < count ? at(end).cluster : static_cast<std::uint32_t>(word.text.size());
        std::uint32_t bytes = next > covered ? next - covered : 0;
        std::size_t number = end - i;
        while (bytes > 255 || number > 255) {  // a cluster larger than the arrays hold is told in parts
            auto part = static_cast<std::uint8_t>(std::min<std::uint32_t>(bytes, 252));
            list_.clusters.push_back({part, static_cast<std::uint8_t>(std::min<std::size_t>(number, 1))});
            bytes -= part;
            number -= std::min<std::size_t>(number, 1);
        }
        list_.clusters.push_back({static_cast<std::uint8_t>(bytes), static_cast<std::uint8_t>(number)});
        covered = next;
        i = end;
    }
}

Length Canvas::word(text::ShapedWord const& word, TextLook const& look, Length x, Length y) {
    bool rtl = word.direction == text::Direction::rtl;
    TextItem& item = text_item(look, rtl);
    std::size_t clusters = list_.clusters.size();
    std::int64_t pen = 0;
    for (text::Glyph const& glyph : word.glyphs) {
        auto offset = static_cast<Length>(pen + pen * look.expansion / 1000);
        list_.glyphs.push_back({glyph.id, x + offset + glyph.x_offset, y - glyph.y_offset});
        pen += glyph.advance;
    }
    if (!word.glyphs.empty()) {
        add_clusters(word);
        list_.text += word.text;
        item.byte_count += static_cast<std::uint32_t>(word.text.size());
    }
    item.glyph_count += static_cast<std::uint32_t>(word.glyphs.size());
    item.cluster_count += static_cast<std::uint32_t>(list_.clusters.size() - clusters);
    return static_cast<Length>(pen + pen * look.expansion / 1000);
}

void Canvas::soften_hyphen() {
    if (list_.clusters.empty() || list_.texts.empty()) return;
    Cluster& cluster = list_.clusters.back();
    auto lead = [&](std::size_t bytes) { return (static_cast<unsigned char>(list_.text[list_.text.size() - bytes]) & 0xC0) != 0x80; };
    bool one = cluster.bytes > 0 && cluster.bytes <= list_.text.size() && lead(cluster.bytes);
    for (std::size_t i = 1; one && i < cluster.bytes; ++i) one = !lead(i);
    if (!one) return;   // drawn together with the letter before it
    constexpr std::string_view soft = "\xC2\xAD";
    list_.text.resize(list_.text.size() - cluster.bytes);
    list_.text += soft;
    TextItem& item = list_.texts.back();
    item.byte_count = item.byte_count - cluster.bytes + static_cast<std::uint32_t>(soft.size());
    cluster.bytes = static_cast<std::uint8_t>(soft.size());
}

void Canvas::space(std::uint32_t glyph, TextLook const& look, Length x, Length y) {
    TextItem& item = text_item(look, false);
    list_.glyphs.push_back({glyph, x, y});
    list_.clusters.push_back({1, 1});
    list_.text += ' ';
    ++item.glyph_count;
    ++item.cluster_count;
    ++item.byte_count;
}

std::uint16_t Canvas::turn(Turning const& turn) {
    std::uint16_t before = turn_;
    Turning whole = turn;
    if (before != 0) {
        Turning const& outer = list_.turns[before - 1U];
        auto [x, y] = outer.place(turn.x, turn.y);
        whole = {static_cast<std::uint8_t>((outer.quarters + turn.quarters) % 4), x, y};
    }
    list_.turns.push_back(whole);
    turn_ = static_cast<std::uint16_t>(list_.turns.size());
    return before;
}

Area Canvas::on_page(Area const& area) const {
    if (turn_ == 0) return area;
    auto [x0, y0] = list_.turns[turn_ - 1U].place(area.x, area.y);
    auto [x1, y1] = list_.turns[turn_ - 1U].place(area.x + area.width, area.y + area.height);
    return {std::min(x0, x1), std::min(y0, y1), std::abs(x1 - x0), std::abs(y1 - y0)};
}

void Canvas::rectangle(Area const& inner, css::Color color) {
    Area area = on_page(inner);
    if (area.width <= 0 || area.height <= 0 || color.alpha == 0) return;
    push(ItemKind::rectangle, list_.rectangles.size());
    list_.rectangles.push_back({area.x, area.y, area.width, area.height, color});
}

void Canvas::stroke(StrokeItem const& stroke) {
    push(ItemKind::stroke, list_.strokes.size());
    list_.strokes.push_back(stroke);
    if (turn_ == 0) return;
    StrokeItem& turned = list_.strokes.back();
    std::tie(turned.x0, turned.y0) = list_.turns[turn_ - 1U].place(stroke.x0, stroke.y0);
    std::tie(turned.x1, turned.y1) = list_.turns[turn_ - 1U].place(stroke.x1, stroke.y1);
}

void Canvas::picture(PictureItem const& picture) {
    push(ItemKind::picture, list_.pictures.size());
    list_.pictures.push_back(picture);
}

void Canvas::borders(Area const& area, css::Sides<css::Border> const& border, Edge edge) {
    auto draw = [&](css::Border const& b, Area const& strip, bool horizontal) {
        if (b.width <= 0 || b.style == css::BorderStyle::none || b.style == css::BorderStyle::hidden) return;
        if (b.style != css::BorderStyle::dotted && b.style != css::BorderStyle::dashed && b.style != css::BorderStyle::double_) {
            rectangle(strip, b.color);
            return;
        }
        StrokeItem line;
        line.style = b.style;
        line.color = b.color;
        line.thickness = b.width;
        line.x0 = horizontal ? strip.x : strip.x + strip.width / 2;
        line.x1 = horizontal ? strip.x + strip.width : line.x0;
        line.y0 = horizontal ? strip.y + strip.height / 2 : strip.y;
        line.y1 = horizontal ? line.y0 : strip.y + strip.height;
        stroke(line);
    };
    if (edge.top) draw(border[0], {area.x, area.y, area.width, border[0].width}, true);
    draw(border[1], {area.x + area.width - border[1].width, area.y, border[1].width, area.height}, false);
    if (edge.bottom) draw(border[2], {area.x, area.y + area.height - border[2].width, area.width, border[2].width}, true);
    draw(border[3], {area.x, area.y, border[3].width, area.height}, false);
}

}  // namespace octavo::paint

#include <algorithm>

#include "layout/inline/initial.h"
#include "layout/layout.h"

namespace octavo::layout {

text::TextStyle text_style(css::ComputedStyle const& style) {
    css::FontGroup const& font = *style.font;
    css::TextGroup const& text = *style.text;
    text::TextStyle result;
    result.families = font.families;
    result.size = font.size;
    result.weight = font.weight;
    result.stretch = font.stretch;
    result.slant = font.style == css::FontStyle::normal   ? text::Slant::normal
                   : font.style == css::FontStyle::italic ? text::Slant::italic
                                                          : text::Slant::oblique;
    result.kerning = font.kerning;
    result.small_caps = font.synthesize_small_caps;
    for (css::FontFeature feature : font.features) result.features.push_back({feature.tag, feature.value});
    result.language = text.language;
    result.letter_spacing = text.letter_spacing;
    return result;
}

namespace {

constexpr std::uint32_t vertical_forms = 'v' << 24 | 'e' << 16 | 'r' << 8 | 't';

void set_feature(std::vector<text::Feature>& features, std::uint32_t tag) {
    auto at = std::lower_bound(features.begin(), features.end(), tag, [](text::Feature f, std::uint32_t t) { return f.tag < t; });
    if (at == features.end() || at->tag != tag) features.insert(at, {tag, 1});
}

}  // namespace

LayoutContext::LayoutContext(box::BoxTree const& boxes_, style::StyledDocument const& styled_, text::TextEngine& text_,
                             base::StageContext const& stage_, ReferenceText references_)
    : boxes(boxes_), styled(styled_), text(text_), stage(stage_), references(std::move(references_)) {
    collect_metrics();
}

LayoutContext::LayoutContext(LayoutContext const& of, Setting setting)
    : boxes(of.boxes), styled(of.styled), text(of.text), stage(of.stage), references(of.references), setting_(setting), whole_(&of) {
    collect_metrics();
}

LayoutContext const& LayoutContext::set(Setting setting) const {
    if (setting == Setting{}) return *whole_;
    std::lock_guard lock(whole_->set_mutex_);
    auto& made = whole_->set_[setting];
    if (made == nullptr) made.reset(new LayoutContext(*whole_, setting));
    return *made;
}

void LayoutContext::collect_metrics() {
    number_boxes();
    for (box::Box const& b : boxes.boxes) add_metrics(b.style);
    for (box::InlineItem const& item : boxes.items) {
        add_metrics(item.style);
        has_floats_ = has_floats_ || item.kind == box::ItemKind::float_;
    }
}

void LayoutContext::add_metrics(StyleId id) {
    if (!id.valid()) return;
    if (id.value >= metrics_.size()) metrics_.resize(id.value + 1);
    if (metrics_[id.value].text_style.valid()) return;
    css::ComputedStyle const& style = styled.style(id);
    StyleMetrics m;
    text::TextStyle text_style_of = text_style(style);
    text_style_of.size = base::scale(text_style_of.size, setting_.type_scale, 1000);
    text_style_of.letter_spacing = base::scale(text_style_of.letter_spacing, setting_.type_scale, 1000);
    if (setting_.letters == Letters::upright) set_feature(text_style_of.features, vertical_forms);
    m.text_style = text.intern(text_style_of);
    m.font = text.primary_font(m.text_style);
    text::FontMetrics const& font = text.metrics(m.font);
    m.ascent = font.ascent;
    m.descent = font.descent;
    m.line_height = css::used_line_height(style.text->line_height, style.font->size, font.ascent + font.descent + font.line_gap);
    if (style.text->line_height.kind != css::LineHeight::Kind::normal) m.line_height = base::scale(m.line_height, setting_.type_scale, 1000);
    m.above = font.ascent + (m.line_height - font.ascent - font.descent) / 2;  // half-leading: CSS 2.2 §10.8.1
    m.below = m.line_height - m.above;
    if (style.box->initial_of != 0) set_initial(style, m);
    metrics_[id.value] = m;
}

/// An initial letter: as large as its paragraph's lines have it, in a line box that is its cap height. css-inline-3 §7.4
void LayoutContext::set_initial(css::ComputedStyle const& style, StyleMetrics& m) {
    StyleId around(style.box->initial_of - 1);
    add_metrics(around);
    StyleMetrics const& lines = metrics_[around.value];
    Length cap = text.metrics(m.font).cap_height, wanted = initial_height(style, lines.line_height, text.metrics(lines.font).cap_height);
    if (cap > 0) {
        text::TextStyle sized = text_style(style);
        sized.size = base::scale(sized.size, wanted, cap);
        m.text_style = text.intern(sized);
        m.font = text.primary_font(m.text_style);
    }
    text::FontMetrics const& font = text.metrics(m.font);
    m.ascent = font.ascent;
    m.descent = font.descent;
    m.above = m.line_height = wanted;
    m.below = 0;
}

void LayoutContext::number_boxes() {
    order_.assign(boxes.boxes.size(), 0);
    order_end_.assign(boxes.boxes.size(), 0);
    std::uint32_t next = 0;
    auto visit = [&](auto& self, BoxId id) -> void {
        order_[id.value] = next++;
        for (BoxId child = boxes.boxes[id].first_child; child.valid(); child = boxes.boxes[child].next_sibling) self(self, child);
        order_end_[id.value] = next;
    };
    if (boxes.root.valid()) visit(visit, boxes.root);
}

void GalleyStore::shrink_to_fit() {
    pieces.shrink_to_fit();
    lines.shrink_to_fit();
    candidates.shrink_to_fit();
    paragraphs.shrink_to_fit();
    metrics.shrink_to_fit();
    insertions.shrink_to_fit();
}

std::span<SideFloat const> Galley::floats_of(std::uint32_t item) const {
    auto first = std::lower_bound(floats.begin(), floats.end(), item, [](SideFloat const& f, std::uint32_t i) { return f.item < i; });
    auto end = first;
    while (end != floats.end() && end->item == item) ++end;
    return {first, end};
}

Length GalleyStore::rise_in_line(Paragraph const& p, Piece const& piece, LineMetrics const& line) const {
    if (!piece.line_aligned) return piece.rise();
    LineAligned const& box = aligned_of(p, piece);
    return piece.rise() + (box.to == LineAligned::To::top ? line.baseline - line.gap - box.above : box.below - (line.height - line.baseline));
}

LineMetrics GalleyStore::line_metrics(Paragraph const& p, std::uint32_t candidate, std::uint32_t line) const {
    if (p.uniform) return {p.line_height, p.baseline};
    std::uint32_t index = p.first_metrics + line;
    for (std::uint32_t c = 0; c < candidate; ++c) index += candidates[p.first_candidate + c].count;
    return metrics[index];
}

}  // namespace octavo::layout

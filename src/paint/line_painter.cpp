#include "paint/line_painter.h"

#include <algorithm>

#include "layout/inline/word_parts.h"
#include "text/unicode.h"

namespace octavo::paint {
namespace {

/// Font expansion goes in steps, so that few scaled fonts are needed (1/200, after pdfTeX's default step).
constexpr std::int32_t expansion_step = 5;

bool stands_upright(text::ShapedWord const& word, text::Glyph const& glyph) {
    return word.direction == text::Direction::ltr && glyph.cluster < word.text.size() &&
           text::stands_upright(text::decode_at(word.text, glyph.cluster).character);
}

css::TextAlign align_of(css::TextGroup const& text, bool last) {
    if (!last) return text.align;
    switch (text.align_last) {
        case css::TextAlignLast::automatic: return text.align == css::TextAlign::justify ? css::TextAlign::start : text.align;
        case css::TextAlignLast::start: return css::TextAlign::start;
        case css::TextAlignLast::end: return css::TextAlign::end;
        case css::TextAlignLast::left: return css::TextAlign::left;
        case css::TextAlignLast::right: return css::TextAlign::right;
        case css::TextAlignLast::center: return css::TextAlign::center;
        case css::TextAlignLast::justify: return css::TextAlign::justify;
    }
    return css::TextAlign::start;
}

bool is_note(dom::Role role) {
    return role == dom::Role::footnote || role == dom::Role::endnote || role == dom::Role::margin_note;
}

}  // namespace

void LinePainter::paint(LineInput const& input, AtomicPainter const& atomic) {
    metrics_ = input.store.line_metrics(input.paragraph, input.candidate, input.line);
    baseline_ = input.y + metrics_.baseline;
    layout::LineRoom room = input.store.room_of(input.paragraph, input.line);
    room_ = {input.verso ? room.verso_start : room.start, room.width};
    collect(input);
    adjust(input);
    emit_boxes(input);
    emit(input, atomic);
}

void LinePainter::collect(LineInput const& input) {
    elements_.clear();
    layout::Paragraph const& p = input.paragraph;
    layout::Line const& line = input.store.lines[input.store.candidates[p.first_candidate + input.candidate].first_line + input.line];
    for (std::uint32_t i = line.first; i < line.end; ++i) {
        layout::Piece const& piece = input.store.pieces[p.first_piece + i];
        Element element;
        element.piece = i;
        element.level = piece.bidi_level;
        element.width = piece.width;
        bool last = i + 1 == line.end;
        switch (piece.kind) {
            case layout::Piece::Kind::word: {
                layout::PartRange part;
                if (i == line.first) part.first_byte = line.first_byte;
                if (last) part.end_byte = line.end_byte;
                part.hyphen = last && line.hyphen == 1;
                layout::WordPart const shown = layout::word_part(context_, piece, p.text, part);
                element.word = shown.word;
                element.hyphen = shown.hyphen;
                element.width = element.word->width;
                break;
            }
            case layout::Piece::Kind::atomic: element.kind = Element::Kind::atomic; break;
            case layout::Piece::Kind::leader: element.kind = Element::Kind::leader; break;
            case layout::Piece::Kind::tab: element.kind = Element::Kind::edge; break;
            default: element.kind = Element::Kind::edge; break;
        }
        elements_.push_back(element);
        if (piece.space == 0 && !piece.stretch_after) continue;
        Element space;
        space.kind = Element::Kind::space;
        space.piece = i;
        space.width = piece.space;
        if (piece.stretch_after) space.stretch = piece.stretchable();
        elements_.push_back(space);
    }
    while (!elements_.empty() && elements_.back().kind == Element::Kind::space) elements_.pop_back();
    line_first_ = line.first;
    if (p.clones) add_cloned_edges(input, line);
    level_neutrals(p.rtl ? 1 : 0);
}

/// box-decoration-break: clone: boxes that are open at the line's start or end have edges there too.
void LinePainter::add_cloned_edges(LineInput const& input, layout::Line const& line) {
    layout::Paragraph const& p = input.paragraph;
    std::vector<Element> open, starts;
    css::Direction direction = context_.styled.style(p.style).text->direction;
    for (std::uint32_t i = 0; i < line.end + p.dropped_pieces; ++i) {
        if (i == line.first + p.dropped_pieces) starts = open;
        std::uint32_t index = i - p.dropped_pieces;
        layout::Piece const& piece = input.store.pieces[p.first_piece + index];
        if (piece.kind != layout::Piece::Kind::edge || !layout::clones_decoration(style_of(piece.item))) continue;
        if (context_.boxes.items[piece.item].kind == box::ItemKind::open) {
            Element edge;
            edge.kind = Element::Kind::edge;
            edge.piece = index;
            edge.cloned = true;
            open.push_back(edge);
        } else if (!open.empty()) {
            open.pop_back();
        }
    }
    auto edges_of = [&](Element const& e) {
        return layout::inline_edges(style_of(input.store.pieces[p.first_piece + e.piece].item), p.measure, direction);
    };
    for (Element& e : starts) e.width = edges_of(e).start;
    for (Element& e : open) e.width = edges_of(e).end;
    elements_.insert(elements_.begin(), starts.begin(), starts.end());
    elements_.insert(elements_.end(), open.rbegin(), open.rend());
}

/// Spaces, pictures and the edges of inline boxes have no direction of their own: they take the lower level of the words around them
/// (UAX 9, N1 and N2; a line's ends count as the paragraph's). Leaders separate, at the paragraph's level (L1).
void LinePainter::level_neutrals(std::uint8_t base) {
    auto neutral = [](Element const& e) { return e.kind != Element::Kind::word && e.kind != Element::Kind::leader; };
    std::uint8_t around = base;
    for (Element& e : elements_) {
        if (e.kind == Element::Kind::leader) e.level = base;
        if (neutral(e)) e.level = around;
        else around = e.level;
    }
    around = base;
    std::for_each(elements_.rbegin(), elements_.rend(), [&](Element& e) {
        if (neutral(e)) e.level = std::min(e.level, around);
        else around = e.level;
    });
}

void LinePainter::adjust(LineInput const& input) {
    layout::Paragraph const& p = input.paragraph;
    css::TextGroup const& text = *context_.styled.style(p.style).text;
    layout::Candidate const& candidate = input.store.candidates[p.first_candidate + input.candidate];
    layout::Line const& line = input.store.lines[candidate.first_line + input.line];
    Length indent = input.line == 0 ? p.first_indent : p.hang_indent;
    Length available = room_.width - indent;
    base::LongLength natural = 0;
    bool leaders = false;
    for (Element const& e : elements_) {
        natural += e.width;
        leaders = leaders || e.kind == Element::Kind::leader;
    }
    expansion_ = 0;
    left_hang_ = 0;
    Length right_hang = 0;
    bool justified = text.align == css::TextAlign::justify;
    if (text.hanging_punctuation && justified) {
        auto is_word = [](Element const& e) { return e.kind == Element::Kind::word && e.word != nullptr; };
        auto first = std::find_if(elements_.begin(), elements_.end(), [&](Element const& e) { return is_word(e) || e.width != 0; });
        auto last = std::find_if(elements_.rbegin(), elements_.rend(), [&](Element const& e) { return is_word(e) || e.width != 0; });
        if (first != elements_.end() && is_word(*first) && input.line > 0) left_hang_ = layout::protrusion_at_start(*first->word);
        if (last != elements_.rend() && is_word(*last)) right_hang = layout::protrusion_at_end(*last->word);
    }
    auto slack = static_cast<Length>(std::clamp<base::LongLength>(available - natural + left_hang_ + right_hang, -base::length_max / 4,
                                                                  base::length_max / 4));
    css::TextAlign align = align_of(text, line.forced);
    Length start = room_.x + (p.rtl ? 0 : indent);
    if (leaders) {
        fill_leaders(slack);
        slack = 0;
    } else if ((align == css::TextAlign::justify && !elements_.empty()) || (slack < 0 && justified)) {
        justify(slack);
        slack = p.rtl ? slack : 0;
        if (p.rtl) {
            base::LongLength width = 0;
            for (Element const& e : elements_) width += e.width + e.width * (e.kind == Element::Kind::word ? expansion_ : 0) / 1000;
            slack = static_cast<Length>(available - width + left_hang_ + right_hang);
        }
    }
    bool to_right = align == css::TextAlign::right || (align == css::TextAlign::end && !p.rtl) ||
                    ((align == css::TextAlign::start || align == css::TextAlign::justify) && p.rtl);
    if (to_right) start += slack;
    if (align == css::TextAlign::center) start += slack / 2;
    reorder(input, start - left_hang_);
}

/// Expansion first, then the spaces share the rest evenly; where they would be loose, more expansion. The last unit goes to the last
/// space.
void LinePainter::justify(Length slack) {
    base::LongLength glyphs = 0, stretch = 0;
    for (Element const& e : elements_) {
        if (e.kind == Element::Kind::word) glyphs += e.width;
        stretch += e.stretch;
    }
    if (glyphs > 0) {
        base::LongLength wanted = static_cast<base::LongLength>(slack) * 1000 / glyphs;
        base::LongLength ordinary = glyphs * layout::ordinary_expansion / 1000;
        base::LongLength rescue = wanted > layout::ordinary_expansion ? layout::rescue_of(slack - ordinary, stretch, glyphs) : 0;
        base::LongLength steps = (rescue * 1000 / expansion_step + glyphs - 1) / glyphs;
        wanted = std::clamp<base::LongLength>(wanted, -layout::ordinary_expansion, layout::ordinary_expansion);
        expansion_ = static_cast<std::int16_t>((wanted / expansion_step + steps) * expansion_step);
        for (Element const& e : elements_) {
            if (e.kind == Element::Kind::word) slack -= static_cast<Length>(static_cast<base::LongLength>(e.width) * expansion_ / 1000);
        }
    }
    if (slack < 0) {   // joints without a space of their own have nothing to give while others have
        base::LongLength spaces = 0;
        for (Element const& e : elements_) spaces += e.stretch > 0 ? e.width : 0;
        if (spaces > 0) {
            for (Element& e : elements_) e.stretch = e.stretch > 0 ? e.width : 0;
            stretch = spaces;
        }
    }
    base::LongLength given = 0, seen = 0;
    for (Element& e : elements_) {
        if (e.stretch == 0) continue;
        seen += e.stretch;
        base::LongLength until = static_cast<base::LongLength>(slack) * seen / stretch;
        e.width += static_cast<Length>(until - given);
        given = until;
    }
}

void LinePainter::fill_leaders(Length slack) {
    std::int32_t count = 0;
    for (Element const& e : elements_) count += e.kind == Element::Kind::leader;
    for (Element& e : elements_) {
        if (e.kind != Element::Kind::leader) continue;
        Length share = slack / count;
        e.width = std::max(0, e.width + share);
        slack -= share;
        --count;
    }
}

/// UAX 9, rule L2, over words and spaces; then every element gets its place from left to right.
void LinePainter::reorder(LineInput const& input, Length start) {
    visual_.resize(elements_.size());
    std::uint8_t highest = 0, lowest_odd = 255;
    for (std::size_t i = 0; i < elements_.size(); ++i) {
        visual_[i] = i;
        highest = std::max(highest, elements_[i].level);
        if (elements_[i].level % 2 == 1) lowest_odd = std::min(lowest_odd, elements_[i].level);
    }
    for (int level = highest; level >= lowest_odd; --level) {
        for (std::size_t i = 0; i < visual_.size();) {
            if (elements_[visual_[i]].level < level) {
                ++i;
                continue;
            }
            std::size_t end = i;
            while (end < visual_.size() && elements_[visual_[end]].level >= level) ++end;
            std::reverse(visual_.begin() + static_cast<std::ptrdiff_t>(i), visual_.begin() + static_cast<std::ptrdiff_t>(end));
            i = end;
        }
    }
    Length x = input.x + start;
    for (std::size_t i : visual_) {
        Element& e = elements_[i];
        e.x = x;
        x += e.width;
        if (e.kind == Element::Kind::word) x += static_cast<Length>(static_cast<base::LongLength>(e.width) * expansion_ / 1000);
    }
}

std::uint32_t LinePainter::space_glyph(text::FontId font) {
    if (!(font == space_font_)) {
        text::ShapedWord const* space = context_.text.shape(font, text::Direction::ltr, " ");
        space_glyph_ = space->glyphs.empty() ? 0 : space->glyphs.front().id;
        space_font_ = font;
    }
    return space_glyph_;
}

Mark LinePainter::mark_of(LineInput const& input, box::InlineItem const& item) const {
    Mark mark;
    mark.kind = input.kind;
    mark.part = input.part;
    mark.node = item.node;
    dom::Document const& document = context_.styled.document();
    if (mark.node.valid() && document.is_text(mark.node)) mark.node = document.node(mark.node).parent;
    if (item.generated && mark.kind == Mark::Kind::content && mark.node.valid() && is_note(document.element(mark.node).role))
        mark.kind = Mark::Kind::label;   // its call, or the number before its body
    if (input.kind != Mark::Kind::content && input.node.valid()) mark.node = input.node;
    return mark;
}

void LinePainter::emit(LineInput const& input, AtomicPainter const& paint_atomic) {
    layout::Paragraph const& p = input.paragraph;
    layout::Candidate const& candidate = input.store.candidates[p.first_candidate + input.candidate];
    layout::Line const& line = input.store.lines[candidate.first_line + input.line];
    std::uint32_t last_item = layout::no_index;
    Element const* last_word = nullptr;
    std::string_view lead = input.line == 0 ? input.lead : std::string_view();
    for (Element const& e : elements_) {
        layout::Piece const& piece = input.store.pieces[p.first_piece + e.piece];
        if (e.kind != Element::Kind::edge && e.kind != Element::Kind::leader) {
            std::uint32_t item = e.kind == Element::Kind::space ? item_of_space(input, e) : piece.item;
            if (item != last_item) canvas_.mark(mark_of(input, context_.boxes.items[item]));
            last_item = item;
        }
        switch (e.kind) {
            case Element::Kind::word:
                if (style_of(piece.item).text->visibility != css::Visibility::visible) break;
                if (!lead.empty() && piece.bytes > 0) {
                    say_with(lead, input, e);
                    lead = {};
                    last_item = layout::no_index;
                } else {
                    emit_word(input, e);
                }
                last_word = &e;
                break;
            case Element::Kind::space: emit_space(input, e); break;
            case Element::Kind::leader:
                if (last_word != nullptr) emit_space_after(input, *last_word);
                emit_leader(input, e);
                last_item = layout::no_index;
                break;
            case Element::Kind::atomic: {
                layout::Atomic const& atomic = input.store.atomics[p.first_atomic + piece.payload];
                paint_atomic({&atomic, e.x, baseline_ - rise_of(input, piece) - atomic.baseline});
                last_item = layout::no_index;
                break;
            }
            case Element::Kind::edge: break;
        }
    }
    // A space at the line's end keeps its words apart from the next line's when the text is taken out again.
    if (last_word != nullptr && line.hyphen != 1 && input.line + 1 < candidate.count) {
        bool apart = line.forced || space_follows(input, last_word->piece);
        if (apart) emit_space_after(input, *last_word);
    }
    if (!line.forced && input.line + 1 < candidate.count) emit_wrap_mark(input);
}

void LinePainter::emit_word(LineInput const& input, Element const& element) {
    layout::Piece const& piece = input.store.pieces[input.paragraph.first_piece + element.piece];
    css::TextGroup const& text = *style_of(piece.item).text;
    TextLook look{element.word->font, expansion_, text.color, text.language};
    bool turns_letters = input.paragraph.upright && std::any_of(element.word->glyphs.begin(), element.word->glyphs.end(), [&](text::Glyph const& g) {
        return stands_upright(*element.word, g);
    });
    if (turns_letters) emit_upright(input, element, look);
    else canvas_.word(*element.word, look, element.x, baseline_ - rise_of(input, piece));
    if (element.hyphen) canvas_.soften_hyphen();
}

/// Square letters of a line that is turned clockwise are turned back, each about the middle of its square.
void LinePainter::emit_upright(LineInput const& input, Element const& element, TextLook const& look) {
    constexpr int middle_of_square = 380;   // 1/1000 em above the baseline: the square stands on 0.12 em below it
    text::ShapedWord const& word = *element.word;
    layout::Piece const& piece = input.store.pieces[input.paragraph.first_piece + element.piece];
    Length size = base::scale(style_of(piece.item).font->size, input.paragraph.type_scale, 1000);
    Length above = base::scale(size, middle_of_square, 1000), baseline = baseline_ - rise_of(input, piece), x = element.x;
    for (std::size_t first = 0, end = 0; first < word.glyphs.size(); first = end) {
        std::uint32_t cluster = word.glyphs[first].cluster;
        bool upright = stands_upright(word, word.glyphs[first]);
        auto goes_on = [&](text::Glyph const& g) { return g.cluster == cluster || (!upright && !stands_upright(word, g)); };
        for (end = first + 1; end < word.glyphs.size() && goes_on(word.glyphs[end]);) ++end;
        std::uint32_t text_end = end < word.glyphs.size() ? word.glyphs[end].cluster : static_cast<std::uint32_t>(word.text.size());
        std::vector<text::Glyph> glyphs(word.glyphs.begin() + static_cast<std::ptrdiff_t>(first), word.glyphs.begin() + static_cast<std::ptrdiff_t>(end));
        text::ShapedWord part{word.font, word.direction, 0, {}, word.text.substr(cluster, text_end - cluster), word.missing};
        for (text::Glyph& glyph : glyphs) {
            glyph.cluster -= cluster;
            part.width += glyph.advance;
        }
        part.glyphs = glyphs;
        if (!upright) {
            x += canvas_.word(part, look, x, baseline);
            continue;
        }
        std::uint16_t before = canvas_.turn({1, x + part.width / 2 + above, baseline - above + part.width / 2});
        x += canvas_.word(part, look, 0, 0);
        canvas_.turn_back(before);
    }
}

/// The first word of a line, which says what the letter before it shows.
void LinePainter::say_with(std::string_view lead, LineInput const& input, Element const& element) {
    layout::Piece const& piece = input.store.pieces[input.paragraph.first_piece + element.piece];
    std::string text(lead);
    bool apart = std::any_of(elements_.begin(), elements_.end(), [&](Element const& e) { return &e < &element && e.kind == Element::Kind::space; });
    if (apart) text += ' ';
    text += element.word->text;
    if (element.hyphen) {
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        if (!text.empty()) text.pop_back();
        text += "\xC2\xAD";
    }
    canvas_.say(text);
    canvas_.mark(mark_of(input, context_.boxes.items[piece.item]));
    emit_word(input, element);
    canvas_.say_what_is_shown();
}

/// Behind a line that goes on, where its style wants that shown (-octavo-wrap-mark): it hangs in the margin.
void LinePainter::emit_wrap_mark(LineInput const& input) {
    css::ComputedStyle const& style = context_.styled.style(input.paragraph.style);
    if (style.text->wrap_mark.empty()) return;
    layout::LayoutContext::StyleMetrics const& metrics = context_.metrics(input.paragraph.style);
    text::FontId font = metrics.font;
    std::vector<text::TextRun> runs;
    std::string_view mark = style.text->wrap_mark.view();
    text::StyleSpan span{0, static_cast<std::uint32_t>(mark.size()), metrics.text_style, 0};
    context_.text.itemise(mark, {&span, 1}, text::BaseDirection::ltr, runs);
    if (!runs.empty()) font = runs.front().font;
    text::ShapedWord const* word = context_.text.shape(font, text::Direction::ltr, mark);
    Length gap = style.font->size / 4;
    Length x = input.paragraph.rtl ? input.x - gap - word->width : input.x + input.paragraph.measure + gap;
    canvas_.mark({Mark::Kind::rule, {}, 0});
    canvas_.word(*word, {font, 0, style.text->color, style.text->language}, x, baseline_);
}

/// Whether white space comes after the word, be it that inline boxes end or begin between them.
bool LinePainter::space_follows(LineInput const& input, std::uint32_t piece) const {
    layout::Paragraph const& p = input.paragraph;
    for (std::uint32_t i = piece; i < p.piece_count; ++i) {
        layout::Piece const& at = input.store.pieces[p.first_piece + i];
        if (i != piece && at.kind != layout::Piece::Kind::edge) return false;
        if (at.space > 0) return true;
    }
    return false;
}

/// A space that takes no room.
void LinePainter::emit_space_after(LineInput const& input, Element const& word) {
    layout::Piece const& piece = input.store.pieces[input.paragraph.first_piece + word.piece];
    text::FontId font = word.word->font;
    css::ComputedStyle const& style = style_of(piece.item);
    Length space = piece.space > 0 ? piece.space : context_.text.metrics(font).space;
    canvas_.mark(mark_of(input, context_.boxes.items[piece.item]));
    canvas_.space(space_glyph(font), {font, expansion_, style.text->color, style.text->language},
                  input.paragraph.rtl ? word.x - space : word.x + word.width, baseline_ - rise_of(input, piece));
}

/// Between two elements white space belongs to the outer one: to the paragraph, not to the note's call or the picture before it.
std::uint32_t LinePainter::item_of_space(LineInput const& input, Element const& space) const {
    auto item_at = [&](Element const& e) { return input.store.pieces[input.paragraph.first_piece + e.piece].item; };
    std::uint32_t before = item_at(space);
    auto next = std::find_if(elements_.begin() + (&space - elements_.data()) + 1, elements_.end(),
                             [](Element const& e) { return e.kind == Element::Kind::word; });
    if (next == elements_.end() || item_at(*next) == before) return before;
    Mark inner = mark_of(input, context_.boxes.items[before]), outer = mark_of(input, context_.boxes.items[item_at(*next)]);
    bool unlike = context_.boxes.items[before].kind == box::ItemKind::atomic || (inner.kind == Mark::Kind::label && outer.kind != inner.kind);
    if (unlike) return item_at(*next);
    dom::Document const& document = context_.styled.document();
    for (dom::NodeId at = inner.node; at.valid(); at = document.node(at).parent)
        if (at == outer.node) return item_at(*next);
    return before;
}

void LinePainter::emit_space(LineInput const& input, Element const& element) {
    layout::Piece const& piece = input.store.pieces[input.paragraph.first_piece + element.piece];
    if (piece.space == 0) return;
    text::FontId font = piece.word != nullptr ? piece.word->font : context_.metrics(context_.boxes.items[piece.item].style).font;
    css::ComputedStyle const& style = style_of(piece.item);
    canvas_.space(space_glyph(font), {font, expansion_, style.text->color, style.text->language}, element.x, baseline_ - rise_of(input, piece));
}

/// The pattern repeated, on a raster counted from the measure's end, so that the dots of lines below each other align.
void LinePainter::emit_leader(LineInput const& input, Element const& element) {
    layout::Piece const& piece = input.store.pieces[input.paragraph.first_piece + element.piece];
    box::InlineItem const& item = context_.boxes.items[piece.item];
    text::FontId font = context_.metrics(item.style).font;
    text::ShapedWord const* pattern = context_.text.shape(font, text::Direction::ltr, item.text);
    if (pattern->width <= 0) return;
    canvas_.mark({Mark::Kind::leader, item.node, 0});
    css::ComputedStyle const& style = style_of(piece.item);
    Length end = input.x + room_.x + room_.width;
    Length air = style.font->size / 4;  // between the text and the first dot, the last dot and the number
    Length x = end - (end - element.x - air) / pattern->width * pattern->width;
    for (; x + pattern->width <= element.x + element.width - air; x += pattern->width) {
        canvas_.word(*pattern, {font, 0, style.text->color, style.text->language}, x, baseline_);
    }
}

void LinePainter::emit_boxes(LineInput const& input) {
    layout::Paragraph const& p = input.paragraph;
    css::ComputedStyle const& own = context_.styled.style(p.style);
    if (!elements_.empty() && (own.decoration->underline || own.decoration->line_through || own.decoration->overline)) {
        auto [low, high] = std::minmax_element(elements_.begin(), elements_.end(), [](auto const& a, auto const& b) { return a.x < b.x; });
        decorate(own, context_.metrics(p.style).font, {low->x, input.y, high->x + high->width - low->x, metrics_.height}, baseline_);
    }
    if (elements_.empty()) return;
    // Inline boxes on this line in the order they open, those opened on earlier lines first: an inner box is painted over its outer one
    // (CSS 2.2 appendix E, step 7).
    std::vector<InlineBox> boxes;
    std::vector<std::size_t> open;
    auto begin = [&](std::uint32_t item, std::size_t element, bool here) {
        open.push_back(boxes.size());
        boxes.push_back({item, element, elements_.size(), here, false});
    };
    std::size_t clones = 0;   // whose edges stand at the line's start, outermost first
    std::uint32_t front = input.store.pieces[p.first_piece + line_first_].item;
    for (std::uint32_t item = input.store.pieces[p.first_piece - p.dropped_pieces].item; item < front; ++item) {
        box::ItemKind kind = context_.boxes.items[item].kind;
        if (kind == box::ItemKind::open) begin(item, 0, false);
        if (kind == box::ItemKind::close && !open.empty()) {
            boxes.pop_back();
            open.pop_back();
        }
    }
    for (InlineBox& box : boxes) {
        if (!p.clones || !layout::clones_decoration(style_of(box.item))) continue;
        box.first = clones++;
        box.starts_here = true;
    }
    for (std::size_t i = 0; i < elements_.size(); ++i) {
        if (elements_[i].kind != Element::Kind::edge || elements_[i].cloned) continue;
        layout::Piece const& piece = input.store.pieces[p.first_piece + elements_[i].piece];
        box::ItemKind kind = context_.boxes.items[piece.item].kind;
        bool edge = !layout::is_cut(context_.boxes.items[piece.item], style_of(piece.item));
        if (kind == box::ItemKind::open) begin(piece.item, i, edge);
        if (kind == box::ItemKind::close && !open.empty()) {
            boxes[open.back()].end = i + 1;
            boxes[open.back()].ends_here = edge;
            open.pop_back();
        }
    }
    std::size_t end = elements_.size();   // edges at the line's end, outermost last
    for (std::size_t i : open) {
        if (!p.clones || !layout::clones_decoration(style_of(boxes[i].item))) continue;
        boxes[i].end = end--;
        boxes[i].ends_here = true;
    }
    for (InlineBox const& box : boxes) emit_inline_box(input, box);
}

void LinePainter::emit_inline_box(LineInput const& input, InlineBox const& box) {
    box::InlineItem const& item = context_.boxes.items[box.item];
    css::ComputedStyle const& style = style_of(box.item);
    Length left = base::length_max, right = -base::length_max, rise = 0;
    for (std::size_t i = box.first; i < box.end; ++i) {
        Element const& e = elements_[i];
        if (e.kind == Element::Kind::space && i + 1 == box.end) continue;
        left = std::min(left, e.x);
        right = std::max(right, e.x + e.width + (e.kind == Element::Kind::word ? e.width * expansion_ / 1000 : 0));
        rise = rise_of(input, input.store.pieces[input.paragraph.first_piece + e.piece]);
    }
    if (right <= left) return;
    bool rtl = input.paragraph.rtl;
    layout::Edges margins = layout::margins_of(style, input.paragraph.measure);
    if (rtl ? box.ends_here : box.starts_here) left += margins.left;
    if (rtl ? box.starts_here : box.ends_here) right -= margins.right;
    layout::LayoutContext::StyleMetrics const& m = context_.metrics(item.style);
    layout::Edges edges = layout::padding_and_border(style, input.paragraph.measure);
    Area area{left, baseline_ - rise - m.ascent - edges.top, right - left, m.ascent + m.descent + edges.block_sum()};
    css::DecorationGroup const& d = *style.decoration;
    bool framed = std::any_of(d.border.begin(), d.border.end(), [](css::Border const& b) { return b.width > 0; });
    if (d.background.alpha != 0 || framed) {
        canvas_.mark({Mark::Kind::background, item.node, 0});
        canvas_.rectangle(area, d.background);
        css::Sides<css::Border> border = d.border;   // where it goes on over lines it has no border between them (Fragmentation 3 §5.4)
        if (!box.starts_here) border[rtl ? 1 : 3] = {};
        if (!box.ends_here) border[rtl ? 3 : 1] = {};
        canvas_.borders(area, border, {});
    }
    if (d.underline || d.line_through || d.overline) decorate(style, m.font, area, baseline_ - rise);
    dom::Document const& document = context_.styled.document();
    if (item.node.valid() && document.is_element(item.node) && document.attribute(item.node, dom::names::href())) add_link(item.node, area);
}

void LinePainter::decorate(css::ComputedStyle const& style, text::FontId font, Area const& line, Length baseline) {
    text::FontMetrics const& m = context_.text.metrics(font);
    css::DecorationGroup const& d = *style.decoration;
    Length thickness = std::max<Length>(m.underline_thickness, style.font->size / 20);
    canvas_.mark({Mark::Kind::rule, {}, 0});
    if (d.underline) canvas_.rectangle({line.x, baseline + std::abs(m.underline_position) - thickness / 2, line.width, thickness}, d.decoration_color);
    if (d.line_through) canvas_.rectangle({line.x, baseline - m.x_height / 2 - thickness / 2, line.width, thickness}, d.decoration_color);
    if (d.overline) canvas_.rectangle({line.x, baseline - m.ascent, line.width, thickness}, d.decoration_color);
}

void LinePainter::add_link(dom::NodeId link, Area const& area) {
    dom::Document const& document = context_.styled.document();
    std::string_view href = *document.attribute(link, dom::names::href());
    LinkArea entry;
    Area on_page = canvas_.on_page(area);
    entry.x = on_page.x;
    entry.y = on_page.y;
    entry.width = on_page.width;
    entry.height = on_page.height;
    entry.link = link;
    if (!href.empty() && href.front() == '#') {
        entry.target = document.by_id(href.substr(1));
        if (!entry.target.valid()) return;
    } else {
        if (href.find(':') == std::string_view::npos) return;  // a file beside the document: nothing a reader of the PDF could open
        entry.uri = std::string(href);
    }
    canvas_.list().links.push_back(std::move(entry));
}

}  // namespace octavo::paint

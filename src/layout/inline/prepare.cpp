// From inline items to pieces: collects the paragraph's text, itemises it, and shapes it word by word through the cache.
#include "layout/inline/prepare.h"

#include <algorithm>

#include "layout/inline/addresses.h"
#include "layout/inline/vertical_align.h"

namespace octavo::layout {
namespace {

constexpr std::string_view object_replacement = "\xEF\xBF\xBC";  // U+FFFC stands for atomics and leaders (UAX 14 class CB)
constexpr std::string_view line_separator = "\xE2\x80\xA8", zero_width_space = "\xE2\x80\x8B";

/// What an item contributes to its paragraph's text.
std::string_view fixed_text(box::InlineItem const& item) {
    switch (item.kind) {
        case box::ItemKind::text: return item.text;
        case box::ItemKind::line_break: return line_separator;
        case box::ItemKind::break_opportunity: return zero_width_space;
        case box::ItemKind::atomic:
        case box::ItemKind::leader: return object_replacement;
        default: return {};
    }
}

struct InlineLevel {
    StyleId style;
    Length rise = 0;
    std::uint32_t aligned = no_index;   // of the paragraph's aligned boxes: the one this stands in
};

class Preparation {
public:
    Preparation(Task& task, Paragraph& paragraph, box::ItemRange items)
        : task_(task), paragraph_(paragraph), range_(items), all_items_(task.context.boxes.items) {}

    void run() {
        lay_out_nested();
        collect_text();
        css::ComputedStyle const& style = task_.context.styled.style(paragraph_.style);
        bool rtl = style.text->direction == css::Direction::rtl;
        paragraph_.rtl = rtl;
        task_.runs.clear();
        task_.context.text.itemise(text_, task_.spans, rtl ? text::BaseDirection::rtl : text::BaseDirection::ltr, task_.runs);
        task_.opportunities.clear();
        task_.context.text.break_opportunities(text_, style.text->language, strictness(style.text->line_break),
                                               word_rule(style.text->word_break), task_.opportunities);
        paragraph_.first_piece = static_cast<std::uint32_t>(task_.store.pieces.size());
        paragraph_.first_insertion = static_cast<std::uint32_t>(task_.store.insertions.size());
        paragraph_.first_atomic = static_cast<std::uint32_t>(task_.store.atomics.size());
        paragraph_.first_aligned = static_cast<std::uint32_t>(task_.store.aligned.size());
        levels_.assign(1, {paragraph_.style});
        for (std::uint32_t i = 0; i < range_.count; ++i) add_item(range_.first + i, starts_[i], starts_[i + 1]);
        paragraph_.piece_count = static_cast<std::uint32_t>(task_.store.pieces.size()) - paragraph_.first_piece;
        paragraph_.insertion_count = static_cast<std::uint32_t>(task_.store.insertions.size()) - paragraph_.first_insertion;
        paragraph_.atomic_count = static_cast<std::uint32_t>(task_.store.atomics.size()) - paragraph_.first_atomic;
    }

private:
    static text::Strictness strictness(css::LineBreak value) { return static_cast<text::Strictness>(value); }
    static text::WordRule word_rule(css::WordBreak value) { return static_cast<text::WordRule>(value); }

    /// Notes and inline-blocks have paragraphs of their own: laid out first, so that this one's pieces stand in one row.
    void lay_out_nested() {
        for (std::uint32_t i = 0; i < range_.count; ++i) {
            box::InlineItem const& item = all_items_[range_.first + i];
            if (item.kind == box::ItemKind::footnote || item.kind == box::ItemKind::margin_note) nested_notes_.push_back(add_note(item.box));
            if (item.kind == box::ItemKind::atomic) nested_atomics_.push_back(make_atomic(task_, item.box, paragraph_.measure));
        }
    }

    void collect_text() {
        std::string& text = task_.text;
        text.clear();
        task_.spans.clear();
        starts_.clear();
        std::uint32_t texts = 0, only = 0;
        for (std::uint32_t i = 0; i < range_.count; ++i) {
            box::InlineItem const& item = all_items_[range_.first + i];
            starts_.push_back(static_cast<std::uint32_t>(text.size()));
            if (item.kind == box::ItemKind::reference) {
                text += task_.context.references(item.payload);
                paragraph_.has_reference = true;
            } else {
                text += fixed_text(item);
            }
            if (item.kind == box::ItemKind::text) {
                ++texts;
                only = i;
            } else if (text.size() > starts_.back()) {
                texts += 2;
            }
            if (text.size() > starts_.back()) {
                text::TextStyleId id = task_.context.metrics(item.style).text_style;
                auto begin = starts_.back(), end = static_cast<std::uint32_t>(text.size());
                if (!task_.spans.empty() && task_.spans.back().style == id) {
                    task_.spans.back().end = end;
                } else {
                    task_.spans.push_back({begin, end, id, 0});
                }
            }
        }
        starts_.push_back(static_cast<std::uint32_t>(text.size()));
        text_ = texts == 1 ? all_items_[range_.first + only].text : task_.store.arena->copy(text);
        paragraph_.text = text_;
        has_address_ = text_.find("://") != std::string_view::npos || text_.find("www.") != std::string_view::npos ||
                       text_.find("doi.org/") != std::string_view::npos;
    }

    Piece& push(Piece piece) {
        InlineLevel const& level = levels_.back();
        piece.set_rise(level.rise);
        if (level.aligned != no_index) {
            piece.line_aligned = true;
            if (piece.kind != Piece::Kind::atomic) {
                piece.payload = static_cast<std::uint16_t>(level.aligned);
                include_in_aligned(level, extent_of(all_items_[piece.item].style));
            }
        }
        task_.store.pieces.push_back(piece);
        return task_.store.pieces.back();
    }

    [[nodiscard]] Extent extent_of(StyleId style) const {
        LayoutContext::StyleMetrics const& m = task_.context.metrics(style);
        return {m.above, m.below};
    }

    void include_in_aligned(InlineLevel const& level, Extent own) {
        LineAligned& box = task_.store.aligned[paragraph_.first_aligned + level.aligned];
        box.above = std::max(box.above, own.above + level.rise);
        box.below = std::max(box.below, own.below - level.rise);
    }

    /// The level of a box of the style and extent that opens here.
    [[nodiscard]] InlineLevel level_of(StyleId style, Extent own) {
        InlineLevel const& outer = levels_.back();
        if (auto rise = rise_over_parent(task_.context, style, own, outer.style)) return {style, outer.rise + *rise, outer.aligned};
        bool top = task_.context.styled.style(style).box->vertical_align == css::VerticalAlign::top;
        task_.store.aligned.push_back({top ? LineAligned::To::top : LineAligned::To::bottom, own.above, own.below});
        return {style, 0, static_cast<std::uint32_t>(task_.store.aligned.size() - 1) - paragraph_.first_aligned};
    }
    [[nodiscard]] bool has_piece() const { return task_.store.pieces.size() > paragraph_.first_piece; }

    void add_item(std::uint32_t index, std::uint32_t begin, std::uint32_t end) {
        box::InlineItem const& item = all_items_[index];
        Piece piece;
        piece.item = index;
        piece.begin = begin;
        switch (item.kind) {
            case box::ItemKind::text:
            case box::ItemKind::reference: add_text(index, begin, end); break;
            case box::ItemKind::open: open(item, piece); break;
            case box::ItemKind::close: close(item, piece); break;
            case box::ItemKind::line_break:
                piece.kind = Piece::Kind::line_break;
                piece.break_after = true;
                push(piece);
                break;
            case box::ItemKind::atomic: add_atomic(piece, end); break;
            case box::ItemKind::leader:
                piece.kind = Piece::Kind::leader;
                piece.bytes = static_cast<std::uint16_t>(end - begin);
                piece.width = shape_leader(item)->width;
                push(piece);
                break;
            case box::ItemKind::break_opportunity:
                if (has_piece()) task_.store.pieces.back().break_after = true;
                break;
            case box::ItemKind::footnote:
                task_.store.insertions.push_back({Insertion::Kind::footnote, next_piece(), nested_notes_[next_note_++], no_index, {}});
                break;
            case box::ItemKind::float_:
                task_.store.insertions.push_back({Insertion::Kind::float_, next_piece(), no_index, no_index, item.box});
                break;
            case box::ItemKind::margin_note:
                task_.store.insertions.push_back({Insertion::Kind::margin_note, next_piece(), nested_notes_[next_note_++], no_index, {}});
                break;
            case box::ItemKind::event:
                task_.store.insertions.push_back({Insertion::Kind::event, next_piece(), no_index, item.payload, {}});
                break;
        }
    }

    /// Index (within the paragraph) of the piece that comes next: an insertion belongs to the line of what precedes it, if any.
    [[nodiscard]] std::uint32_t next_piece() const {
        return static_cast<std::uint32_t>(task_.store.pieces.size()) - paragraph_.first_piece;
    }

    std::uint32_t add_note(BoxId body) {
        Length measure = task_.space.note_inline_size != 0 ? task_.space.note_inline_size : task_.space.inline_size;
        css::ComputedStyle const& style = task_.context.styled.style(task_.context.boxes.boxes[body].style);
        if (style.box->float_ == css::Float::margin) {
            constexpr Length usual_margin_note = 48 * base::point;
            measure = style.box->width.is_value() ? style.box->width.resolve(task_.space.inline_size) : usual_margin_note;
        }
        Note note;
        note.in_column = style.box->float_ == css::Float::footnote && style.box->float_to_column && task_.space.column_inline_size != 0;
        if (note.in_column) measure = task_.space.column_inline_size;
        note.box = body;
        Task whole{task_.context.set({}), task_.store, task_.space, task_.diagnostics};   // as it is set elsewhere: not in a shrunk or turned cell's type
        bool alike = &whole.context == &task_.context;
        note.galley = layout_content(alike ? task_ : whole, body, measure);
        note.height = task_.store.galleys[note.galley].height;
        note.series = style.box->note_series;
        note.keep_whole = style.box->footnote_policy != css::FootnotePolicy::automatic;
        note.keep_block = style.box->footnote_policy == css::FootnotePolicy::block;
        if (style.box->footnote_display == css::FootnoteDisplay::compact) {
            note.short_width = width_of_one_line(note.galley);
            note.gap = style.font->size * 3 / 2;
        } else if (style.box->footnote_display == css::FootnoteDisplay::inline_) {
            note.run_in = only_paragraph(note.galley);
            note.gap = style.font->size;
        }
        task_.store.notes.push_back(note);
        return static_cast<std::uint32_t>(task_.store.notes.size() - 1);
    }

    /// Of a galley that is one paragraph, without a marker, floats or boxes that align to their lines; none for any other.
    [[nodiscard]] std::uint32_t only_paragraph(GalleyId galley) const {
        std::uint32_t only = no_index;
        for (GalleyItem const& item : task_.store.galleys[galley].items) {
            if (item.kind == GalleyItem::Kind::event) continue;
            if (item.kind != GalleyItem::Kind::paragraph || only != no_index || item.has_floats) return no_index;
            Paragraph const& p = task_.store.paragraphs[item.index];
            if (p.candidate_count == 0 || p.marker.valid() || p.room_count > 0) return no_index;
            auto pieces = task_.store.pieces_of(p);
            if (std::any_of(pieces.begin(), pieces.end(), [](Piece const& piece) { return piece.line_aligned; })) return no_index;
            only = item.index;
        }
        return only;
    }

    /// Of a galley that is one line; 0 for any other.
    [[nodiscard]] Length width_of_one_line(GalleyId galley) const {
        Length width = 0;
        for (GalleyItem const& item : task_.store.galleys[galley].items) {
            if (item.kind == GalleyItem::Kind::event) continue;
            if (item.kind != GalleyItem::Kind::paragraph || width != 0) return 0;
            Paragraph const& p = task_.store.paragraphs[item.index];
            if (p.candidate_count == 0 || p.marker.valid()) return 0;
            Candidate const& best = task_.store.candidates[p.first_candidate + p.best];
            if (best.count != 1) return 0;
            width = item.x + p.first_indent + task_.store.lines[best.first_line].natural;
        }
        return width;
    }

    void open(box::InlineItem const& item, Piece piece) {
        css::ComputedStyle const& style = task_.context.styled.style(item.style);
        levels_.push_back(level_of(item.style, extent_of(item.style)));
        Edges edges = padding_and_border(style, paragraph_.measure), margins = margins_of(style, paragraph_.measure);
        bool rtl = paragraph_.rtl;
        piece.kind = Piece::Kind::edge;
        if (!is_cut(item, style)) piece.width = rtl ? edges.right + margins.right : edges.left + margins.left;
        push(piece);
    }

    void close(box::InlineItem const& item, Piece piece) {
        css::ComputedStyle const& style = task_.context.styled.style(item.style);
        Edges edges = padding_and_border(style, paragraph_.measure), margins = margins_of(style, paragraph_.measure);
        piece.kind = Piece::Kind::edge;
        if (!is_cut(item, style)) piece.width = paragraph_.rtl ? edges.left + margins.left : edges.right + margins.right;
        if (has_piece() && task_.store.pieces.back().break_after && task_.store.pieces.back().space == 0) {
            piece.break_after = true;  // a break after the word stands after the edge that closes on it
            task_.store.pieces.back().break_after = false;
        }
        push(piece);
        if (levels_.size() > 1) levels_.pop_back();
    }

    void add_atomic(Piece piece, std::uint32_t end) {
        Atomic atomic = nested_atomics_[next_atomic_++];
        Extent own{atomic.baseline, atomic.height - atomic.baseline};
        levels_.push_back(level_of(all_items_[piece.item].style, own));
        if (levels_.back().aligned != no_index) {
            atomic.aligned = static_cast<std::uint16_t>(levels_.back().aligned);
            include_in_aligned(levels_.back(), own);
        }
        piece.kind = Piece::Kind::atomic;
        piece.width = atomic.width;
        piece.bytes = static_cast<std::uint16_t>(end - piece.begin);
        piece.payload = static_cast<std::uint16_t>(task_.store.atomics.size() - paragraph_.first_atomic);
        piece.break_after = opportunity_at(end);
        task_.store.atomics.push_back(atomic);
        push(piece);
        levels_.pop_back();
    }

    text::ShapedWord const* shape_leader(box::InlineItem const& item) {
        return task_.context.text.shape(task_.context.metrics(item.style).font, text::Direction::ltr, item.text);
    }

    [[nodiscard]] bool opportunity_at(std::uint32_t offset) {
        while (next_opportunity_ < task_.opportunities.size() && task_.opportunities[next_opportunity_].offset < offset) ++next_opportunity_;
        return next_opportunity_ < task_.opportunities.size() && task_.opportunities[next_opportunity_].offset == offset;
    }

    [[nodiscard]] text::TextRun const& run_at(std::uint32_t offset) {
        while (next_run_ + 1 < task_.runs.size() && task_.runs[next_run_].end <= offset) ++next_run_;
        return task_.runs[next_run_];
    }

    void add_text(std::uint32_t index, std::uint32_t begin, std::uint32_t end) {
        box::InlineItem const& item = all_items_[index];
        css::TextGroup const& style = *task_.context.styled.style(item.style).text;
        bool preserve = style.white_space == css::WhiteSpaceCollapse::preserve || style.white_space == css::WhiteSpaceCollapse::break_spaces;
        bool wrap = style.wrap == css::TextWrapMode::wrap;
        InlineLevel same = levels_.back();
        levels_.push_back(item.style == same.style ? same : level_of(item.style, extent_of(item.style)));
        std::uint32_t address_end = begin;
        for (std::uint32_t at = begin; at < end;) {
            text::TextRun const& run = run_at(at);
            std::uint32_t limit = std::min(end, run.end);
            if (has_address_ && at >= address_end) address_end = at + address_length(text_.substr(at, end - at));
            bool in_address = at < address_end;
            if (in_address) {
                std::uint32_t part_end = at + address_break(text_.substr(at, address_end - at));
                if (part_end < std::min(address_end, run.end)) {
                    at = add_segment({index, at, part_end, &run, &style, preserve, wrap});
                    task_.store.pieces.back().break_after = wrap;
                    task_.store.pieces.back().solid = true;
                    continue;
                }
                (void)opportunity_at(address_end);  // those inside do not count
            }
            while (next_opportunity_ < task_.opportunities.size() && task_.opportunities[next_opportunity_].offset <= at) ++next_opportunity_;
            if (next_opportunity_ < task_.opportunities.size()) limit = std::min(limit, task_.opportunities[next_opportunity_].offset);
            at = add_segment({index, at, limit, &run, &style, preserve, wrap});
            if (in_address) task_.store.pieces.back().solid = true;
        }
        levels_.pop_back();
    }

    struct Segment {
        std::uint32_t item, begin, end;
        text::TextRun const* run;
        css::TextGroup const* style;
        bool preserve, wrap;
    };

    /// Length of the space character at `at`: U+0020 or U+00A0 (no-break spaces are glue), 0 if it is none.
    [[nodiscard]] std::uint32_t space_at(std::uint32_t at, std::uint32_t end) const {
        if (text_[at] == ' ') return 1;
        return at + 1 < end && text_[at] == '\xC2' && text_[at + 1] == '\xA0' ? 2 : 0;
    }

    /// A word and the spaces after it; returns where the next one starts.
    std::uint32_t add_segment(Segment const& segment) {
        std::uint32_t word_end = segment.begin;
        if (text_[segment.begin] == '\t') return add_tab(segment);
        while (word_end < segment.end && space_at(word_end, segment.end) == 0 && text_[word_end] != '\t') ++word_end;
        word_end = std::min(word_end, segment.begin + 0xFF00);
        Piece piece;
        piece.item = segment.item;
        piece.begin = segment.begin;
        piece.bidi_level = segment.run->bidi_level;
        std::uint32_t after = word_end;
        Length space = 0;
        Length one = task_.context.text.metrics(segment.run->font).space + segment.style->word_spacing;
        while (after < segment.end) {
            std::uint32_t length = space_at(after, segment.end);
            if (length == 0) break;
            after += length;
            space += one;
        }
        bool may_break = segment.wrap && opportunity_at(after);
        bool stays = space > 0 && after == text_.size() && text_.substr(word_end).find(' ') == std::string_view::npos;
        if (stays) {  // no-break spaces do not go at a line's end: the last ones are part of the word, or one themselves
            word_end = after;
            space = 0;
        }
        if (word_end == segment.begin && has_piece() && !segment.preserve &&
            task_.store.pieces.back().kind != Piece::Kind::line_break) {  // white space that belongs to what came before
            Piece& previous = task_.store.pieces.back();
            previous.space += space;
            previous.stretch_after = true;
            previous.break_after = may_break;
            return after;
        }
        piece.bytes = static_cast<std::uint16_t>(word_end - segment.begin);
        piece.word = task_.context.text.shape(segment.run->font, segment.run->direction(), text_.substr(segment.begin, piece.bytes));
        piece.width = piece.word->width;
        piece.space = space;
        piece.stretch_after = space > 0 && !segment.preserve;
        piece.break_after = may_break;
        if (space == 0 && may_break && is_ideograph_end(word_end)) piece.stretch_after = true;
        push(piece);
        return after;
    }

    /// A joint after an ideograph or kana may be stretched a little in justified text.
    [[nodiscard]] bool is_ideograph_end(std::uint32_t end) const {
        return end >= 3 && static_cast<unsigned char>(text_[end - 3]) >= 0xE3 && static_cast<unsigned char>(text_[end - 3]) <= 0xED;
    }

    [[nodiscard]] Length width_since_break() const {
        LongLength width = 0;
        auto const& pieces = task_.store.pieces;
        for (std::size_t i = pieces.size(); i > paragraph_.first_piece && pieces[i - 1].kind != Piece::Kind::line_break; --i) {
            width += pieces[i - 1].width + pieces[i - 1].space;
        }
        return static_cast<Length>(std::min<LongLength>(width, base::length_max / 2));
    }

    std::uint32_t add_tab(Segment const& segment) {
        Piece piece;
        piece.item = segment.item;
        piece.begin = segment.begin;
        piece.kind = Piece::Kind::tab;
        piece.bytes = 1;
        Length space = task_.context.text.metrics(segment.run->font).space;
        Length stop = segment.style->tab_size != 0 ? segment.style->tab_size : space * segment.style->tab_size_spaces;
        // To the next stop that is at least half a character away (CSS Text 3 §4.2), counted from the last forced break.
        Length from = width_since_break();
        piece.width = stop <= 0 ? 0 : (from / stop + 1) * stop - from;
        if (piece.width < space / 2) piece.width += stop;
        piece.break_after = segment.wrap && opportunity_at(segment.begin + 1);
        push(piece);
        return segment.begin + 1;
    }

    Task& task_;
    Paragraph& paragraph_;
    box::ItemRange range_;
    std::vector<box::InlineItem> const& all_items_;
    std::string_view text_;
    bool has_address_ = false;
    std::vector<std::uint32_t> starts_;
    std::vector<InlineLevel> levels_;
    std::vector<std::uint32_t> nested_notes_;
    std::vector<Atomic> nested_atomics_;
    std::size_t next_opportunity_ = 0, next_run_ = 0, next_note_ = 0, next_atomic_ = 0;
};

}  // namespace

void prepare_paragraph(Task& task, Paragraph& paragraph, box::ItemRange items) { Preparation(task, paragraph, items).run(); }

Paragraph paragraph_to_measure(Task& task, GalleyStore& scratch, BoxId box, box::ItemRange items) {
    Task measuring{task.context, scratch, task.space, task.diagnostics, task.sizes};
    Paragraph paragraph;
    paragraph.box = box;
    paragraph.style = task.context.boxes.boxes[box].style;
    paragraph.measure = task.space.inline_size;
    prepare_paragraph(measuring, paragraph, items);
    return paragraph;
}

std::uint32_t text_length(LayoutContext const& context, std::uint32_t index) {
    box::InlineItem const& item = context.boxes.items[index];
    return static_cast<std::uint32_t>(item.kind == box::ItemKind::reference ? context.references(item.payload).size() : fixed_text(item).size());
}

}  // namespace octavo::layout

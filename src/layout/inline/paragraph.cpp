// From pieces to lines: breakpoints with their sums, the search, and the candidates kept for the page stage.
#include <algorithm>
#include <fmt/format.h>

#include "layout/inline/prepare.h"
#include "layout/inline/vertical_align.h"
#include "layout/inline/word_parts.h"
#include "layout/task.h"
#include "text/protrusion.h"

namespace octavo::layout {
namespace {

constexpr LongLength stretch_of(LongLength space) { return space * stretch_percent / 100; }
constexpr LongLength shrink_of(LongLength space) { return space * 40 / 100; }
/// Breaking after an explicit hyphen or dash costs a little, dividing a compound at its hyphen less than dividing a word.
constexpr std::int32_t explicit_hyphen_penalty = 50;
/// A word wider than the measure may be broken anywhere, when all else is worse.
constexpr std::int32_t emergency_penalty = 20'000;

/// The middle one of three lines that begin or end with the same word.
constexpr std::int32_t stack_penalty = 700;

class Breaker {
public:
    Breaker(Task& task, Paragraph& paragraph)
        : task_(task), paragraph_(paragraph), style_(task.context.styled.style(paragraph.style)),
          pieces_(task.store.pieces.data() + paragraph.first_piece, paragraph.piece_count),
          justified_(style_.text->align == css::TextAlign::justify) {}

    void run() {
        task_.widths.clear();
        for (LineRoom const& room : task_.store.rooms_of(paragraph_)) task_.widths.push_back(room.width);
        collect_points();
        LineBreakRules rules = make_rules();
        std::size_t best = 0;
        auto solutions = break_lines(task_.points, rules, best);
        for (int attempt = 0; attempt < 3 && !solutions.empty() && part_stack(solutions[best]); ++attempt) {
            solutions = break_lines(task_.points, rules, best);
        }
        keep(solutions, best, rules.runt_width);
    }

private:
    LineBreakRules make_rules() const {
        LineBreakRules rules;
        rules.measure = paragraph_.measure;
        rules.first_indent = paragraph_.first_indent;
        rules.hang_indent = paragraph_.hang_indent;
        rules.widths = task_.widths;
        css::TextGroup const& text = *style_.text;
        bool balance = text.wrap_style == css::TextWrapStyle::balance;
        rules.justification = balance      ? Justification::balanced
                              : justified_ ? Justification::justified
                                           : Justification::ragged;
        rules.ragged_room = balance ? paragraph_.measure / 2 : std::min<Length>(paragraph_.measure / 4, style_.font->size * 6);
        rules.runt_width = std::max<Length>(paragraph_.first_indent, style_.font->size * 2);
        // Where a run's pages cannot be filled, looser lines and more numbers of lines are offered (and looked at) than usual.
        constexpr std::int32_t tolerances[] = {1'000, 2'000, 3'500};
        rules.tolerance = tolerances[std::min<std::size_t>(task_.space.looseness, 2)];
        rules.spread = task_.space.looseness == 0 ? 1 : 2;
        if (!justified_) rules.expansion = 0;
        if (text.hyphenate_limit_lines != 0) rules.hyphen_run = text.hyphenate_limit_lines;
        bool zoned = text.hyphenate_limit_zone.length != 0 || text.hyphenate_limit_zone.percent != 0;
        if (zoned) rules.hyphen_zone = std::max(0, text.hyphenate_limit_zone.resolve(paragraph_.measure));
        constexpr std::int64_t as_good_as_forbidden = 20'000'000;  // there is a worse: an overfull line
        if (text.hyphenate_limit_last_always) rules.hyphen_before_last = as_good_as_forbidden;
        return rules;
    }

    /// Whether three lines in a row begin or end with the same word; the break in their midst is made dear then.
    bool part_stack(BrokenLines const& lines) {
        if (lines.breaks.size() < 4) return false;
        auto word_at_end = [&](std::size_t k) -> text::ShapedWord const* {
            auto [piece, byte] = task_.point_places[lines.breaks[k]];
            return byte == 0 ? pieces_[piece].word : nullptr;
        };
        auto word_at_start = [&](std::size_t k) -> text::ShapedWord const* {
            std::uint32_t next = task_.point_places[lines.breaks[k - 1]].first + 1;
            return task_.point_places[lines.breaks[k - 1]].second == 0 && next < pieces_.size() ? pieces_[next].word : nullptr;
        };
        for (std::size_t k = 1; k + 2 < lines.breaks.size(); ++k) {
            text::ShapedWord const *end = word_at_end(k), *start = word_at_start(k);
            bool ends = end != nullptr && end == word_at_end(k - 1) && end == word_at_end(k + 1);
            bool starts = start != nullptr && start == word_at_start(k + 1) && start == word_at_start(k + 2);
            if (!ends && !starts) continue;
            task_.points[lines.breaks[k]].penalty += stack_penalty;
            return true;
        }
        return false;
    }

    [[nodiscard]] css::TextGroup const& text_of(Piece const& piece) const {
        return *task_.context.styled.style(task_.context.boxes.items[piece.item].style).text;
    }

    void collect_points() {
        task_.points.clear();
        task_.point_places.clear();
        Sums sums;
        bool filled = false;
        std::uint32_t count = paragraph_.piece_count;
        clone_start_ = clone_end_ = 0;
        for (std::uint32_t k = 0; k < paragraph_.dropped_pieces; ++k) {
            Piece const& before = task_.store.pieces[paragraph_.first_piece - paragraph_.dropped_pieces + k];
            if (before.kind == Piece::Kind::edge) note_clone(before);
        }
        sums.width += clone_start_;
        for (std::uint32_t i = 0; i < count; ++i) {
            Piece const& piece = pieces_[i];
            bool last = i + 1 == count;
            if (piece.kind == Piece::Kind::leader) filled = true;
            if (piece.kind == Piece::Kind::edge) note_clone(piece);
            if (piece.kind == Piece::Kind::word && piece.bytes > 0) divide(i, piece, sums, filled);
            sums.width += piece.width;
            if (piece.kind == Piece::Kind::word) sums.glyphs += piece.width;
            bool forced = last || piece.kind == Piece::Kind::line_break;
            if (!forced && !piece.break_after) {
                add_space(sums, piece);
                continue;
            }
            BreakPoint point;
            point.end = sums;
            point.end.width += clone_end_ - end_protrusion(piece);
            point.forced = forced;
            point.filled = filled || (forced && !last);
            if (piece.space == 0 && piece.kind == Piece::Kind::word && !forced && !piece.stretch_after) {
                point.hyphen = ends_in_hyphen(piece) ? 2 : 3;
                point.penalty = explicit_hyphen_penalty;
            }
            add_space(sums, piece);
            point.start = sums;
            if (!last) point.start.width += start_protrusion(i + 1) - clone_start_;
            task_.points.push_back(point);
            task_.point_places.emplace_back(i, std::uint16_t{0});
            word_start_ = static_cast<std::uint32_t>(task_.points.size());
            if (forced) filled = false;
        }
    }

    /// box-decoration-break: clone (Fragmentation 4 §5.3): where a line ends in the box it has its end's edges, the next its start's.
    void note_clone(Piece const& edge) {
        box::InlineItem const& item = task_.context.boxes.items[edge.item];
        css::ComputedStyle const& style = task_.context.styled.style(item.style);
        if (!clones_decoration(style)) return;
        InlineEdges edges = inline_edges(style, paragraph_.measure, style_.text->direction);
        bool opens = item.kind == box::ItemKind::open;
        clone_start_ += opens ? edges.start : -edges.start;
        clone_end_ += opens ? edges.end : -edges.end;
        paragraph_.clones = true;
    }

    void add_space(Sums& sums, Piece const& piece) const {
        sums.width += piece.space;
        if (!piece.stretch_after) return;
        sums.stretch += stretch_of(piece.stretchable());
        sums.shrink += shrink_of(piece.space);
    }

    [[nodiscard]] bool ends_in_hyphen(Piece const& piece) const {
        std::string_view word = std::string_view(paragraph_.text).substr(piece.begin, piece.bytes);
        return word.ends_with('-') || word.ends_with("\u2010");
    }

    /// Breakpoints within a word: where it may be divided, or anywhere when it is wider than the measure.
    void divide(std::uint32_t index, Piece const& piece, Sums const& sums, bool filled) {
        Length indent = std::max(paragraph_.first_indent, paragraph_.hang_indent);
        bool too_wide = piece.width > paragraph_.measure - indent;
        css::TextGroup const& style = text_of(piece);
        if (style.wrap == css::TextWrapMode::nowrap && !too_wide) return;
        if (style.hyphens != css::Hyphens::none && !piece.solid) {
            for (text::HyphenationPoint const& place : division_points(task_.context, piece, paragraph_.text)) {
                Length before = width_before(task_.context, piece, place);
                add_division(index, piece, sums, {place.offset, before, width_after(task_.context, piece, place), 1, place.quality * 10, filled});
            }
        }
        if (!too_wide) return;
        tell_too_wide(piece);
        for (text::Glyph const& glyph : piece.word->glyphs) {
            if (glyph.cluster == 0) continue;
            Length before = width_to_byte(*piece.word, glyph.cluster);
            add_division(index, piece, sums,
                         {static_cast<std::uint16_t>(glyph.cluster), before, piece.width - before, 0, emergency_penalty, filled});
        }
        sort_divisions();
    }

    void tell_too_wide(Piece const& piece) {
        constexpr std::ptrdiff_t told_each = 40;
        auto const& told = task_.diagnostics.all();
        if (std::count_if(told.begin(), told.end(), [](auto const& d) { return d.code == base::Code::layout_overfull; }) >= told_each) {
            task_.diagnostics.add_counted({.code = base::Code::layout_overfull, .where = place_of(piece),
                                           .message = "more words are wider than their lines"});
            return;
        }
        task_.diagnostics.add({.code = base::Code::layout_overfull, .severity = base::Severity::warning, .where = place_of(piece),
                               .message = fmt::format("\"{}\" is wider than the line: broken where it must", shown(piece)),
                               .hint = "make the measure wider or the type smaller, or allow hyphens",
                               .about = {task_.context.boxes.boxes[paragraph_.box].node.value, "hyphens"}});
    }

    /// Emergency breaks and hyphenation points of one word come in one order of bytes.
    void sort_divisions() {
        auto places = task_.point_places;
        auto points = task_.points;
        std::size_t from = places.size();
        while (from > 0 && places[from - 1].first == places.back().first && places[from - 1].second != 0) --from;
        std::vector<std::size_t> order(places.size() - from);
        for (std::size_t i = 0; i < order.size(); ++i) order[i] = from + i;
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return places[a].second < places[b].second; });
        for (std::size_t i = 0; i < order.size(); ++i) {
            task_.point_places[from + i] = places[order[i]];
            task_.points[from + i] = points[order[i]];
        }
    }

    struct Division {
        std::uint16_t byte = 0;
        Length before = 0, after = 0;   // widths of the parts, the first with its hyphen
        std::uint8_t hyphen = 0;
        std::int32_t penalty = 0;
        bool filled = false;
    };

    void add_division(std::uint32_t index, Piece const& piece, Sums const& sums, Division const& division) {
        BreakPoint point;
        point.end = sums;
        point.end.width += division.before + clone_end_;
        point.end.glyphs += division.before;
        if (division.hyphen == 1 && style_.text->hanging_punctuation && clone_end_ == 0) point.end.width -= hyphen_protrusion(piece);
        point.start = sums;
        point.start.width += piece.width - division.after - clone_start_;
        point.start.glyphs += piece.width - division.after;
        point.penalty = division.penalty;
        point.hyphen = division.hyphen;
        point.word_start = word_start_;
        point.filled = division.filled;
        task_.points.push_back(point);
        task_.point_places.emplace_back(index, division.byte);
    }

    [[nodiscard]] Length hyphen_protrusion(Piece const& piece) const {
        return base::scale(task_.context.text.metrics(piece.word->font).hyphen, text::protrusion_of(U'-').end, 1000);
    }

    [[nodiscard]] Length end_protrusion(Piece const& piece) const {
        return style_.text->hanging_punctuation && justified_ && clone_end_ == 0 ? protrusion_at_end(piece) : 0;
    }

    [[nodiscard]] Length start_protrusion(std::uint32_t index) const {
        if (!style_.text->hanging_punctuation || !justified_ || clone_start_ != 0) return 0;
        while (index < pieces_.size() && pieces_[index].kind == Piece::Kind::edge && pieces_[index].width == 0) ++index;
        return index < pieces_.size() ? protrusion_at_start(pieces_[index]) : 0;
    }

    [[nodiscard]] base::SourceSpan place_of(Piece const& piece) const {
        auto node = task_.context.boxes.items[piece.item].node;
        return node.valid() ? task_.context.styled.document().node(node).where : base::SourceSpan{};
    }

    [[nodiscard]] std::string shown(Piece const& piece) const {
        std::string text(paragraph_.text.substr(piece.begin, std::min<std::size_t>(piece.bytes, 40)));
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80) text.pop_back();
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.pop_back();
        return piece.bytes > text.size() ? text + "…" : text;
    }

    void keep(std::vector<BrokenLines> const& solutions, std::size_t best, Length runt_width) {
        GalleyStore& store = task_.store;
        paragraph_.first_candidate = static_cast<std::uint32_t>(store.candidates.size());
        paragraph_.candidate_count = static_cast<std::uint32_t>(solutions.size());
        paragraph_.best = static_cast<std::uint16_t>(best);
        for (BrokenLines const& solution : solutions) {
            Candidate candidate;
            candidate.first_line = static_cast<std::uint32_t>(store.lines.size());
            candidate.count = static_cast<std::uint32_t>(solution.breaks.size());
            candidate.demerits = solution.demerits;
            candidate.loose_lines = solution.loose;
            std::uint32_t first = 0;
            std::uint16_t first_byte = 0;
            for (std::size_t k = 0; k < solution.breaks.size(); ++k) {
                std::uint32_t at = solution.breaks[k];
                auto [piece, byte] = task_.point_places[at];
                BreakPoint const& point = task_.points[at];
                Sums start = k == 0 ? Sums{} : task_.points[solution.breaks[k - 1]].start;
                Line line;
                line.first = first;
                line.first_byte = first_byte;
                line.end = piece + 1;
                line.end_byte = byte;
                line.natural = static_cast<Length>(std::min<LongLength>(point.end.width - start.width, base::length_max));
                line.hyphen = point.hyphen;
                line.forced = point.forced;
                store.lines.push_back(line);
                first = byte == 0 ? piece + 1 : piece;
                first_byte = byte;
            }
            Line const& last = store.lines.back();
            bool syllable = last.first_byte > 0 && last.end == last.first + 1;  // nothing but a divided word's end
            candidate.runt = candidate.count > 1 && (syllable || last.natural < runt_width);
            store.candidates.push_back(candidate);
        }
    }

    Task& task_;
    Paragraph& paragraph_;
    css::ComputedStyle const& style_;
    std::span<Piece const> pieces_;
    Length clone_start_ = 0, clone_end_ = 0;   // edges of the open boxes that have them on every line
    std::uint32_t word_start_ = 0;     // one more than the index of the last break between words
    bool justified_;
};

/// What the pieces of a line need of it: above and below its baseline, and in height the boxes that align to its top or bottom.
struct LineNeeds {
    Extent extent;
    Length at_top = 0, at_bottom = 0;
    /// "Aligned so as to minimize the line box height": CSS 2.2 §10.8.
    [[nodiscard]] Extent whole() const {
        Extent all = extent;
        all.below = std::max(all.below, at_top - all.above);
        all.above = std::max(all.above, at_bottom - all.below);
        return all;
    }
};

/// Whether the text is raised or lowered as an index is, or stands within what is (its own style says nothing then).
bool is_index(css::BoxGroup const& box) {
    bool own = box.vertical_align == css::VerticalAlign::sub || box.vertical_align == css::VerticalAlign::super;
    return own || box.vertical_align == css::VerticalAlign::baseline;
}

/// CSS 2.2 §10.8. What shares its paragraph's line height has no leading of its own beyond it (Inline 3 §5.1 leaves the fit to the type):
/// else every word in smaller type would stand a fraction of a point out of its line, and throw the text off the grid.
void include_piece(Task const& task, Paragraph const& paragraph, Piece const& piece, LineNeeds& needs) {
    Extent& extent = needs.extent;
    if (piece.line_aligned) {
        LineAligned const& box = task.store.aligned_of(paragraph, piece);
        Length& height = box.to == LineAligned::To::top ? needs.at_top : needs.at_bottom;
        height = std::max(height, box.above + box.below);
        return;
    }
    box::InlineItem const& item = task.context.boxes.items[piece.item];
    if (piece.kind == Piece::Kind::atomic) {
        Atomic const& atomic = task.store.atomics[paragraph.first_atomic + piece.payload];
        extent.include(atomic.baseline + piece.rise(), atomic.height - atomic.baseline - piece.rise());
        return;
    }
    LayoutContext::StyleMetrics const& m = task.context.metrics(item.style);
    // An index or exponent stands in the leading of its line: it does not part it from its neighbours.
    bool index = piece.rise() != 0 && m.line_height <= paragraph.line_height && std::abs(piece.rise()) < paragraph.line_height / 2 &&
                 is_index(*task.context.styled.style(item.style).box);
    if (index) return;
    if (item.style != paragraph.style && m.line_height == paragraph.line_height) {
        extent.include(std::min(m.above, m.ascent) + piece.rise(), std::min(m.below, m.descent) - piece.rise());
    } else {
        extent.include(m.above + piece.rise(), m.below - piece.rise());
    }
}

void measure_lines(Task& task, Paragraph& paragraph) {
    LayoutContext::StyleMetrics const& root = task.context.metrics(paragraph.style);
    paragraph.line_height = root.line_height;
    paragraph.baseline = root.above;
    LineNeeds every{{root.above, root.below}};
    std::uint32_t last_item = no_index;
    for (Piece const& piece : task.store.pieces_of(paragraph)) {
        if (piece.kind == Piece::Kind::word && piece.item == last_item) continue;
        last_item = piece.item;
        include_piece(task, paragraph, piece, every);
    }
    Extent all = every.whole();
    auto rooms = task.store.rooms_of(paragraph);
    bool gaps = std::any_of(rooms.begin(), rooms.end(), [](LineRoom const& room) { return room.gap > 0; });
    paragraph.uniform = all.above <= root.above && all.below <= root.below && !gaps;
    if (paragraph.uniform) return;
    paragraph.first_metrics = static_cast<std::uint32_t>(task.store.metrics.size());
    for (Candidate const& candidate : task.store.candidates_of(paragraph)) {
        std::uint32_t number = 0;
        for (Line const& line : task.store.lines_of(candidate)) {
            LineNeeds needs{{root.above, root.below}};
            for (std::uint32_t i = line.first; i < line.end; ++i) {
                include_piece(task, paragraph, task.store.pieces[paragraph.first_piece + i], needs);
            }
            Extent extent = needs.whole();
            Length gap = task.store.room_of(paragraph, number++).gap;
            task.store.metrics.push_back({gap + extent.above + extent.below, gap + extent.above, gap});
        }
    }
}

/// Leaves only what stands from the byte on; a word it lies in is shaped again from there. The first line is no first line any more.
void drop_before(Task& task, Paragraph& paragraph, std::uint32_t byte) {
    std::uint32_t dropped = 0;
    auto piece_at = [&](std::uint32_t i) -> Piece& { return task.store.pieces[paragraph.first_piece + i]; };
    while (dropped < paragraph.piece_count && piece_at(dropped).begin + piece_at(dropped).bytes <= byte && piece_at(dropped).begin < byte) ++dropped;
    paragraph.first_piece += dropped;
    paragraph.piece_count -= dropped;
    paragraph.dropped_pieces = dropped;
    paragraph.first_indent = paragraph.hang_indent;
    while (paragraph.insertion_count > 0 && task.store.insertions[paragraph.first_insertion].piece < dropped) {
        ++paragraph.first_insertion;
        --paragraph.insertion_count;
    }
    for (std::uint32_t k = 0; k < paragraph.insertion_count; ++k) task.store.insertions[paragraph.first_insertion + k].piece -= dropped;
    if (paragraph.piece_count == 0) return;
    Piece& first = piece_at(0);
    if (first.kind != Piece::Kind::word || first.begin >= byte) return;
    auto cut = static_cast<std::uint16_t>(byte - first.begin);
    first.begin = byte;
    first.bytes = static_cast<std::uint16_t>(first.bytes - cut);
    first.word = task.context.text.shape(first.word->font, first.word->direction, paragraph.text.substr(byte, first.bytes));
    first.width = first.word->width;
}

}  // namespace

void break_paragraph(Task& task, Paragraph& paragraph) {
    Breaker(task, paragraph).run();
    measure_lines(task, paragraph);
}

Paragraph prepared_paragraph(Task& task, BoxId box, box::ItemRange items, InlineSpace const& space) {
    Paragraph paragraph;
    paragraph.box = box;
    paragraph.type_scale = task.context.type_scale();
    paragraph.upright = task.context.setting().letters == LayoutContext::Letters::upright;
    paragraph.style = task.context.boxes.boxes[box].style;
    paragraph.measure = std::max(space.measure, 1);
    paragraph.first_indent = space.indent_hanging ? 0 : space.first_indent;
    paragraph.hang_indent = space.indent_hanging ? space.first_indent : 0;
    prepare_paragraph(task, paragraph, items);
    if (space.start_byte > 0) drop_before(task, paragraph, space.start_byte);
    return paragraph;
}

std::uint32_t layout_paragraph(Task& task, BoxId box, box::ItemRange items, InlineSpace const& space) {
    Paragraph paragraph = prepared_paragraph(task, box, items, space);
    break_paragraph(task, paragraph);
    task.store.paragraphs.push_back(paragraph);
    return static_cast<std::uint32_t>(task.store.paragraphs.size() - 1);
}

}  // namespace octavo::layout

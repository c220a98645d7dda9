#include "layout/table/character_alignment.h"

#include <algorithm>

#include "layout/inline/prepare.h"
#include "layout/inline/word_parts.h"

namespace octavo::layout {
namespace {

/// Where a line's parts stand; `part_before` of the piece: up to the character.
class LineParts {
public:
    LineParts(GalleyStore const& store, Paragraph const& paragraph, base::Name character)
        : store_(store), paragraph_(paragraph), character_(character.view()) {}

    /// Of pieces [first, end), the space at the end left out. `whole`: the line's width.
    [[nodiscard]] AroundAxis of(std::uint32_t first, std::uint32_t end, LongLength whole) const {
        LongLength earlier = 0;
        for (std::uint32_t i = first; i < end; ++i) {
            Piece const& piece = store_.pieces[paragraph_.first_piece + i];
            std::size_t at = piece.word == nullptr ? std::string_view::npos : paragraph_.text.substr(piece.begin, piece.bytes).find(character_);
            if (at != std::string_view::npos) return around(piece, at, earlier, whole);
            earlier += piece.width + piece.space;
        }
        return {static_cast<Length>(whole), 0};
    }

private:
    /// From left to right: what comes later in text from right to left stands before.
    [[nodiscard]] AroundAxis around(Piece const& piece, std::size_t at, LongLength earlier, LongLength whole) const {
        Length part = width_to_byte(*piece.word, static_cast<std::uint32_t>(at));
        if (piece.bidi_level % 2 == 1) part = piece.width - part;
        LongLength before = (paragraph_.rtl ? whole - earlier - piece.width : earlier) + part;
        return {static_cast<Length>(before), static_cast<Length>(whole - before)};
    }

    GalleyStore const& store_;
    Paragraph const& paragraph_;
    std::string_view character_;
};

AroundAxis around_in_text(Task& task, BoxId id, box::ItemRange items) {
    GalleyStore scratch;
    Paragraph paragraph = paragraph_to_measure(task, scratch, id, items);
    LineParts parts(scratch, paragraph, task.context.styled.style(paragraph.style).text->align_character);
    AroundAxis all;
    LongLength width = 0;
    std::uint32_t first = 0;
    for (std::uint32_t i = 0; i < paragraph.piece_count; ++i) {
        Piece const& piece = scratch.pieces[paragraph.first_piece + i];
        width += piece.width;
        if (piece.kind == Piece::Kind::line_break || i + 1 == paragraph.piece_count) {
            all.include(parts.of(first, i + 1, width));
            first = i + 1;
            width = 0;
        } else {
            width += piece.space;
        }
    }
    return all;
}

AroundAxis measured_axis(Task& task, BoxId id) {
    box::Box const& b = task.context.boxes.boxes[id];
    if (b.inline_content || b.kind == box::BoxKind::inline_container) return around_in_text(task, id, b.items);
    AroundAxis all;
    if (b.kind != box::BoxKind::block_container && b.kind != box::BoxKind::table_cell) return all;
    for (BoxId child = b.first_child; child.valid(); child = task.context.boxes.boxes[child].next_sibling) {
        css::ComputedStyle const& style = task.context.styled.style(task.context.boxes.boxes[child].style);
        AroundAxis inner = around_axis(task, child);
        inner.before += padding_and_border(style, 0).left + margins_of(style, 0).left;
        inner.after += padding_and_border(style, 0).right + margins_of(style, 0).right;
        all.include(inner);
    }
    return all;
}

/// Calls back for a cell's paragraphs that align, with what is around the axis in each line of their best way of breaking.
template <typename Function>
void for_paragraphs(Task& task, GalleyId galley, Function&& function) {
    for (GalleyItem const& item : task.store.galleys[galley].items) {
        if (item.kind != GalleyItem::Kind::paragraph) continue;
        Paragraph& paragraph = task.store.paragraphs[item.index];
        base::Name character = task.context.styled.style(paragraph.style).text->align_character;
        if (character.empty() || paragraph.candidate_count == 0 || paragraph.room_count != 0) continue;
        LineParts parts(task.store, paragraph, character);
        std::vector<AroundAxis> lines;
        for (Line const& line : task.store.lines_of(task.store.candidates[paragraph.first_candidate + paragraph.best])) {
            lines.push_back(parts.of(line.first, line.end, line.natural));
        }
        function(item, paragraph, lines);
    }
}

/// Whether the column stands at its right end.
bool at_right(css::TextGroup const& text) {
    bool rtl = text.direction == css::Direction::rtl;
    switch (text.align) {
        case css::TextAlign::right: return true;
        case css::TextAlign::end: return !rtl;
        case css::TextAlign::left: return false;
        default: return rtl;
    }
}

}  // namespace

AroundAxis around_axis(Task& task, BoxId id) {
    auto& known = task.sizes->axes;
    if (auto found = known.find(id.value); found != known.end()) return found->second;
    AroundAxis axis = measured_axis(task, id);
    known.emplace(id.value, axis);
    return axis;
}

void align_on_character(Task& task, std::span<AlignedCell const> cells) {
    AroundAxis all;
    Length start = 0, end = base::length_max;
    for (AlignedCell const& cell : cells) {
        for_paragraphs(task, cell.galley, [&](GalleyItem const& item, Paragraph const&, std::vector<AroundAxis> const& lines) {
            start = std::max(start, cell.start + item.x);
            end = std::min(end, cell.start + item.x + item.width);
            for (AroundAxis line : lines) all.include(line);
        });
    }
    Length spare = std::max(0, end - start - all.before - all.after);
    for (AlignedCell const& cell : cells) {
        css::TextGroup const& text = *task.context.styled.style(task.context.boxes.boxes[cell.box].style).text;
        Length axis = std::min(start + all.before, end - all.after);
        axis += text.align == css::TextAlign::center ? spare / 2 : at_right(text) ? spare : 0;
        for_paragraphs(task, cell.galley, [&](GalleyItem const& item, Paragraph& paragraph, std::vector<AroundAxis> const& lines) {
            paragraph.first_room = static_cast<std::uint32_t>(task.store.rooms.size());
            paragraph.room_count = static_cast<std::uint32_t>(lines.size());
            for (std::size_t k = 0; k < lines.size(); ++k) {
                Length indent = k == 0 ? paragraph.first_indent : paragraph.hang_indent, width = lines[k].before + lines[k].after;
                Length x = std::clamp(axis - lines[k].before - cell.start - item.x, 0, std::max(0, item.width - width));
                if (!paragraph.rtl) x -= indent;
                task.store.rooms.push_back({x, x, width + indent});
            }
        });
    }
}

}  // namespace octavo::layout

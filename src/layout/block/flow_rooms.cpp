// Lines beside floats are broken to the room these leave, in the paragraph that calls them and in those that follow. A line that its
// first word does not fit in, or that has less room than -octavo-float-room asks for, goes on below a float (CSS 2.2 §9.5).
#include <algorithm>

#include "layout/block/flow.h"
#include "layout/inline/word_parts.h"

namespace octavo::layout {
namespace {

/// How often lines and rooms are made to fit each other: a line that moves has other room.
constexpr int most_rounds = 12;

/// A line's box is taller than its type: a float may end this much below its top without touching it.
Length half_leading(Task const& task, Paragraph const& p) {
    LayoutContext::StyleMetrics const& m = task.context.metrics(p.style);
    return std::clamp(m.above - m.ascent, 0, m.line_height / 4);
}

/// What can stand in no smaller room: up to the first place between words where the line may end.
Length first_word(GalleyStore const& store, Paragraph const& p, Line const& line, Length most) {
    if (line.first >= p.piece_count) return 0;
    Piece const& first = store.pieces[p.first_piece + line.first];
    LongLength width = line.first_byte > 0 && first.word != nullptr ? -width_to_byte(*first.word, line.first_byte) : 0;
    for (std::uint32_t i = line.first; i < p.piece_count && width < most; ++i) {
        Piece const& at = store.pieces[p.first_piece + i];
        if (at.kind == Piece::Kind::line_break) break;
        width += at.width;
        if (at.break_after) break;
        width += at.space;
    }
    return static_cast<Length>(std::min<LongLength>(width, most));
}

}  // namespace

/// What a line must have beside floats at least. Beside an initial letter the text begins whatever the room is.
Length Flow::least_room(Paragraph const& paragraph, std::uint32_t line, Band band) const {
    Length least = task_.context.styled.style(paragraph.style).text->float_room;
    std::span<Line const> lines;
    if (paragraph.candidate_count > 0) lines = task_.store.lines_of(task_.store.candidates[paragraph.first_candidate + paragraph.best]);
    if (line == 0 || line < lines.size()) {
        Length indent = std::max(0, line == 0 ? paragraph.first_indent : paragraph.hang_indent);
        least = std::max(least, indent + first_word(task_.store, paragraph, line == 0 ? Line{} : lines[line], band.width));
    }
    return std::min(least, band.width);
}

/// Space before the paragraph, until its first line has room.
void Flow::move_below_narrow(Paragraph const& paragraph, Band band) {
    Length height = std::max(task_.context.metrics(paragraph.style).line_height, 1), least = least_room(paragraph, 0, band);
    while (floats_.reaches(y_) && floats_.room(band, y_, y_ + height).width < least) move_below(floats_.next_end(y_));
}

LongLength Flow::line_top(Paragraph const& paragraph, std::uint32_t line) const {
    LongLength top = y_;
    std::uint32_t count = task_.store.candidates[paragraph.first_candidate + paragraph.best].count;
    for (std::uint32_t k = 0; k < line; ++k) {
        top += k < count ? task_.store.line_metrics(paragraph, paragraph.best, k).height : paragraph.line_height;
    }
    return top;
}

void Flow::break_beside(Paragraph& paragraph, Band band) {
    auto& rooms = task_.store.rooms;
    paragraph.candidate_count = 0;
    for (int round = 0; round < most_rounds; ++round) {
        std::uint32_t first = paragraph.first_room, count = paragraph.room_count;
        set_rooms(paragraph, band);
        auto old = rooms.begin() + first;
        if (round > 0 && count == paragraph.room_count && std::equal(old, old + count, rooms.begin() + paragraph.first_room)) return;
        break_paragraph(task_, paragraph);
    }
}

/// Rooms for the lines as they are broken now; for ordinary ones while they are not.
void Flow::set_rooms(Paragraph& paragraph, Band band) {
    Length ordinary = task_.context.metrics(paragraph.style).line_height;
    std::uint32_t known = paragraph.candidate_count == 0 ? 0 : task_.store.candidates[paragraph.first_candidate + paragraph.best].count;
    std::vector<LineRoom> made;
    LongLength top = y_;
    for (std::uint32_t line = 0; ordinary > 0; ++line) {
        Length height = ordinary;
        if (line < known) height = task_.store.line_metrics(paragraph, paragraph.best, line).height - task_.store.room_of(paragraph, line).gap;
        Length air = height == ordinary ? half_leading(task_, paragraph) : 0;
        if (height <= 0 || !floats_.reaches(top + air)) break;
        Length least = top < after_initial_ ? 0 : least_room(paragraph, line, band);
        LongLength from = top;
        LineRoom room = floats_.room(band, top + air, top + height - air);
        while (room.width < least && floats_.reaches(top + air)) {
            top = std::max(floats_.next_end(top + air), top + 1);
            room = floats_.room(band, top + air, top + height - air);
        }
        room.gap = static_cast<Length>(std::min<LongLength>(top - from, base::length_max));
        made.push_back(room);
        top += height;
    }
    auto& rooms = task_.store.rooms;
    paragraph.first_room = static_cast<std::uint32_t>(rooms.size());
    paragraph.room_count = static_cast<std::uint32_t>(made.size());
    rooms.insert(rooms.end(), made.begin(), made.end());
}

void Flow::keep_lines_together(Paragraph& paragraph) {
    Length air = half_leading(task_, paragraph);
    auto& solid = task_.store.solid;
    paragraph.first_solid = static_cast<std::uint32_t>(solid.size());
    std::uint32_t count = task_.store.candidates[paragraph.first_candidate + paragraph.best].count;
    LongLength y = y_;
    for (std::uint32_t line = 1; paragraph.line_height > 0; ++line) {
        y += line <= count ? task_.store.line_metrics(paragraph, paragraph.best, line - 1).height : paragraph.line_height;
        if (!floats_.reaches(y + air)) break;
        if (!floats_.spans(y + air)) continue;
        bool follows = solid.size() > paragraph.first_solid && solid.back().end == line;
        if (follows) solid.back().end = line + 1;
        else solid.push_back({line - 1, line + 1});
    }
    paragraph.solid_count = static_cast<std::uint32_t>(solid.size()) - paragraph.first_solid;
}

/// What follows beside a float counts on this paragraph's height: only ways of breaking that reach below the floats may be chosen.
void Flow::drop_candidates(Paragraph& paragraph) {
    GalleyStore& store = task_.store;
    std::uint32_t shown = 0;
    for (SideFloat const& f : galley_.floats_of(static_cast<std::uint32_t>(galley_.items.size()))) shown = std::max(shown, f.slice);
    auto passes = [&](std::uint32_t candidate) {
        std::uint32_t lines = store.candidates[paragraph.first_candidate + candidate].count;
        return lines > shown && !floats_.reaches(y_ + static_cast<LongLength>(lines) * paragraph.line_height + half_leading(task_, paragraph));
    };
    std::uint32_t first = paragraph.best, last = paragraph.best;
    if (paragraph.uniform && passes(paragraph.best)) {   // else the rooms are those of the lines of the best one
        while (first > 0 && passes(first - 1)) --first;
        last = paragraph.candidate_count - 1;
    }
    for (std::uint32_t c = 0; c < first && !paragraph.uniform; ++c) paragraph.first_metrics += store.candidates[paragraph.first_candidate + c].count;
    paragraph.first_candidate += first;
    paragraph.candidate_count = last - first + 1;
    paragraph.best = static_cast<std::uint16_t>(paragraph.best - first);
}

}  // namespace octavo::layout

#include "page/run_in_notes.h"

#include <algorithm>

namespace octavo::page {

RunInNotes::RunInNotes(layout::LayoutContext const* context, layout::GalleyStore const& store) : context_(context), store_(store) {
    auto runs_in = [](layout::Note const& note) { return note.run_in != layout::no_index; };
    any_ = context != nullptr && std::any_of(store.notes.begin(), store.notes.end(), runs_in);
    known_areas_[areas_[0]] = 0;
}

std::uint32_t RunInNotes::interned(std::array<std::uint32_t, 8> const& area) {
    auto [known, fresh] = known_areas_.try_emplace(area, static_cast<std::uint32_t>(areas_.size()));
    if (fresh) areas_.push_back(area);
    return known->second;
}

std::uint32_t RunInNotes::with(std::uint32_t area, layout::RunInPart const& part) {
    std::array<std::uint32_t, 8> series = areas_[area];
    std::uint32_t& paragraph = series[store_.notes[part.note].series];
    auto [known, fresh] = known_.try_emplace({paragraph, part}, static_cast<std::uint32_t>(grown_.size()));
    if (fresh) grown_.push_back({paragraph, part});
    paragraph = known->second;
    return interned(series);
}

std::uint32_t RunInNotes::closed(std::uint32_t area, std::uint8_t of) {
    if (areas_[area][of] == 0) return area;
    std::array<std::uint32_t, 8> series = areas_[area];
    series[of] = 0;
    return interned(series);
}

RunInNotes::Grown& RunInNotes::measured(std::uint32_t paragraph) {
    Grown& grown = grown_[paragraph];
    if (paragraph == 0) grown.height = 0;
    if (grown.height >= 0) return grown;
    std::vector<layout::RunInPart> parts;
    std::uint32_t before = 0;                      // pieces of the paragraph before its last note
    for (std::uint32_t at = paragraph; at != 0; at = grown_[at].previous) {
        parts.push_back(grown_[at].part);
        if (at != paragraph) before += end_of(grown_[at].part.note) - grown_[at].part.from_piece;
    }
    std::reverse(parts.begin(), parts.end());
    layout::GalleyStore set;
    layout::GalleyId galley = layout::lay_out_run_in(*context_, store_, parts, set);
    layout::Paragraph const& p = set.paragraphs[set.galleys[galley].items.front().index];
    Length bottom = 0;
    std::uint32_t k = 0;
    for (layout::Line const& line : set.lines_of(set.candidates[p.first_candidate + p.best])) {
        bottom += set.line_metrics(p, p.best, k++).height;
        std::uint32_t piece = line.end > before ? line.end - before + grown.part.from_piece : 0;
        grown.lines.push_back({bottom, piece, line.end_byte != 0});
    }
    grown.height = bottom;
    return grown;
}

std::optional<RunInNotes::Cut> RunInNotes::cut(std::uint32_t area, std::uint8_t series, Length room, Need need) {
    Grown const& grown = measured(areas_[area][series]);
    auto count = static_cast<std::uint32_t>(grown.lines.size());
    for (std::uint32_t lines = count; lines-- > 1;) {
        Line const& last = grown.lines[lines - 1];
        if (last.bottom > room || last.in_word || last.piece == 0) continue;
        if (need == Need::good && (lines < 2 || (count - lines < 2 && lines > 2))) continue;
        return Cut{last.bottom, last.piece, lines};
    }
    if (need == Need::good) return std::nullopt;
    for (std::uint32_t lines = 1; lines < count; ++lines) {   // the first that can be, although it does not fit
        Line const& last = grown.lines[lines - 1];
        if (!last.in_word && last.piece != 0) return Cut{last.bottom, last.piece, lines};
    }
    return std::nullopt;
}

RunInNotes::Cut RunInNotes::cut_at(std::uint32_t area, std::uint8_t series, std::uint32_t piece) {
    Grown const& grown = measured(areas_[area][series]);
    std::uint32_t line = 0;
    while (line + 1 < grown.lines.size() && grown.lines[line].piece < piece) ++line;
    return {grown.lines[line].bottom, grown.lines[line].piece, line + 1};
}

}  // namespace octavo::page

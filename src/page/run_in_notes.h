// Notes run in (footnote-display: inline): how tall those of a page are as one paragraph, for the search for page breaks.
//
// Every paragraph that the search asks for is set as it will stand, lines broken to the optimum, and remembered: what the search counts
// is what the page shows. One grows from another by a note, so that they form a tree; an area (a number) tells which paragraph of each
// series goes on. Cost: a paragraph broken for each note, times the places where a page may begin before it.
#pragma once
#include <array>
#include <map>
#include <optional>
#include <vector>

#include "layout/layout.h"

namespace octavo::page {

using base::Length;

class RunInNotes {
public:
    RunInNotes(layout::LayoutContext const* context, layout::GalleyStore const& store);

    /// Some notes are.
    [[nodiscard]] bool any() const { return any_; }
    [[nodiscard]] bool runs_in(std::uint32_t note) const { return any_ && store_.notes[note].run_in != layout::no_index; }
    /// A note's pieces.
    [[nodiscard]] std::uint32_t end_of(std::uint32_t note) const { return store_.paragraphs[store_.notes[note].run_in].piece_count; }

    /// Nothing of the series stands in the area that could go on.
    [[nodiscard]] bool begins(std::uint32_t area, std::uint8_t series) const { return areas_[area][series] == 0; }
    /// The area with the note in its series' paragraph.
    [[nodiscard]] std::uint32_t with(std::uint32_t area, layout::RunInPart const& part);
    /// The area where the series' paragraph does not go on.
    [[nodiscard]] std::uint32_t closed(std::uint32_t area, std::uint8_t series);
    /// Height of the series' paragraph.
    [[nodiscard]] Length height(std::uint32_t area, std::uint8_t series) { return measured(areas_[area][series]).height; }

    /// Lines at the head of a paragraph whose last note goes on overleaf.
    struct Cut {
        Length height = 0;
        std::uint32_t piece = 0;       ///< of the last note: what goes on begins with it
        std::uint32_t lines = 0;
    };
    enum class Need : std::uint8_t { good, any };
    /// As many lines as fit into the room, the last of them within the last note and not in a word: at least two of the paragraph on either
    /// side where a good cut is wanted.
    [[nodiscard]] std::optional<Cut> cut(std::uint32_t area, std::uint8_t series, Length room, Need need);
    /// The lines up to the one that ends with a piece of the last note.
    [[nodiscard]] Cut cut_at(std::uint32_t area, std::uint8_t series, std::uint32_t piece);

private:
    struct Line {
        Length bottom = 0;             ///< from the paragraph's top
        std::uint32_t piece = 0;       ///< of the last note, after the line; 0: the line ends before it
        bool in_word = false;
    };
    struct Grown {
        std::uint32_t previous = 0;
        layout::RunInPart part{};
        Length height = -1;
        std::vector<Line> lines{};
    };
    Grown& measured(std::uint32_t paragraph);
    [[nodiscard]] std::uint32_t interned(std::array<std::uint32_t, 8> const& area);

    layout::LayoutContext const* context_;
    layout::GalleyStore const& store_;
    bool any_ = false;
    std::vector<Grown> grown_{1};                                                    // 0: none
    std::map<std::pair<std::uint32_t, layout::RunInPart>, std::uint32_t> known_;
    std::vector<std::array<std::uint32_t, 8>> areas_{1};                             // by series; 0: nothing
    std::map<std::array<std::uint32_t, 8>, std::uint32_t> known_areas_;
};

}  // namespace octavo::page

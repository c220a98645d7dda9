// What the Cairo pass notes of each page for the finishing pass: its marked sequences, links and places to be linked
// to. Kept for all pages, so it is compact: about 1 kB a page of a novel.
#pragma once
#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "paint/display_list.h"

namespace octavo::pdf {

enum class SequenceKind : std::uint8_t {
    content,      ///< belongs to a structure element; has an MCID
    artefact,
    replacement,  ///< inside an artefact's: what is drawn stands for a text (ActualText)
};

/// One marked sequence of a page; its number is its index among the page's.
struct Sequence {
    SequenceKind kind{};
    paint::Mark mark{};
    std::uint32_t mcid = 0;    ///< of content
    std::uint32_t text = none; ///< index of PageRecords::texts: what a content or replacement sequence says (ActualText)
    static constexpr std::uint32_t none = 0xFFFFFFFF;
};

struct RecordedLink {
    paint::Length x = 0, y = 0, width = 0, height = 0;
    dom::NodeId link{}, target{};
    std::uint32_t uri = none;  ///< index of PageRecords::texts
    static constexpr std::uint32_t none = 0xFFFFFFFF;
};

struct Place {
    std::uint32_t page = 0;
    paint::Length x = 0, y = 0;
};

/// Where a picture's content stands, for the BBox of its Figure.
struct PictureArea {
    dom::NodeId node{};
    std::uint32_t page = 0;
    paint::Length x = 0, y = 0, width = 0, height = 0;
};

struct PageRecord {
    paint::Length width = 0, height = 0;             ///< as trimmed
    paint::Length bleed = 0, slug = 0;               ///< beyond the trim; beyond the bleed
    std::uint32_t first_sequence = 0, sequence_count = 0;
    std::uint32_t first_link = 0, link_count = 0;
    std::uint32_t content_count = 0;   ///< sequences with an MCID
    std::uint32_t first_block = 0, block_count = 0;  ///< of text that octavo writes itself
    std::uint32_t first_font = 0, font_count = 0;    ///< those of the blocks
    std::uint64_t text_offset = 0;                   ///< of the first block in the text file
    /// From the medium's edge to the trim.
    [[nodiscard]] base::LongLength edge() const { return base::LongLength{bleed} + slug; }
};

struct PageRecords {
    std::vector<PageRecord> pages;
    std::vector<Sequence> sequences;
    std::vector<RecordedLink> links;
    std::vector<std::uint32_t> blocks;                       ///< their lengths in bytes; of each page they follow one another
    std::vector<std::uint32_t> fonts;                        ///< numbers of embedded fonts, page by page
    std::vector<PictureArea> pictures;
    std::vector<std::string> texts;                          ///< each once
    std::unordered_map<std::string, std::uint32_t> text_index;
    /// the first place of every destination; looked up, never walked
    std::unordered_map<dom::NodeId, Place> places;
    std::vector<std::string> labels;                         ///< of every page, as printed
    bool has_hyphens = false;                                ///< U+2010 is in the text itself, not only at lines' ends
    std::vector<std::uint16_t> inks;                         ///< css/ink.h, in the order of reserved colours (press_colors.h)

    std::uint32_t keep(std::string_view text) {
        auto [found, fresh] = text_index.try_emplace(std::string(text), static_cast<std::uint32_t>(texts.size()));
        if (fresh) texts.emplace_back(text);
        return found->second;
    }
};

}  // namespace octavo::pdf

// Divided words and hanging punctuation: what stands of a word on each side of a break, and how far characters hang out.
#pragma once
#include "layout/galley.h"
#include "layout/layout.h"

namespace octavo::layout {

/// Where the piece's word may be divided: offsets from the start of the piece's text. Punctuation around the letters is left out.
[[nodiscard]] std::vector<text::HyphenationPoint> division_points(LayoutContext const& context, Piece const& piece, std::string_view text);

/// Advance of the clusters before the byte.
[[nodiscard]] Length width_to_byte(text::ShapedWord const& word, std::uint32_t byte);
/// Width of the part before a division, with its hyphen; of the part after it.
[[nodiscard]] Length width_before(LayoutContext const& context, Piece const& piece, text::HyphenationPoint const& point);
[[nodiscard]] Length width_after(LayoutContext const& context, Piece const& piece, text::HyphenationPoint const& point);

/// The parts themselves, shaped anew: [first_byte, end_byte) of the piece's word (end_byte 0: to its end). A part that ends in a
/// division carries its hyphen; spelling changes of the language are applied.
struct WordPart {
    text::ShapedWord const* word = nullptr;
    std::uint32_t source_begin = 0;  ///< byte of the piece's word at which the part's text starts
    bool hyphen = false;             ///< the last glyph is a hyphen that the source has not
};
struct PartRange {
    std::uint16_t first_byte = 0, end_byte = 0;
    bool hyphen = false;
};
[[nodiscard]] WordPart word_part(LayoutContext const& context, Piece const& piece, std::string_view text, PartRange const& range);

/// How far the word's last (first) character hangs out of the line, in 1/1024 pt; 0 for what is not a word.
[[nodiscard]] Length protrusion_at_end(Piece const& piece);
[[nodiscard]] Length protrusion_at_start(Piece const& piece);
[[nodiscard]] Length protrusion_at_end(text::ShapedWord const& word);
[[nodiscard]] Length protrusion_at_start(text::ShapedWord const& word);

}  // namespace octavo::layout

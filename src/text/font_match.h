// Which face of a family sets a style: CSS Fonts 4 §5.2, with the optical size as the last question.
//
// Input: what the family's faces are and what is wished for. Output: the index of the best face. The order of the
// questions is the specification's: width, slant, weight; then the cut made for this size; then the file format and the
// order given. Linear.
#pragma once
#include <cstdint>
#include <span>

#include "text/text_engine.h"

namespace octavo::text {

struct FaceTraits {
    std::uint16_t weight_low = 400, weight_high = 400;
    std::uint16_t stretch_low = 1000, stretch_high = 1000;  ///< 1000 is normal
    Slant slant = Slant::normal;
    std::uint16_t design_size = 0;  ///< pt it was drawn for; 0: any
    std::uint8_t format_rank = 0;   ///< lower is preferred: CFF outlines, TrueType outlines, others
};

struct FaceWish {
    std::uint16_t weight = 400, stretch = 1000;
    Slant slant = Slant::normal;
    Length size = 12 * base::point;
};

/// Index of the best of `faces`, which are not empty; of equals the first.
[[nodiscard]] std::size_t best_face(std::span<FaceTraits const> faces, FaceWish const& wish);

/// A bold was wished for and the face has none: its strokes must be thickened.
[[nodiscard]] bool needs_emboldening(FaceTraits const& face, FaceWish const& wish);
/// An italic or oblique was wished for and the face is upright.
[[nodiscard]] bool needs_slanting(FaceTraits const& face, FaceWish const& wish);

}  // namespace octavo::text

#include "text/font_match.h"

#include <tuple>

namespace octavo::text {
namespace {

constexpr std::uint32_t wrong_side = 100'000;  ///< farther than any distance on the preferred side

/// CSS Fonts 4 §5.2 step 4: up to normal width narrower faces are tried first, else wider ones.
std::uint32_t stretch_distance(FaceTraits const& face, std::uint32_t wished) {
    if (wished >= face.stretch_low && wished <= face.stretch_high) return 0;
    bool narrower = face.stretch_high < wished;
    std::uint32_t distance = narrower ? wished - face.stretch_high : face.stretch_low - wished;
    return narrower == (wished <= 1000) ? distance : distance + wrong_side;
}

std::uint32_t slant_distance(Slant face, Slant wished) {
    if (face == wished) return 0;
    if (wished == Slant::normal) return face == Slant::oblique ? 1 : 2;
    return face == Slant::normal ? 2 : 1;
}

/// Step 4, font-weight: 400 to 500 look up to 500 first, then down; lighter wishes look down first, bolder ones up.
std::uint32_t weight_distance(FaceTraits const& face, std::uint32_t wished) {
    if (wished >= face.weight_low && wished <= face.weight_high) return 0;
    bool heavier = face.weight_low > wished;
    std::uint32_t distance = heavier ? face.weight_low - wished : wished - face.weight_high;
    if (wished < 400) return heavier ? distance + wrong_side : distance;
    if (wished > 500) return heavier ? distance : distance + wrong_side;
    if (heavier && face.weight_low <= 500) return distance;
    return heavier ? distance + 2 * wrong_side : distance + wrong_side;
}

/// A cut serves from about three quarters of the size it was drawn for: EB Garamond 12 down to 9.25 pt, then EB
/// Garamond 08. Of the cuts that serve, the one drawn for the largest size; if none does, the one drawn for the
/// smallest.
std::uint32_t size_distance(FaceTraits const& face, Length size) {
    if (face.design_size == 0) return 0;
    Length serves_from = base::scale(face.design_size * base::point, 77, 100);
    return size >= serves_from ? 1'000U - face.design_size : 1'000U + face.design_size;
}

auto distance(FaceTraits const& face, FaceWish const& wish) {
    return std::tuple(stretch_distance(face, wish.stretch), slant_distance(face.slant, wish.slant),
                      weight_distance(face, wish.weight), size_distance(face, wish.size), face.format_rank);
}

}  // namespace

std::size_t best_face(std::span<FaceTraits const> faces, FaceWish const& wish) {
    std::size_t best = 0;
    for (std::size_t i = 1; i < faces.size(); ++i)
        if (distance(faces[i], wish) < distance(faces[best], wish)) best = i;
    return best;
}

bool needs_emboldening(FaceTraits const& face, FaceWish const& wish) {
    // Renderers' common threshold: semi-bold and more, from a face that is less than semi-bold.
    return wish.weight >= 600 && face.weight_high < 600;
}

bool needs_slanting(FaceTraits const& face, FaceWish const& wish) {
    return wish.slant != Slant::normal && face.slant == Slant::normal;
}

}  // namespace octavo::text

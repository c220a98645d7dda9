// Colours as a press has them (ISO 32000-1 §8.6): greys on the black plate alone, all else in four process inks through the
// printer's ICC profile, inks that a style sheet names (css/ink.h) on plates of their own.
//
// Cairo knows red, green and blue only. A colour with an ink is drawn in a reserved one, half a step beside the 256 that
// styles can give, whose place in the order of first use leads back to the ink. Without a profile colours stay RGB, but for
// greys and named inks. Conversion is relative colorimetric with black point compensation, from sRGB unless a picture says
// otherwise.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "css/ink.h"
#include "pdf/content_rewriter.h"

namespace octavo::pdf {

using Rgb = std::array<double, 3>;              ///< from 0 to 1
using Cmyk = std::array<std::uint16_t, 4>;      ///< in 1/1000

/// The colour that stands for the ink of this index while Cairo draws.
[[nodiscard]] Rgb reserved_color(std::uint32_t index);
[[nodiscard]] std::optional<std::uint32_t> reserved_index(Rgb const& rgb);

class PressColors {
public:
    /// The error says what is wrong with the profile. No bytes: no profile.
    [[nodiscard]] static tl::expected<std::unique_ptr<PressColors>, std::string> open(std::string_view icc);
    ~PressColors();
    PressColors(PressColors const&) = delete;
    PressColors& operator=(PressColors const&) = delete;

    [[nodiscard]] bool has_profile() const;
    [[nodiscard]] std::string const& profile_name() const;   ///< its own description
    [[nodiscard]] Cmyk convert(Rgb const& rgb) const;
    /// What is laid on the paper for a colour without an ink; none without a profile.
    [[nodiscard]] std::optional<Cmyk> inks_for(Rgb const& rgb) const;
    [[nodiscard]] Cmyk full_tone(css::Ink const& ink) const;
    /// Operands and operator for a plain colour.
    [[nodiscard]] std::string spell(Rgb const& rgb, PaintUse use) const;
    /// RGB to CMYK, 8 bits each, from sRGB or from the picture's own profile; the most ink any pixel has, in per cent.
    [[nodiscard]] unsigned convert_pixels(std::string_view rgb, std::string_view own_profile, std::string& cmyk) const;

private:
    PressColors();
    struct State;
    std::unique_ptr<State> state_;
};

[[nodiscard]] std::string spell_cmyk(Cmyk const& parts, PaintUse use);

}  // namespace octavo::pdf

// What the finishing pass has found of fonts and inks, for the preflight report.
#pragma once
#include <string>
#include <vector>

namespace octavo::pdf {

struct PressFacts {
    unsigned embedded_fonts = 0;
    std::vector<std::string> loose_fonts;   ///< not embedded
    unsigned converted_pictures = 0;
    unsigned picture_ink = 0;               ///< the most of any picture's pixel, in per cent
    std::vector<std::string> spots;         ///< names of spot inks, in order of appearance
    std::vector<std::string> unlike_spots;  ///< of which the style sheets say different colours
    bool claims_x4 = false;
};

}  // namespace octavo::pdf

// Several pages on one sheet, as a cover has them: front, spine and back.
#pragma once
#include <vector>

#include "paint/canvas.h"

namespace octavo::paint {

enum class Turn : std::uint8_t { none, clockwise, anticlockwise };

/// A page on the sheet: its origin goes to (x, y), and it is turned about it. Only what lies in `visible` (on the sheet) is seen.
struct Panel {
    DisplayList const* page = nullptr;
    Length x = 0, y = 0;
    Turn turn = Turn::none;
    Area visible;
};

struct Sheet {
    DisplayList frame;             ///< the sheet's size, bleed and marks, drawn over the panels
    std::vector<Panel> panels;
};

}  // namespace octavo::paint

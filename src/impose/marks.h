// What is drawn on a side: the pages themselves and the marks that were asked for.
#pragma once
#include <string>
#include <vector>

#include "impose/imposition.h"

namespace octavo::impose {

enum class Side : std::uint8_t { front, back };

struct MarksInput {
    Imposition const& imposition;
    Sheet const& sheet;
    std::vector<Placement> const& placed;
    Side side;
};

/// What must be free at the paper's edges so that the marks can be seen; 0 where none need it.
[[nodiscard]] base::Length room_for_marks(Marks const& marks);
/// Draws form /P<page + 1>, clipped to its cell.
void append_page(std::string& content, Placement const& placed, std::uint32_t page);
void append_marks(std::string& content, MarksInput const& input);

}  // namespace octavo::impose

// What is drawn on a side: the pages themselves and, when asked for, fold marks, crop marks and a line of information.
#pragma once
#include <string>
#include <vector>

#include "impose/impose.h"

namespace octavo::impose {

enum class Side : std::uint8_t { front, back };

struct MarksInput {
    Plan const& plan;
    Options const& options;
    Sheet const& sheet;
    std::vector<Placement> const& placed;
    Side side;
};

/// Draws form /P<page + 1>, clipped to its cell.
void append_page(std::string& content, Placement const& placed, std::uint32_t page);
void append_marks(std::string& content, MarksInput const& input);

}  // namespace octavo::impose

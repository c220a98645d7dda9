// Words for the person at the printer.
#pragma once
#include <string>

#include "impose/imposition.h"

namespace octavo::impose {

/// Some lines of plain text, the first on what is printed.
[[nodiscard]] std::string instructions(Imposition const& imposition);
/// How to print so that the sides come out as they should; one or two lines.
[[nodiscard]] std::string printing(Imposition const& imposition);
/// The same words as a page's content; they are broken anew to the paper's width.
[[nodiscard]] std::string instruction_sheet(std::string_view words, Imposition const& imposition);

}  // namespace octavo::impose

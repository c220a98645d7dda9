// The sheets as a contact sheet: each side with its pages' outlines and numbers, upside down where they stand so, folds as
// dashed lines and cuts as whole ones. Backs are drawn as they are read, however the printer turns the paper. Letters are
// strokes of our own, so that the picture needs no font and is the same everywhere.
#pragma once
#include <string>

#include "impose/imposition.h"

namespace octavo::impose {

/// An SVG document; a few hundred bytes a side.
[[nodiscard]] std::string preview(Imposition const& imposition);
/// The same as a PNG file; a Refusal where it would be too large.
[[nodiscard]] std::string preview_png(std::string const& svg);

}  // namespace octavo::impose

// Marks for cutting and for laying sheets over each other, outside the page: `marks` of Paged Media 3 §7.2.
#pragma once
#include <span>

#include "paint/canvas.h"

namespace octavo::paint {

/// How far the sheet goes on beyond the bleed, on each side, so that the marks have room; 0 without marks.
[[nodiscard]] Length slug_of(style::PageStyle const& page);
/// Crop marks at the corners of the trimmed page and crosses at the middle of its sides, as the style asks for; on every plate.
/// Broken lines stand above and below where a cover is folded; its crosses keep clear of them.
void paint_printer_marks(style::PageStyle const& page, std::span<Length const> folds, Canvas& canvas);

}  // namespace octavo::paint

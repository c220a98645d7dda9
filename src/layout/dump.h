// A GalleyStore as text: the golden format of `octavo dump --stage=galley`.
#pragma once
#include <string>

#include "layout/layout.h"

namespace octavo::layout {

/// The main galley, an item a line: kind, break class, place, height in points; paragraphs with their candidates and lines.
[[nodiscard]] std::string dump(GalleyStore const& store, LayoutContext const& context);

}  // namespace octavo::layout

// The versions of the libraries whose home this folder is.
#pragma once
#include <vector>

#include "base/library_version.h"

namespace octavo::pdf {

/// Cairo, librsvg, lcms2, libjpeg, libpng, libqpdf.
[[nodiscard]] std::vector<base::LibraryVersion> library_versions();

}  // namespace octavo::pdf

// The versions of the libraries whose home this folder is.
#pragma once
#include <vector>

#include "base/library_version.h"

namespace octavo::text {

/// HarfBuzz, FreeType, fontconfig, ICU with its Unicode version, libhyphen, woff2.
[[nodiscard]] std::vector<base::LibraryVersion> library_versions();

}  // namespace octavo::text

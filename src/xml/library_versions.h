// The version of the library whose home this folder is.
#pragma once
#include <vector>

#include "base/library_version.h"

namespace octavo::xml {

/// libxml2.
[[nodiscard]] std::vector<base::LibraryVersion> library_versions();

}  // namespace octavo::xml

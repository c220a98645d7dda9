// The versions of the libraries whose home this folder is.
#pragma once
#include <vector>

#include "base/library_version.h"

namespace octavo::io {

/// libzip, zlib (on which deflated bytes depend), OpenSSL.
[[nodiscard]] std::vector<base::LibraryVersion> library_versions();

}  // namespace octavo::io

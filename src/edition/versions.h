// What octavo is and runs with: recorded beside editions, and compared when they are rebuilt.
#pragma once
#include <string>
#include <vector>

#include "base/library_version.h"

namespace octavo::edition {

/// Every library, sorted by name.
[[nodiscard]] std::vector<base::LibraryVersion> all_library_versions();

/// SHA-512 of the running program, which tells builds of one version apart; empty where it cannot be read.
[[nodiscard]] std::string program_digest();

}  // namespace octavo::edition

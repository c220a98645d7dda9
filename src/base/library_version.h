// What a library that octavo runs with calls itself. Each third-party home tells those of its libraries (library_versions()
// in io/, xml/, text/, pdf/), as they are at run time: what was found when octavo was built may be another.
#pragma once
#include <string>
#include <vector>

namespace octavo::base {

struct LibraryVersion {
    std::string name, version;
    friend bool operator==(LibraryVersion const&, LibraryVersion const&) = default;
};

/// For libraries that do not say their version: what the name of the shared object ends in that holds `symbol`, e.g. "0.3.0" of
/// libhyphen.so.0.3.0; empty where that cannot be found.
[[nodiscard]] std::string shared_object_version(void const* symbol);

/// oneTBB and the C library.
[[nodiscard]] std::vector<LibraryVersion> library_versions();

}  // namespace octavo::base

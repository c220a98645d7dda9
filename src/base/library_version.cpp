#include "base/library_version.h"

#include <cstdlib>
#include <dlfcn.h>
#include <gnu/libc-version.h>
#include <memory>

#include <oneapi/tbb/version.h>

namespace octavo::base {

std::string shared_object_version(void const* symbol) {
    Dl_info info{};
    if (::dladdr(symbol, &info) == 0 || info.dli_fname == nullptr) return {};
    std::unique_ptr<char, decltype(&std::free)> real(::realpath(info.dli_fname, nullptr), &std::free);
    if (!real) return {};
    std::string path = real.get();
    auto at = path.rfind(".so.");
    return at == std::string::npos ? std::string() : path.substr(at + 4);
}

std::vector<LibraryVersion> library_versions() {
    return {{"glibc", gnu_get_libc_version()}, {"oneTBB", TBB_runtime_version()}};
}

}  // namespace octavo::base

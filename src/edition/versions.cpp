#include "edition/versions.h"

#include <algorithm>
#include <filesystem>

#include "edition/toml.h"
#include "io/folder_listing.h"
#include "io/library_versions.h"
#include "pdf/library_versions.h"
#include "text/library_versions.h"
#include "xml/library_versions.h"

namespace octavo::edition {

std::vector<base::LibraryVersion> all_library_versions() {
    std::vector<base::LibraryVersion> all = base::library_versions();
    for (auto const& more : {io::library_versions(), xml::library_versions(), text::library_versions(), pdf::library_versions()}) {
        all.insert(all.end(), more.begin(), more.end());
    }
    all.push_back({"fmt", fmt::format("{}.{}.{}", FMT_VERSION / 10'000, FMT_VERSION / 100 % 100, FMT_VERSION % 100)});
    all.push_back({"toml++", fmt::format("{}.{}.{}", TOML_LIB_MAJOR, TOML_LIB_MINOR, TOML_LIB_PATCH)});
    std::sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.name < b.name; });
    return all;
}

std::string program_digest() {
    std::error_code error;
    std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", error);
    if (error) return {};
    return io::file_digest(program.string(), io::Hash::sha512).value_or(std::string());
}

}  // namespace octavo::edition

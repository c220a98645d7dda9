// What lies in a folder, and digests of files too large to be held in memory. For folders that may be hostile: no link is followed.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostics.h"
#include "io/checksum.h"

namespace octavo::io {

struct FolderEntry {
    std::string name;        ///< from the folder, '/' between parts
    std::uint64_t size = 0;
    bool regular = true;     ///< else a symbolic link, a device, a pipe, …
};

/// Every file below `folder`, sorted by name; folders are not told. An io diagnostic when it cannot be listed, an io_limit one when
/// it holds more than `most` files or is too deep.
[[nodiscard]] tl::expected<std::vector<FolderEntry>, base::Diagnostic> list_folder(std::string const& folder, std::size_t most);

/// The hexadecimal digest of the regular file at `path`, read piece by piece; a symbolic link is not followed.
[[nodiscard]] tl::expected<std::string, base::Diagnostic> file_digest(std::string const& path, Hash hash);

/// The whole of a small file; an io_limit diagnostic when it has more than `most` bytes. A symbolic link is not followed.
[[nodiscard]] tl::expected<std::string, base::Diagnostic> read_small_file(std::string const& path, std::uint64_t most);

}  // namespace octavo::io

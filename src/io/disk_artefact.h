// Files written whole or not at all: a temporary file in the same folder, fsync, rename.
#pragma once
#include <memory>
#include <string_view>

#include "io/workspace.h"

namespace octavo::io {

/// Folders on the way that do not exist are made, and taken away again with the temporary file if nothing is committed.
/// An io_unwritable diagnostic when the folder cannot be written to, or `path` is something else than a file.
[[nodiscard]] tl::expected<std::unique_ptr<Artefact>, base::Diagnostic> create_disk_artefact(std::string_view path);

}  // namespace octavo::io

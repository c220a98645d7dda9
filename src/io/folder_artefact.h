// A folder that appears whole or not at all: filled under a temporary name beside its place, then renamed.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/diagnostics.h"

namespace octavo::io {

class FolderArtefact {
public:
    /// Folders on the way that do not exist are made. An io_unwritable diagnostic when there is something at `path` already other
    /// than an empty folder, or nothing can be made beside it.
    [[nodiscard]] static tl::expected<FolderArtefact, base::Diagnostic> create(std::string_view path);
    ~FolderArtefact();  ///< without commit(): nothing is left behind
    FolderArtefact(FolderArtefact&& other) noexcept;
    FolderArtefact& operator=(FolderArtefact&&) = delete;

    /// Writes a file. `name`: relative, '/' between parts, none of them '.', '..' or empty; folders are made. Errors are kept and
    /// told by commit().
    void add(std::string_view name, std::string_view bytes);
    /// Where the files are until then.
    [[nodiscard]] std::string const& temporary_path() const { return temporary_; }
    /// What could not be written so far.
    [[nodiscard]] std::optional<base::Diagnostic> problem() const;
    /// Flushes to the disk and takes the final name.
    [[nodiscard]] tl::expected<void, base::Diagnostic> commit();

private:
    FolderArtefact(std::string path, std::string temporary) : path_(std::move(path)), temporary_(std::move(temporary)) {}

    std::string path_;
    std::string temporary_;  // empty once committed
    std::string failed_;     // name of what could not be written
    int error_ = 0;
};

}  // namespace octavo::io

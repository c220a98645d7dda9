#include "io/folder_listing.h"

#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/file.h"

namespace octavo::io {
namespace {

namespace fs = std::filesystem;

constexpr int deepest = 64;                          // folders in folders
constexpr std::size_t piece_size = std::size_t{1} << 18;

base::Diagnostic unreadable(std::string_view path, int error) {
    return {.code = error == ENOENT ? base::Code::io_not_found : base::Code::io_unreadable, .severity = base::Severity::error,
            .message = fmt::format("'{}' cannot be read: {}", path, reason(error))};
}

base::Diagnostic too_much(std::string message) {
    return {.code = base::Code::io_limit, .severity = base::Severity::fatal, .message = std::move(message)};
}

FileDescriptor open_file(std::string const& path) {
    return FileDescriptor(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
}

/// errno, or 0: `file` is a regular one with `size` bytes.
int regular_size(FileDescriptor const& file, std::uint64_t& size) {
    struct stat status{};
    if (!file.valid() || ::fstat(file.get(), &status) != 0) return errno;
    if (S_ISDIR(status.st_mode)) return EISDIR;
    if (!S_ISREG(status.st_mode)) return EACCES;
    size = static_cast<std::uint64_t>(status.st_size);
    return 0;
}

}  // namespace

tl::expected<std::vector<FolderEntry>, base::Diagnostic> list_folder(std::string const& folder, std::size_t most) {
    std::vector<FolderEntry> entries;
    std::error_code error;
    fs::recursive_directory_iterator at(folder, error);
    if (error) return tl::unexpected(unreadable(folder, error.value()));
    for (; at != fs::recursive_directory_iterator(); at.increment(error)) {
        fs::file_status status = at->symlink_status(error);
        if (error) break;
        if (status.type() == fs::file_type::directory) {
            if (at.depth() >= deepest) return tl::unexpected(too_much(fmt::format("'{}' has folders in folders more than {} deep", folder, deepest)));
            continue;
        }
        if (entries.size() >= most) return tl::unexpected(too_much(fmt::format("'{}' holds more than {} files", folder, most)));
        FolderEntry entry;
        entry.name = at->path().lexically_relative(folder).generic_string();
        entry.regular = status.type() == fs::file_type::regular;
        if (entry.regular) entry.size = at->file_size(error);
        if (error) break;
        entries.push_back(std::move(entry));
    }
    if (error) return tl::unexpected(unreadable(folder, error.value()));
    std::sort(entries.begin(), entries.end(), [](FolderEntry const& a, FolderEntry const& b) { return a.name < b.name; });
    return entries;
}

tl::expected<std::string, base::Diagnostic> file_digest(std::string const& path, Hash hash) {
    FileDescriptor file = open_file(path);
    std::uint64_t size = 0;
    if (int error = regular_size(file, size); error != 0) return tl::unexpected(unreadable(path, error));
    Checksum checksum(hash);
    std::string piece;
    do {
        if (int error = read_file(file, piece_size, piece); error != 0) return tl::unexpected(unreadable(path, error));
        checksum.add(piece);
    } while (piece.size() == piece_size);
    return checksum.finish_hex();
}

tl::expected<std::string, base::Diagnostic> read_small_file(std::string const& path, std::uint64_t most) {
    FileDescriptor file = open_file(path);
    std::uint64_t size = 0;
    if (int error = regular_size(file, size); error != 0) return tl::unexpected(unreadable(path, error));
    if (size > most) return tl::unexpected(too_much(fmt::format("'{}' has {} bytes: more than {} are not read", path, size, most)));
    std::string bytes;
    if (int error = read_file(file, size, bytes); error != 0) return tl::unexpected(unreadable(path, error));
    return bytes;
}

}  // namespace octavo::io

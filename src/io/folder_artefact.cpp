#include "io/folder_artefact.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fcntl.h>
#include <filesystem>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/file.h"
#include "io/paths.h"

namespace octavo::io {
namespace {

namespace fs = std::filesystem;

base::Diagnostic unwritable(std::string_view path, std::string_view why, std::string hint = {}) {
    return {.code = base::Code::io_unwritable, .severity = base::Severity::fatal,
            .message = fmt::format("'{}' cannot be written: {}", path, why), .hint = std::move(hint)};
}

/// Nothing, or an empty folder: what a rename can replace.
tl::expected<void, base::Diagnostic> check_vacant(std::string const& path) {
    std::error_code error;
    fs::file_status status = fs::symlink_status(path, error);
    if (status.type() == fs::file_type::not_found) return {};
    if (status.type() != fs::file_type::directory) return tl::unexpected(unwritable(path, "there is something of that name that is no folder"));
    bool empty = fs::is_empty(path, error);
    if (error) return tl::unexpected(unwritable(path, reason(error.value())));
    if (!empty) {
        return tl::unexpected(unwritable(path, "the folder is there already and is not empty",
                                         "name a folder that does not exist yet, or empty this one: nothing is ever put over what is there"));
    }
    return {};
}

int write_file(std::string const& path, std::string_view bytes) {
    FileDescriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666));
    if (!file.valid()) return errno;
    while (!bytes.empty()) {
        ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno != EINTR) return errno;
        if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return ::fsync(file.get()) == 0 ? 0 : errno;
}

void flush_folder(std::string const& path) {
    FileDescriptor folder(::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (folder.valid()) ::fsync(folder.get());
}

}  // namespace

tl::expected<FolderArtefact, base::Diagnostic> FolderArtefact::create(std::string_view path) {
    std::string final_path(path);
    while (final_path.size() > 1 && final_path.ends_with('/')) final_path.pop_back();
    if (final_path.empty() || final_path.find('\0') != std::string::npos) return tl::unexpected(unwritable(path, reason(EINVAL)));
    if (auto vacant = check_vacant(final_path); !vacant) return tl::unexpected(vacant.error());
    std::string parent = final_path.find('/') == std::string::npos ? "." : std::string(folder_of(final_path));
    if (parent.empty()) parent = "/";
    std::error_code error;
    fs::create_directories(parent, error);
    if (error) return tl::unexpected(unwritable(path, reason(error.value())));
    std::string temporary = (parent.ends_with('/') ? parent : parent + '/') + ".octavo-XXXXXX";
    if (::mkdtemp(temporary.data()) == nullptr) return tl::unexpected(unwritable(path, reason(errno)));
    mode_t mask = ::umask(0);
    ::umask(mask);
    ::chmod(temporary.c_str(), 0777 & ~mask);  // mkdtemp's folders are for their owner only
    return FolderArtefact(std::move(final_path), std::move(temporary));
}

FolderArtefact::FolderArtefact(FolderArtefact&& other) noexcept
    : path_(std::move(other.path_)),
      temporary_(std::exchange(other.temporary_, std::string())),
      failed_(std::move(other.failed_)),
      error_(other.error_) {}

FolderArtefact::~FolderArtefact() {
    if (temporary_.empty()) return;
    std::error_code ignored;
    fs::remove_all(temporary_, ignored);
}

void FolderArtefact::add(std::string_view name, std::string_view bytes) {
    if (error_ != 0) return;
    std::string path = fmt::format("{}/{}", temporary_, name);
    std::error_code error;
    fs::create_directories(folder_of(path), error);
    error_ = error ? error.value() : write_file(path, bytes);
    if (error_ != 0) failed_ = name;
}

std::optional<base::Diagnostic> FolderArtefact::problem() const {
    if (error_ == 0) return std::nullopt;
    return unwritable(fmt::format("{}/{}", path_, failed_), reason(error_));
}

tl::expected<void, base::Diagnostic> FolderArtefact::commit() {
    if (auto failure = problem()) return tl::unexpected(*failure);
    std::error_code ignored;
    for (auto const& entry : fs::recursive_directory_iterator(temporary_, ignored)) {
        if (entry.is_directory(ignored)) flush_folder(entry.path().string());
    }
    flush_folder(temporary_);
    if (auto vacant = check_vacant(path_); !vacant) return tl::unexpected(vacant.error());
    // An empty folder is replaced; one that was filled meanwhile is not.
    if (::rename(temporary_.c_str(), path_.c_str()) != 0) return tl::unexpected(unwritable(path_, reason(errno)));
    temporary_.clear();
    flush_folder(path_.find('/') == std::string::npos ? "." : path_.rfind('/') == 0 ? "/" : std::string(folder_of(path_)));
    return {};
}

}  // namespace octavo::io

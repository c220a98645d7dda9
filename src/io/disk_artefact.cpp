#include "io/disk_artefact.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "io/file.h"
#include "io/paths.h"

namespace octavo::io {
namespace {

base::Diagnostic unwritable(std::string_view path, int error) {
    base::Diagnostic diagnostic{.code = base::Code::io_unwritable, .severity = base::Severity::fatal};
    diagnostic.message = fmt::format("'{}' cannot be written: {}", path, reason(error));
    if (error == ENOSPC || error == EDQUOT)
        diagnostic.hint = "free some space and try again: nothing of it was left behind";
    return diagnostic;
}

// 64 kB: large enough that the system call is not felt, small enough to stay in the cache.
constexpr std::size_t buffer_size = 64 * 1024;

class DiskArtefact : public Artefact {
public:
    DiskArtefact(std::string path, std::string temporary, FileDescriptor file, std::vector<std::string> folders)
        : path_(std::move(path)),
          temporary_(std::move(temporary)),
          file_(std::move(file)),
          folders_(std::move(folders)) {
        buffer_.reserve(buffer_size);
    }
    ~DiskArtefact() override {
        if (temporary_.empty()) return;
        ::unlink(temporary_.c_str());
        // Only folders that are still empty go.
        for (auto folder = folders_.rbegin(); folder != folders_.rend(); ++folder) ::rmdir(folder->c_str());
    }

    void write(std::string_view bytes) override {
        if (buffer_.size() + bytes.size() > buffer_size) flush();
        if (bytes.size() >= buffer_size) {
            write_through(bytes);
        } else {
            buffer_ += bytes;
        }
    }
    std::string temporary_path() const override { return temporary_; }

    tl::expected<void, base::Diagnostic> commit() override {
        flush();
        if (error_ == 0 && ::fsync(file_.get()) != 0) error_ = errno;
        if (error_ == 0 && ::rename(temporary_.c_str(), path_.c_str()) != 0) error_ = errno;
        if (error_ != 0) return tl::unexpected(unwritable(path_, error_));
        temporary_.clear();
        // The rename itself reaches the disk with the folder; where the file system cannot do that, the file is whole
        // all the same.
        std::string folder(folder_of(path_));
        FileDescriptor opened(::open(folder.empty() ? (path_.starts_with('/') ? "/" : ".") : folder.c_str(),
                                     O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        if (opened.valid()) ::fsync(opened.get());
        return {};
    }

private:
    void flush() {
        write_through(buffer_);
        buffer_.clear();
    }
    void write_through(std::string_view bytes) {
        while (!bytes.empty() && error_ == 0) {
            ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
            if (written >= 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            } else if (errno != EINTR) {
                error_ = errno;
            }
        }
    }

    std::string path_;
    std::string temporary_;  // empty once committed
    FileDescriptor file_;
    std::vector<std::string> folders_;
    std::string buffer_;
    int error_ = 0;
};

// Makes what is missing of `folder`; what was made is appended to `made`, outermost first.
int make_folders(std::string const& folder, std::vector<std::string>& made) {
    struct stat status{};
    if (folder.empty() || ::stat(folder.c_str(), &status) == 0) return 0;
    if (errno != ENOENT) return errno;
    if (int error = make_folders(std::string(folder_of(folder)), made); error != 0) return error;
    if (::mkdir(folder.c_str(), 0777) != 0) return errno == EEXIST ? 0 : errno;
    made.push_back(folder);
    return 0;
}

// The file's own access rights if it is there, else what a new file gets.
mode_t access_rights(std::string const& path) {
    struct stat status{};
    if (::stat(path.c_str(), &status) == 0) return status.st_mode & 0777;
    mode_t mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

// A symbolic link stays one: what it points to is replaced.
std::string behind_links(std::string_view path) {
    std::string given(path);
    char* real = ::realpath(given.c_str(), nullptr);
    if (real == nullptr) return given;
    std::string resolved(real);
    std::free(real);
    return resolved;
}

}  // namespace

tl::expected<std::unique_ptr<Artefact>, base::Diagnostic> create_disk_artefact(std::string_view path) {
    if (path.empty() || path.find('\0') != std::string_view::npos) return tl::unexpected(unwritable(path, EINVAL));
    std::string final_path = behind_links(path);
    struct stat status{};
    if (::stat(final_path.c_str(), &status) == 0 && !S_ISREG(status.st_mode)) {
        base::Diagnostic diagnostic = unwritable(path, EISDIR);
        if (!S_ISDIR(status.st_mode))
            diagnostic.message = fmt::format("'{}' cannot be written: it is not a regular file", path);
        return tl::unexpected(diagnostic);
    }
    std::vector<std::string> folders;
    auto slash = final_path.rfind('/');
    int error = make_folders(std::string(folder_of(final_path)), folders);
    std::string temporary = final_path.substr(0, slash == std::string::npos ? 0 : slash + 1) + ".octavo-XXXXXX";
    FileDescriptor file(error == 0 ? ::mkostemp(temporary.data(), O_CLOEXEC) : -1);
    if (error == 0 && !file.valid()) error = errno;
    if (error != 0) {
        for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) ::rmdir(folder->c_str());
        return tl::unexpected(unwritable(path, error));
    }
    ::fchmod(file.get(), access_rights(final_path));
    return std::make_unique<DiskArtefact>(std::move(final_path), std::move(temporary), std::move(file),
                                          std::move(folders));
}

}  // namespace octavo::io

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <fmt/format.h>
#include <strings.h>
#include <sys/stat.h>

#include "io/disk_artefact.h"
#include "io/file.h"
#include "io/paths.h"
#include "io/resource_cache.h"
#include "io/workspace.h"

namespace octavo::io {
namespace {

base::Diagnostic unreadable(std::string_view name, int error, base::SourceSpan where) {
    bool missing = error == ENOENT || error == ENOTDIR;
    return {.code = missing ? base::Code::io_not_found : base::Code::io_unreadable,
            .severity = base::Severity::error,
            .where = where,
            .message = missing ? fmt::format("'{}' is not there", name)
                               : fmt::format("'{}' cannot be read: {}", name, reason(error))};
}

int real_path(std::string const& path, std::string& resolved) {
    char* real = ::realpath(path.c_str(), nullptr);
    if (real == nullptr) return errno;
    resolved = real;
    std::free(real);
    return 0;
}

// Opens `inside`, a path without symbolic links, from the root downwards and follows none: a link that takes the place
// of a part between looking and opening leads nowhere.
FileDescriptor open_inside(FileDescriptor const& root, std::string_view inside) {
    FileDescriptor at(::openat(root.get(), ".", O_PATH | O_DIRECTORY | O_CLOEXEC));
    while (at.valid()) {
        auto slash = inside.find('/');
        std::string part(inside.substr(0, slash));
        if (slash == std::string_view::npos) {
            // O_NONBLOCK: opening a named pipe must not wait for its writer.
            return FileDescriptor(::openat(at.get(), part.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        }
        at = FileDescriptor(::openat(at.get(), part.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        inside.remove_prefix(slash + 1);
    }
    return at;
}

// A file of the same folder whose name differs in case only: the commonest reason for a name not found.
std::string differing_in_case(std::string const& path) {
    auto slash = path.rfind('/');
    std::string wanted = path.substr(slash + 1);
    std::string found;
    DIR* folder = ::opendir(path.substr(0, slash + 1).c_str());
    if (folder == nullptr) return found;
    while (dirent const* entry = ::readdir(folder)) {
        bool same = ::strcasecmp(entry->d_name, wanted.c_str()) == 0;
        if (same && (found.empty() || found > entry->d_name)) found = entry->d_name;
    }
    ::closedir(folder);
    return found;
}

std::int64_t read_source_date_epoch() {
    char const* text = std::getenv("SOURCE_DATE_EPOCH");
    if (text == nullptr) return -1;
    std::string_view digits(text);
    std::int64_t seconds = -1;
    auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    return error == std::errc() && end == digits.data() + digits.size() && seconds >= 0 ? seconds : -1;
}

class DiskWorkspace : public Workspace {
public:
    DiskWorkspace(std::string root, FileDescriptor opened, base::Limits const& limits)
        : root_(std::move(root)), opened_(std::move(opened)), cache_(limits), epoch_(read_source_date_epoch()) {}

    ReadResult read(std::string_view reference, std::string_view from_name, base::SourceSpan where) override {
        ResolvedReference resolved = resolve_reference(reference, from_name);
        if (resolved.kind != ReferenceKind::local) return tl::unexpected(refusal(resolved.kind, reference, where));
        return cache_.get(resolved.name, [&] { return load_inside(resolved.name, where); });
    }
    ReadResult read_system(std::string_view absolute_path) override {
        if (!absolute_path.starts_with('/')) return tl::unexpected(unreadable(absolute_path, ENOENT, {}));
        std::string path(absolute_path);
        return cache_.get(path, [&] {
            return load(path, FileDescriptor(::open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)), {});
        });
    }
    tl::expected<std::unique_ptr<Artefact>, base::Diagnostic> create(std::string_view path) override {
        return create_disk_artefact(path);
    }
    std::int64_t source_date_epoch() const override { return epoch_; }
    std::vector<ResourcePtr> resources() const override { return cache_.all(); }

private:
    ReadResult load_inside(std::string const& name, base::SourceSpan where) {
        std::string path = root_ + name;
        std::string real;
        if (int error = real_path(path, real); error != 0) {
            base::Diagnostic diagnostic = unreadable(name, error, where);
            if (std::string other = differing_in_case(path); error == ENOENT && !other.empty()) {
                diagnostic.hint = fmt::format("there is '{}': capitals count in names of files", other);
            }
            return tl::unexpected(diagnostic);
        }
        if (!real.starts_with(root_)) {
            // The root itself (a name of "") has no final '/'.
            if (real + '/' == root_) return tl::unexpected(unreadable(name, EISDIR, where));
            base::Diagnostic diagnostic = refusal(ReferenceKind::climbing, name, where);
            diagnostic.message =
                fmt::format("'{}' leads out of the root by a symbolic link: only files inside it are read", name);
            return tl::unexpected(diagnostic);
        }
        return load(name, open_inside(opened_, std::string_view(real).substr(root_.size())), where);
    }

    ReadResult load(std::string const& name, FileDescriptor file, base::SourceSpan where) {
        if (!file.valid()) return tl::unexpected(unreadable(name, errno, where));
        struct stat status{};
        if (::fstat(file.get(), &status) != 0) return tl::unexpected(unreadable(name, errno, where));
        if (S_ISDIR(status.st_mode)) return tl::unexpected(unreadable(name, EISDIR, where));
        if (!S_ISREG(status.st_mode)) {
            base::Diagnostic diagnostic = unreadable(name, EACCES, where);
            diagnostic.message = fmt::format("'{}' cannot be read: it is not a regular file", name);
            return tl::unexpected(diagnostic);
        }
        auto size = static_cast<std::uint64_t>(status.st_size);
        if (auto room = cache_.reserve(name, size, where); !room) return tl::unexpected(room.error());
        std::string bytes;
        if (int error = read_file(file, size, bytes); error != 0) return tl::unexpected(unreadable(name, error, where));
        return make_resource(name, std::move(bytes));
    }

    std::string root_;  // real, absolute, with a '/' at its end
    FileDescriptor opened_;
    ResourceCache cache_;
    std::int64_t epoch_;
};

}  // namespace

tl::expected<std::unique_ptr<Workspace>, base::Diagnostic> open_disk_workspace(std::string root,
                                                                               base::StageContext const& context) {
    std::string given = root.empty() ? "." : root;
    std::string real;
    int error = real_path(given, real);
    FileDescriptor opened(error == 0 ? ::open(real.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC) : -1);
    if (!opened.valid()) {
        if (error == 0) error = errno;
        return tl::unexpected(
            base::Diagnostic{.code = error == ENOENT ? base::Code::io_not_found : base::Code::io_unreadable,
                             .severity = base::Severity::fatal,
                             .message = fmt::format("the root '{}' cannot be opened: {}", given, reason(error))});
    }
    if (!real.ends_with('/')) real += '/';
    return std::make_unique<DiskWorkspace>(std::move(real), std::move(opened), context.limits);
}

}  // namespace octavo::io

// The one door to the outside: resources are read and artefacts written through a Workspace, on disk or in memory.
//
// A resource is named by its path relative to the root (the folder of the edition file, else of the input, or --root), with
// '/' between parts. Nothing outside the root is read, by whatever spelling ('..', absolute paths, symbolic links, URLs,
// percent-encoding): such a reference is an io_outside_root or io_remote diagnostic. Trusted files of the system (fonts,
// hyphenation patterns) are read by absolute path through read_system, and come with a digest like all else.
// An artefact appears whole under its final name or not at all.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "base/diagnostics.h"
#include "base/stage_context.h"

namespace octavo::io {

using Sha256 = std::array<std::uint8_t, 32>;

/// One file's bytes, unchangeable, with what identifies it.
struct Resource {
    std::string name;           ///< path relative to the root (or absolute, for system files)
    std::string_view bytes;     ///< valid as long as the Resource; a zero byte follows them, so that text is parsed in place
    Sha256 digest{};
    std::shared_ptr<void> keep; ///< what owns the bytes (a mapping or a buffer)
};
using ResourcePtr = std::shared_ptr<Resource const>;

/// How a book's archive makes a font useless outside of it: the first `length` bytes are XORed with the key, over and over.
struct Mask {
    std::string key;
    std::uint64_t length = 0;
};

/// A file being written; invisible under its final name until commit().
class Artefact {
public:
    virtual ~Artefact() = default;  ///< without commit(): nothing is left behind
    /// Appends bytes. Errors are kept and told by commit().
    virtual void write(std::string_view bytes) = 0;
    /// The path of the temporary file for libraries that want a file name; empty when in memory.
    [[nodiscard]] virtual std::string temporary_path() const = 0;
    /// Flushes to the disk (fsync) and takes the final name, replacing what was there in one step.
    [[nodiscard]] virtual tl::expected<void, base::Diagnostic> commit() = 0;
};

/// A file of the system that lies elsewhere than where it is named.
struct SystemFile {
    std::string name;           ///< the absolute path by which read_system knows it
    std::string path;           ///< where it lies
};

class Workspace {
public:
    virtual ~Workspace() = default;
    /// Reads the resource that `reference` names when seen from the resource `from_name` (empty: from the root).
    /// `reference` is a relative path or relative URL (fragment and query are dropped, %XX decoded). The same resource read
    /// twice is the same object. `where` goes into the diagnostic. Thread-safe.
    [[nodiscard]] virtual tl::expected<ResourcePtr, base::Diagnostic> read(std::string_view reference, std::string_view from_name,
                                                                          base::SourceSpan where) = 0;
    /// Reads a trusted file of the system by absolute path.
    [[nodiscard]] virtual tl::expected<ResourcePtr, base::Diagnostic> read_system(std::string_view absolute_path) = 0;
    /// The system's files there are, where an edition is made with given ones only (sorted by name); null: what the system has.
    [[nodiscard]] virtual std::vector<SystemFile> const* system_files() const { return nullptr; }
    /// Opens an artefact for writing; its path is the user's own choice and not bound to the root.
    [[nodiscard]] virtual tl::expected<std::unique_ptr<Artefact>, base::Diagnostic> create(std::string_view path) = 0;
    /// Seconds since 1970 from SOURCE_DATE_EPOCH, or -1 when it is not set. The wall clock is never read for what is written.
    [[nodiscard]] virtual std::int64_t source_date_epoch() const = 0;
    /// From now on the member `name` of an archive is read through `mask`. Elsewhere nothing is masked.
    virtual void set_mask(std::string_view /*name*/, Mask /*mask*/) {}
    /// Every resource read so far, sorted by name.
    [[nodiscard]] virtual std::vector<ResourcePtr> resources() const = 0;
};

/// A workspace on the disk. `root` is a folder; resolving fails for it with a diagnostic if it does not exist.
[[nodiscard]] tl::expected<std::unique_ptr<Workspace>, base::Diagnostic> open_disk_workspace(std::string root,
                                                                                            base::StageContext const& context);

/// A workspace in which archives (EPUB, zip) are folders: "book.epub/OPS/one.xhtml" is a member of the archive "book.epub" that
/// `outer` has. An archive is opened when one of its members is asked for; what stands in a member reaches the archive's other
/// members and nothing outside of it. `outer`'s own resources, system files and artefacts stay as they are.
[[nodiscard]] std::unique_ptr<Workspace> open_archives(std::unique_ptr<Workspace> outer, base::StageContext const& context);

/// A workspace in memory, for tests: resources are what was put in, artefacts can be taken out.
class MemoryWorkspace : public Workspace {
public:
    virtual void put(std::string name, std::string bytes) = 0;
    [[nodiscard]] virtual std::string const* artefact(std::string_view path) const = 0;  ///< null until committed
    virtual void set_source_date_epoch(std::int64_t seconds) = 0;
};
[[nodiscard]] std::unique_ptr<MemoryWorkspace> make_memory_workspace(base::StageContext const& context);

/// The name of `reference` seen from `from_name`, normalised ('.' and '..' resolved, %XX decoded, fragment dropped); empty
/// when it climbs out of the root, is absolute, or has a scheme.
[[nodiscard]] std::string resolve_name(std::string_view reference, std::string_view from_name);

}  // namespace octavo::io

// Zip archives, the only home of libzip: written deterministically, read within limits.
//
// Writing: members stand in the order in which they were added, with one date for all, no extra fields, sizes in their
// headers. The same members give the same bytes (of one version of zlib, where they are deflated). Reading: the list of
// members comes first; names that climb, are absolute or doubled are refused, and so are members that overlap; a member
// is unpacked only if its size and the ratio to its packed size are within bounds, and never beyond the size that the
// list promises.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "io/workspace.h"

namespace octavo::io {

/// A date and time as zip holds it: local time of nowhere, in steps of two seconds, 1980 to 2107.
struct DosTime {
    std::uint16_t date = 0x0021;  ///< 1980-01-01, the earliest
    std::uint16_t time = 0;
};
/// Seconds since 1970 as UTC; what cannot be written becomes the nearest that can.
[[nodiscard]] DosTime dos_time(std::int64_t seconds);

enum class Packing : std::uint8_t { stored, deflated };

/// Whether the bytes begin as an archive does.
[[nodiscard]] constexpr bool is_archive(std::string_view bytes) {
    return bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6");
}

class ZipWriter {
public:
    explicit ZipWriter(DosTime time);
    ~ZipWriter();
    ZipWriter(ZipWriter&&) noexcept;
    ZipWriter& operator=(ZipWriter&&) noexcept;

    /// Adds a member. `name`: relative, '/' between parts, UTF-8. The bytes are copied. Errors are kept and told by
    /// finish().
    void add(std::string_view name, std::string_view bytes, Packing packing);
    /// The archive's bytes, whole. Ends the writer.
    [[nodiscard]] tl::expected<std::string, base::Diagnostic> finish();
    /// Writes the archive into `artefact`, which the caller commits. Ends the writer.
    [[nodiscard]] tl::expected<void, base::Diagnostic> finish(Artefact& artefact);

private:
    struct State;
    std::unique_ptr<State> state_;
};

struct ZipMember {
    std::string name;
    std::uint64_t size = 0;         ///< unpacked, as the archive promises
    std::uint64_t packed_size = 0;
    Packing packing = Packing::stored;
    bool encrypted = false;         ///< cannot be read
    bool link = false;              ///< a symbolic link: is not read
};

/// Reads one archive from memory. Thread-safe.
class ZipReader {
public:
    /// An io_archive diagnostic if it is no zip archive, is damaged, or a member's name could leave a folder it is
    /// unpacked to.
    [[nodiscard]] static tl::expected<ZipReader, base::Diagnostic> open(ResourcePtr archive,
                                                                        base::Limits const& limits);
    ~ZipReader();
    ZipReader(ZipReader&&) noexcept;
    ZipReader& operator=(ZipReader&&) noexcept;

    /// In the order of the archive, without folders.
    [[nodiscard]] std::vector<ZipMember> const& members() const;
    /// Unpacks the member called `name`, checking its CRC. io_not_found, io_limit or io_archive.
    [[nodiscard]] tl::expected<std::string, base::Diagnostic> read(std::string_view name) const;

private:
    struct State;
    explicit ZipReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace octavo::io

// The temporary files as the finishing pass reads them: Cairo's mapped into memory, its streams decompressed one at a time; the text page by page.
#pragma once
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <zlib.h>

namespace octavo::pdf {

/// Why there can be no PDF; ends at finish_pdf().
struct Failure {
    std::string what;
};

class Inflater {
public:
    Inflater() { inflateInit(&stream_); }
    ~Inflater() { inflateEnd(&stream_); }
    Inflater(Inflater const&) = delete;
    Inflater& operator=(Inflater const&) = delete;
    /// The bytes decompressed, valid until the next call.
    [[nodiscard]] std::string_view decompress(unsigned char const* data, std::size_t size);

private:
    z_stream stream_{};
    std::string buffer_;
};

/// A whole file, read-only, for as long as this lives.
class MappedFile {
public:
    explicit MappedFile(std::FILE* file);
    ~MappedFile();
    MappedFile(MappedFile const&) = delete;
    MappedFile& operator=(MappedFile const&) = delete;
    [[nodiscard]] char const* data() const { return static_cast<char const*>(data_); }
    [[nodiscard]] std::size_t size() const { return size_; }

private:
    void* data_ = nullptr;
    std::size_t size_ = 0;
};

/// Parts of a file that has been written, read by several threads at once. Mapped, a long book's text would all be resident in the end.
class PartReader {
public:
    /// `file` outlives this.
    explicit PartReader(std::FILE* file);
    /// `length` bytes from `offset`. Throws Failure.
    [[nodiscard]] std::string read(std::uint64_t offset, std::size_t length) const;

private:
    int descriptor_;
};

}  // namespace octavo::pdf

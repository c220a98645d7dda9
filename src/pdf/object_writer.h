// Writes a PDF file from its start to its end: objects in object streams, streams as they are, a cross-reference
// stream.
//
// Nothing is kept but the object stream being filled and 8 bytes an object, so a long book costs no more memory than a
// short one; that, and its speed (structure elements are text appended to text), is why it stands in place of libqpdf's
// writer. The file's identifier is a digest of its bytes. Compression is libdeflate's at a fixed level. Cost: linear in the
// bytes written.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "io/workspace.h"

namespace octavo::pdf {

/// zlib streams (RFC 1950) with one reusable state; `deflate` always at the same level.
class Deflater {
public:
    Deflater();
    ~Deflater();
    Deflater(Deflater const&) = delete;
    Deflater& operator=(Deflater const&) = delete;
    /// The bytes compressed (valid until the next call).
    [[nodiscard]] std::string_view compress(std::string_view bytes);

private:
    struct State;
    std::unique_ptr<State> state_;
    std::string output_;
};

class ObjectWriter {
public:
    /// `version` is that of the header: "1.7", "2.0".
    explicit ObjectWriter(io::Artefact& target, std::string_view version = "1.7");

    /// `count` new object numbers in a row; the first of them.
    std::uint32_t reserve(std::uint32_t count = 1);
    /// An object that is no stream.
    void write_object(std::uint32_t number, std::string_view body);
    /// A stream whose bytes are already filtered as `entries` (dictionary entries without Length) say.
    void write_stream(std::uint32_t number, std::string_view entries, std::string_view bytes);
    /// A stream that a Deflater has compressed.
    void write_deflated(std::uint32_t number, std::string_view entries, std::string_view bytes);
    /// A stream to be compressed here.
    void write_compressed(std::uint32_t number, std::string_view entries, std::string_view bytes);
    /// A digest of what was written so far, as a hexadecimal string object.
    [[nodiscard]] std::string identifier() const;
    /// Writes what is left, the cross-reference stream and the trailer.
    void finish(std::uint32_t catalog, std::uint32_t info);

private:
    struct Entry {
        enum class Kind : std::uint8_t { unused, at_offset, in_stream };
        std::uint64_t place = 0;   ///< offset in the file, or number of the object stream
        std::uint16_t index = 0;   ///< in the object stream
        Kind kind = Kind::unused;
    };
    void put(std::string_view bytes);
    void flush_object_stream();

    io::Artefact& target_;
    Deflater deflater_;
    std::vector<Entry> entries_;
    std::string packed_index_, packed_;   ///< of the object stream being filled
    std::uint16_t packed_count_ = 0;
    std::uint32_t packed_number_ = 0;
    std::uint64_t offset_ = 0;
    std::array<std::uint64_t, 2> digest_{0x6F637461766F0001, 0x9E3779B97F4A7C15};
};

}  // namespace octavo::pdf

// A file descriptor that closes itself, whole files read into memory, and the system's errors in plain words.
#pragma once
#include <cstdint>
#include <string>
#include <utility>

namespace octavo::io {

class FileDescriptor {
public:
    explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
    ~FileDescriptor();
    FileDescriptor(FileDescriptor&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    [[nodiscard]] bool valid() const { return descriptor_ >= 0; }
    [[nodiscard]] int get() const { return descriptor_; }

private:
    int descriptor_;
};

/// Reads `size` bytes, or as many as there are. 0, or errno. Read and not mapped: a mapped file that another program
/// shortens would end this one.
[[nodiscard]] int read_file(FileDescriptor const& file, std::uint64_t size, std::string& bytes);

/// What an errno means, for people.
[[nodiscard]] std::string reason(int error);

}  // namespace octavo::io

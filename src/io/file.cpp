#include "io/file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <unistd.h>

namespace octavo::io {

FileDescriptor::~FileDescriptor() {
    if (valid()) ::close(descriptor_);
}

int read_file(FileDescriptor const& file, std::uint64_t size, std::string& bytes) {
    bytes.resize(size);
    std::size_t done = 0;
    while (done < bytes.size()) {
        ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
        if (got == 0) break;
        if (got > 0) {
            done += static_cast<std::size_t>(got);
        } else if (errno != EINTR) {
            return errno;
        }
    }
    bytes.resize(done);
    return 0;
}

std::string reason(int error) {
    switch (error) {
        case EACCES:
        case EPERM: return "permission denied";
        case ENOENT: return "there is no such file or folder";
        case ENOTDIR: return "a part of its path is not a folder";
        case EISDIR: return "it is a folder";
        case ENOSPC: return "the disk is full";
        case EDQUOT: return "the disk quota is used up";
        case EFBIG: return "it would exceed the largest size that is allowed for a file";
        case EROFS: return "the disk is read-only";
        case ELOOP: return "too many symbolic links";
        case ENAMETOOLONG: return "its name is too long";
        case EINVAL: return "that is no name for a file";
        case EMFILE:
        case ENFILE: return "too many open files";
        default: return std::generic_category().message(error);
    }
}

}  // namespace octavo::io

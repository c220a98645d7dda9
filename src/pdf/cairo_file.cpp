#include "pdf/cairo_file.h"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace octavo::pdf {

std::string_view Inflater::decompress(unsigned char const* data, std::size_t size) {
    inflateReset(&stream_);
    stream_.next_in = const_cast<Bytef*>(data);
    stream_.avail_in = static_cast<uInt>(size);
    if (buffer_.empty()) buffer_.resize(64 * 1024);
    std::size_t length = 0;
    while (true) {
        stream_.next_out = reinterpret_cast<Bytef*>(buffer_.data() + length);
        stream_.avail_out = static_cast<uInt>(buffer_.size() - length);
        int status = inflate(&stream_, Z_NO_FLUSH);
        length = buffer_.size() - stream_.avail_out;
        if (status == Z_STREAM_END) return {buffer_.data(), length};
        if (status != Z_OK || stream_.avail_out != 0) throw Failure{"a page's contents cannot be decompressed"};
        buffer_.resize(buffer_.size() * 2);
    }
}

MappedFile::MappedFile(std::FILE* file) {
    struct stat status {};
    if (std::fflush(file) != 0 || fstat(fileno(file), &status) != 0 || status.st_size <= 0)
        throw Failure{"a temporary file cannot be read back"};
    size_ = static_cast<std::size_t>(status.st_size);
    data_ = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, fileno(file), 0);
    if (data_ == MAP_FAILED) throw Failure{"a temporary file cannot be read back"};
}

MappedFile::~MappedFile() { munmap(data_, size_); }

PartReader::PartReader(std::FILE* file) : descriptor_(fileno(file)) {
    if (std::fflush(file) != 0) throw Failure{"a temporary file cannot be written"};
}

std::string PartReader::read(std::uint64_t offset, std::size_t length) const {
    std::string bytes(length, '\0');
    for (std::size_t done = 0; done < length;) {
        ssize_t got = pread(descriptor_, bytes.data() + done, length - done, static_cast<off_t>(offset + done));
        if (got <= 0) throw Failure{"a temporary file cannot be read back"};
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace octavo::pdf

#include "archive/bag_writer.h"

#include <array>
#include <fmt/format.h>
#include <stdexcept>

#include "io/checksum.h"

namespace octavo::archive {
namespace {

/// "1.4 MB": Bag-Size is for people.
std::string readable_size(std::uint64_t bytes) {
    constexpr std::array units{"kB", "MB", "GB", "TB"};
    if (bytes < 1000) return fmt::format("{} bytes", bytes);
    double value = static_cast<double>(bytes) / 1000;
    std::size_t unit = 0;
    while (value >= 1000 && unit + 1 < units.size()) {
        value /= 1000;
        ++unit;
    }
    return fmt::format("{:.1f} {}", value, units[unit]);
}

}  // namespace

void BagWriter::add_payload(std::string_view name, std::string_view bytes) {
    std::string full = fmt::format("data/{}", name);
    if (!payload_.emplace(full, PayloadFile{io::hex(io::sha512(bytes)), bytes.size()}).second) {
        throw std::logic_error(fmt::format("'{}' is put into the package twice", full));
    }
    folder_.add(full, bytes);
}

void BagWriter::add_tag_file(std::string_view name, std::string_view bytes) {
    tag_files_.emplace(name, io::hex(io::sha512(bytes)));
    folder_.add(name, bytes);
}

tl::expected<void, base::Diagnostic> BagWriter::finish(BagInfo info) {
    std::string manifest;
    std::uint64_t octets = 0;
    for (auto const& [name, file] : payload_) {
        manifest += manifest_line({file.digest, name});
        octets += file.size;
    }
    info.emplace_back("Bag-Size", readable_size(octets));
    info.emplace_back("Payload-Oxum", fmt::format("{}.{}", octets, payload_.size()));
    add_tag_file("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    add_tag_file("bag-info.txt", write_bag_info(info));
    add_tag_file("manifest-sha512.txt", manifest);
    std::string tags;
    for (auto const& [name, digest] : tag_files_) tags += manifest_line({digest, name});
    folder_.add("tagmanifest-sha512.txt", tags);
    return folder_.commit();
}

}  // namespace octavo::archive

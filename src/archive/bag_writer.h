// Writes a bag (RFC 8493): payload, tag files, manifests in SHA-512. It appears whole or not at all.
#pragma once
#include <map>
#include <string>
#include <string_view>

#include "archive/bag.h"
#include "io/folder_artefact.h"

namespace octavo::archive {

struct PayloadFile {
    std::string digest;          ///< SHA-512, hexadecimal
    std::uint64_t size = 0;
};

class BagWriter {
public:
    explicit BagWriter(io::FolderArtefact folder) : folder_(std::move(folder)) {}

    /// `name`: below data/. The same name twice is a defect.
    void add_payload(std::string_view name, std::string_view bytes);
    /// A tag file below the bag's own folder, e.g. "metadata/premis.xml".
    void add_tag_file(std::string_view name, std::string_view bytes);
    /// By name from the bag's folder, sorted.
    [[nodiscard]] std::map<std::string, PayloadFile> const& payload() const { return payload_; }
    /// Writes bagit.txt, bag-info.txt (`info`, then size and Payload-Oxum) and the manifests, and commits.
    [[nodiscard]] tl::expected<void, base::Diagnostic> finish(BagInfo info);

private:
    io::FolderArtefact folder_;
    std::map<std::string, PayloadFile> payload_;
    std::map<std::string, std::string> tag_files_;  // name → SHA-512
};

}  // namespace octavo::archive

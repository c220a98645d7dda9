#include "read/epub/container.h"

#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "io/checksum.h"
#include "io/paths.h"
#include "read/epub/aside.h"
#include "read/epub/package.h"
#include "read/raw_document.h"
#include "read/text.h"

namespace octavo::read::epub {
namespace {

using dom::NodeId;

// EPUB 3.3, section 4.4, and Adobe's older way; both are obfuscation, not protection.
constexpr std::string_view idpf_algorithm = "http://www.idpf.org/2008/embedding";
constexpr std::string_view adobe_algorithm = "http://ns.adobe.com/pdf/enc#RC";
constexpr std::uint64_t idpf_length = 1040;
constexpr std::uint64_t adobe_length = 1024;

struct Obfuscated {
    std::string name;  // the member, with the archive's name before it
    std::string_view algorithm;
};

class ContainerReader {
public:
    ContainerReader(ReadContext& context, io::Resource const& archive)
        : context_(context), name_(archive.name), here_(archive.name + "/-") {}

    bool read() {
        auto container = context_.workspace.read("META-INF/container.xml", here_, {});
        if (!container && container.error().code != base::Code::io_not_found) {
            container.error().severity = base::Severity::fatal;  // the archive itself is damaged
            context_.diagnostics.add(std::move(container.error()));
            return false;
        }
        if (!container) {
            return refuse({}, fmt::format("'{}' is no EPUB: it has no META-INF/container.xml", name_),
                          "octavo reads EPUB 2 and 3; other archives are unpacked first");
        }
        if (!read_encryption()) return false;
        Aside read(context_, (*container)->name);
        if (!read.root()) return false;
        return read_package(read);
    }

private:
    std::optional<io::ResourcePtr> member(std::string_view path) const {
        auto resource = context_.workspace.read(path, here_, {});
        return resource ? std::optional(*resource) : std::nullopt;
    }

    bool refuse(base::SourceSpan where, std::string message, std::string hint = {}) {
        context_.diagnostics.add({.code = base::Code::read_package,
                                  .severity = base::Severity::fatal,
                                  .where = where,
                                  .message = std::move(message),
                                  .hint = std::move(hint)});
        return false;
    }

    bool read_package(Aside const& container) {
        NodeId found;
        container.for_each("rootfile", [&](NodeId rootfile) {
            std::string type = container.attribute(rootfile, "media-type");
            if (!found && (type.empty() || type == "application/oebps-package+xml")) found = rootfile;
        });
        base::SourceSpan where = container.where(found ? found : container.root());
        if (!found) return refuse(where, "the container names no package document");
        std::string path = container.attribute(found, "full-path");
        auto package = context_.workspace.read(io::reference_of_path(path), here_, where);
        if (!package) {
            package.error().severity = base::Severity::fatal;
            context_.diagnostics.add(std::move(package.error()));
            return false;
        }
        RawDocument raw = read_raw(context_, io::reference_of_path((*package)->name));
        if (!raw.root) return false;
        dom::Element const& root = context_.document.element(raw.root);
        if (!recognises_package(root.source_ns, root.source_local)) {
            return refuse(context_.document.node(raw.root).where,
                          fmt::format("this is no package document: its root is <{}>", root.source_local.view()));
        }
        unmask_fonts(unique_identifiers(context_.document, raw.root));
        return read_package_units(context_, {raw.root, {}, raw.name});
    }

    // META-INF/encryption.xml: XML Encryption's EncryptedData, one for each member.
    bool read_encryption() {
        auto encryption = member("META-INF/encryption.xml");
        if (!encryption) return true;
        Aside read(context_, (*encryption)->name);
        if (!read.root()) return false;
        NodeId beyond_fonts;
        std::string what;
        read.for_each("EncryptedData", [&](NodeId data) {
            std::string algorithm = read.first_attribute(data, "EncryptionMethod", "Algorithm");
            std::string uri = read.first_attribute(data, "CipherReference", "URI");
            bool idpf = algorithm == idpf_algorithm;
            if (idpf || algorithm == adobe_algorithm) {
                auto resolved = io::resolve_reference(uri, here_);
                obfuscated_.push_back({resolved.name, idpf ? idpf_algorithm : adobe_algorithm});
            } else if (!beyond_fonts) {
                beyond_fonts = data;
                what = uri;
            }
        });
        if (!beyond_fonts) return true;
        return refuse(read.where(beyond_fonts), fmt::format("the book is protected{}: '{}' and perhaps more is encrypted", protection(), what),
                      "octavo reads books without digital rights management only");
    }

    std::string_view protection() const {
        if (member("META-INF/license.lcpl")) return " by Readium LCP";
        if (member("META-INF/sinf.xml")) return " by Apple's FairPlay";
        if (member("META-INF/rights.xml")) return " by Adobe's ADEPT";
        return "";
    }

    void unmask_fonts(PackageIdentifiers const& identifiers) {
        std::string unique = identifiers.unique;
        std::erase_if(unique, is_space);
        io::Sha1 digest = io::sha1(unique);
        std::string idpf_key(digest.begin(), digest.end());
        for (Obfuscated const& font : obfuscated_) {
            bool idpf = font.algorithm == idpf_algorithm;
            context_.workspace.set_mask(
                font.name, {idpf ? idpf_key : adobe_key(identifiers.uuid), idpf ? idpf_length : adobe_length});
        }
    }

    // The UUID's 16 bytes.
    static std::string adobe_key(std::string_view uuid) {
        std::string digits;
        for (char c : uuid) {
            if ((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F')) digits += c;
        }
        std::string key;
        for (std::size_t i = 0; digits.size() == 32 && i < 32; i += 2)
            key += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
        return key;
    }

    ReadContext& context_;
    std::string name_;  // the archive's
    std::string here_;  // what members' names are seen from
    std::vector<Obfuscated> obfuscated_;
};

}  // namespace

bool read_container(ReadContext& context, io::Resource const& archive) { return ContainerReader(context, archive).read(); }

}  // namespace octavo::read::epub

#include "archive/bag_reader.h"

#include <charconv>
#include <fmt/format.h>
#include <optional>

namespace octavo::archive {
namespace {

constexpr std::size_t most_files = 1'000'000;
constexpr std::uint64_t largest_manifest = 256ULL << 20;   // a million lines of the longest usual names
constexpr std::uint64_t largest_tag_file = 1ULL << 20;

base::Diagnostic refused(std::string_view folder, std::string message, std::string hint = {}) {
    return {.code = base::Code::archive_package, .severity = base::Severity::fatal,
            .message = fmt::format("'{}' is no package that can be verified: {}", folder, message), .hint = std::move(hint)};
}

/// `text` without control characters, for messages: names in a hostile bag are anybody's.
std::string shown(std::string_view text) {
    std::string out;
    for (char c : text.substr(0, 200)) out += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? '?' : c;
    return text.size() > 200 ? out + "…" : out;
}

std::optional<io::Hash> hash_named(std::string_view name) {
    if (name == "sha512") return io::Hash::sha512;
    if (name == "sha256") return io::Hash::sha256;
    return std::nullopt;
}

std::size_t digits_of(io::Hash hash) { return hash == io::Hash::sha512 ? 128 : 64; }

class Opener {
public:
    Opener(std::string const& folder, base::Diagnostics& diagnostics) : diagnostics_(diagnostics) { bag_.folder = folder; }

    tl::expected<Bag, base::Diagnostic> open() {
        auto listed = io::list_folder(bag_.folder, most_files);
        if (!listed) return tl::unexpected(fatal(std::move(listed.error())));
        for (io::FolderEntry const& entry : *listed) {
            if (!entry.regular) {
                return tl::unexpected(refused(bag_.folder, fmt::format("'{}' is a link or no regular file", shown(entry.name)),
                                              "a package holds its files themselves: links could lead anywhere"));
            }
            bag_.files.emplace(entry.name, entry.size);
        }
        if (auto declared = read_declaration(); !declared) return tl::unexpected(declared.error());
        if (bag_.files.contains("fetch.txt")) {
            return tl::unexpected(refused(bag_.folder, "it has a fetch.txt: parts of it are to be fetched from a network",
                                          "complete the bag first; octavo fetches nothing"));
        }
        for (auto const& [name, size] : bag_.files) {
            if (auto read = read_manifest(name); !read) return tl::unexpected(read.error());
        }
        bool payload = false;
        for (Manifest const& manifest : bag_.manifests) payload = payload || !manifest.of_tags;
        if (!payload) return tl::unexpected(refused(bag_.folder, "it has no payload manifest in SHA-512 or SHA-256"));
        if (bag_.files.contains("bag-info.txt")) {
            auto text = io::read_small_file(path_of("bag-info.txt"), largest_tag_file);
            if (!text) return tl::unexpected(fatal(std::move(text.error())));
            bag_.info = read_bag_info(*text);
        }
        return std::move(bag_);
    }

private:
    [[nodiscard]] std::string path_of(std::string_view name) const { return fmt::format("{}/{}", bag_.folder, name); }

    static base::Diagnostic fatal(base::Diagnostic diagnostic) {
        diagnostic.severity = base::Severity::fatal;
        return diagnostic;
    }

    tl::expected<void, base::Diagnostic> read_declaration() {
        if (!bag_.files.contains("bagit.txt")) return tl::unexpected(refused(bag_.folder, "it has no bagit.txt, so it is no bag"));
        auto text = io::read_small_file(path_of("bagit.txt"), largest_tag_file);
        if (!text) return tl::unexpected(fatal(std::move(text.error())));
        BagInfo declaration = read_bag_info(*text);
        std::string_view version = value_of(declaration, "BagIt-Version"), encoding = value_of(declaration, "Tag-File-Character-Encoding");
        if (version != "1.0" && version != "0.97") {
            return tl::unexpected(refused(bag_.folder, fmt::format("its BagIt version is '{}': 1.0 and 0.97 are read", shown(version))));
        }
        if (encoding != "UTF-8") {
            return tl::unexpected(refused(bag_.folder, fmt::format("its tag files are in '{}': UTF-8 is read", shown(encoding))));
        }
        return {};
    }

    tl::expected<void, base::Diagnostic> read_manifest(std::string const& name) {
        bool of_tags = name.starts_with("tagmanifest-");
        if ((!of_tags && !name.starts_with("manifest-")) || !name.ends_with(".txt")) return {};
        std::string_view algorithm = std::string_view(name).substr(of_tags ? 12 : 9);
        auto hash = hash_named(algorithm.substr(0, algorithm.size() - 4));
        if (!hash) {
            diagnostics_.add({.code = base::Code::archive_package, .severity = base::Severity::note,
                              .message = fmt::format("{} is not checked: digests in SHA-512 and SHA-256 are", shown(name))});
            return {};
        }
        auto text = io::read_small_file(path_of(name), largest_manifest);
        if (!text) return tl::unexpected(fatal(std::move(text.error())));
        Manifest manifest{name, *hash, of_tags, {}};
        std::size_t number = 0;
        for (std::string_view rest = *text; !rest.empty();) {
            auto end = rest.find('\n');
            std::string_view line = rest.substr(0, end);
            rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            ++number;
            if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
            if (std::string fault = add_line(manifest, line); !fault.empty()) {
                return tl::unexpected(refused(bag_.folder, fmt::format("{}:{}: {}", name, number, fault)));
            }
        }
        bag_.manifests.push_back(std::move(manifest));
        return {};
    }

    /// Why the line cannot be trusted; empty: it was added.
    static std::string add_line(Manifest& manifest, std::string_view line) {
        auto entry = read_manifest_line(line);
        if (!entry || entry->digest.size() != digits_of(manifest.hash)) return fmt::format("'{}' is no digest and name", shown(line));
        if (auto fault = fault_of_name(entry->name); !fault.empty()) return fmt::format("the name '{}' is refused: {}", shown(entry->name), fault);
        bool payload = entry->name.starts_with("data/");
        if (payload == manifest.of_tags) {
            return fmt::format("'{}' {} data/ and does not belong in this manifest", shown(entry->name), payload ? "lies below" : "lies outside");
        }
        auto [at, fresh] = manifest.digests.emplace(entry->name, entry->digest);
        if (!fresh && at->second != entry->digest) return fmt::format("'{}' is named a second time, with another digest", shown(entry->name));
        return {};
    }

    Bag bag_;
    base::Diagnostics& diagnostics_;
};

/// What a manifest need not name: itself and its like.
bool is_tag_manifest(std::string_view name) { return name.starts_with("tagmanifest-") && name.find('/') == std::string_view::npos; }

class Checker {
public:
    Checker(Bag const& bag, base::StageContext const& context, base::Diagnostics& diagnostics)
        : bag_(bag), context_(context), diagnostics_(diagnostics) {}

    Fixity check() {
        std::uint64_t done = 0;
        for (bool payload : {false, true}) {  // tag files first: an altered manifest throws doubt on what it says
            for (auto const& [name, size] : bag_.files) {
                if (context_.cancelled()) return std::move(found_);
                if (name.starts_with("data/") != payload) continue;
                context_.report("fixity", done++, bag_.files.size());
                check_file(name);
            }
        }
        for (Manifest const& manifest : bag_.manifests) {
            for (auto const& [name, digest] : manifest.digests) {
                if (bag_.files.contains(name) || !found_.missing.insert(name).second) continue;
                fault(fmt::format("'{}' is missing: {} names it", shown(name), manifest.file));
            }
        }
        check_sum();
        return std::move(found_);
    }

private:
    void fault(std::string message, std::string hint = {}) {
        diagnostics_.add({.code = base::Code::archive_fixity, .severity = base::Severity::error, .message = std::move(message), .hint = std::move(hint)});
    }

    void check_file(std::string const& name) {
        bool payload = name.starts_with("data/");
        bool listed = false, unlisted = false;
        std::map<io::Hash, std::string> digests;
        for (Manifest const& manifest : bag_.manifests) {
            if (manifest.of_tags == payload) continue;
            auto entry = manifest.digests.find(name);
            if (entry == manifest.digests.end()) {
                unlisted = true;
                continue;
            }
            listed = true;
            auto [digest, fresh] = digests.try_emplace(manifest.hash);
            if (fresh) {
                auto found = io::file_digest(fmt::format("{}/{}", bag_.folder, name), manifest.hash);
                digest->second = found ? *found : std::string();
                if (!found) fault(found.error().message);
            }
            if (digest->second == entry->second || !found_.altered.insert(name).second) continue;
            fault(fmt::format("'{}' is altered: its {} is {}…, {} says {}…", shown(name),
                              manifest.hash == io::Hash::sha512 ? "SHA-512" : "SHA-256", digest->second.substr(0, 16), manifest.file,
                              entry->second.substr(0, 16)),
                  found_.altered.contains(manifest.file) ? fmt::format("{} is altered itself: it may be what is wrong", manifest.file) : "");
        }
        // RFC 8493 section 3: every payload manifest names every payload file. Tag files need not be named, but octavo's are.
        bool covered = payload ? listed && !unlisted : listed || is_tag_manifest(name) || !has_tag_manifest();
        if (!covered && found_.added.insert(name).second) {
            fault(fmt::format("'{}' is in the package, but {} does not name it", shown(name), payload ? "a payload manifest" : "the tag manifest"));
        }
    }

    [[nodiscard]] bool has_tag_manifest() const {
        for (Manifest const& manifest : bag_.manifests) {
            if (manifest.of_tags) return true;
        }
        return false;
    }

    /// Payload-Oxum: octets and number of payload files.
    void check_sum() {
        std::string_view said = value_of(bag_.info, "Payload-Oxum");
        if (said.empty()) return;
        std::uint64_t octets = 0, count = 0;
        for (auto const& [name, size] : bag_.files) {
            if (!name.starts_with("data/")) continue;
            octets += size;
            ++count;
        }
        std::string found = fmt::format("{}.{}", octets, count);
        if (said == found) return;
        found_.sum_differs = true;
        fault(fmt::format("Payload-Oxum in bag-info.txt says {}, the payload has {} (bytes and files)", shown(said), found));
    }

    Bag const& bag_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    Fixity found_;
};

}  // namespace

std::string_view Bag::recorded(std::string_view name, io::Hash hash) const {
    for (Manifest const& manifest : manifests) {
        if (manifest.hash != hash) continue;
        if (auto found = manifest.digests.find(std::string(name)); found != manifest.digests.end()) return found->second;
    }
    return {};
}

tl::expected<Bag, base::Diagnostic> open_bag(std::string const& folder, base::StageContext const&, base::Diagnostics& diagnostics) {
    return Opener(folder, diagnostics).open();
}

Fixity check_fixity(Bag const& bag, base::StageContext const& context, base::Diagnostics& diagnostics) {
    return Checker(bag, context, diagnostics).check();
}

}  // namespace octavo::archive

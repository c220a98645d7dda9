// Archives as folders of another workspace (open_archives).
#include <fmt/format.h>
#include <map>
#include <mutex>
#include <strings.h>

#include "io/paths.h"
#include "io/resource_cache.h"
#include "io/workspace.h"
#include "io/zip.h"

namespace octavo::io {
namespace {

// A member whose name differs in case only: books made where case does not count.
std::string_view differing_in_case(ZipReader const& reader, std::string const& wanted) {
    for (ZipMember const& member : reader.members()) {
        if (::strcasecmp(member.name.c_str(), wanted.c_str()) == 0) return member.name;
    }
    return {};
}

class ArchiveWorkspace final : public Workspace {
public:
    ArchiveWorkspace(std::unique_ptr<Workspace> outer, base::Limits const& limits)
        : outer_(std::move(outer)), limits_(limits), cache_(limits) {}

    ReadResult read(std::string_view reference, std::string_view from_name, base::SourceSpan where) override {
        ResolvedReference resolved = resolve_reference(reference, from_name);
        if (resolved.kind != ReferenceKind::local) return tl::unexpected(refusal(resolved.kind, reference, where));
        if (Archive const* home = archive_of(from_name)) {
            if (!resolved.name.starts_with(home->prefix)) {
                base::Diagnostic diagnostic = refusal(ReferenceKind::climbing, reference, where);
                diagnostic.message = fmt::format("'{}' leads out of the archive: only what is in it is read", reference);
                diagnostic.hint.clear();
                return tl::unexpected(diagnostic);
            }
            return read_member(*home, resolved.name, where);
        }
        if (Archive const* archive = archive_of(resolved.name)) return read_member(*archive, resolved.name, where);
        ReadResult result = outer_->read(reference, from_name, where);
        if (result || result.error().code != base::Code::io_not_found) return result;
        auto opened = open_around(resolved.name, where);
        if (!opened) return tl::unexpected(opened.error());
        return *opened == nullptr ? result : read_member(**opened, resolved.name, where);
    }
    std::vector<SystemFile> const* system_files() const override { return outer_->system_files(); }
    ReadResult read_system(std::string_view absolute_path) override { return outer_->read_system(absolute_path); }
    tl::expected<std::unique_ptr<Artefact>, base::Diagnostic> create(std::string_view path) override {
        return outer_->create(path);
    }
    std::int64_t source_date_epoch() const override { return outer_->source_date_epoch(); }
    void set_mask(std::string_view name, Mask mask) override {
        std::lock_guard lock(mutex_);
        masks_.insert_or_assign(std::string(name), std::move(mask));
    }
    /// An archive is one resource, its members are in it.
    std::vector<ResourcePtr> resources() const override { return outer_->resources(); }

private:
    struct Archive {
        std::string prefix;  // the archive's name with a '/' behind it
        ZipReader reader;
    };

    Archive const* archive_of(std::string_view name) const {
        std::lock_guard lock(mutex_);
        for (auto const& archive : archives_) {
            if (name.starts_with(archive->prefix)) return archive.get();
        }
        return nullptr;
    }

    // The archive that a part of `name`'s path is; null when there is none.
    tl::expected<Archive const*, base::Diagnostic> open_around(std::string const& name, base::SourceSpan where) {
        for (auto slash = name.find('/'); slash != std::string::npos; slash = name.find('/', slash + 1)) {
            auto file = outer_->read(reference_of_path(name.substr(0, slash)), {}, where);
            if (!file) continue;
            if (!is_archive((*file)->bytes)) return nullptr;
            auto reader = ZipReader::open(*file, limits_);
            if (!reader) {
                reader.error().where = where;
                return tl::unexpected(reader.error());
            }
            std::lock_guard lock(mutex_);
            archives_.push_back(std::make_unique<Archive>(Archive{name.substr(0, slash + 1), std::move(*reader)}));
            return archives_.back().get();
        }
        return nullptr;
    }

    ReadResult read_member(Archive const& archive, std::string const& name, base::SourceSpan where) {
        return cache_.get(name, [&]() -> ReadResult {
            std::string member = name.substr(archive.prefix.size());
            auto bytes = archive.reader.read(member);
            if (!bytes) {
                bytes.error().where = where;
                std::string_view other = differing_in_case(archive.reader, member);
                if (bytes.error().code == base::Code::io_not_found && !other.empty())
                    bytes.error().hint = fmt::format("there is '{}': capitals count in names of files", other);
                return tl::unexpected(bytes.error());
            }
            if (auto room = cache_.reserve(name, bytes->size(), where); !room) return tl::unexpected(room.error());
            unmask(name, *bytes);
            return make_resource(name, std::move(*bytes));
        });
    }

    void unmask(std::string const& name, std::string& bytes) const {
        std::lock_guard lock(mutex_);
        auto found = masks_.find(name);
        if (found == masks_.end() || found->second.key.empty()) return;
        Mask const& mask = found->second;
        for (std::size_t i = 0; i < bytes.size() && i < mask.length; ++i)
            bytes[i] = static_cast<char>(bytes[i] ^ mask.key[i % mask.key.size()]);
    }

    std::unique_ptr<Workspace> outer_;
    base::Limits limits_;
    ResourceCache cache_;
    mutable std::mutex mutex_;
    std::vector<std::unique_ptr<Archive>> archives_;  // a few: one for each book that is read
    std::map<std::string, Mask, std::less<>> masks_;
};

}  // namespace

std::unique_ptr<Workspace> open_archives(std::unique_ptr<Workspace> outer, base::StageContext const& context) {
    return std::make_unique<ArchiveWorkspace>(std::move(outer), context.limits);
}

}  // namespace octavo::io

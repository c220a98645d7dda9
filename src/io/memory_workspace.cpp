#include <fmt/format.h>
#include <map>
#include <mutex>

#include "io/paths.h"
#include "io/resource_cache.h"
#include "io/workspace.h"

namespace octavo::io {
namespace {

// Shared with the artefacts being written, which may outlive the workspace.
struct Artefacts {
    std::mutex mutex;
    std::map<std::string, std::string, std::less<>> committed;
};

class MemoryArtefact : public Artefact {
public:
    MemoryArtefact(std::string path, std::shared_ptr<Artefacts> into)
        : path_(std::move(path)), into_(std::move(into)) {}
    void write(std::string_view bytes) override { bytes_ += bytes; }
    std::string temporary_path() const override { return {}; }
    tl::expected<void, base::Diagnostic> commit() override {
        std::lock_guard lock(into_->mutex);
        into_->committed.insert_or_assign(path_, std::move(bytes_));
        bytes_.clear();
        return {};
    }

private:
    std::string path_;
    std::shared_ptr<Artefacts> into_;
    std::string bytes_;
};

class Memory : public MemoryWorkspace {
public:
    explicit Memory(base::StageContext const& context) : cache_(context.limits) {}

    ReadResult read(std::string_view reference, std::string_view from_name, base::SourceSpan where) override {
        ResolvedReference resolved = resolve_reference(reference, from_name);
        if (resolved.kind != ReferenceKind::local) return tl::unexpected(refusal(resolved.kind, reference, where));
        return load(resolved.name, where);
    }
    ReadResult read_system(std::string_view absolute_path) override { return load(absolute_path, {}); }
    tl::expected<std::unique_ptr<Artefact>, base::Diagnostic> create(std::string_view path) override {
        return std::make_unique<MemoryArtefact>(std::string(path), artefacts_);
    }
    std::int64_t source_date_epoch() const override { return epoch_; }
    std::vector<ResourcePtr> resources() const override { return cache_.all(); }

    void put(std::string name, std::string bytes) override {
        std::lock_guard lock(mutex_);
        files_.insert_or_assign(std::move(name), std::move(bytes));
    }
    std::string const* artefact(std::string_view path) const override {
        std::lock_guard lock(artefacts_->mutex);
        auto found = artefacts_->committed.find(path);
        return found == artefacts_->committed.end() ? nullptr : &found->second;
    }
    void set_source_date_epoch(std::int64_t seconds) override { epoch_ = seconds; }

private:
    ReadResult load(std::string_view name, base::SourceSpan where) {
        return cache_.get(name, [&]() -> ReadResult {
            std::lock_guard lock(mutex_);
            auto found = files_.find(name);
            if (found == files_.end()) {
                return tl::unexpected(base::Diagnostic{.code = base::Code::io_not_found,
                                                       .severity = base::Severity::error,
                                                       .where = where,
                                                       .message = fmt::format("'{}' is not there", name)});
            }
            if (auto room = cache_.reserve(name, found->second.size(), where); !room)
                return tl::unexpected(room.error());
            return make_resource(std::string(name), found->second);
        });
    }

    ResourceCache cache_;
    mutable std::mutex mutex_;
    std::map<std::string, std::string, std::less<>> files_;
    std::shared_ptr<Artefacts> artefacts_ = std::make_shared<Artefacts>();
    std::int64_t epoch_ = -1;
};

}  // namespace

std::unique_ptr<MemoryWorkspace> make_memory_workspace(base::StageContext const& context) {
    return std::make_unique<Memory>(context);
}

}  // namespace octavo::io

// A workspace whose products stay in memory.
#pragma once
#include <memory>

#include "io/workspace.h"

namespace octavo::edition {

/// Reads as `under` does; what is created stays in memory, so that pages that go into a booklet or a package need no file of their own.
class HeldWorkspace : public io::Workspace {
public:
    HeldWorkspace(io::Workspace& under, base::StageContext const& context) : under_(under), held_(io::make_memory_workspace(context)) {}
    tl::expected<io::ResourcePtr, base::Diagnostic> read(std::string_view reference, std::string_view from_name, base::SourceSpan where) override {
        return under_.read(reference, from_name, where);
    }
    tl::expected<io::ResourcePtr, base::Diagnostic> read_system(std::string_view path) override { return under_.read_system(path); }
    std::vector<io::SystemFile> const* system_files() const override { return under_.system_files(); }
    tl::expected<std::unique_ptr<io::Artefact>, base::Diagnostic> create(std::string_view path) override { return held_->create(path); }
    std::int64_t source_date_epoch() const override { return under_.source_date_epoch(); }
    std::vector<io::ResourcePtr> resources() const override { return under_.resources(); }
    /// Null until committed.
    [[nodiscard]] std::string const* artefact(std::string_view path) const { return held_->artefact(path); }
    /// Writes what was committed under `path` through the workspace under this one.
    [[nodiscard]] tl::expected<void, base::Diagnostic> release(std::string_view path) const;

private:
    io::Workspace& under_;
    std::unique_ptr<io::MemoryWorkspace> held_;
};

}  // namespace octavo::edition

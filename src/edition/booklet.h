// The booklet: a PDF, or the print edition made in memory, on sheets.
#pragma once
#include <memory>
#include <string_view>

#include "io/workspace.h"
#include "octavo.h"

namespace octavo::edition {

/// Reads as `under` does; what is created stays in memory, so that the pages of a booklet need no file of their own.
class HeldWorkspace : public io::Workspace {
public:
    HeldWorkspace(io::Workspace& under, base::StageContext const& context) : under_(under), held_(io::make_memory_workspace(context)) {}
    tl::expected<io::ResourcePtr, base::Diagnostic> read(std::string_view reference, std::string_view from_name, base::SourceSpan where) override {
        return under_.read(reference, from_name, where);
    }
    tl::expected<io::ResourcePtr, base::Diagnostic> read_system(std::string_view path) override { return under_.read_system(path); }
    tl::expected<std::unique_ptr<io::Artefact>, base::Diagnostic> create(std::string_view path) override { return held_->create(path); }
    std::int64_t source_date_epoch() const override { return under_.source_date_epoch(); }
    std::vector<io::ResourcePtr> resources() const override { return under_.resources(); }
    /// Null until committed.
    [[nodiscard]] std::string const* artefact(std::string_view path) const { return held_->artefact(path); }

private:
    io::Workspace& under_;
    std::unique_ptr<io::MemoryWorkspace> held_;
};

/// Whether the request names a PDF, which is put on sheets as it is.
[[nodiscard]] bool wants_booklet_of_pdf(Request const& request);
/// Where the booklet goes: as asked for, else beside the first input.
[[nodiscard]] std::string booklet_output(Request const& request);

/// Puts the pages of `pdf` on sheets; the instructions go to `result.text`.
[[nodiscard]] tl::expected<void, base::Diagnostic> write_booklet(Request const& request, std::string_view pdf, std::string const& name,
                                                                 io::Workspace& workspace, base::StageContext const& context,
                                                                 base::Diagnostics& diagnostics, Result& result);
/// The same for a PDF on the disk.
[[nodiscard]] tl::expected<void, base::Diagnostic> write_booklet_of_file(Request const& request, base::StageContext const& context,
                                                                         base::Diagnostics& diagnostics, Result& result);

}  // namespace octavo::edition

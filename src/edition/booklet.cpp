#include "edition/booklet.h"

#include <filesystem>
#include <fmt/format.h>

#include "impose/impose.h"
#include "io/paths.h"

namespace octavo::edition {
namespace {

namespace fs = std::filesystem;

bool is_pdf(std::string const& path) {
    std::string ending = fs::path(path).extension().string();
    return ending == ".pdf" || ending == ".PDF";
}

}  // namespace

bool wants_booklet_of_pdf(Request const& request) {
    return request.action == Action::booklet && !request.inputs.empty() && is_pdf(request.inputs.front());
}

std::string booklet_output(Request const& request) {
    return request.output.empty() ? fs::path(request.inputs.front()).replace_extension().string() + "-booklet.pdf" : request.output;
}

tl::expected<void, base::Diagnostic> write_booklet(Request const& request, std::string_view pdf, std::string const& name,
                                                   io::Workspace& workspace, base::StageContext const& context,
                                                   base::Diagnostics& diagnostics, Result& result) {
    auto options = impose::read_options(request.booklet);
    if (!options) return tl::unexpected(options.error());
    auto report = impose::impose({pdf, name, *options, workspace, booklet_output(request)}, context, diagnostics);
    if (!report) return tl::unexpected(report.error());
    result.text = report->instructions;
    return {};
}

tl::expected<void, base::Diagnostic> write_booklet_of_file(Request const& request, base::StageContext const& context,
                                                           base::Diagnostics& diagnostics, Result& result) {
    fs::path path = request.inputs.front();
    if (request.inputs.size() > 1) {
        return tl::unexpected(base::Diagnostic{.code = base::Code::impose_input, .severity = base::Severity::fatal,
                                               .message = "a booklet is made of one PDF", .hint = "put the PDFs together first"});
    }
    auto workspace = io::open_disk_workspace(path.has_parent_path() ? path.parent_path().string() : ".", context);
    if (!workspace) return tl::unexpected(workspace.error());
    auto pdf = (*workspace)->read(io::reference_of_path(path.filename().string()), "", {});
    if (!pdf) return tl::unexpected(pdf.error());
    return write_booklet(request, (*pdf)->bytes, path.filename().string(), **workspace, context, diagnostics, result);
}

}  // namespace octavo::edition

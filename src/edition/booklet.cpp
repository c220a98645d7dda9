#include "edition/booklet.h"

#include <filesystem>
#include <fmt/format.h>

#include "impose/impose.h"
#include "io/paths.h"

namespace octavo::edition {
namespace {

namespace fs = std::filesystem;
using dom::Role;

bool is_pdf(std::string const& path) {
    std::string ending = fs::path(path).extension().string();
    return ending == ".pdf" || ending == ".PDF";
}

/// Where an edition has no element that holds its back matter, it begins with the first of these after the last part of the body.
constexpr std::array back_roles{Role::afterword, Role::appendix, Role::bibliography, Role::colophon, Role::endnotes,
                                Role::errata, Role::glossary, Role::index, Role::credits};
constexpr std::array body_roles{Role::chapter, Role::part, Role::volume, Role::introduction, Role::conclusion, Role::prologue, Role::epilogue};

template <typename Roles>
bool among(Roles const& roles, Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

dom::NodeId back_matter(dom::Document const& document) {
    dom::NodeId found;
    for (dom::NodeId node = document.body(); node;) {
        Role role = document.is_element(node) ? document.element(node).role : Role::none;
        if (role == Role::backmatter) return node;
        bool body = among(body_roles, role), back = among(back_roles, role);
        if (body) found = {};
        if (back && !found) found = node;
        node = body || back ? document.next_after_subtree(node) : document.next_in_order(node);
    }
    return found;
}

tl::expected<std::unique_ptr<io::Workspace>, base::Diagnostic> workspace_of(fs::path const& file, base::StageContext const& context) {
    return io::open_disk_workspace(file.has_parent_path() ? file.parent_path().string() : ".", context);
}

tl::expected<void, base::Diagnostic> booklet_of_file(Request const& request, base::StageContext const& context, base::Diagnostics& diagnostics,
                                                     Result& result) {
    fs::path path = request.inputs.front();
    if (request.inputs.size() > 1) {
        return tl::unexpected(base::Diagnostic{.code = base::Code::impose_input, .severity = base::Severity::fatal,
                                               .message = "a booklet is made of one PDF", .hint = "put the PDFs together first"});
    }
    auto workspace = workspace_of(path, context);
    if (!workspace) return tl::unexpected(workspace.error());
    auto pdf = (*workspace)->read(io::reference_of_path(path.filename().string()), "", {});
    if (!pdf) return tl::unexpected(pdf.error());
    BookletTarget target{.wanted = true, .output = request.output.empty() ? usual_booklet_output(request) : request.output, .options = request.booklet};
    return write_booklet({(*pdf)->bytes, path.filename().string(), target, request.booklet_product, {}, **workspace}, context, diagnostics, result);
}

tl::expected<void, base::Diagnostic> calibration(Request const& request, base::StageContext const& context, base::Diagnostics& diagnostics,
                                                 Result& result) {
    BookletOptions text = request.booklet;
    if (!request.inputs.empty() && fs::path(request.inputs.front()).extension() == ".toml") {
        auto edition = plan_edition(request, context, diagnostics);
        if (!edition) return {};
        text = edition->booklet.options;
    }
    auto options = impose::read_options(text);
    if (!options) return tl::unexpected(options.error());
    auto workspace = workspace_of({}, context);
    if (!workspace) return tl::unexpected(workspace.error());
    std::string output = request.output.empty() ? usual_booklet_output(request) : request.output;
    auto report = impose::calibrate({*options, **workspace, output});
    if (!report) return tl::unexpected(report.error());
    result.text += report->instructions;
    result.outputs.push_back(output);
    return {};
}

}  // namespace

tl::expected<void, base::Diagnostic> HeldWorkspace::release(std::string_view path) const {
    auto artefact = under_.create(path);
    if (!artefact) return tl::unexpected(artefact.error());
    if (std::string const* bytes = held_->artefact(path)) (*artefact)->write(*bytes);
    return (*artefact)->commit();
}

void override_options(BookletOptions& options, BookletOptions const& over) {
    for (BookletKey const& key : booklet_keys) {
        if (!(over.*key.member).empty()) options.*key.member = over.*key.member;
    }
    options.usual_paper = over.usual_paper;
    if (over.sheets != 0) options.sheets = over.sheets;
    options.instructions = options.instructions || over.instructions;
}

bool needs_no_document(Request const& request) {
    if (request.action != Action::booklet) return false;
    return request.booklet_product == BookletProduct::calibration || (!request.inputs.empty() && is_pdf(request.inputs.front()));
}

tl::expected<void, base::Diagnostic> make_booklet_alone(Request const& request, base::StageContext const& context, base::Diagnostics& diagnostics,
                                                        Result& result) {
    if (request.booklet_product == BookletProduct::calibration) return calibration(request, context, diagnostics, result);
    return booklet_of_file(request, context, diagnostics, result);
}

std::string usual_booklet_output(Request const& request) {
    if (request.booklet_product == BookletProduct::calibration) return "calibration.pdf";
    return fs::path(request.inputs.front()).replace_extension().string() + (request.booklet_product == BookletProduct::preview ? "-booklet.svg" : "-booklet.pdf");
}

std::uint32_t back_matter_page(dom::Document const& document, dom::PageMap const& map, std::uint32_t pages) {
    dom::NodeId node = back_matter(document);
    std::uint32_t page = node ? map.of(node).first : dom::PageSpan::none_page;
    return page == dom::PageSpan::none_page ? pages : page;
}

tl::expected<void, base::Diagnostic> write_booklet(BookletInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics,
                                                   Result& result) {
    auto options = impose::read_options(input.target.options);
    if (!options) return tl::unexpected(options.error());
    auto make = [&](std::string const& output, BookletProduct product) -> tl::expected<void, base::Diagnostic> {
        base::Diagnostics again;   // the second product would say the same once more
        bool first = product == input.product;
        auto report = impose::impose({input.pdf, input.name, *options, input.workspace, output, product, input.back_matter}, context, first ? diagnostics : again);
        if (!report) return tl::unexpected(report.error());
        result.text += report->instructions;
        result.outputs.push_back(output);
        return {};
    };
    if (auto made = make(input.target.output, input.product); !made) return made;
    std::string const& picture = input.target.options.preview;
    return picture.empty() || input.product == BookletProduct::preview ? tl::expected<void, base::Diagnostic>() : make(picture, BookletProduct::preview);
}

}  // namespace octavo::edition

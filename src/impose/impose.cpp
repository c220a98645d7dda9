#include "impose/impose.h"

#include <filesystem>
#include <fmt/format.h>

#include "impose/calibration.h"
#include "impose/imposition.h"
#include "impose/instructions.h"
#include "impose/preview.h"
#include "impose/sheet_writer.h"
#include "impose/source_pages.h"

namespace octavo::impose {
namespace {

using base::Code;

void open(QPDF& source, ImposeInput const& input) {
    source.setSuppressWarnings(true);
    try {
        source.processMemoryFile(input.name.c_str(), input.pdf.data(), input.pdf.size());
    } catch (QPDFExc const& problem) {
        if (problem.getErrorCode() == qpdf_e_password) {
            throw Refusal{Code::impose_input, fmt::format("{}: the PDF is encrypted and asks for a password", input.name),
                          "take the password off with its owner's leave, then try again"};
        }
        throw Refusal{Code::impose_input, fmt::format("{}: this is no PDF that can be read ({})", input.name, problem.getMessageDetail()), {}};
    }
}

/// What the source says of itself: pages, title, reading direction.
void take_source(QPDF& source, ImposeInput const& input, base::StageContext const& context, Imposition& imposition) {
    std::vector<QPDFObjectHandle> const& pages = source.getAllPages();
    if (pages.empty()) throw Refusal{Code::impose_input, fmt::format("{}: the PDF has no pages", input.name), {}};
    if (pages.size() > context.limits.pages) {
        throw Refusal{Code::run_limit, fmt::format("{}: {} pages are more than {}", input.name, pages.size(), context.limits.pages), {}};
    }
    for (QPDFObjectHandle const& page : pages) imposition.pages.push_back(source_page(page));
    imposition.title = information_text(source, "/Title");
    if (imposition.title.empty()) imposition.title = input.name;
    QPDFObjectHandle preferences = source.getRoot().getKey("/ViewerPreferences");
    QPDFObjectHandle direction = preferences.isDictionary() ? preferences.getKey("/Direction") : QPDFObjectHandle::newNull();
    if (!imposition.options.binding_given && direction.isName() && direction.getName() == "/R2L") imposition.options.plan.binding = Binding::right;
    if (!imposition.options.blanks_before_back) return;
    if (!input.back_matter) {
        throw Refusal{Code::impose_option, fmt::format("{}: a PDF does not tell where its back matter begins", input.name),
                      "name the page: --blanks before-page:180"};
    }
    imposition.options.plan.blanks_before = *input.back_matter;
}

std::unique_ptr<io::Artefact> create(io::Workspace& workspace, std::string const& output) {
    auto artefact = workspace.create(output);
    if (!artefact) throw artefact.error();
    return std::move(*artefact);
}

void commit(io::Artefact& artefact) {
    if (auto done = artefact.commit(); !done) throw done.error();
}

void write_preview(Imposition const& imposition, ImposeInput const& input) {
    std::string ending = std::filesystem::path(input.output).extension().string();
    if (ending != ".svg" && ending != ".png") {
        throw Refusal{Code::impose_option, fmt::format("{}: a preview is an SVG or a PNG file", input.output), "let its name end in .svg or .png"};
    }
    std::string picture = preview(imposition);
    if (ending == ".png") picture = preview_png(picture);
    auto artefact = create(input.workspace, input.output);
    artefact->write(picture);
    commit(*artefact);
}

/// Runs `work`; what it throws becomes a diagnostic.
template <typename Work>
tl::expected<Report, base::Diagnostic> guarded(std::string const& name, Work&& work) {
    auto refused = [](Code code, std::string message, std::string hint = {}) {
        return tl::unexpected(base::Diagnostic{.code = code, .severity = base::Severity::fatal, .message = std::move(message), .hint = std::move(hint)});
    };
    try {
        return work();
    } catch (Refusal const& refusal) {
        return refused(refusal.code, refusal.message, refusal.hint);
    } catch (base::Diagnostic const& failure) {   // the workspace's
        return tl::unexpected(failure);
    } catch (std::bad_alloc const&) {
        throw;
    } catch (std::exception const& problem) {     // libqpdf's
        return refused(Code::impose_input, fmt::format("{}: the PDF is damaged: {}", name, problem.what()));
    }
}

}  // namespace

tl::expected<Report, base::Diagnostic> impose(ImposeInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    return guarded(input.name, [&] {
        QPDF source;
        open(source, input);
        Imposition imposition{.options = input.options, .plan = {}, .pages = {}, .title = {}};
        take_source(source, input, context, imposition);
        lay_out(imposition, diagnostics);
        auto sheets = static_cast<std::uint32_t>(imposition.plan.sheets.size());
        if (input.product == BookletProduct::preview) {
            write_preview(imposition, input);
            return Report{{}, sheets, sheets * (imposition.plan.two_sided ? 2 : 1)};
        }
        std::string words = instructions(imposition);
        auto artefact = create(input.workspace, input.output);
        std::uint32_t sides = write_sheets({source, imposition, input.name, words, *artefact}, context, diagnostics);
        commit(*artefact);
        return Report{fmt::format("{}: {}", input.output, words), sheets, sides};
    });
}

tl::expected<Report, base::Diagnostic> calibrate(CalibrationInput const& input) {
    return guarded(input.output, [&] {
        auto artefact = create(input.workspace, input.output);
        std::string words = write_calibration(input.options, *artefact);
        commit(*artefact);
        return Report{fmt::format("{}: {}", input.output, words), 1, 2};
    });
}

}  // namespace octavo::impose

#include "pdf/pdf_writer.h"

#include <fmt/format.h>

#include "pdf/cairo_player.h"
#include "pdf/finish.h"

namespace octavo::pdf {
namespace {

base::Diagnostic failure(base::Code code, std::string message) {
    return {.code = code, .severity = base::Severity::error, .message = std::move(message)};
}

base::Diagnostic stopped() { return failure(base::Code::run_cancelled, "stopped before the PDF was complete"); }

class CairoPdfWriter : public PdfWriter {
public:
    CairoPdfWriter(PdfInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics,
                   std::unique_ptr<io::Artefact> target, FilePtr cairo)
        : input_(input), context_(context), diagnostics_(diagnostics), target_(std::move(target)),
          cairo_(std::move(cairo)),
          player_(std::make_unique<CairoPlayer>(input, context, diagnostics, cairo_.get())) {}

    void add_page(paint::DisplayList const& page) override {
        if (context_.cancelled() || over_limit_) return;
        over_limit_ = player_->records().pages.size() >= context_.limits.pages;
        if (!over_limit_) player_->play(page);
    }

    tl::expected<void, base::Diagnostic> finish(DocumentInfo const& info) override {
        if (context_.cancelled()) return tl::unexpected(stopped());
        if (over_limit_)
            return tl::unexpected(failure(base::Code::run_limit, fmt::format("more than {} pages", context_.limits.pages)));
        if (auto problem = player_->close()) return tl::unexpected(failure(base::Code::pdf_finish, *problem));
        Conformance conformance(input_.aim);
        for (std::string const& family : player_->fonts().not_embeddable())
            conformance.add({.code = ViolationCode::font_not_embeddable, .subject = family});
        if (player_->lost_text()) conformance.add({.code = ViolationCode::unreadable_font});
        FinishInput input{cairo_.get(), player_->records(), info, input_.document, context_, *target_, input_.tagging};
        if (auto done = finish_pdf(input, conformance, diagnostics_); !done) {
            if (context_.cancelled()) return tl::unexpected(stopped());
            return tl::unexpected(failure(base::Code::pdf_finish,
                                          fmt::format("the PDF cannot be finished: {}", done.error())));
        }
        if (StandardSet unmet = conformance.unmet(); unmet != 0)
            return tl::unexpected(failure(base::Code::pdf_conformance,
                                          fmt::format("no PDF was written: it would not be {}", names_of(unmet))));
        return target_->commit();
    }

private:
    PdfInput input_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    std::unique_ptr<io::Artefact> target_;
    FilePtr cairo_;
    std::unique_ptr<CairoPlayer> player_;
    bool over_limit_ = false;
};

}  // namespace

tl::expected<std::unique_ptr<PdfWriter>, base::Diagnostic> open_pdf(PdfInput const& input,
                                                                   base::StageContext const& context,
                                                                   base::Diagnostics& diagnostics) {
    auto target = input.workspace.create(input.output);
    if (!target) return tl::unexpected(target.error());
    FilePtr cairo(std::tmpfile());
    if (!cairo) return tl::unexpected(failure(base::Code::io_unwritable, "no temporary file can be made"));
    return std::make_unique<CairoPdfWriter>(input, context, diagnostics, std::move(*target), std::move(cairo));
}

}  // namespace octavo::pdf

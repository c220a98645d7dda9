#include "pdf/pdf_writer.h"

#include <fmt/format.h>

#include "pdf/cairo_player.h"
#include "pdf/finish.h"
#include "pdf/preflight.h"

namespace octavo::pdf {
namespace {

base::Diagnostic failure(base::Code code, std::string message) {
    return {.code = code, .severity = base::Severity::error, .message = std::move(message)};
}

base::Diagnostic stopped() { return failure(base::Code::run_cancelled, "stopped before the PDF was complete"); }

struct TemporaryFiles {
    FilePtr cairo, text;
};

class CairoPdfWriter : public PdfWriter {
public:
    CairoPdfWriter(PdfInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics,
                   std::unique_ptr<io::Artefact> target, TemporaryFiles files, std::unique_ptr<PressColors> colors)
        : input_(input), context_(context), diagnostics_(diagnostics), target_(std::move(target)),
          files_(std::move(files)), colors_(std::move(colors)),
          player_(std::make_unique<CairoPlayer>(input, context, diagnostics, CairoPlayer::Files{files_.cairo.get(), files_.text.get()})) {
        if (!colors_) return;
        press_.emplace(*input.press, *colors_);
        preflight_.emplace(PreflightInput{*input.press, *colors_, input.text, input.boxes, input.document});
    }

    void add_page(paint::DisplayList const& page) override {
        if (context_.cancelled() || over_limit_) return;
        over_limit_ = player_->records().pages.size() >= context_.limits.pages;
        if (over_limit_) return;
        if (preflight_) preflight_->look_at(page);
        player_->play(page);
    }

    void add_sheet(paint::Sheet const& sheet) override {
        if (context_.cancelled()) return;
        if (preflight_) preflight_->look_at(sheet);
        player_->play(sheet);
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
        FinishInput input{files_.cairo.get(), files_.text.get(), player_->fonts().embedded(), player_->records(), info, input_.document, context_, *target_, input_.tagging,
                          press_ ? &*press_ : nullptr};
        if (auto done = finish_pdf(input, conformance, diagnostics_); !done) {
            if (context_.cancelled()) return tl::unexpected(stopped());
            return tl::unexpected(failure(base::Code::pdf_finish,
                                          fmt::format("the PDF cannot be finished: {}", done.error())));
        }
        if (StandardSet unmet = conformance.unmet(); unmet != 0)
            return tl::unexpected(failure(base::Code::pdf_conformance,
                                          fmt::format("no PDF was written: it would not be {}", names_of(unmet))));
        if (preflight_) {
            PressFacts facts = press_->facts();
            facts.loose_fonts.insert(facts.loose_fonts.end(), player_->fonts().not_embeddable().begin(), player_->fonts().not_embeddable().end());
            preflight_->complete(std::move(facts));
            preflight_->tell(diagnostics_);
        }
        return target_->commit();
    }

    Preflight const* preflight() const override { return preflight_ ? &*preflight_ : nullptr; }

private:
    PdfInput input_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    std::unique_ptr<io::Artefact> target_;
    TemporaryFiles files_;
    std::unique_ptr<PressColors> colors_;   ///< for a press
    std::optional<PressFinish> press_;
    std::optional<Preflight> preflight_;
    std::unique_ptr<CairoPlayer> player_;
    bool over_limit_ = false;
};

}  // namespace

tl::expected<std::unique_ptr<PdfWriter>, base::Diagnostic> open_pdf(PdfInput const& input,
                                                                   base::StageContext const& context,
                                                                   base::Diagnostics& diagnostics) {
    std::unique_ptr<PressColors> colors;
    if (input.press != nullptr) {
        auto opened = PressColors::open(input.press->profile);
        if (!opened)
            return tl::unexpected(base::Diagnostic{.code = base::Code::press_profile, .severity = base::Severity::fatal,
                                                   .message = "the output intent cannot be used: " + opened.error(),
                                                   .hint = "ask the printer for the ICC profile of the press and paper"});
        colors = std::move(*opened);
    }
    auto target = input.workspace.create(input.output);
    if (!target) return tl::unexpected(target.error());
    TemporaryFiles files{FilePtr(std::tmpfile()), FilePtr(std::tmpfile())};
    if (!files.cairo || !files.text) return tl::unexpected(failure(base::Code::io_unwritable, "no temporary file can be made"));
    return std::make_unique<CairoPdfWriter>(input, context, diagnostics, std::move(*target), std::move(files),
                                            std::move(colors));
}

}  // namespace octavo::pdf

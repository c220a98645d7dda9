// The print edition: styled document → boxes → pages → display lists → PDF. Stages in this order, each one function.
#pragma once
#include <functional>
#include <memory>

#include "edition/recipe.h"
#include "edition/press.h"
#include "page/make_pages.h"
#include "style/styled_document.h"
#include "text/text_engine.h"

namespace octavo::edition {

/// Everything laid out, kept together because each part refers to those before it.
struct PrintLayout {
    std::unique_ptr<style::StyledDocument> styled;
    std::unique_ptr<text::TextEngine> text;
    box::BoxTree boxes;
    std::unique_ptr<page::CrossReferences> references;
    std::unique_ptr<layout::LayoutContext> context;
    page::PageSequence pages;
};

/// Called with each stage's name when it begins.
using StageMark = std::function<void(char const* stage)>;

struct PressUse {
    PressPlan const& plan;
    std::string* report;               ///< where the preflight report goes; may be null
};

struct PrintInput {
    dom::Document const& document;
    Target const& target;
    io::Workspace& workspace;
    StageMark const& mark;
    /// What was asked for, to be embedded where the target wants its sources embedded; asked when the PDF is finished.
    std::function<Recipe()> recipe{};
    PressUse const* press = nullptr;   ///< for a print shop
};

/// Styles and boxes only: enough for `dump --stage=box`.
[[nodiscard]] std::unique_ptr<PrintLayout> make_boxes(PrintInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics);
/// Goes on to the pages.
void make_pages(PrintLayout& layout, PrintInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics);
/// Paints the pages and writes the PDF.
[[nodiscard]] tl::expected<void, base::Diagnostic> write_pdf(PrintLayout& layout, PrintInput const& input, base::StageContext const& context,
                                                             base::Diagnostics& diagnostics);

/// @font-face rules as the text stage takes them; files that cannot be read are diagnosed and left out.
[[nodiscard]] std::vector<text::DeclaredFace> declared_faces(style::StyledDocument const& styled, io::Workspace& workspace,
                                                             base::Diagnostics& diagnostics);

/// The style sheets of a target for a medium, with what page and font size ask for last.
[[nodiscard]] std::vector<css::StyleSheetPtr> sheets_of(PrintInput const& input, css::Medium medium, base::StageContext const& context,
                                                        base::Diagnostics& diagnostics);

}  // namespace octavo::edition

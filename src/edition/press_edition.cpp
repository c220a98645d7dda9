#include "edition/press_edition.h"

#include <algorithm>
#include <filesystem>
#include <span>

#include "edition/printed_cover.h"
#include "edition/press.h"

namespace octavo::edition {
namespace {

namespace fs = std::filesystem;

base::Diagnostic stopped() {
    return {.code = base::Code::run_cancelled, .severity = base::Severity::fatal, .message = "stopped on request"};
}

/// The pages of the press edition, so that a cover knows how many there are.
std::uint32_t write_pages(PrintLayout& layout, PrintInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics,
                          Edition const& edition, Result& result) {
    auto count = static_cast<std::uint32_t>(layout.pages.pages.size());
    if (auto enough = check_bleed(input.press->plan, layout.pages); !enough) {
        if (enough.error().severity == base::Severity::fatal) throw enough.error();
        diagnostics.add(enough.error());
    }
    if (!edition.press.wanted) return count;
    if (auto written = write_pdf(layout, input, context, diagnostics); !written) throw written.error();
    result.outputs.push_back(input.target.output);
    return count;
}

void carry_out(PressJob const& job, base::StageContext const& context, base::Diagnostics& diagnostics, Result& result) {
    Edition const& edition = job.edition;
    auto plan = plan_press(edition.press_options, job.workspace);
    if (!plan) throw plan.error();
    std::string report;
    PressUse use{*plan, edition.press_options.preflight ? &report : nullptr};
    PrintInput input{job.document, edition.press, job.workspace, job.mark, {}, &use};
    auto layout = make_boxes(input, context, diagnostics);
    if (context.cancelled()) throw stopped();
    if (diagnostics.has(base::Severity::fatal)) return;
    bool counted = edition.cover_options.pages == 0 && edition.cover_options.spine.empty();
    std::uint32_t pages = edition.cover_options.pages;
    if (edition.press.wanted || counted) {
        make_pages(*layout, input, context, diagnostics);
        if (context.cancelled()) throw stopped();
        if (diagnostics.has(base::Severity::fatal)) return;
        std::uint32_t count = write_pages(*layout, input, context, diagnostics, edition, result);
        if (edition.cover_options.pages == 0) pages = count;
        result.pages = count;
    }
    result.text += report;
    if (!edition.cover.wanted) return;
    style::PageStyle const& page = layout->styled->page_style({.name = {}, .index = 2, .in_group = 2, .recto = true, .blank = false});
    bool right_to_left = layout->styled->of(job.document.root()).text->direction == css::Direction::rtl;
    CoverJob cover{job.document, edition, job.workspace, job.mark, *plan, pages, page.width, page.height, right_to_left};
    if (auto written = write_cover(cover, context, diagnostics, result); !written) throw written.error();
    if (!diagnostics.has(base::Severity::fatal)) result.outputs.push_back(edition.cover.output);
}

}  // namespace

void plan_press_targets(Request const& request, Edition& edition) {
    override_options(edition.press_options, request.press);
    override_options(edition.cover_options, request.cover_sheet);
    if (!request.press.output_intent.empty()) {
        std::error_code error;   // a path the user gave, seen from where the program runs
        edition.press_options.output_intent = fs::absolute(request.press.output_intent, error).lexically_normal().string();
    }
    Target& press = edition.press;
    auto given = std::span(edition.print.styles).last(std::min(request.styles.size(), edition.print.styles.size()));   // --style, as plan.cpp reads it
    edition.cover.styles.insert(edition.cover.styles.end(), given.begin(), given.end());
    if (press.styles.empty()) press.styles = edition.print.styles;
    else press.styles.insert(press.styles.end(), given.begin(), given.end());
    if (press.page.empty()) press.page = edition.print.page;
    if (press.font_size.empty()) press.font_size = edition.print.font_size;
    if (press.page_count.empty()) press.page_count = edition.print.page_count;
    bool pages = request.action == Action::press, cover = request.action == Action::cover;
    if (pages || cover) {
        edition.print.wanted = edition.ebook.wanted = edition.booklet.wanted = false;
        press.wanted = pages;
        edition.cover.wanted = cover;
        if (!request.output.empty()) (pages ? press : edition.cover).output = request.output;
    } else if (request.action != Action::build) {
        press.wanted = edition.cover.wanted = false;
    }
    std::string stem = fs::path(request.inputs.front()).replace_extension().string();
    if (press.output.empty()) press.output = stem + "-press.pdf";
    if (edition.cover.output.empty()) edition.cover.output = stem + "-cover.pdf";
}

tl::expected<void, base::Diagnostic> make_press_editions(PressJob const& job, base::StageContext const& context, base::Diagnostics& diagnostics,
                                                         Result& result) {
    try {
        carry_out(job, context, diagnostics, result);
    } catch (base::Diagnostic const& failure) {
        return tl::unexpected(failure);
    }
    return {};
}

}  // namespace octavo::edition

#include "edition/print_edition.h"

#include <fmt/format.h>
#include <memory>

#include "base/parallel_map.h"
#include "css/properties/property.h"
#include "page/findings.h"
#include "page/source_places.h"
#include "paint/painter.h"
#include "pdf/pdf_writer.h"
#include "pdf/preflight.h"

namespace octavo::edition {
namespace {

std::vector<pdf::Bookmark> bookmarks_of(PrintLayout const& layout) {
    std::vector<pdf::Bookmark> bookmarks;
    for (page::Bookmark const& from : layout.pages.bookmarks) {
        page::PageArea area = page::content_area(*layout.pages.pages[from.page].style);
        bookmarks.push_back({std::string(from.label), from.level, from.page, area.x, area.y + from.y, from.node, from.closed});
    }
    return bookmarks;
}

/// One entry for every stretch of pages whose labels count on in one style.
std::vector<pdf::PageLabel> labels_of(page::PageSequence const& pages) {
    std::vector<pdf::PageLabel> labels;
    auto style_of = [](page::Page const& page) {
        bool arabic = page.label == std::to_string(page.number);
        bool upper = !page.label.empty() && page.label[0] >= 'A' && page.label[0] <= 'Z';
        return arabic ? pdf::PageLabel::Style::decimal : upper ? pdf::PageLabel::Style::upper_roman : pdf::PageLabel::Style::lower_roman;
    };
    for (std::uint32_t i = 0; i < pages.pages.size(); ++i) {
        page::Page const& page = pages.pages[i];
        bool goes_on = i > 0 && style_of(pages.pages[i - 1]) == style_of(page) && pages.pages[i - 1].number + 1 == page.number;
        if (!goes_on) labels.push_back({i, style_of(page), page.number, ""});
    }
    return labels;
}

}  // namespace

std::vector<text::DeclaredFace> declared_faces(style::StyledDocument const& styled, io::Workspace& workspace, base::Diagnostics& diagnostics) {
    std::vector<text::DeclaredFace> faces;
    for (style::FontFace const& face : styled.font_faces()) {
        text::DeclaredFace declared;
        declared.family = face.family;
        declared.weight_low = face.weight_low;
        declared.weight_high = face.weight_high;
        declared.slant = face.style == css::FontStyle::normal ? text::Slant::normal : text::Slant::italic;
        declared.unicode_range = face.unicode_range;
        declared.where = face.where;
        for (auto const& source : face.sources) {
            if (!source.local.empty() && declared.local.empty()) declared.local = source.local;
            if (source.reference.empty()) continue;
            auto file = workspace.read(source.reference, "", face.where);
            if (file) {
                declared.files.push_back(*file);
            } else {
                file.error().severity = base::Severity::warning;  // the next family of the list is taken
                diagnostics.add(std::move(file.error()));
            }
        }
        faces.push_back(std::move(declared));
    }
    return faces;
}

std::vector<css::StyleSheetPtr> sheets_of(PrintInput const& input, css::Medium medium, base::StageContext const& context,
                                          base::Diagnostics& diagnostics) {
    std::vector<std::string> user;
    if (medium == css::Medium::print && !input.target.page.empty()) user.push_back(fmt::format("@page {{ size: {} }}", input.target.page));
    if (medium == css::Medium::print && !input.target.font_size.empty()) {
        user.push_back(fmt::format(":root {{ font-size: {} }}", input.target.font_size));
    }
    if (medium == css::Medium::print && !input.target.page_count.empty()) {
        user.push_back(fmt::format("@page {{ -octavo-page-count: {} }}", input.target.page_count));
    }
    std::vector<std::string> defaults;
    if (input.press != nullptr) {
        defaults.push_back(input.press->plan.defaults);
        if (!input.press->plan.rules.empty()) user.push_back(input.press->plan.rules);
    }
    // On paper octavo sets the page; on a screen a book that was one before looks as it did.
    bool own_looks = medium == css::Medium::ebook && !input.document.parts.empty() && !input.document.styles.empty();
    auto builtin = own_looks ? style::SheetsInput::Builtin::before_document : style::SheetsInput::Builtin::after_document;
    return style::collect_sheets({input.document, input.target.styles, user, medium, defaults, builtin}, input.workspace, context, diagnostics);
}

/// "p { widows: 2 }  document (0,0,1)  a.css:1:5" without origin and specificity.
std::string shortened(std::string const& line) {
    std::size_t gap = line.find("}  "), place = line.rfind("  ");
    return gap == std::string::npos ? line : line.substr(0, gap + 1) + line.substr(place);
}

page::RuleOf rule_finder(style::StyledDocument& styled, base::StageContext const& context) {
    return [&styled, &context](dom::NodeId element, std::string_view property) -> std::string {
        if (context.files == nullptr) return {};
        auto winner = [&](dom::NodeId at, std::optional<style::Pseudo> pseudo) {
            return shortened(style::winning_declaration(styled, at, pseudo, property, *context.files));
        };
        if (property == "content") {  // references are generated
            for (style::Pseudo pseudo : {style::Pseudo::after, style::Pseudo::before}) {
                std::string found = winner(element, pseudo);
                if (found.find("target-") != std::string::npos) return found;
            }
        }
        css::PropertyRow const* row = css::find_property(property);
        for (dom::NodeId at = element; at.valid(); at = styled.document().node(at).parent) {
            std::string found = winner(at, {});
            if (!found.empty()) return found;
            if (row == nullptr || row->inherited == css::Inherited::no || at == styled.document().root()) break;
        }
        return {};
    };
}

std::unique_ptr<PrintLayout> make_boxes(PrintInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    auto layout = std::make_unique<PrintLayout>();
    input.mark("style");
    auto sheets = sheets_of(input, css::Medium::print, context, diagnostics);
    layout->styled = style::style_document({input.document, sheets, css::Medium::print}, context, diagnostics);
    input.mark("fonts");
    layout->text = text::make_text_engine({input.workspace, declared_faces(*layout->styled, input.workspace, diagnostics)}, context);
    input.mark("boxes");
    layout->boxes = box::build_boxes({*layout->styled, input.workspace, layout->text.get()}, context, diagnostics);
    return layout;
}

void make_pages(PrintLayout& layout, PrintInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    input.mark("pages");
    layout.references = std::make_unique<page::CrossReferences>(layout.boxes, *layout.styled);
    layout.context = std::make_unique<layout::LayoutContext>(
        layout.boxes, *layout.styled, *layout.text, context,
        [references = layout.references.get()](std::uint32_t reference) { return references->text(reference); });
    page::RuleOf rule = rule_finder(*layout.styled, context);
    layout.pages = page::make_pages({*layout.context, *layout.references, rule}, diagnostics);
    page::report_departures(layout.pages, *layout.context, rule, diagnostics);
    diagnostics.merge(page::with_places(layout.text->take_diagnostics(), {layout.pages, *layout.context, rule}));
}

namespace {

/// Pages are painted in batches, while those of the batch before are written. With one worker a page is written as soon as it is painted, while
/// the caches hold it. False: stopped.
bool paint_pages(PrintLayout& layout, pdf::PdfWriter& writer, base::StageContext const& context) {
    auto const count = static_cast<std::uint32_t>(layout.pages.pages.size());
    std::uint32_t const size = context.workers > 1 ? 32 : 1;
    paint::Painter painter(*layout.context, layout.pages);
    auto paint = [&](std::uint32_t first, std::vector<paint::DisplayList>& batch) {
        batch.resize(std::min(size, count - first));
        for (std::uint32_t i = first; i < first + batch.size(); ++i) {
            painter.paint(i, batch[i - first]);
            bool run_ends = i + 1 == count || !(layout.pages.pages[i + 1].run == layout.pages.pages[i].run);
            if (run_ends && layout.pages.pages[i].run.valid()) layout.pages.runs[layout.pages.pages[i].run].forget_layout();  // painted: no longer needed
        }
    };
    std::vector<paint::DisplayList> painted, next;
    paint(0, painted);
    for (std::uint32_t first = 0; first < count; first += size) {
        if (context.cancelled()) return false;
        bool is_last = first + size >= count;
        base::parallel_for(is_last ? 1 : 2, context.workers, [&](std::size_t task) {
            if (task == 1) return paint(first + size, next);
            for (paint::DisplayList const& page : painted) writer.add_page(page);
        });
        std::swap(painted, next);
        if (first % 64 == 0) context.report("paint", first, count);
    }
    return true;
}

}  // namespace

tl::expected<void, base::Diagnostic> write_pdf(PrintLayout& layout, PrintInput const& input, base::StageContext const& context,
                                               base::Diagnostics& diagnostics) {
    input.mark("paint");
    if (layout.pages.pages.empty()) {
        return tl::unexpected(base::Diagnostic{.code = base::Code::read_empty, .severity = base::Severity::fatal,
                                               .message = "the document has no content: there is nothing to print"});
    }
    auto writer = pdf::open_pdf({.text = *layout.text, .boxes = layout.boxes, .document = input.document, .workspace = input.workspace,
                                 .output = input.target.output, .tagging = input.press != nullptr ? pdf::Tagging::untagged : pdf::Tagging::tagged, .aim = input.target.aim,
                                 .press = input.press != nullptr ? &input.press->plan.settings : nullptr}, context, diagnostics);
    if (!writer) return tl::unexpected(writer.error());
    if (!paint_pages(layout, **writer, context))
        return tl::unexpected(base::Diagnostic{.code = base::Code::run_cancelled, .severity = base::Severity::fatal, .message = "stopped on request"});
    input.mark("finish");
    auto bookmarks = bookmarks_of(layout);
    auto labels = labels_of(layout.pages);
    std::string recipe;
    std::vector<pdf::Attachment> attachments;
    if (input.target.aim.embedding == pdf::Embedding::sources && input.recipe) {
        recipe = write_recipe(input.recipe());
        attachments = attachments_of(input.workspace, recipe, input.document.metadata.modified);
    }
    bool right_to_left = layout.styled->of(input.document.root()).text->direction == css::Direction::rtl;
    auto done = (*writer)->finish({input.document.metadata, bookmarks, labels, "octavo " OCTAVO_VERSION, std::move(attachments), right_to_left});
    if (done && input.press != nullptr && input.press->report != nullptr)
        *input.press->report = input.target.output + "\n" + (*writer)->preflight()->report(context.files);
    return done;
}

}  // namespace octavo::edition

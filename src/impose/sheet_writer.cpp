#include "impose/sheet_writer.h"

#include <fmt/format.h>

#include "impose/instructions.h"
#include "impose/marks.h"
#include "impose/sheet_file.h"
#include "impose/source_pages.h"
#include "pdf/pdf_syntax.h"

namespace octavo::impose {
namespace {

/// The PDF date (ISO 32000-1 §7.9.4) as an XML date in UTC, the offset left out; empty when it is none.
std::string iso_date(std::string_view pdf) {
    if (pdf.starts_with("D:")) pdf.remove_prefix(2);
    if (pdf.size() < 14 || pdf.substr(0, 14).find_first_not_of("0123456789") != std::string_view::npos) return {};
    return fmt::format("{}-{}-{}T{}:{}:{}Z", pdf.substr(0, 4), pdf.substr(4, 2), pdf.substr(6, 2), pdf.substr(8, 2), pdf.substr(10, 2), pdf.substr(12, 2));
}

std::uint32_t sides_of(Imposition const& imposition) {
    auto sheets = static_cast<std::uint32_t>(imposition.plan.sheets.size()) + (imposition.options.instructions ? 1 : 0);
    return sheets * (imposition.plan.two_sided ? 2 : 1);
}

class SheetWriter {
public:
    SheetWriter(SheetsInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics)
        : input_(input), context_(context), diagnostics_(diagnostics), imposition_(input.imposition), sides_(sides_of(imposition_)),
          file_(input.target, imposition_, sides_), copier_(file_.writer()) {}

    std::uint32_t write() {
        copy_pages();
        bool two_sided = imposition_.plan.two_sided;
        if (imposition_.options.instructions) {
            file_.add_side(instruction_sheet(input_.instructions, imposition_), {}, Words::some);
            if (two_sided) file_.add_side({}, {}, Words::none);
        }
        for (Sheet const& sheet : imposition_.plan.sheets) {
            write_side(sheet, sheet.front, Side::front);
            if (two_sided) write_side(sheet, sheet.back, Side::back);
        }
        finish();
        return sides_;
    }

private:
    void copy_pages();
    void write_side(Sheet const& sheet, std::vector<Cell> const& cells, Side side);
    void finish();
    void tell_losses();

    SheetsInput const& input_;
    base::StageContext const& context_;
    base::Diagnostics& diagnostics_;
    Imposition const& imposition_;
    std::uint32_t sides_;
    SheetFile file_;
    FormCopier copier_;
    std::uint32_t first_form_ = 0;
};

void SheetWriter::copy_pages() {
    std::vector<QPDFObjectHandle> const& pages = input_.source.getAllPages();
    first_form_ = file_.writer().reserve(static_cast<std::uint32_t>(pages.size()));
    for (std::uint32_t i = 0; i < pages.size(); ++i) {
        if (context_.cancelled()) throw Refusal{base::Code::run_cancelled, "stopped on request", {}};
        copier_.write_form(first_form_ + i, pages[i], imposition_.pages[i]);
        copier_.copy_pending();
        if (i % 64 == 0) context_.report("sheets", i, pages.size());
    }
    tell_losses();
}

void SheetWriter::tell_losses() {
    if (std::uint32_t bare = copier_.bare_annotations(); bare != 0) {
        diagnostics_.add({.code = base::Code::impose_input, .severity = base::Severity::warning,
                          .message = fmt::format("{}: {} {} no appearance and {} not on the sheets", input_.name, bare,
                                                 bare == 1 ? "annotation has" : "annotations have", bare == 1 ? "is" : "are"),
                          .hint = "print the form or the comments into a PDF first"});
    }
    auto const& damaged = copier_.damaged();
    if (!damaged.empty()) {
        diagnostics_.add({.code = base::Code::impose_input, .severity = base::Severity::warning,
                          .message = fmt::format("{}: content of {} {} is damaged and missing (first page {})", input_.name, damaged.size(),
                                                 damaged.size() == 1 ? "page" : "pages", damaged.front()),
                          .hint = "look at every sheet before printing"});
    } else if (input_.source.anyWarnings()) {
        diagnostics_.add({.code = base::Code::impose_input, .severity = base::Severity::warning,
                          .message = fmt::format("{}: the PDF is damaged; what could be read of it is on the sheets", input_.name),
                          .hint = "look at every sheet before printing"});
    }
}

void SheetWriter::write_side(Sheet const& sheet, std::vector<Cell> const& cells, Side side) {
    std::string content, forms;
    if (side == Side::back) file_.begin_back(content);
    std::vector<Placement> placed;
    for (Cell const& cell : cells) {
        if (cell.page == blank_page) continue;
        placed.push_back(place(imposition_.plan, imposition_.options.layout, sheet, cell, imposition_.pages[cell.page]));
        append_page(content, placed.back(), cell.page);
        std::string name = fmt::format("/P{} ", cell.page + 1);
        if (forms.find(name) != std::string::npos) continue;
        forms += name;
        pdf::append_reference(forms, first_form_ + cell.page);
    }
    append_marks(content, {imposition_, sheet, placed, side});
    file_.add_side(content, forms, imposition_.options.marks.information ? Words::some : Words::none);
}

void SheetWriter::finish() {
    dom::Metadata about;
    about.title = "Booklet of " + imposition_.title;
    about.description = "Sheets to print, fold and cut. The tags, links and outline of the original are left out: this file is for paper; "
                        "for reading on a screen, use the original.";
    if (std::string author = information_text(input_.source, "/Author"); !author.empty()) about.contributors.push_back({author, "aut", ""});
    about.modified = iso_date(information_text(input_.source, "/ModDate"));
    std::string entries;
    QPDFObjectHandle layers = input_.source.getRoot().getKey("/OCProperties");
    if (layers.isDictionary()) {   // layers that were hidden stay hidden
        entries += "/OCProperties ";
        copier_.append(entries, layers);
        copier_.copy_pending();
    }
    file_.finish(about, entries);
}

}  // namespace

std::uint32_t write_sheets(SheetsInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    return SheetWriter(input, context, diagnostics).write();
}

std::string information_text(QPDF& source, char const* key) {
    QPDFObjectHandle info = source.getTrailer().getKey("/Info");
    QPDFObjectHandle value = info.isDictionary() ? info.getKey(key) : QPDFObjectHandle::newNull();
    return value.isString() ? value.getUTF8Value() : std::string();
}

}  // namespace octavo::impose

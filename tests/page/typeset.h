// A small document set with the real stages, from XHTML and CSS in memory to pages.
#pragma once
#include <gtest/gtest.h>

#include "page/make_pages.h"
#include "read/read.h"
#include "style/styled_document.h"

namespace octavo::page::test {

inline constexpr char const* page_css =
    "@page { size: 300pt 200pt; margin: 20pt } :root { font: 10pt/12pt \"EB Garamond\"; -octavo-baseline-grid: 12pt; -octavo-float-room: 7em; "
    "string-set: none } p { margin: 0; text-indent: 0 } section { break-before: page } "
    "aside[data-role=footnote] { float: footnote; font-size: 8pt; line-height: 10pt }";

struct Typeset {
    base::SourceFiles files;
    base::StageContext context;
    base::Diagnostics diagnostics;
    std::unique_ptr<io::MemoryWorkspace> workspace;
    std::optional<dom::Document> document;
    std::unique_ptr<style::StyledDocument> styled;
    std::unique_ptr<text::TextEngine> text;
    box::BoxTree boxes;
    std::unique_ptr<CrossReferences> references;
    std::unique_ptr<layout::LayoutContext> layout;
    PageSequence pages;

    explicit Typeset(std::string const& body, std::string const& css = {}, unsigned workers = 1,
                     std::vector<std::pair<std::string, std::string>> const& other_files = {}) {
        context.files = &files;
        context.workers = workers;
        workspace = io::make_memory_workspace(context);
        for (auto const& [name, content] : other_files) workspace->put(name, content);
        workspace->put("x.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"en\"><head><title>T</title></head><body>" +
                                      body + "</body></html>");
        document = read::read_document(*workspace, {"x.xhtml"}, context, diagnostics);
        if (!document) return;
        auto sheets = style::collect_sheets({*document, {}, {page_css, css}, css::Medium::print}, *workspace, context, diagnostics);
        styled = style::style_document({*document, sheets, css::Medium::print}, context, diagnostics);
        text = text::make_text_engine({*workspace, {}}, context);
        boxes = box::build_boxes({*styled, *workspace, text.get()}, context, diagnostics);
        references = std::make_unique<CrossReferences>(boxes, *styled);
        layout = std::make_unique<layout::LayoutContext>(boxes, *styled, *text, context,
                                                         [this](std::uint32_t reference) { return references->text(reference); });
        pages = make_pages({*layout, *references}, diagnostics);
    }

    /// The texts of a page's paragraph parts, in order; notes apart.
    [[nodiscard]] std::vector<std::string> lines(std::vector<Placement> const& placements, Page const& page) const {
        std::vector<std::string> result;
        layout::GalleyStore const& store = pages.store_of(page);
        for (Placement const& p : placements) {
            layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
            if (item.kind != layout::GalleyItem::Kind::paragraph) continue;
            layout::Paragraph const& paragraph = store.paragraphs[item.index];
            auto lines = store.lines_of(store.candidates[paragraph.first_candidate + p.candidate]);
            for (std::uint32_t l = p.first_slice; l < p.end_slice; ++l) {
                layout::Piece const& first = store.pieces[paragraph.first_piece + lines[l].first];
                layout::Piece const& last = store.pieces[paragraph.first_piece + lines[l].end - 1];
                std::size_t begin = first.begin + lines[l].first_byte;
                std::size_t end = last.begin + (lines[l].end_byte != 0 ? lines[l].end_byte : last.bytes);
                result.emplace_back(paragraph.text.substr(begin, end - begin));
            }
        }
        return result;
    }
    [[nodiscard]] std::string page_text(std::size_t page) const {
        std::string shown;
        if (!pages.pages[page].run.valid()) return shown;
        for (std::string const& line : lines(pages.pages[page].flow, pages.pages[page])) shown += line + "\n";
        return shown;
    }
};

inline std::string sentences(int count, std::string const& word = "several ordinary words of text stand here") {
    std::string text;
    for (int i = 0; i < count; ++i) text += "Sentence " + std::to_string(i) + " with " + word + ". ";
    return text;
}

}  // namespace octavo::page::test

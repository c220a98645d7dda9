// The e-book's style sheets: one file a source sheet, reduced to what reading systems take, before them octavo's own few rules for
// what the writer makes (see content_writer.h): classes "as-…", page marks, note references.
#pragma once
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "css/ebook_sheet.h"
#include "css/style_sheet.h"
#include "epub/fonts.h"

namespace octavo::epub {

struct StyleFile {
    std::string file;   ///< "css/book.css", seen from the package document
    std::string text;
    std::vector<std::uint32_t> parts{};  ///< indices of Document::parts it is for; empty: for all
};

/// Style attributes: each value that occurs is a class of the last sheet, so that what it declares is checked like any sheet.
class InlineStyles {
public:
    InlineStyles(dom::Document const& document, Survey const& survey);
    /// The class that stands for a style attribute's value; empty when there is none.
    [[nodiscard]] std::string_view class_of(std::string_view value) const;
    /// The sheet, as CSS; empty when there are no style attributes.
    [[nodiscard]] std::string const& text() const { return text_; }

private:
    std::unordered_map<std::string_view, std::string> classes_;
    std::string text_;
};

struct StylesInput {
    std::vector<css::StyleSheetPtr> const& sheets;
    InlineStyles const& inline_styles;
    io::Workspace& workspace;
    std::span<EmbeddedFont const> fonts;   ///< where there are any, they stand for the sheets' own @font-face rules
    css::GeneratedContent generated = css::GeneratedContent::kept;
    css::GeneratedContent generated_of_base = css::GeneratedContent::kept;  ///< of octavo's own sheets
};
/// Files that sheets refer to (background pictures, fonts) are added to `media`.
[[nodiscard]] std::vector<StyleFile> write_styles(StylesInput const& input, Media& media, base::StageContext const& context,
                                                  base::Diagnostics& diagnostics);

}  // namespace octavo::epub

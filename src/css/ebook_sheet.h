// Writes a parsed style sheet again, for the e-book: what reading systems and EPUBCheck take, property by property.
//
// Input: a StyleSheet parsed for Medium::ebook, and how resources are called in the e-book. Output: CSS text. Selectors on the
// source's names become classes and data attributes; var() is replaced where the custom property is the same everywhere; urls
// are renamed; @page, running elements, page floats, references to pages and all that paper alone has is left out, each kind
// told once as a note (epub_filtered_style). Cost: linear.
#pragma once
#include <functional>
#include <span>
#include <string>

#include "css/custom_properties.h"
#include "css/ebook_values.h"
#include "css/rules.h"

namespace octavo::css {

/// Custom properties that have one value in the whole document: set on `:root` or `html` alone. Later sheets win.
class EbookConstants {
public:
    explicit EbookConstants(std::span<StyleSheetPtr const> sheets);
    [[nodiscard]] std::vector<Token> const* find(base::Name name) const;
    /// The size of the whole document's text (html, :root, body) in pt, as far as the sheets say it in such a unit; else 12.
    [[nodiscard]] double root_points() const { return root_points_; }
    [[nodiscard]] TextContrast text_contrast() const { return text_contrast_; }

private:
    std::vector<std::pair<base::Name, std::vector<Token>>> values_;
    double root_points_ = 12;
    TextContrast text_contrast_ = TextContrast::raised;
};

/// What becomes of the sheet's @font-face rules: the e-book may bring other fonts in their place.
enum class FontFaces : std::uint8_t { kept, left_out };

/// Whether the texts of ::before and ::after stand in the e-book's documents, as elements of class "octavo-before", "octavo-after":
/// then their rules select those, too, and say no text.
enum class GeneratedContent : std::uint8_t { kept, written };

struct EbookSheetInput {
    StyleSheet const& sheet;
    EbookConstants const& constants;
    /// The path to write for a resource (its name in the workspace), seen from the style sheet; empty: not in the e-book, and
    /// the declaration is left out.
    std::function<std::string(std::string_view resource)> resource_path;
    FontFaces font_faces = FontFaces::kept;
    GeneratedContent generated = GeneratedContent::kept;
};
[[nodiscard]] std::string write_ebook_style_sheet(EbookSheetInput const& input, base::Diagnostics& diagnostics);

}  // namespace octavo::css

// A parsed style sheet: rules with selectors and declarations, at-rules resolved against a medium.
//
// Input: CSS text (Syntax 3). Output: StyleSheet, a plain value. Parsing never fails: what is not understood is dropped as the
// specification says, with a warning at its line and column. Imports are read through the Workspace, cycles and depth bounded.
// Cost: linear in the text.
#pragma once
#include <memory>
#include <string_view>
#include <vector>

#include "base/stage_context.h"
#include "io/workspace.h"

namespace octavo::css {

enum class Medium : std::uint8_t { print, ebook };
/// octavo's base, the document's, those that octavo brings for an edition ("book"), the edition's own: later wins (normal declarations).
enum class Origin : std::uint8_t { base, document, builtin, edition };
/// Whether a document's @page rules are meant for paper: those of e-books are for screens with pages.
enum class PageRules : std::uint8_t { of_screens, of_paper };

struct StyleSheet;  // css/rules.h
using StyleSheetPtr = std::shared_ptr<StyleSheet const>;

struct ParseInput {
    std::string_view text;
    std::string_view name;         ///< resource name: for positions, and the base of url() and @import
    Origin origin = Origin::edition;
    Medium medium = Medium::print; ///< @media and @import conditions are resolved for it
    std::string_view media_query;  ///< of the <link> or <style>; empty: all
    base::SourceSpan where;        ///< where the text starts, when it stands inside another file
    std::vector<std::uint32_t> parts{};  ///< see StyleSheet::parts
    PageRules page_rules = PageRules::of_screens;
};

[[nodiscard]] StyleSheetPtr parse_style_sheet(ParseInput const& input, io::Workspace& workspace, base::StageContext const& context,
                                              base::Diagnostics& diagnostics);
/// The style sheet octavo brings: "base", "book", "ebook", … ; empty when there is none of that name.
[[nodiscard]] std::string_view builtin_style_sheet(std::string_view name);

}  // namespace octavo::css

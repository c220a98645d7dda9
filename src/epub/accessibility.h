// Accessibility metadata (EPUB Accessibility 1.1; schema.org vocabulary), derived from what the book contains: a feature is stated
// only where all of the content has it. What stands in the way of a conformance claim is told with its place in the source.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "dom/document.h"
#include "epub/media.h"
#include "epub/survey.h"

namespace octavo::epub {

/// Who has judged the book's accessibility (EPUB Accessibility 1.1, section 4.2).
struct Certifier {
    std::string name;          ///< empty: nobody, so no conformance is claimed
    std::string credential;    ///< a badge or title, or its address; may be empty
    std::string report;        ///< address of the report; may be empty
};

struct AccessibilityFacts {
    std::uint32_t pictures = 0, pictures_without_alternative = 0, pictures_left_out = 0;
    std::uint32_t headings = 0, skipped_heading_levels = 0;
    std::uint32_t tables = 0, tables_without_headers = 0;
    std::uint32_t formulas = 0;
    std::uint32_t passages_without_language = 0;
    bool has_animation = false;      ///< a GIF, which may move and flash
    bool has_roles = false;
    bool has_index = false;
    bool has_ruby = false;
    bool has_pages = false;          ///< set by the caller
    bool lacks_pages = false;        ///< set by the caller: there is a printed edition whose pages are not told
    bool has_contents = false;       ///< set by the caller
    bool has_language = true;        ///< set by the caller
    [[nodiscard]] bool conforms() const {
        return pictures_without_alternative == 0 && pictures_left_out == 0 && skipped_heading_levels == 0 &&
               tables_without_headers == 0 && passages_without_language == 0 && !has_animation && has_language && !lacks_pages;
    }
};

[[nodiscard]] AccessibilityFacts examine_accessibility(dom::Document const& document, Survey const& survey, Media const& media,
                                                       base::Diagnostics& diagnostics);

/// The <meta> elements. Conformance is claimed where somebody certifies it and nothing stands in its way.
[[nodiscard]] std::string accessibility_metadata(AccessibilityFacts const& facts, Certifier const& certifier);

}  // namespace octavo::epub

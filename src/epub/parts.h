// What each content document keeps of the file it was read from, where the Document comes from a package: whether it belongs
// to the reading order, and which style sheets are for it.
#pragma once
#include <string>
#include <vector>

#include "dom/document.h"
#include "epub/splitting.h"
#include "epub/styles.h"

namespace octavo::epub {

struct DocumentPart {
    dom::Part::Linear linear = dom::Part::Linear::yes;
    std::vector<std::string> style_files;  ///< seen from the package document, in order
};

/// One for each content document.
[[nodiscard]] std::vector<DocumentPart> parts_of(dom::Document const& document, Split const& split, std::vector<StyleFile> const& styles);

/// The style files that are for every document.
[[nodiscard]] std::vector<std::string> common_style_files(std::vector<StyleFile> const& styles);

/// Whether the element was the body of a file: its tags are those of the content document's own body.
[[nodiscard]] bool is_body_of_part(dom::Element const& element);

}  // namespace octavo::epub

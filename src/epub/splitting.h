// Cuts the Document into the e-book's content documents.
//
// Input: the Document and its Survey. Output: the nodes before which a new document begins, and which document every node goes to.
// Cut are containers (front, body and back matter, volumes, parts, bare wrappers) at their sections; a part's title page stands
// alone. A document larger than `size_limit` is cut again at its inner sections, as few times as needed. What encloses a cut is
// opened again in the next document. A flat text is cut at its highest headings, one without any between its paragraphs. One pass
// over the sections.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dom/document.h"
#include "epub/survey.h"

namespace octavo::epub {

enum class Matter : std::uint8_t { front, body, back };

struct ContentDocument {
    dom::NodeId first;               ///< it begins with this node and ends before the next document's
    dom::Role role = dom::Role::none;
    Matter matter = Matter::body;
    std::string file;                ///< "text/003-chapter.xhtml", seen from the package document
    std::string heading;             ///< its first heading, from the outline; may be empty
    std::string title;               ///< of its <title>: the heading, else the book's
    bool has_svg = false, has_mathml = false;
};

struct Split {
    std::vector<ContentDocument> documents;
    std::vector<std::uint32_t> document_of;  ///< by NodeId: index into `documents`
};

/// Readers of small devices choke on larger files; EPUB sets no limit.
inline constexpr std::uint32_t size_limit = 300'000;

[[nodiscard]] Split split(dom::Document const& document, Survey const& survey, std::uint32_t limit = size_limit);

}  // namespace octavo::epub

// The outline both editions share: PDF bookmarks and the e-book's navigation.
#pragma once
#include <string>
#include <vector>

#include "dom/document.h"

namespace octavo::dom {

struct OutlineEntry {
    std::string label;     ///< heading text, white space collapsed, notes left out
    NodeId target;         ///< the heading, or the section where it has none
    std::uint32_t level = 1;  ///< from 1, never more than one deeper than the entry before
};

/// Sections and headings in document order (by HTML sectioning and h1–h6, roles; headings in tables and notes left
/// out).
[[nodiscard]] std::vector<OutlineEntry> make_outline(Document const& document);

}  // namespace octavo::dom

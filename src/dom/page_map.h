// The PageMap: where the printed pages begin in the text. Made by page/, read by references, the contents and the e-book.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "dom/document.h"

namespace octavo::dom {

struct PageMapEntry {
    std::string label;      ///< as printed: "xii", "37"; empty for a page without text
    DomPosition first;      ///< first character of the Document's text set on the page (in reading order of the main flow); none when blank
};

/// First and last page (index from 0) on which an element has a fragment; none_page when it has none.
struct PageSpan {
    static constexpr std::uint32_t none_page = 0xFFFFFFFF;
    std::uint32_t first = none_page;
    std::uint32_t last = none_page;
    friend constexpr bool operator==(PageSpan const&, PageSpan const&) = default;
};

struct PageMap {
    std::vector<PageMapEntry> pages;
    std::vector<PageSpan> elements;   ///< by NodeId; empty when nothing has been laid out yet
    [[nodiscard]] PageSpan of(NodeId node) const { return node.value < elements.size() ? elements[node.value] : PageSpan{}; }
    friend bool operator==(PageMap const& a, PageMap const& b) { return a.elements == b.elements && a.pages.size() == b.pages.size(); }
};

}  // namespace octavo::dom

// Points in the text that the e-book marks: where printed pages begin, and anchors of the source that links lead to.
//
// Input: the PageMap of octavo's own pages, or the Document's anchors of an older edition's. Output: markers by text node and
// byte, and the page list in order. A page that begins in a picture's or formula's inside is marked before it; one that begins
// with the rest of a divided word, before the word, so that it stays one word for search and speech. O(n log n).
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/diagnostics.h"
#include "dom/document.h"
#include "dom/page_map.h"
#include "epub/identifiers.h"
#include "epub/survey.h"

namespace octavo::epub {

struct Marker {
    dom::DomPosition at;
    std::string id;
    std::string label;   ///< of a page; empty for a bare anchor
};

struct PageTarget {
    std::string label, id;
    dom::NodeId node;    ///< in whose content document it stands
};

class Markers {
public:
    Markers(dom::Document const& document, Survey& survey) : document_(document), survey_(survey) {}
    /// The pages of the print edition.
    void add_pages(dom::PageMap const& pages, Identifiers& ids);
    /// Page breaks that the source records, of `edition`; empty: of the first that has a label.
    void add_source_pages(base::Name edition, Identifiers& ids, base::Diagnostics& diagnostics);
    /// Anchors with an id that links may lead to.
    void add_anchors(Identifiers& ids);
    /// Sorts; to be called once, after the last add_….
    void finish();

    /// Those at a node, by their byte.
    [[nodiscard]] std::span<Marker const> at(dom::NodeId node) const;
    [[nodiscard]] std::vector<PageTarget> const& pages() const { return pages_; }
    /// What an anchor's id in the source leads to; null when there is no such anchor.
    [[nodiscard]] PageTarget const* anchor(std::string_view source_id) const;

private:
    void add(dom::DomPosition at, std::string id, std::string label);
    [[nodiscard]] dom::DomPosition writable(dom::DomPosition at) const;
    [[nodiscard]] dom::DomPosition at_word_start(dom::DomPosition at) const;
    dom::Document const& document_;
    Survey& survey_;
    std::vector<Marker> markers_;
    std::vector<PageTarget> pages_;
    std::unordered_map<std::string_view, PageTarget> anchors_;
};

}  // namespace octavo::epub

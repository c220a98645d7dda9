// What the writer must know of every node before it writes the first: what is left out, where blocks stand inside lines, which
// notes move to the end of their document, how much text there is. Input: the Document. One pass; 5 bytes a node.
#pragma once
#include <cstdint>
#include <vector>

#include "dom/document.h"

namespace octavo::epub {

enum class Trait : std::uint8_t {
    dropped = 1,   ///< the element is not written, nor what it contains
    foreign = 2,   ///< SVG or MathML: written under its own names
    block = 4,     ///< is or contains what may not stand in a line
    note = 8,      ///< a footnote that stands in the text: moves to the end, a reference takes its place
    marked = 16,   ///< a page begins, or an anchor stands, at or in it
    linked = 32,   ///< some link leads to it
};

enum class Vocabulary : std::uint8_t { html, svg, mathml };
/// By the namespace in the source.
[[nodiscard]] Vocabulary vocabulary_of(dom::Element const& element);

class Survey {
public:
    explicit Survey(dom::Document const& document);
    [[nodiscard]] bool is(dom::NodeId node, Trait trait) const {
        return (traits_[node.value] & static_cast<std::uint8_t>(trait)) != 0;
    }
    void set(dom::NodeId node, Trait trait) { traits_[node.value] |= static_cast<std::uint8_t>(trait); }
    /// Bytes of text in the subtree, and 32 an element: about its size when written.
    [[nodiscard]] std::uint32_t weight(dom::NodeId node) const { return weights_[node.value]; }
    /// The footnotes that move, in document order.
    [[nodiscard]] std::vector<dom::NodeId> const& notes() const { return notes_; }

private:
    std::vector<std::uint8_t> traits_;
    std::vector<std::uint32_t> weights_;
    std::vector<dom::NodeId> notes_;
};

}  // namespace octavo::epub

// The table-driven mapper: a vocabulary is a table of rows {local name, HTML name, role, flow, handler}; what a row
// cannot say, its handler does. A raw subtree is mapped in place, parents before children.
//
// Cost: one hash look-up an element. Elements of other namespaces stay as they are (MathML, SVG); elements without a
// row keep their text, become div or span by what they hold, and are counted in one diagnostic a name.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "read/vocabulary.h"

namespace octavo::read {

class Mapper;

enum class Children : std::uint8_t { map, done };

/// Called when the element has its row's HTML name and role, and its children are still raw. `done`: the handler has
/// seen to the children (or there are none to map).
using Handler = Children (*)(Mapper& mapper, dom::NodeId element);

enum class Flow : std::uint8_t {
    block,     ///< always a block, named `html`
    inl,       ///< always within a line, named `html`
    context,   ///< a block named `html` where blocks stand, a span within text
    content,   ///< a block named `html` where it holds blocks, or stands among them; else a span
    unwrap,    ///< the children stay, the element goes
    drop,      ///< not part of the text
    hidden,    ///< kept with the attribute hidden
    point,     ///< stands for a place in the text (see Mark): kept until the anchors are placed
};

struct ElementRow {
    std::string_view local;
    std::string_view html;
    Flow flow = Flow::inl;
    dom::Role role = dom::Role::none;
    Handler handler = nullptr;
};

class Mapper {
public:
    /// `every` is called for each element that has a row, before the row's own handler; it may be null.
    Mapper(ReadContext& context, base::Name ns, std::span<ElementRow const> rows, void (*every)(Mapper&, dom::NodeId));
    Mapper(Mapper const&) = delete;
    Mapper& operator=(Mapper const&) = delete;
    virtual ~Mapper() = default;  ///< a vocabulary derives its own, with what its handlers share

    /// Maps `element` and all under it.
    void map(dom::NodeId element);
    /// Maps the children that stand there now. A handler may move those that come after its element: they are mapped in
    /// their turn, where they then stand.
    void map_children(dom::NodeId element);

    [[nodiscard]] ReadContext& context() { return context_; }
    [[nodiscard]] dom::Document& document() { return document_; }
    /// The row of a raw element; null for texts, made elements and unknown names.
    [[nodiscard]] ElementRow const* row(dom::NodeId node) const;
    [[nodiscard]] bool is_source(dom::NodeId node, std::string_view local) const;
    /// The value of the source's attribute of no namespace; empty when it is missing.
    [[nodiscard]] std::string_view attribute(dom::NodeId element, std::string_view local) const;
    /// Whether blocks stand where `element` does: its parent takes blocks and has no text of its own.
    [[nodiscard]] bool among_blocks(dom::NodeId element) const;
    /// Whether a raw subtree has an element that is always a block (or one of context or content that takes blocks).
    [[nodiscard]] bool holds_blocks(dom::NodeId element) const;
    /// Whether the element has text of its own that is not white space.
    [[nodiscard]] bool has_own_text(dom::NodeId element) const;
    /// Gives the element its name and the class that tells its source's name.
    void name_element(dom::NodeId element, std::string_view html);

protected:
    /// An element of another namespace: kept verbatim, what is in it of the vocabulary is mapped.
    virtual void map_foreign(dom::NodeId element) { map_children(element); }

private:
    void unknown(dom::NodeId element);
    void apply(dom::NodeId element, ElementRow const& row);

    ReadContext& context_;
    dom::Document& document_;
    base::Name ns_;
    std::unordered_map<base::Name, ElementRow const*> rows_;
    void (*every_)(Mapper&, dom::NodeId);
    std::vector<dom::NodeId> pending_;  // a stack of the children still to be mapped
    mutable std::vector<std::uint8_t> own_text_;  // by node, what has_own_text found: 0 not asked yet, 1 no, 2 yes
};

/// Whether HTML lets blocks stand in the element of that name.
[[nodiscard]] bool takes_blocks(base::Name html);
/// Whether the HTML element of that name is a block.
[[nodiscard]] bool is_block(base::Name html);

}  // namespace octavo::read

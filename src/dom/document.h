// The Document: one tree for every vocabulary. Input of styling and of the e-book; made by read/.
//
// Each element has an HTML name (its structure), a Role (its meaning), and keeps its source's qualified name and all its
// attributes: style sheets select either. Text is kept as it stands in the source, white space included. Nodes are an array,
// linked by ids, so that moving a subtree is O(1); a node taken out of the tree stays in the array, unlinked. What overlaps
// elements (page breaks of older editions, milestones, spans of apparatus) stands in tables of Anchor and Range beside the tree.
// Every node knows file, line and column. HTML elements have no classes of their own: presentation is in styles/, meaning in Role.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/id.h"
#include "base/name.h"
#include "base/source.h"
#include "dom/metadata.h"
#include "dom/role.h"

namespace octavo::dom {

struct NodeTag;
using NodeId = base::Id<NodeTag>;

/// A place in the Document: a text node and a byte of its text, or an element and 0 (its start).
struct DomPosition {
    NodeId node;
    std::uint32_t byte = 0;
    friend constexpr bool operator==(DomPosition const&, DomPosition const&) = default;
};

enum class NodeKind : std::uint8_t { element, text };

struct Node {
    NodeId parent, first_child, last_child, previous, next;
    std::uint32_t payload = 0;  ///< index of the element or the text
    base::SourceSpan where;
    NodeKind kind = NodeKind::element;
};
static_assert(sizeof(Node) <= 40);

enum class AttributeOrigin : std::uint8_t {
    source,   ///< stands in the source with this namespace and name
    derived,  ///< given by the reader under its HTML name (href, id, class, colspan, src, alt, lang, …)
};

struct Attribute {
    base::Name ns;
    base::Name local;
    std::string_view value;
    AttributeOrigin origin = AttributeOrigin::source;
};

struct Element {
    base::Name html;          ///< HTML element name, e.g. "p", "section", "aside"
    base::Name source_local;  ///< as in the source; empty for elements octavo made
    base::Name source_ns;
    Role role = Role::none;
    std::uint32_t first_attribute = 0;
    std::uint32_t attribute_count = 0;
};

enum class AnchorKind : std::uint8_t { page_break, line_break, column_break, milestone, gap, range_end, index_term };

/// A point in the text that is not an element: `<pb n="12"/>`, `<milestone/>`, …
struct Anchor {
    AnchorKind kind{};
    DomPosition at;           ///< what follows the anchor starts here
    base::Name id;            ///< its xml:id, to be linked to; may be empty
    base::Name edition;       ///< pb@ed: which edition's pages; may be empty
    std::string_view label;   ///< pb@n
    base::SourceSpan where;
};

enum class RangeKind : std::uint8_t { apparatus, addition, deletion, index, span };

/// A stretch of text that need not nest in elements: `<addSpan spanTo="#x"/>`.
struct Range {
    RangeKind kind{};
    DomPosition first, last;  ///< from `first` up to before `last`
    base::Name id;
    NodeId element;           ///< the element that opened it, where there is one in the tree
    base::SourceSpan where;
};

/// A style sheet the document brings: linked, embedded, or made of TEI renditions. Applied in order.
struct DocumentStyle {
    std::string_view text;      ///< the style sheet, when it stands in the document
    std::string reference;      ///< else what to read, seen from `base_name`
    std::string base_name;
    std::string media;          ///< media query text; empty: all
    base::SourceSpan where;
    std::vector<std::uint32_t> parts{};  ///< indices of Document::parts that bring it, ascending; empty: it is for all
};

/// A file of a package's reading order.
struct Part {
    NodeId section;           ///< what its body has become
    base::Name name;          ///< the resource
    enum class Linear : std::uint8_t { yes, no } linear = Linear::yes;  ///< no: beside the reading order
};

/// A line of the contents that a package brings (EPUB's nav, NCX).
struct ContentsLine {
    std::string label;
    NodeId target;            ///< none: the heading of the lines below it
    std::uint32_t level = 1;  ///< from 1, never more than one deeper than the line before
};

/// A place that a package names: EPUB's landmarks, the guide of EPUB 2.
struct Landmark {
    std::string type, label;  ///< epub:type
    NodeId target;
};

class Document {
public:
    Document();
    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    // --- building
    /// A new element, not yet in the tree.
    NodeId make_element(base::Name html, base::SourceSpan where);
    /// A new text node, not yet in the tree; the text is copied.
    NodeId make_text(std::string_view text, base::SourceSpan where);
    void append_child(NodeId parent, NodeId child);
    /// Puts `child` before `reference` (a child of `parent`), or last when `reference` is none.
    void insert_before(NodeId parent, NodeId child, NodeId reference);
    /// Takes the subtree out of the tree; it can be put in again.
    void remove(NodeId node);
    /// Puts the children in the element's place and takes the element out.
    void unwrap(NodeId element);
    /// A copy of the subtree, not yet in the tree; ids are not copied.
    NodeId clone(NodeId node);
    void set_source_name(NodeId element, base::Name ns, base::Name local);
    void set_html(NodeId element, base::Name html);
    void set_role(NodeId element, Role role);
    void set_text(NodeId text, std::string_view value);
    /// Adds the attribute, or replaces the value of the one with the same origin, namespace and name.
    void set_attribute(NodeId element, Attribute attribute);
    /// set_attribute for a derived attribute of no namespace.
    void derive(NodeId element, base::Name local, std::string_view value);
    /// Replaces all attributes of the element.
    void set_attributes(NodeId element, std::span<Attribute const> attributes);
    void remove_attribute(NodeId element, base::Name local, AttributeOrigin origin);
    /// Adds `word` to the derived class attribute, once.
    void add_class(NodeId element, std::string_view word);
    /// Moves all children of `from` behind those of `to`.
    void move_children(NodeId from, NodeId to);
    /// Puts a new element in `node`'s place and `node` into it.
    NodeId wrap(NodeId node, base::Name html);
    void set_root(NodeId element) { root_ = element; }
    [[nodiscard]] std::string_view keep(std::string_view text) { return arena_->copy(text); }

    // --- reading
    [[nodiscard]] NodeId root() const { return root_; }
    /// The root's child "body", else the root.
    [[nodiscard]] NodeId body() const;
    [[nodiscard]] std::size_t node_count() const { return nodes_.size(); }
    [[nodiscard]] Node const& node(NodeId id) const { return nodes_[id]; }
    [[nodiscard]] bool is_element(NodeId id) const { return nodes_[id].kind == NodeKind::element; }
    [[nodiscard]] bool is_text(NodeId id) const { return nodes_[id].kind == NodeKind::text; }
    [[nodiscard]] Element const& element(NodeId id) const { return elements_[nodes_[id].payload]; }
    [[nodiscard]] std::string_view text(NodeId id) const { return texts_[nodes_[id].payload]; }
    [[nodiscard]] std::span<Attribute const> attributes(NodeId element) const;
    /// The derived attribute of that name, else the source's of no namespace.
    [[nodiscard]] std::optional<std::string_view> attribute(NodeId element, base::Name local) const;
    [[nodiscard]] std::optional<std::string_view> source_attribute(NodeId element, base::Name ns, base::Name local) const;
    /// The next node in document order within `within` (none: the whole tree); none at the end.
    [[nodiscard]] NodeId next_in_order(NodeId node, NodeId within = {}) const;
    /// The same, but past the node's descendants.
    [[nodiscard]] NodeId next_after_subtree(NodeId node, NodeId within = {}) const;
    [[nodiscard]] NodeId next_sibling_element(NodeId node) const;
    [[nodiscard]] NodeId first_child_element(NodeId node) const;
    /// The concatenated text of the subtree.
    [[nodiscard]] std::string text_content(NodeId node) const;
    /// Whether the class attribute (derived, else the source's) has that word.
    [[nodiscard]] bool has_class(NodeId element, std::string_view word) const;
    /// The nearest lang (derived attribute) at or above; empty when there is none.
    [[nodiscard]] base::Name language(NodeId node) const;

    // --- ids (built by index_ids once the tree stands)
    void index_ids();
    /// The element with that id (derived attribute "id"); none when there is none.
    [[nodiscard]] NodeId by_id(std::string_view id) const;

    Metadata metadata;
    std::vector<Anchor> anchors;             ///< in document order
    std::vector<Range> ranges;               ///< in order of their first position
    std::vector<DocumentStyle> styles;
    std::vector<Part> parts;                 ///< of packages; empty for other sources
    std::vector<ContentsLine> contents;      ///< what packages bring; empty: the headings tell
    std::vector<Landmark> landmarks;
    std::vector<base::Name> base_names;      ///< names of the resources the document was read from, in order; front() is the main one
    /// Name of the resource the node stands in, for its relative references.
    [[nodiscard]] base::Name base_name(NodeId node) const;
    void set_base_name(NodeId element, base::Name name);

private:
    struct Ids;
    base::IdVector<NodeTag, Node> nodes_;
    std::vector<Element> elements_;
    std::vector<std::string_view> texts_;
    std::vector<Attribute> attributes_;
    std::vector<std::pair<NodeId, base::Name>> base_name_of_;  // sorted by node; only where it differs from the parent's
    std::unique_ptr<base::Arena> arena_;
    std::unique_ptr<Ids> ids_;
    NodeId root_;
};

/// Names used everywhere, interned once.
namespace names {
base::Name id(), cls(), lang(), href(), src(), alt(), dir(), style(), colspan(), rowspan(), scope(), start(), value(), type(), title();
base::Name xhtml_namespace(), tei_namespace(), xml_namespace(), epub_namespace();
}

}  // namespace octavo::dom

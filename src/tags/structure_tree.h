// The structure tree of the tagged PDF: which structure elements there are and which marked sequences are theirs.
//
// Input: the Document and the marked sequences of all pages in the order they were drawn. Output: elements of standard
// structure types (ISO 32000-1 §14.8.4), in the document's order, each once however many pages it runs over; a note
// follows the paragraph that calls it. Only elements with content are made, but for the cells that a table needs to be
// regular. The order of an element's own content among its children is the order of drawing. Every sequence gets a
// place: what belongs to no element ends as a paragraph of the document. Heading levels are made to descend without a
// gap (PDF/UA-1 7.4.2). Cost: linear in nodes and sequences.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "base/id.h"
#include "dom/document.h"
#include "tags/structure_types.h"

namespace octavo::tags {

struct ElementTag;
using ElementId = base::Id<ElementTag>;

/// A marked sequence with an MCID, in the order of drawing (by page, then by MCID).
struct MarkedContent {
    dom::NodeId node;          ///< as StructureOwners gives it; for labels the element whose label it is
    std::uint32_t page = 0, mcid = 0;
    std::uint32_t part = 0;
    bool label = false;
};
/// A link annotation; its number is its index among them.
struct LinkAnnotation {
    dom::NodeId link;
    std::uint32_t page = 0;
    dom::NodeId target{};      ///< the element in the document it leads to; none: an address
};

struct Kid {
    enum class Kind : std::uint8_t { element, content, link } kind{};
    std::uint32_t page = 0;
    std::uint32_t value = 0;   ///< element's index, MCID, or number of the annotation
};

struct Element {
    StructureType type{};
    dom::NodeId node{};
    ElementId parent{};
    std::uint32_t first_kid = 0, kid_count = 0;
    std::uint32_t extras = 0;  ///< index + 1 of StructureTree::extras; 0: none
};

enum class ListNumbering : std::uint8_t {
    none, disc, decimal, upper_roman, lower_roman, upper_alpha, lower_alpha, description,
};
enum class Scope : std::uint8_t { none, row, column, both };

enum class NoteType : std::uint8_t { none, footnote, endnote };

/// What few elements have.
struct Extras {
    std::string language, alternative, expansion, id;
    std::vector<std::string> headers;
    std::vector<ElementId> refs;      ///< PDF 2.0: from a call to its note and back, from an entry of the contents to its heading
    NoteType note = NoteType::none;
    ListNumbering numbering = ListNumbering::none;
    Scope scope = Scope::none;
    std::uint16_t colspan = 1, rowspan = 1;
};

struct StructureTree {
    base::IdVector<ElementTag, Element> elements;   ///< the first is the root, a Document
    std::vector<Kid> kids;
    std::vector<Extras> extras;
    std::vector<dom::NodeId> figures_without_alternative;
    std::vector<dom::NodeId> skipped_headings;      ///< more than one level below the one they stand under, as written in the source
    [[nodiscard]] Extras const* extras_of(Element const& element) const {
        return element.extras == 0 ? nullptr : &extras[element.extras - 1];
    }
    /// The element's extras, made where it had none.
    [[nodiscard]] Extras& need_extras(ElementId element);
};

struct StructureInput {
    dom::Document const& document;
    std::vector<MarkedContent> const& contents;
    std::vector<LinkAnnotation> const& links;
    std::string language;      ///< of the whole; elements in another one say so
};
[[nodiscard]] StructureTree build_structure(StructureInput const& input);

/// The structure element that stands for an element of the Document as a destination: its own (a note's body, not its
/// call), else the first inside of it, else the nearest around it. Cost: one walk over both trees when it is made.
class StructureTargets {
public:
    StructureTargets(StructureTree const& tree, dom::Document const& document);
    [[nodiscard]] ElementId of(dom::NodeId node) const;

private:
    dom::Document const& document_;
    std::vector<ElementId> elements_;   ///< by node
};

/// Fills in Extras::refs (ISO 32000-2 §14.7.2, table 355): between notes and what calls them, and from entries of the
/// contents to what they lead to.
void add_references(StructureTree& tree, StructureTargets const& targets, StructureInput const& input);

/// Whether the text is a language tag as PDF wants it (RFC 3066's form).
[[nodiscard]] bool is_language_tag(std::string_view text);

/// One line an element, indented, for tests: type, extras, sequences as page/mcid.
[[nodiscard]] std::string dump(StructureTree const& tree);

}  // namespace octavo::tags

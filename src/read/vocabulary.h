// A vocabulary octavo reads: how it is recognised and how its raw tree becomes part of the Document.
// A new vocabulary is a folder of its own with an element table, and one row in vocabulary.cpp.
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/stage_context.h"
#include "dom/document.h"
#include "io/workspace.h"
#include "read/index_term.h"

namespace octavo::read {

/// One document that was read: its ids are its own, and other units refer to it by the names of the files it came from.
struct Unit {
    dom::NodeId root;   ///< its outermost element, mapped to html
    dom::NodeId body;   ///< its element mapped to body: what comes into the flow
    base::Name name;    ///< the resource
    bool made_of_table = false;  ///< its HTML is octavo's: headings are ranked by depth, paragraphs split around blocks
    dom::Part::Linear linear = dom::Part::Linear::yes;
};

/// An element that stands for a point of the text: the anchors' pass turns it into an Anchor and takes it out of the
/// tree.
struct Mark {
    dom::NodeId element;
    dom::AnchorKind kind{};
    std::string edition{};
    std::string label{};
    enum class Element : std::uint8_t { goes, stays } fate = Element::goes;  ///< stays: it has text of its own
};

/// A line of a package's navigation as it is written: looked up when all targets are known.
struct GivenLine {
    std::string label, type, reference;  ///< type: a landmark's; reference: empty for a heading of lines
    base::Name base;                     ///< the resource it stands in
    base::SourceSpan where;
    std::uint32_t level = 1;
};

/// What one package brings for finding one's way in it.
struct GivenNavigation {
    std::string title;          ///< of the package
    std::size_t first_unit = 0, unit_count = 0;
    std::vector<GivenLine> contents{}, landmarks{}, pages{};
};

/// An element from which a stretch of text goes on to the element with the id `to`.
struct RangeMark {
    dom::NodeId element;
    dom::RangeKind kind{};
    std::string to{};  ///< a reference, "#id"
};

/// What a reader works on. `units` are in reading order.
struct ReadContext {
    dom::Document& document;
    io::Workspace& workspace;
    base::StageContext const& context;
    base::Diagnostics& diagnostics;
    std::vector<Unit> units{};
    std::vector<Mark> marks{};
    std::vector<RangeMark> range_marks{};
    std::vector<IndexTerm> index_terms{};
    std::vector<dom::NodeId> endnotes{};  ///< notes that stand where they are called, but are wanted at the end
    bool is_package = false;  ///< the units are the spine of a book
    std::vector<GivenNavigation> navigation{};  ///< of each package that was read
};

struct Vocabulary {
    std::string_view name;
    /// Whether a raw tree with this root is this vocabulary's.
    bool (*recognises)(base::Name ns, base::Name local);
    /// Maps the raw tree under `unit.root` in place and appends to `context.units`. Metadata already known is kept.
    void (*map)(ReadContext& context, Unit unit);
};

[[nodiscard]] std::span<Vocabulary const> vocabularies();

/// Reads one resource (`reference` seen from the root; an archive: the book in it) and maps it: appends its unit or
/// units. False after a diagnostic.
bool read_unit(ReadContext& context, std::string_view reference, base::SourceSpan referred_from);

}  // namespace octavo::read

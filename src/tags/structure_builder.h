// The walk behind build_structure(): see structure_tree.h for what comes out.
//
// Elements are made when their last kid is known. Kids of an element that has none of its own (div, em) go to the list
// of the element around it. Runs of content in an element that may only hold blocks become a P.
#pragma once
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "tags/structure_tree.h"

namespace octavo::tags {

using Kids = std::vector<Kid>;

class StructureBuilder {
public:
    explicit StructureBuilder(StructureInput const& input) : input_(input), document_(input.document) {}
    [[nodiscard]] StructureTree build();

private:
    /// What is around the element being built.
    struct Around {
        std::string_view language;
        /// notes met here come after the paragraph; null: where they stand
        std::vector<dom::NodeId>* notes = nullptr;
        bool in_paragraph = false;
        bool in_contents = false;                    ///< in a table of contents
    };
    /// The sequences of one node, as a range of own_.
    struct Range {
        std::uint32_t begin = 0, end = 0;
    };

    // structure_builder.cpp
    void index_contents();
    void index_order();
    [[nodiscard]] Range range_of(dom::NodeId node) const;
    [[nodiscard]] bool is_call(std::uint32_t sequence) const;
    [[nodiscard]] bool inside(dom::NodeId node, dom::NodeId ancestor) const;
    ElementId make(StructureType type, dom::NodeId node, Kids const& kids, std::optional<Extras> extras = {});
    void add_content(std::uint32_t sequence, Kids& out);
    void add_links(dom::NodeId node, Kids& out);
    void add_element(ElementId element, Kids& out) { out.push_back({Kid::Kind::element, 0, element.value}); }
    void wrap_runs(Kids& kids, dom::NodeId node);
    [[nodiscard]] bool is_inline(Kid const& kid) const;
    void flow(dom::NodeId node, Around const& around, Kids& out);
    void add_leftovers(Kids& out);
    std::string unique_id(dom::NodeId node, std::string_view prefix);
    [[nodiscard]] std::optional<Extras> language_extras(dom::NodeId node, Around& around) const;

    // element_builders.cpp
    void child(dom::NodeId node, Around const& around, Kids& out);
    void paragraph(StructureType type, dom::NodeId node, Around around, Kids& out);
    void grouping(StructureType type, dom::NodeId node, Around around, Kids& out);
    void container(StructureType type, dom::NodeId node, Around around, Kids& out);
    void container_kids(dom::NodeId node, Around around, Kids& kids);
    void inline_element(StructureType type, dom::NodeId node, Around around, Kids& out);
    void link(dom::NodeId node, Around around, Kids& out);
    void transparent(dom::NodeId node, Around const& around, Kids& out);
    void figure(dom::NodeId node, Around const& around, Kids& out);
    void captioned(Kids const& kids, Kids& out);
    void picture(dom::NodeId node, Kids const& kids, Kids& out);
    void ruby(dom::NodeId node, Around around, Kids& out);
    void bibliography_entry(dom::NodeId node, Around around, Kids& out);
    void note_call(dom::NodeId node, Around const& around, Kids& out);
    void note(dom::NodeId node, Around around, Kids& out);
    [[nodiscard]] StructureType heading(StructureType written, dom::NodeId node);

    // list_builder.cpp
    void list(dom::NodeId node, Around around, Kids& out);
    [[nodiscard]] bool every_item_leads(dom::NodeId list) const;
    void list_items(dom::NodeId node, Around const& around, Kids& items);
    void list_item(dom::NodeId node, Around around, Kids& items);
    void definition_items(dom::NodeId node, Around const& around, Kids& items, Kids& item);
    void contents_item(dom::NodeId node, Around around, Kids& items);
    [[nodiscard]] ListNumbering numbering(dom::NodeId list) const;
    void labels(dom::NodeId node, Kids& out);

    // table_builder.cpp
    struct TableRows;
    void table(dom::NodeId node, Around around, Kids& out);
    void collect_rows(dom::NodeId node, TableRows& rows);
    void table_section(TableRows& rows, std::size_t group, StructureType type, Around const& around, Kids& out);
    void table_row(TableRows& rows, std::size_t group, std::size_t row, Around const& around, Kids& out);
    [[nodiscard]] Scope scope_of(dom::NodeId cell, TableRows const& rows, std::size_t group, std::size_t row) const;

    StructureInput const& input_;
    dom::Document const& document_;
    StructureTree tree_;
    std::vector<std::uint32_t> own_begin_, own_;   ///< sequences by node (compressed rows)
    std::vector<std::uint32_t> order_;             ///< by node: its first sequence in the main flow
    std::vector<bool> used_;                       ///< by node: there is content in it
    std::vector<bool> placed_;                     ///< by sequence
    std::unordered_map<dom::NodeId, std::vector<std::uint32_t>> links_;
    std::unordered_set<std::string> ids_;
    std::vector<StructureType> headings_;          ///< written levels on the way to the last heading
};

/// The element's type by its Role or HTML name, and how it takes part.
struct ElementKind {
    StructureType type = StructureType::none;
    Shape shape = Shape::transparent_block;
};
[[nodiscard]] ElementKind kind_of(dom::Document const& document, dom::NodeId element);
[[nodiscard]] bool is_note(dom::Document const& document, dom::NodeId element);

}  // namespace octavo::tags

// The walk behind content_writer.h: one object a content document, its parts in content_*.cpp.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "epub/content_writer.h"
#include "epub/html_table.h"

namespace octavo::epub {

enum class Flow : std::uint8_t { flow, phrasing };

/// What the element stands in, as far as HTML forbids things there.
struct Inside {
    bool link = false, definition = false, address = false, header = false, caption = false;
};

/// Does a section go on that began in an earlier document?
enum class Start : std::uint8_t { here, earlier };

class Content {
public:
    Content(BookPlan const& plan, std::uint32_t index, base::Diagnostics& diagnostics)
        : plan_(plan), document_(plan.document), index_(index), diagnostics_(diagnostics) {}
    /// The body's content.
    std::string write();
    [[nodiscard]] bool uses_z3998() const { return uses_z3998_; }

private:
    using NodeId = dom::NodeId;

    // content.cpp: the walk, and what may stand where
    void write_siblings(NodeId first, Flow flow, Inside inside);
    void write_children(NodeId parent, Flow flow, Inside inside);
    void write_node(NodeId node, Flow flow, Inside inside);
    void write_element(NodeId node, Flow flow, Inside inside);
    void write_block(NodeId node, HtmlRow const& row, Inside inside);
    void write_prescribed(NodeId node, HtmlRow const& row, Inside inside);
    void write_inline(NodeId node, HtmlRow const& row, Flow flow, Inside inside);
    void write_as_span(NodeId node, HtmlRow const& row, Inside inside);
    void write_as_division(NodeId node, Inside inside);
    void write_runs(NodeId parent, Inside inside);
    void write_text(NodeId node, Flow flow);
    void write_void(NodeId node, std::string_view name);
    void write_picture(NodeId node);
    void write_before(NodeId node);
    void write_after(NodeId node);
    [[nodiscard]] bool has_block_child(NodeId node) const;
    [[nodiscard]] bool is_block(NodeId node) const;
    [[nodiscard]] bool is_dissolved(NodeId node) const;
    [[nodiscard]] bool counts(NodeId node) const;
    [[nodiscard]] std::vector<NodeId> counted_children(NodeId node) const;

    // content_structure.cpp: lists, tables, figures
    void write_list(NodeId node, HtmlRow const& row, Inside inside);
    void write_definitions(NodeId node, HtmlRow const& row, Inside inside);
    void write_table(NodeId node, Inside inside);
    void write_row_group(NodeId node, std::string_view name, Inside inside);
    void write_row(NodeId node, Inside inside);
    void write_column_group(NodeId node);
    void write_cells(std::span<NodeId const> cells, Inside inside);
    void write_loose_rows(std::span<NodeId const> rows, Inside inside);
    void write_figure(NodeId node, Inside inside);
    void write_headings(NodeId node, Inside inside);
    void write_details(NodeId node, Inside inside);
    bool write_ruby(NodeId node, Inside inside);
    [[nodiscard]] std::string_view name_of(NodeId node) const;

    // content_index.cpp: what an index lists
    [[nodiscard]] bool is_locator_list(NodeId node) const;
    [[nodiscard]] dom::PageSpan pages_of_locator(NodeId link) const;
    [[nodiscard]] std::vector<std::string> locator_texts(std::span<NodeId const> links) const;
    void write_locators(NodeId node);

    // content_foreign.cpp: SVG and MathML
    void write_foreign(NodeId node, Vocabulary around, Inside inside);
    void write_foreign_attributes(NodeId node, Vocabulary vocabulary);

    // content_attributes.cpp
    void open(NodeId node, std::string_view name, std::string_view as = {}, Start start = Start::here);
    void start_tag(NodeId node, std::string_view name, std::string_view as, Start start);
    void write_attributes(NodeId node, std::string_view name, std::string_view as, Start start);
    void write_classes(NodeId node, std::string_view as, Start start);
    void write_attribute(NodeId node, HtmlRow const& row, std::string_view name, dom::Attribute const& attribute);
    [[nodiscard]] std::optional<std::string> link_of(NodeId node) const;

    // content_notes.cpp: notes, page marks and anchors
    void close(std::string_view name, Flow flow);
    void flush();
    void add_marks(NodeId node);
    void append_mark(std::string& out, Marker const& marker) const;
    void write_note_reference(NodeId node, Inside inside);
    void write_notes();
    void write_notes_at_end();
    void write_note(Note const& note);
    [[nodiscard]] bool is_outermost_link(std::string_view name, Inside inside) const { return name == "a" && !inside.link; }
    void release_references();

    BookPlan const& plan_;
    dom::Document const& document_;
    std::uint32_t index_;
    base::Diagnostics& diagnostics_;
    std::string out_;
    std::string pending_;              ///< marks and references that wait for a place where lines may stand
    std::string references_in_link_;   ///< note references that wait for the end of the link they stand in
    std::vector<Note const*> notes_;   ///< those met, in the order of their references
    NodeId stop_;                      ///< the next document's first node
    bool stopped_ = false;
    bool uses_z3998_ = false;
};

}  // namespace octavo::epub

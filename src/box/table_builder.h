// Tables: their parts as boxes, with the anonymous ones that are missing (CSS 2.2 §17.2.1).
//
// One pass over the table's children: a row without a group, a cell without a row, or anything else without a cell opens the missing
// box, which stays open until a proper part comes. White space between parts is nothing. Cost: linear.
#pragma once
#include <optional>

#include "box/walk.h"

namespace octavo::box {

class TableBuilder {
public:
    TableBuilder(Walk& walk, BoxId table);
    /// The children of the table element.
    void children(NodeId table, StyleId style);
    /// One element as a child of the table.
    void element(NodeId node, StyleId id) { child(node, id, Level::table); }
    /// Ends the table; the events left over take place behind it.
    [[nodiscard]] std::vector<Event> finish();

private:
    enum class Level : std::uint8_t { table, group, row };  // what the child stands in
    /// A table part whose children are being added.
    struct Part {
        BoxId box, last_child;
        StyleId style;
        bool anonymous = false;
    };
    void children_of(NodeId parent, StyleId style, Level level);
    void generate(NodeId node, style::Pseudo pseudo, Level level);
    void generated_part(NodeId node, StyleId id, BoxKind kind);
    void child(NodeId node, StyleId id, Level level);
    void proper_child(NodeId node, StyleId id, Level level);
    void text(NodeId node, StyleId style);
    void group(NodeId node, StyleId id, BoxKind kind);
    void row(NodeId node, StyleId id);
    void cell(NodeId node, StyleId id, BoxKind kind, Part& parent);
    void continue_caption(BoxId caption);
    void columns(NodeId node, StyleId id, BoxKind kind, Part& parent);
    [[nodiscard]] Part make(NodeId node, StyleId id, BoxKind kind, Part& parent);
    [[nodiscard]] Part make_anonymous(css::Display display, BoxKind kind, Part& parent);
    void need_group();
    void need_row();
    void need_cell();
    void close_cell();
    void close_row();
    void close_group();

    Walk& walk_;
    BuildState& state_;
    Part table_;
    std::optional<Part> group_, row_;
    std::optional<Flow> cell_;        // an anonymous cell
    std::vector<Event> events_;       // of what makes no box: they go to the next one
};

}  // namespace octavo::box

// Tables: rows of labels at the top are the head; cells span by @rows and @cols.
#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;

base::Name name(std::string_view text) { return base::Name::of(text); }

bool is_label_row(Mapper& mapper, NodeId row) {
    return mapper.is_source(row, "row") && mapper.attribute(row, "role") == "label";
}

bool has_data_row(Mapper& mapper, NodeId table) {
    dom::Document const& document = mapper.document();
    for (NodeId child = document.first_child_element(table); child; child = document.next_sibling_element(child)) {
        if (mapper.is_source(child, "row") && !is_label_row(mapper, child)) return true;
    }
    return false;
}

/// The head comes first as the caption; what HTML does not let stand in a table goes before it.
void clear_table(Mapper& mapper, NodeId table) {
    dom::Document& document = mapper.document();
    bool captioned = false;
    for (NodeId child = document.first_child_element(table); child;) {
        NodeId next = document.next_sibling_element(child);
        ElementRow const* row = mapper.row(child);
        bool mark = row != nullptr && row->flow == Flow::point;
        if (mapper.is_source(child, "head") && !captioned) {
            document.insert_before(table, child, document.node(table).first_child);
            captioned = true;
        } else if (!mark && !mapper.is_source(child, "row")) {
            document.insert_before(document.node(table).parent, child, table);
            mapper.map(child);
        }
        child = next;
    }
}

}  // namespace

Children table(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    clear_table(mapper, element);
    bool in_head = has_data_row(mapper, element);
    NodeId group;
    for (NodeId child = document.node(element).first_child; child;) {
        NodeId next = document.node(child).next;
        if (mapper.is_source(child, "row")) {
            bool label = in_head && is_label_row(mapper, child);
            if (!group || (in_head && !label)) {
                in_head = label;
                group = document.make_element(name(label ? "thead" : "tbody"), document.node(child).where);
                document.insert_before(element, group, child);
            }
            document.append_child(group, child);
        } else if (group) {
            document.append_child(group, child);
        }
        child = next;
    }
    return Children::map;
}

Children cell(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    bool column_label = is_label_row(mapper, document.node(element).parent);
    bool row_label = mapper.attribute(element, "role") == "label";
    if (column_label || row_label) {
        mapper.name_element(element, "th");
        document.derive(element, dom::names::scope(), column_label ? "col" : "row");
    }
    // HTML Living Standard, 4.9.11: spans are at most 1000 columns and 65,534 rows.
    auto span = [&](std::string_view attribute, base::Name html, int most) {
        auto count = to_integer(mapper.attribute(element, attribute));
        if (count && *count > 1) document.derive(element, html, std::to_string(std::min(*count, most)));
    };
    span("cols", dom::names::colspan(), 1000);
    span("rows", dom::names::rowspan(), 65534);
    return Children::map;
}

}  // namespace octavo::read::tei

// Lists, tables, figures: elements whose children HTML prescribes. What the Document has elsewhere is moved or wrapped, never lost.
#include <algorithm>

#include "epub/content.h"
#include "epub/markup.h"

namespace octavo::epub {

std::string_view Content::name_of(NodeId node) const {
    if (!document_.is_element(node) || plan_.survey.is(node, Trait::note) || plan_.survey.is(node, Trait::foreign)) return {};
    return html_row(document_.element(node).html).written;
}

void Content::write_list(NodeId node, HtmlRow const& row, Inside inside) {
    std::vector<NodeId> children = counted_children(node);
    auto is_item = [this](NodeId child) { return name_of(child) == "li"; };
    auto first_item = std::find_if(children.begin(), children.end(), is_item);
    if (first_item == children.end()) return write_as_division(node, inside);
    for (auto child = children.begin(); child != first_item; ++child) write_node(*child, Flow::flow, inside);  // a heading, mostly
    open(node, row.written, row.written == row.name ? "" : "*");
    for (auto child = first_item; child != children.end();) {
        out_ += '\n';
        if (is_item(*child)) {
            open(*child, "li");
            write_children(*child, Flow::flow, inside);
            ++child;
        } else {
            out_ += "<li>";
            for (; child != children.end() && !is_item(*child); ++child) write_node(*child, Flow::flow, inside);
        }
        close("li", Flow::flow);
    }
    out_ += "\n</";
    out_ += row.written;
    out_ += '>';
}

// HTML 4.4.9: groups of dt and dd, all of them in divs or none.
void Content::write_definitions(NodeId node, HtmlRow const&, Inside inside) {
    std::vector<NodeId> children;
    auto is_part = [this](NodeId child) { return name_of(child) == "dt" || name_of(child) == "dd"; };
    for (NodeId child : counted_children(node)) {
        std::vector<NodeId> inner = name_of(child) == "div" ? counted_children(child) : std::vector<NodeId>{};
        bool group = !inner.empty() && std::all_of(inner.begin(), inner.end(), is_part);
        if (group) children.insert(children.end(), inner.begin(), inner.end());
        else children.push_back(child);
    }
    auto first_part = std::find_if(children.begin(), children.end(), is_part);
    if (first_part == children.end()) return write_as_division(node, inside);
    for (auto child = children.begin(); child != first_part; ++child) write_node(*child, Flow::flow, inside);
    open(node, "dl");
    std::string_view last;
    for (auto child = first_part; child != children.end();) {
        out_ += '\n';
        std::string_view name = is_part(*child) ? name_of(*child) : std::string_view("dd");
        if (name == "dd" && last.empty()) out_ += "<dt></dt>";
        if (is_part(*child)) {
            open(*child, name);
            write_children(*child, Flow::flow, inside);
            ++child;
        } else {
            out_ += "<dd>";
            for (; child != children.end() && !is_part(*child); ++child) write_node(*child, Flow::flow, inside);
        }
        close(name, Flow::flow);
        last = name;
    }
    if (last == "dt") out_ += "<dd></dd>";
    out_ += "\n</dl>";
}

void Content::write_table(NodeId node, Inside inside) {
    if (inside.caption) return write_as_division(node, inside);
    std::vector<NodeId> captions, columns, bodies, feet;
    NodeId head;
    for (NodeId child : counted_children(node)) {
        std::string_view name = name_of(child);
        if (name == "caption" || (!name.empty() && bodies.empty() && !head && html_row(document_.element(child).html).place != Place::part))
            captions.push_back(child);
        else if (name == "colgroup" || name == "col") columns.push_back(child);
        else if (name == "thead" && !head && bodies.empty()) head = child;
        else if (name == "tfoot") feet.push_back(child);
        else bodies.push_back(child);
    }
    if (feet.size() > 1) {  // one foot at most: the others are rows like any
        bodies.insert(bodies.end(), feet.begin(), feet.end() - 1);
        feet.erase(feet.begin(), feet.end() - 1);
    }
    open(node, "table");
    Inside in_caption = inside;
    in_caption.caption = true;
    if (!captions.empty()) {
        out_ += '\n';
        auto real = std::find_if(captions.begin(), captions.end(), [this](NodeId child) { return name_of(child) == "caption"; });
        if (real != captions.end()) open(*real, "caption");
        else out_ += "<caption>";
        for (auto child = captions.begin(); child != captions.end(); ++child) {
            if (child == real) write_children(*child, Flow::flow, in_caption);
            else write_node(*child, Flow::flow, in_caption);
        }
        close("caption", Flow::flow);
    }
    bool open_group = false;
    for (NodeId child : columns) {
        bool loose = name_of(child) == "col";
        if (loose != open_group) out_ += loose ? "\n<colgroup>" : "</colgroup>";
        open_group = loose;
        if (loose) start_tag(child, "col", {}, Start::here), out_ += "/>";
        else write_column_group(child);
    }
    if (open_group) out_ += "</colgroup>";
    if (head) write_row_group(head, "thead", inside);
    auto is_loose = [this](NodeId child) {
        std::string_view name = name_of(child);
        return name != "tbody" && name != "thead" && name != "tfoot";
    };
    bool mixed = std::any_of(bodies.begin(), bodies.end(), is_loose) && !std::all_of(bodies.begin(), bodies.end(), is_loose);
    for (auto child = bodies.begin(); child != bodies.end();) {
        if (!is_loose(*child)) {
            write_row_group(*child++, "tbody", inside);
            continue;
        }
        auto end = std::find_if_not(child, bodies.end(), is_loose);
        if (mixed) out_ += "\n<tbody>";
        write_loose_rows({child, end}, inside);
        if (mixed) out_ += "\n</tbody>";
        child = end;
    }
    if (!feet.empty()) write_row_group(feet.front(), "tfoot", inside);
    out_ += "\n</table>";
}

void Content::write_column_group(NodeId node) {
    out_ += '\n';
    open(node, "colgroup");
    for (NodeId child : counted_children(node)) {
        if (name_of(child) != "col") continue;
        start_tag(child, "col", {}, Start::here);
        out_ += "/>";
    }
    out_ += "</colgroup>";
}

void Content::write_row_group(NodeId node, std::string_view name, Inside inside) {
    out_ += '\n';
    open(node, name, name_of(node) == name ? "" : "*");
    std::vector<NodeId> rows = counted_children(node);
    write_loose_rows(rows, inside);
    out_ += "\n</";
    out_ += name;
    out_ += '>';
}

/// Rows, and between them runs of what is none: such a run becomes a row.
void Content::write_loose_rows(std::span<NodeId const> rows, Inside inside) {
    auto is_row = [this](NodeId child) { return name_of(child) == "tr"; };
    for (auto child = rows.begin(); child != rows.end();) {
        out_ += '\n';
        if (is_row(*child)) {
            write_row(*child++, inside);
            continue;
        }
        auto end = std::find_if(child, rows.end(), is_row);
        out_ += "<tr>";
        write_cells({child, end}, inside);
        out_ += "</tr>";
        child = end;
    }
}

void Content::write_row(NodeId node, Inside inside) {
    open(node, "tr");
    std::vector<NodeId> cells = counted_children(node);
    write_cells(cells, inside);
    out_ += "</tr>";
}

void Content::write_cells(std::span<NodeId const> cells, Inside inside) {
    auto is_cell = [this](NodeId child) { return name_of(child) == "td" || name_of(child) == "th"; };
    inside.caption = false;
    for (auto child = cells.begin(); child != cells.end();) {
        std::string_view name = is_cell(*child) ? name_of(*child) : std::string_view("td");
        if (is_cell(*child)) {
            open(*child, name);
            write_children(*child, Flow::flow, inside);
            ++child;
        } else {
            out_ += "<td>";
            for (; child != cells.end() && !is_cell(*child); ++child) write_node(*child, Flow::flow, inside);
        }
        close(name, Flow::flow);
    }
}

// HTML 4.4.12: one caption at most, first or last.
void Content::write_figure(NodeId node, Inside inside) {
    std::vector<NodeId> children = counted_children(node);
    auto is_caption = [this](NodeId child) { return name_of(child) == "figcaption"; };
    NodeId caption;
    if (!children.empty() && is_caption(children.front())) caption = children.front();
    else if (!children.empty() && is_caption(children.back())) caption = children.back();
    open(node, "figure");
    for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next) {
        if (child != caption) {
            write_node(child, Flow::flow, inside);
            continue;
        }
        open(child, "figcaption");
        write_children(child, Flow::flow, inside);
        close("figcaption", Flow::flow);
    }
    close("figure", Flow::flow);
}

// HTML 4.3.7: one heading, and paragraphs.
void Content::write_headings(NodeId node, Inside inside) {
    std::vector<NodeId> children = counted_children(node);
    auto is_heading = [this](NodeId child) { return is_heading_name(name_of(child)); };
    auto fits = [&](NodeId child) { return is_heading(child) || (name_of(child) == "p" && !has_block_child(child)); };
    if (inside.address || std::count_if(children.begin(), children.end(), is_heading) != 1 ||
        !std::all_of(children.begin(), children.end(), fits))
        return write_as_division(node, inside);
    open(node, "hgroup");
    for (NodeId child : children) write_node(child, Flow::flow, inside);
    out_ += "</hgroup>";
}

void Content::write_details(NodeId node, Inside inside) {
    std::vector<NodeId> children = counted_children(node);
    if (inside.link || children.empty() || name_of(children.front()) != "summary") return write_as_division(node, inside);
    open(node, "details");
    open(children.front(), "summary");
    write_children(children.front(), Flow::phrasing, inside);
    close("summary", Flow::phrasing);
    for (auto child = children.begin() + 1; child != children.end(); ++child) write_node(*child, Flow::flow, inside);
    close("details", Flow::flow);
}

// HTML 4.5.10: bases, then annotations, each annotation between parentheses or none of them. False: it is not so, nothing written.
bool Content::write_ruby(NodeId node, Inside inside) {
    enum class State { start, base, text, open_parenthesis, text_in_parentheses, closed } state = State::start;
    std::vector<NodeId> children = counted_children(node);
    for (NodeId child : children) {
        std::string_view name = name_of(child);
        bool annotation = name == "rt" || name == "rtc";
        bool base = !annotation && name != "rp";
        bool after_base = state == State::base, done = state == State::text || state == State::closed;
        if (base && (state == State::start || after_base || done)) state = State::base;
        else if (annotation && (after_base || state == State::text)) state = State::text;
        else if (name == "rp" && (after_base || state == State::closed)) state = State::open_parenthesis;
        else if (annotation && state == State::open_parenthesis) state = State::text_in_parentheses;
        else if (name == "rp" && state == State::text_in_parentheses) state = State::closed;
        else return false;
        if (name == "rp" && document_.first_child_element(child)) return false;
    }
    if (state != State::text && state != State::closed) return false;
    flush();
    open(node, "ruby");
    for (NodeId child : children) {
        std::string_view name = name_of(child);
        if (name != "rt" && name != "rp" && name != "rtc" && name != "rb") {
            write_node(child, Flow::phrasing, inside);
            continue;
        }
        open(child, name);
        write_children(child, Flow::phrasing, inside);
        out_ += "</";
        out_ += name;
        out_ += '>';
    }
    out_ += "</ruby>";
    return true;
}

}  // namespace octavo::epub

// Tables: Caption, THead, TBody, TFoot, TR, TH, TD with spans, scopes and headers (ISO 32000-1 §14.8.4.3.4).
#include <algorithm>
#include <charconv>

#include "tags/structure_builder.h"
#include "tags/table_grid.h"

namespace octavo::tags {

/// The rows of a table by row group, in the order head, bodies, foot.
struct StructureBuilder::TableRows {
    struct Group {
        StructureType type = StructureType::tbody;
        dom::NodeId node;
        std::vector<dom::NodeId> rows;
        std::vector<std::vector<dom::NodeId>> cells;
    };
    std::vector<Group> groups;
    std::vector<GridGroup> grid;
    std::vector<dom::NodeId> captions;
    std::vector<dom::NodeId> others;   ///< what is no part of a table
};

namespace {

std::uint32_t span_attribute(dom::Document const& document, dom::NodeId cell, std::string_view name,
                             std::uint32_t most) {
    auto text = document.attribute(cell, base::Name::of(name));
    std::uint32_t value = 1;
    if (text && std::from_chars(text->data(), text->data() + text->size(), value).ec != std::errc{}) value = 1;
    return std::min(value, most);
}

constexpr std::uint32_t most_columns = 1000, most_rows = 65534;   // HTML §4.9.11

}  // namespace

void StructureBuilder::collect_rows(dom::NodeId node, TableRows& rows) {
    for (dom::NodeId at = document_.first_child_element(node); at.valid(); at = document_.next_sibling_element(at)) {
        std::string_view html = document_.element(at).html.view();
        if (html == "caption") {
            rows.captions.push_back(at);
        } else if (html == "thead" || html == "tbody" || html == "tfoot") {
            rows.groups.push_back({.type = find_html(html)->type, .node = at, .rows = {}, .cells = {}});
            collect_rows(at, rows);
        } else if (html == "tr") {
            bool in_group = !rows.groups.empty() && rows.groups.back().node == node;
            if (!in_group && (rows.groups.empty() || rows.groups.back().node != dom::NodeId{} ||
                              rows.groups.back().type != StructureType::tbody))
                rows.groups.push_back({.type = StructureType::tbody, .node = {}, .rows = {}, .cells = {}});
            rows.groups.back().rows.push_back(at);
            auto& cells = rows.groups.back().cells.emplace_back();
            for (dom::NodeId cell = document_.first_child_element(at); cell.valid(); cell =
                 document_.next_sibling_element(cell)) {
                std::string_view name = document_.element(cell).html.view();
                if (name == "td" || name == "th")
                    cells.push_back(cell);
                else if (used_[cell.value])
                    rows.others.push_back(cell);
            }
        } else if (html != "colgroup" && html != "col" && used_[at.value]) {
            rows.others.push_back(at);
        }
    }
}

void StructureBuilder::table(dom::NodeId node, Around around, Kids& out) {
    auto extras = language_extras(node, around);
    around.in_paragraph = false;
    around.notes = nullptr;
    TableRows rows;
    collect_rows(node, rows);
    std::erase_if(rows.groups, [](auto const& group) { return group.rows.empty(); });
    // One head, one foot, and never these without a body (PDF/UA-1 7.2).
    bool has_body = std::any_of(rows.groups.begin(), rows.groups.end(),
                                [](auto const& group) { return group.type == StructureType::tbody; });
    bool seen[2] = {false, false};
    for (auto& group : rows.groups) {
        if (group.type == StructureType::tbody) continue;
        bool& before = seen[group.type == StructureType::thead ? 0 : 1];
        if (before || !has_body) group.type = StructureType::tbody;
        before = true;
    }
    auto rank = [](auto const& group) { return group.type == StructureType::thead ? 0
                                       : group.type == StructureType::tfoot ? 2 : 1; };
    std::stable_sort(rows.groups.begin(), rows.groups.end(),
                     [&](auto const& a, auto const& b) { return rank(a) < rank(b); });
    for (auto const& group : rows.groups) {
        GridGroup& grid = rows.grid.emplace_back();
        for (auto const& cells : group.cells) {
            GridRow& row = grid.emplace_back();
            for (dom::NodeId cell : cells)
                row.cells.push_back({span_attribute(document_, cell, "colspan", most_columns),
                                     span_attribute(document_, cell, "rowspan", most_rows)});
        }
    }
    make_regular(rows.grid);
    Kids kids;
    for (dom::NodeId caption : rows.captions)
        if (kids.empty() && used_[caption.value]) container(StructureType::caption, caption, around, kids);
    for (std::size_t i = 0; i < rows.groups.size(); ++i) table_section(rows, i, rows.groups[i].type, around, kids);
    Kids after;
    for (dom::NodeId other : rows.others) child(other, around, after);
    for (dom::NodeId caption : rows.captions) container(StructureType::p, caption, around, after);
    wrap_runs(after, node);
    if (!kids.empty()) add_element(make(StructureType::table, node, kids, std::move(extras)), out);
    out.insert(out.end(), after.begin(), after.end());
}

void StructureBuilder::table_section(TableRows& rows, std::size_t group, StructureType type, Around const& around,
                                     Kids& out) {
    Kids kids;
    for (std::size_t row = 0; row < rows.groups[group].rows.size(); ++row) table_row(rows, group, row, around, kids);
    add_element(make(type, rows.groups[group].node, kids), out);
}

Scope StructureBuilder::scope_of(dom::NodeId cell, TableRows const& rows, std::size_t group, std::size_t row) const {
    std::string_view scope = document_.attribute(cell, dom::names::scope()).value_or("");
    if (scope == "row" || scope == "rowgroup") return Scope::row;
    if (scope == "col" || scope == "colgroup") return Scope::column;
    auto const& cells = rows.groups[group].cells[row];
    bool only_headers = std::all_of(cells.begin(), cells.end(),
                                    [&](dom::NodeId id) { return document_.element(id).html.view() == "th"; });
    dom::NodeId section = rows.groups[group].node;
    bool in_head = section.valid() && document_.element(section).html.view() == "thead";
    return in_head || (only_headers && cells.size() > 1) ? Scope::column : Scope::row;
}

void StructureBuilder::table_row(TableRows& rows, std::size_t group, std::size_t row, Around const& around, Kids& out) {
    auto const& cells = rows.groups[group].cells[row];
    GridRow const& grid = rows.grid[group][row];
    Kids kids;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        dom::NodeId cell = cells[i];
        Around inner = around;
        Extras extras = language_extras(cell, inner).value_or(Extras{});
        bool header = document_.element(cell).html.view() == "th";
        extras.colspan = static_cast<std::uint16_t>(grid.cells[i].colspan);
        extras.rowspan = static_cast<std::uint16_t>(grid.cells[i].rowspan);
        if (header) {
            extras.scope = scope_of(cell, rows, group, row);
            if (document_.attribute(cell, dom::names::id())) extras.id = unique_id(cell, "");
        }
        std::string_view headers = document_.attribute(cell, base::Name::of("headers")).value_or("");
        while (!headers.empty()) {
            std::size_t end = std::min(headers.find(' '), headers.size());
            dom::NodeId named = end == 0 ? dom::NodeId{} : document_.by_id(headers.substr(0, end));
            if (named.valid() && document_.element(named).html.view() == "th")
                extras.headers.emplace_back(headers.substr(0, end));
            headers.remove_prefix(std::min(end + 1, headers.size()));
        }
        bool plain = extras.language.empty() && extras.headers.empty() && extras.id.empty() &&
            extras.scope == Scope::none &&
                     extras.colspan == 1 && extras.rowspan == 1;
        Kids content;
        container_kids(cell, inner, content);
        add_element(make(header ? StructureType::th : StructureType::td, cell, content,
                         plain ? std::nullopt : std::optional(std::move(extras))), kids);
    }
    for (std::uint32_t span : grid.padding) {
        std::optional<Extras> extras;
        if (span != 1) extras.emplace().colspan = static_cast<std::uint16_t>(std::min(span, 65535u));
        add_element(make(StructureType::td, rows.groups[group].rows[row], {}, std::move(extras)), kids);
    }
    add_element(make(StructureType::tr, rows.groups[group].rows[row], kids), out);
}

}  // namespace octavo::tags

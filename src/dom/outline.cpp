#include "dom/outline.h"

#include <algorithm>
#include <array>

namespace octavo::dom {
namespace {

/// 1–6 for h1–h6, else 0.
std::uint32_t heading_rank(base::Name html) {
    std::string_view name = html.view();
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6'
               ? static_cast<std::uint32_t>(name[1] - '0')
               : 0;
}

bool is_section(base::Name html) {
    std::string_view name = html.view();
    return name == "section" || name == "article" || name == "nav";
}

// Headings in these belong to what they stand in, not to the book (the sectioning roots of HTML, and notes).
bool hides_headings(Element const& element) {
    constexpr std::array names{std::string_view("table"), std::string_view("blockquote"), std::string_view("figure"),
                               std::string_view("details"), std::string_view("dialog"),   std::string_view("fieldset"),
                               std::string_view("td"),      std::string_view("svg"),      std::string_view("math")};
    switch (element.role) {
        case Role::footnote:
        case Role::endnote:
        case Role::margin_note:
        case Role::landmarks:
        case Role::pagelist: return true;
        default: return std::find(names.begin(), names.end(), element.html.view()) != names.end();
    }
}

bool left_out_of_labels(Document const& document, NodeId node) {
    switch (document.element(node).role) {
        case Role::footnote:
        case Role::endnote:
        case Role::margin_note:
        case Role::noteref:
        case Role::pagebreak: return true;
        default: {
            static base::Name const hidden = base::Name::of("hidden");
            static base::Name const page_furniture = base::Name::of("fw");
            return document.attribute(node, hidden).has_value() ||
                   document.element(node).source_local == page_furniture;
        }
    }
}

// Where a note's call stood before a stop ("The End [8] ."), the space before it goes, too.
std::string_view without_gap(std::string& label, std::string_view text) {
    std::size_t first = text.find_first_not_of(" \n\t\r");
    bool stop = first != std::string_view::npos && (text[first] == '.' || text[first] == ',');
    if (!stop) return text;
    label.erase(label.find_last_not_of(" \n\t\r") + 1);
    return text.substr(first);
}

void append_label(Document const& document, NodeId node, std::string& label) {
    bool after_gap = false;
    for (NodeId at = node; at;) {
        if (document.is_element(at) && at != node && left_out_of_labels(document, at)) {
            after_gap = true;
            at = document.next_after_subtree(at, node);
            continue;
        }
        if (document.is_element(at) && document.element(at).html.view() == "br") label += ' ';
        if (document.is_text(at)) {
            label += after_gap ? without_gap(label, document.text(at)) : document.text(at);
            after_gap = false;
        }
        at = document.next_in_order(at, node);
    }
}

std::string collapsed(std::string_view text) {
    std::string out;
    bool space = false;
    for (char c : text) {
        if (c == ' ' || c == '\n' || c == '\t' || c == '\r') {
            space = !out.empty();
            continue;
        }
        if (space) out += ' ';
        space = false;
        out += c;
    }
    return out;
}

// An hgroup's heading and the lines under it are one label: "I: An Evening".
std::string heading_label(Document const& document, NodeId heading) {
    std::string label;
    append_label(document, heading, label);
    label = collapsed(label);
    NodeId parent = document.node(heading).parent;
    if (!parent || document.element(parent).html.view() != "hgroup") return label;
    for (NodeId next = document.next_sibling_element(heading); next; next = document.next_sibling_element(next)) {
        std::string more;
        append_label(document, next, more);
        more = collapsed(more);
        if (more.empty()) continue;
        if (!label.empty()) {
            char last = label.back();
            label += last == ':' || last == '.' || last == '?' || last == '!' ? " " : ": ";
        }
        label += more;
    }
    return label;
}

class OutlineMaker {
public:
    explicit OutlineMaker(Document const& document) : document_(document) {}

    std::vector<OutlineEntry> make() {
        if (document_.root()) walk(document_.root(), 0);
        return std::move(entries_);
    }

private:
    struct Section {
        std::uint32_t level = 0;       // of its own entry; its parent's when it has none
        std::uint32_t first_rank = 0;  // of its first heading
        bool labelled = false;
        std::uint32_t inner = 0;       // level of the last heading seen in it: nested sections go below that
    };

    // Recursion is as deep as the tree, which the reader bounds by Limits::element_depth.
    void walk(NodeId container, std::uint32_t outer_level) {
        Section section{outer_level, 0, false, outer_level};
        label_by_attribute(container, section);
        walk_children(container, section);
    }

    void walk_children(NodeId container, Section& section) {
        for (NodeId child = document_.node(container).first_child; child; child = document_.node(child).next) {
            if (!document_.is_element(child)) continue;
            Element const& element = document_.element(child);
            if (hides_headings(element) || left_out_of_labels(document_, child)) continue;
            if (std::uint32_t rank = heading_rank(element.html)) {
                heading(child, rank, section);
            } else if (is_section(element.html)) {
                walk(child, section.inner);
            } else {
                walk_children(child, section);
            }
        }
    }

    void heading(NodeId node, std::uint32_t rank, Section& section) {
        NodeId parent = document_.node(node).parent;
        bool in_group = document_.element(parent).html.view() == "hgroup";
        if (in_group && seen_in_group_ == parent) return;
        if (in_group) seen_in_group_ = parent;
        std::string label = heading_label(document_, node);
        if (label.empty()) return;
        std::uint32_t level = 0;
        if (!section.labelled) {
            level = section.level + 1;
            section = {level, rank, true, level};
        } else if (section.first_rank == 0) {  // labelled by an attribute: its first heading says the same again
            section.first_rank = rank;
            return;
        } else {
            level = section.level + (rank > section.first_rank ? rank - section.first_rank : 0);
            section.inner = level;
        }
        add(std::move(label), node, level, section);
    }

    void label_by_attribute(NodeId node, Section& section) {
        if (!is_section(document_.element(node).html) || has_heading(node)) return;
        static base::Name const aria_label = base::Name::of("aria-label");
        auto label = document_.attribute(node, aria_label);
        if (!label || label->empty()) return;
        section = {section.level + 1, 0, true, section.level + 1};
        add(collapsed(*label), node, section.level, section);
    }

    bool has_heading(NodeId section) const {
        for (NodeId at = document_.next_in_order(section, section); at;) {
            if (document_.is_element(at)) {
                Element const& element = document_.element(at);
                if (heading_rank(element.html) != 0) return true;
                if (is_section(element.html) || hides_headings(element)) {
                    at = document_.next_after_subtree(at, section);
                    continue;
                }
            }
            at = document_.next_in_order(at, section);
        }
        return false;
    }

    void add(std::string label, NodeId target, std::uint32_t level, Section& section) {
        std::uint32_t deepest = entries_.empty() ? 1 : entries_.back().level + 1;
        level = std::clamp<std::uint32_t>(level, 1, deepest);
        section.inner = level;
        entries_.push_back({std::move(label), target, level});
    }

    Document const& document_;
    std::vector<OutlineEntry> entries_;
    NodeId seen_in_group_;
};

}  // namespace

std::vector<OutlineEntry> make_outline(Document const& document) { return OutlineMaker(document).make(); }

}  // namespace octavo::dom

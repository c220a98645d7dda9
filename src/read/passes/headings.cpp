#include "read/passes/headings.h"

#include <algorithm>
#include <array>

#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {

using dom::NodeId;

unsigned heading_rank(base::Name html) {
    std::string_view name = html.view();
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6' ? static_cast<unsigned>(name[1] - '0')
                                                                                  : 0;
}

bool is_section(base::Name html) {
    static base::Name const section = base::Name::of("section");
    static base::Name const article = base::Name::of("article");
    static base::Name const nav = base::Name::of("nav");
    return html == section || html == article || html == nav;
}

namespace {

bool is_note(dom::Role role) {
    return role == dom::Role::footnote || role == dom::Role::endnote || role == dom::Role::margin_note ||
           role == dom::Role::noteref;
}

void append_text(dom::Document const& document, NodeId node, std::string& text) {
    static base::Name const hidden = base::Name::of("hidden");
    for (NodeId at = node; at;) {
        if (document.is_text(at)) {
            text += document.text(at);
        } else if (at != node && (is_note(document.element(at).role) || document.attribute(at, hidden))) {
            at = document.next_after_subtree(at, node);
            continue;
        } else if (document.element(at).html.view() == "br") {
            text += ' ';
        }
        at = document.next_in_order(at, node);
    }
}

NodeId child_named(dom::Document const& document, NodeId element, std::string_view html) {
    for (NodeId child = document.first_child_element(element); child; child = document.next_sibling_element(child)) {
        if (document.element(child).html.view() == html) return child;
    }
    return {};
}

}  // namespace

NodeId heading_of(dom::Document const& document, NodeId section) {
    for (NodeId at = document.next_in_order(section, section); at;) {
        if (document.is_element(at)) {
            base::Name html = document.element(at).html;
            if (heading_rank(html) != 0) return at;
            std::string_view name = html.view();
            bool looks_inside =
                name == "hgroup" || name == "header" || name == "div" || name == "main" || name == "body";
            if (!looks_inside) {
                if (is_section(html)) return {};
                at = document.next_after_subtree(at, section);
                continue;
            }
        }
        at = document.next_in_order(at, section);
    }
    return {};
}

std::string heading_text(dom::Document const& document, NodeId heading) {
    std::string text;
    append_text(document, heading, text);
    text = collapsed(text);
    NodeId parent = document.node(heading).parent;
    if (!parent || document.element(parent).html.view() != "hgroup") return text;
    for (NodeId next = document.next_sibling_element(heading); next; next = document.next_sibling_element(next)) {
        std::string more;
        append_text(document, next, more);
        more = collapsed(more);
        if (more.empty()) continue;
        constexpr std::string_view closing = ".:?!";
        bool closed = !text.empty() && closing.find(text.back()) != std::string_view::npos;
        text += text.empty() ? "" : closed ? " " : ": ";
        text += more;
    }
    return text;
}

std::string heading_text_at(dom::Document const& document, NodeId element) {
    base::Name html = document.element(element).html;
    if (heading_rank(html) != 0) return heading_text(document, element);
    if (is_section(html) || html.view() == "div") {
        NodeId heading = heading_of(document, element);
        return heading ? heading_text(document, heading) : std::string();
    }
    for (std::string_view caption : {std::string_view("caption"), std::string_view("figcaption")}) {
        if (NodeId found = child_named(document, element, caption)) return heading_text(document, found);
    }
    return {};
}

// Depth counts sections with a heading at or above; the title of the whole is h1, so the first divisions are h2 where
// the body has no heading of its own either: as in a book whose title page has the h1.
void rank_headings(dom::Document& document, NodeId body) {
    struct Open {
        NodeId section;
        unsigned depth;
    };
    constexpr std::array<std::string_view, 6> levels{"h1", "h2", "h3", "h4", "h5", "h6"};
    std::vector<Open> open;
    for (NodeId at = body; at; at = document.next_in_order(at, body)) {
        if (!document.is_element(at)) continue;
        while (!open.empty() && document.node(at).parent != open.back().section) {
            NodeId up = document.node(at).parent;
            while (up && up != open.back().section && up != body) up = document.node(up).parent;
            if (up == open.back().section) break;
            open.pop_back();
        }
        dom::Element const& element = document.element(at);
        unsigned depth = open.empty() ? 0 : open.back().depth;
        if (is_section(element.html)) {
            bool title_page = element.role == dom::Role::titlepage || element.role == dom::Role::halftitlepage;
            open.push_back({at, title_page ? 0 : depth + 1});
        } else if (heading_rank(element.html) != 0) {
            document.set_html(at, base::Name::of(levels[std::min<std::size_t>(depth, 5)]));
        }
    }
}

}  // namespace octavo::read::passes

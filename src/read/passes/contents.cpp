#include <fmt/format.h>

#include "dom/outline.h"
#include "read/passes/headings.h"
#include "read/passes/passes.h"
#include "read/read.h"
#include "read/text.h"

namespace octavo::read {
namespace {

using dom::NodeId;
using dom::Role;
namespace names = dom::names;

base::Name name(std::string_view text) { return base::Name::of(text); }

/// A nav without entries, that asks for a list of that role.
bool is_empty_list(dom::Document const& document, NodeId node, Role role) {
    if (!document.is_element(node) || document.element(node).role != role || document.element(node).html != name("nav"))
        return false;
    for (NodeId at = document.next_in_order(node, node); at; at = document.next_in_order(at, node)) {
        if (document.is_element(at) && document.element(at).html == name("li")) return false;
    }
    return true;
}

NodeId section_around(dom::Document const& document, NodeId node) {
    for (NodeId at = document.node(node).parent; at; at = document.node(at).parent) {
        if (passes::is_section(document.element(at).html)) return at;
    }
    return {};
}

class ContentsMaker {
public:
    ContentsMaker(dom::Document& document, Targets& targets, std::uint32_t depth)
        : document_(document), targets_(targets), depth_(depth), outline_(dom::make_outline(document)) {}

    void fill(NodeId nav) {
        NodeId own_section = section_around(document_, nav);
        NodeId part = own_section && divides_a_book(document_.element(own_section).role) ? own_section : NodeId{};
        auto wanted = to_integer(document_.attribute(nav, name("data-depth")).value_or(""));
        std::uint32_t deepest = wanted && *wanted > 0 ? static_cast<std::uint32_t>(*wanted) : depth_;
        std::uint32_t above = 0;  // levels of the part whose contents it is
        std::vector<NodeId> lists{nav};  // by level
        NodeId last_item;
        for (dom::OutlineEntry const& entry : outline_) {
            if (part && !is_within(entry.target, part)) continue;
            if (part && above == 0) above = entry.level;
            std::uint32_t own_level = entry.level - std::min(entry.level, above);
            if (own_level == 0) continue;
            if (own_level > deepest || is_left_out(entry.target, nav, own_section)) continue;
            std::uint32_t level = std::min<std::uint32_t>(own_level, static_cast<std::uint32_t>(lists.size()));
            if (level == lists.size() && lists.size() > 1 && !last_item)
                level = static_cast<std::uint32_t>(lists.size()) - 1;
            lists.resize(level);
            last_item = append_item(list_in(lists.back()), entry);
            lists.push_back(last_item);
        }
    }

    /// Figures or tables that have a caption, in order.
    void fill_captions(NodeId nav, std::string_view html) {
        for (NodeId at = document_.body(); at; at = document_.next_in_order(at)) {
            if (!document_.is_element(at) || document_.element(at).html != name(html)) continue;
            std::string caption = passes::heading_text_at(document_, at);
            if (caption.empty()) continue;
            NodeId item = document_.make_element(name("li"), {});
            NodeId link = document_.make_element(name("a"), {});
            document_.derive(link, names::href(), fmt::format("#{}", targets_.ensure_id(at, html)));
            document_.append_child(link, document_.make_text(caption, {}));
            document_.append_child(item, link);
            document_.append_child(list_in(nav), item);
        }
    }

private:
    /// Parts of a book that may have contents of their own.
    static bool divides_a_book(Role role) {
        return role == Role::chapter || role == Role::part || role == Role::volume || role == Role::appendix;
    }

    bool is_within(NodeId node, NodeId ancestor) const {
        for (NodeId at = node; at; at = document_.node(at).parent) {
            if (at == ancestor) return true;
        }
        return false;
    }

    bool is_left_out(NodeId target, NodeId nav, NodeId own_section) const {
        NodeId section =
            passes::is_section(document_.element(target).html) ? target : section_around(document_, target);
        if (section == own_section && own_section && passes::heading_of(document_, own_section) == target) return true;
        for (NodeId at = target; at; at = document_.node(at).parent) {
            Role role = document_.element(at).role;
            if (at == nav || role == Role::titlepage || role == Role::halftitlepage) return true;
        }
        return false;
    }

    NodeId list_in(NodeId holder) {
        for (NodeId child = document_.first_child_element(holder); child;
             child = document_.next_sibling_element(child)) {
            if (document_.element(child).html == name("ol")) return child;
        }
        NodeId list = document_.make_element(name("ol"), {});
        document_.append_child(holder, list);
        return list;
    }

    /// The section of a heading that is its first; else the heading: what a reader is led to.
    NodeId destination(NodeId target) const {
        NodeId section = section_around(document_, target);
        return section && passes::heading_of(document_, section) == target ? section : target;
    }

    NodeId append_item(NodeId list, dom::OutlineEntry const& entry) {
        NodeId item = document_.make_element(name("li"), {});
        NodeId link = document_.make_element(name("a"), {});
        std::string_view id = targets_.ensure_id(destination(entry.target), "section-1");
        document_.derive(link, names::href(), fmt::format("#{}", id));
        append_label(link, entry);
        document_.append_child(item, link);
        document_.append_child(list, item);
        return item;
    }

    // The heading's own phrases (emphasis, languages) where it is one line of plain phrasing; else its text.
    void append_label(NodeId link, dom::OutlineEntry const& entry) {
        bool plain = true;
        for (NodeId at = document_.next_in_order(entry.target, entry.target); at;
             at = document_.next_in_order(at, entry.target)) {
            if (!document_.is_element(at)) continue;
            std::string_view html = document_.element(at).html.view();
            bool phrase = html == "i" || html == "em" || html == "cite" || html == "span" || html == "b" ||
                          html == "sup" || html == "sub" || html == "q";
            if (!phrase || document_.element(at).role != Role::none || document_.attribute(at, name("hidden")))
                plain = false;
        }
        bool one_line =
            passes::heading_text(document_, entry.target) == collapsed(document_.text_content(entry.target));
        if (!plain || !one_line || passes::heading_rank(document_.element(entry.target).html) == 0) {
            document_.append_child(link, document_.make_text(entry.label, {}));
            return;
        }
        for (NodeId child = document_.node(entry.target).first_child; child; child = document_.node(child).next) {
            document_.append_child(link, document_.clone(child));
        }
    }

    dom::Document& document_;
    Targets& targets_;
    std::uint32_t depth_;
    std::vector<dom::OutlineEntry> outline_;
};

}  // namespace

namespace passes {

void fill_contents(dom::Document& document, Targets& targets, ReadOptions const& options) {
    std::vector<NodeId> contents, figures, tables;
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (is_empty_list(document, at, Role::toc)) contents.push_back(at);
        if (is_empty_list(document, at, Role::list_of_figures)) figures.push_back(at);
        if (is_empty_list(document, at, Role::list_of_tables)) tables.push_back(at);
    }
    if (contents.empty() && figures.empty() && tables.empty()) return;
    ContentsMaker maker(document, targets, options.contents_depth);
    for (NodeId nav : figures) maker.fill_captions(nav, "figure");
    for (NodeId nav : tables) maker.fill_captions(nav, "table");
    for (NodeId nav : contents) maker.fill(nav);
}

}  // namespace passes

bool ensure_contents(dom::Document& document, std::string_view heading, std::uint32_t depth) {
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (document.is_element(at) && document.element(at).role == Role::toc) return false;
    }
    NodeId body = document.body();
    NodeId nav = document.make_element(name("nav"), {});
    document.set_role(nav, Role::toc);
    if (!heading.empty()) {
        NodeId title = document.make_element(name("h2"), {});
        document.append_child(title, document.make_text(heading, {}));
        document.append_child(nav, title);
    }
    // Before the body matter: behind front matter, or behind the title page where that is all there is.
    NodeId before = document.first_child_element(body);
    for (NodeId child = before; child; child = document.next_sibling_element(child)) {
        Role role = document.element(child).role;
        bool front = role == Role::titlepage || role == Role::halftitlepage || role == Role::frontmatter ||
                     role == Role::cover || role == Role::copyright_page || role == Role::dedication ||
                     role == Role::epigraph || document.has_class(child, "frontmatter");
        if (!front) break;
        before = document.next_sibling_element(child);
    }
    document.insert_before(body, nav, before);
    Targets targets(document);
    targets.adopt();
    ContentsMaker(document, targets, depth).fill(nav);
    document.index_ids();
    return true;
}

}  // namespace octavo::read

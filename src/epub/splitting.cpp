#include "epub/splitting.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "epub/html_table.h"
#include "epub/values.h"

namespace octavo::epub {

namespace {

using dom::NodeId;
using dom::Role;

constexpr std::array front_roles{Role::frontmatter, Role::halftitlepage, Role::titlepage, Role::copyright_page, Role::dedication,
                                 Role::epigraph, Role::foreword, Role::preface, Role::toc, Role::list_of_figures,
                                 Role::list_of_tables, Role::acknowledgments, Role::abstract, Role::cover};
constexpr std::array back_roles{Role::backmatter, Role::afterword, Role::appendix, Role::bibliography, Role::colophon,
                                Role::endnotes, Role::errata, Role::glossary, Role::index, Role::credits};
constexpr std::array body_roles{Role::chapter, Role::part, Role::volume, Role::introduction, Role::conclusion, Role::prologue,
                                Role::epilogue, Role::notice, Role::qna, Role::letter, Role::drama};
constexpr std::array container_roles{Role::frontmatter, Role::bodymatter, Role::backmatter, Role::part, Role::volume};

template <typename Roles>
bool among(Roles const& roles, Role role) {
    return std::find(roles.begin(), roles.end(), role) != roles.end();
}

class Splitter {
public:
    Splitter(dom::Document const& document, Survey const& survey, std::uint32_t limit)
        : document_(document), survey_(survey), limit_(limit) {}

    std::vector<NodeId> breaks() {
        breaks_.push_back(document_.root());
        visit_container(document_.root());
        return std::move(breaks_);
    }

private:
    bool is_blank_text(NodeId node) const { return document_.is_text(node) && is_blank(document_.text(node)); }
    bool counts(NodeId node) const {
        return document_.is_text(node) ? !is_blank(document_.text(node)) : !survey_.is(node, Trait::dropped);
    }
    /// An element whose tags can be closed and opened again in the next document.
    bool is_wrapper_name(NodeId node) const {
        if (!document_.is_element(node) || vocabulary_of(document_.element(node)) != Vocabulary::html) return false;
        if (survey_.is(node, Trait::note) || survey_.is(node, Trait::dropped)) return false;
        std::string_view name = document_.element(node).html.view();
        return name == "section" || name == "article" || name == "div" || name == "main" || name == "body" || name == "html" ||
               name == "nav";
    }
    bool begins_with_heading(NodeId node) const {
        for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next) {
            if (!counts(child)) continue;
            if (!document_.is_element(child)) return false;
            std::string_view name = document_.element(child).html.view();
            return is_heading_name(name) || name == "hgroup" || name == "header";
        }
        return false;
    }
    bool is_section(NodeId node) const {
        if (!is_wrapper_name(node)) return false;
        dom::Element const& element = document_.element(node);
        std::string_view name = element.html.view();
        if (name == "section" || name == "article") return true;
        if (among(front_roles, element.role) || among(back_roles, element.role) || among(body_roles, element.role)) return true;
        return name == "div" && begins_with_heading(node);
    }
    bool is_container(NodeId node) const {
        if (!is_wrapper_name(node)) return false;
        dom::Element const& element = document_.element(node);
        if (among(container_roles, element.role)) return true;
        std::string_view name = element.html.view();
        if (name == "html" || name == "body") return true;
        return element.role == Role::none && name != "nav" && holds_only_sections(node);
    }
    bool holds_only_sections(NodeId node) const {
        bool any = false;
        for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next) {
            if (!counts(child)) continue;
            if (!is_section(child)) return false;
            any = true;
        }
        return any;
    }
    bool has_sections(NodeId node) const {
        for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next)
            if (is_section(child) || is_container(child)) return true;
        return false;
    }
    /// 1 to 6: the highest rank of a heading that stands at least twice among the children; 0 when there is none.
    int flat_rank(NodeId node) const {
        std::array<int, 7> counts_of{};
        for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next)
            if (int rank = heading_rank(child)) ++counts_of[static_cast<std::size_t>(rank)];
        for (int rank = 1; rank <= 6; ++rank)
            if (counts_of[static_cast<std::size_t>(rank)] >= 2) return rank;
        return 0;
    }
    int heading_rank(NodeId node) const {
        if (!document_.is_element(node)) return 0;
        std::string_view name = document_.element(node).html.view();
        return is_heading_name(name) ? name[1] - '0' : 0;
    }

    bool is_block(NodeId node) const { return document_.is_element(node) && survey_.is(node, Trait::block) && !survey_.is(node, Trait::note); }
    bool is_text_break(NodeId node) const { return document_.is_element(node) && document_.element(node).html.view() == "hr"; }

    void break_before(NodeId node) {
        if (since_break_ == 0) return;
        breaks_.push_back(node);
        since_break_ = 0;
    }
    void visit_container(NodeId container) {
        int rank = has_sections(container) ? 0 : flat_rank(container);
        for (NodeId child = document_.node(container).first_child; child; child = document_.node(child).next) {
            if (is_container(child)) {
                break_before(child);
                visit_container(child);
            } else if (is_section(child) || (rank != 0 && heading_rank(child) == rank)) {
                break_before(child);
                pass(child);
            } else if (counts(child)) {
                pass(child);
            }
        }
    }
    /// Goes past a node that is not a container, cutting it where it is too large.
    void pass(NodeId node) {
        if (survey_.weight(node) <= limit_ || !is_wrapper_name(node)) {
            since_break_ += survey_.weight(node);
            return;
        }
        int rank = has_sections(node) ? 0 : flat_rank(node);
        bool flat = rank == 0 && !has_sections(node);
        NodeId before;
        for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next) {
            bool cut = is_section(child) || is_container(child) || (rank != 0 && heading_rank(child) == rank);
            // Paragraphs alone: at a break of the text where one comes in the last third, else wherever there is no more room.
            bool at_break = flat && before && is_text_break(before) && since_break_ * 3 > std::uint64_t{limit_} * 2;
            bool at_paragraph = flat && before && is_block(child) && heading_rank(before) == 0;
            bool full = since_break_ + survey_.weight(child) > limit_;
            if (since_break_ > heading_allowance && ((full && (cut || at_paragraph)) || (at_break && is_block(child)))) break_before(child);
            if (!counts(child)) continue;
            pass(child);
            before = child;
        }
    }

    /// A heading with its epigraph is not left alone at a cut inside a chapter.
    static constexpr std::uint64_t heading_allowance = 4000;
    dom::Document const& document_;
    Survey const& survey_;
    std::uint32_t limit_;
    std::vector<NodeId> breaks_;
    std::uint64_t since_break_ = 0;
};

struct Division {
    Role role = Role::none;   ///< names the document: its first section's
    Matter matter = Matter::body;
};

/// From what encloses the first node, and from the elements the document begins with, down to the first section.
Division division_at(dom::Document const& document, NodeId first) {
    Division division;
    Role enclosing = Role::none;
    auto note = [&enclosing](Role role) {
        if (role == Role::frontmatter || role == Role::bodymatter || role == Role::backmatter) enclosing = role;
    };
    for (NodeId node = document.node(first).parent; node && enclosing == Role::none; node = document.node(node).parent)
        note(document.element(node).role);
    for (NodeId node = first; node && document.is_element(node); node = document.first_child_element(node)) {
        Role role = document.element(node).role;
        std::string_view name = document.element(node).html.view();
        note(role);
        bool wraps = name == "html" || name == "body" || name == "main" || among(container_roles, role) ||
                     ((name == "div" || name == "article") && role == Role::none);
        division.role = role;
        if (!wraps || role == Role::part || role == Role::volume) break;
    }
    if (enclosing == division.role) division.role = Role::none;
    bool front = enclosing == Role::frontmatter || (enclosing == Role::none && among(front_roles, division.role));
    bool back = enclosing == Role::backmatter || (enclosing == Role::none && among(back_roles, division.role));
    division.matter = front ? Matter::front : back ? Matter::back : Matter::body;
    return division;
}

}  // namespace

Split split(dom::Document const& document, Survey const& survey, std::uint32_t limit) {
    Split result;
    result.document_of.assign(document.node_count(), 0);
    if (!document.root()) return result;
    std::vector<NodeId> breaks = Splitter(document, survey, limit).breaks();
    for (std::size_t i = 0; i < breaks.size(); ++i) {
        ContentDocument content;
        content.first = breaks[i];
        Division division = division_at(document, breaks[i]);
        content.role = division.role;
        content.matter = division.matter;
        std::string_view kind = content.role == Role::none ? "section" : dom::role_name(content.role);
        std::string slug(kind);
        std::replace(slug.begin(), slug.end(), '_', '-');
        content.file = fmt::format("text/{:03}-{}.xhtml", i + 1, slug);
        result.documents.push_back(std::move(content));
    }
    std::uint32_t current = 0;
    for (NodeId node = document.root(); node; node = document.next_in_order(node)) {
        if (current + 1 < breaks.size() && breaks[current + 1] == node) ++current;
        result.document_of[node.value] = current;
        if (!document.is_element(node) || !survey.is(node, Trait::foreign)) continue;
        bool svg = vocabulary_of(document.element(node)) == Vocabulary::svg;
        (svg ? result.documents[current].has_svg : result.documents[current].has_mathml) = true;
    }
    return result;
}

}  // namespace octavo::epub

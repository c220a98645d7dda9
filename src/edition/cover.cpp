#include "edition/cover.h"

#include "edition/print_edition.h"
#include "paint/painter.h"
#include "pdf/page_picture.h"

namespace octavo::edition {
namespace {

using dom::NodeId;

constexpr pdf::PictureSize cover_size{1600, 2560};

NodeId title_page_of(dom::Document const& document) {
    for (NodeId at = document.root(); at; at = document.next_in_order(at)) {
        if (document.is_element(at) && document.element(at).role == dom::Role::titlepage) return at;
    }
    return {};
}

/// A Document of the title page alone, with what encloses it, so that style sheets find it where it was.
class TitlePageCopy {
public:
    TitlePageCopy(dom::Document const& from, NodeId title_page) : from_(from) {
        to_.metadata = from.metadata;
        to_.styles = from.styles;
        to_.base_names = from.base_names;
        to_.set_root(chain_to(title_page));
        to_.index_ids();
    }
    [[nodiscard]] dom::Document const& document() const { return to_; }

private:
    NodeId chain_to(NodeId title_page) {
        NodeId made = copy_subtree(title_page);
        for (NodeId up = from_.node(title_page).parent; up; up = from_.node(up).parent) {
            NodeId outer = copy_element(up);
            to_.append_child(outer, made);
            made = outer;
        }
        return made;
    }
    NodeId copy_element(NodeId node) {
        dom::Element const& element = from_.element(node);
        NodeId made = to_.make_element(element.html, from_.node(node).where);
        to_.set_source_name(made, element.source_ns, element.source_local);
        to_.set_role(made, element.role);
        to_.set_attributes(made, from_.attributes(node));
        base::Name base_name = from_.base_name(node);
        if (!(base_name == from_.base_names.front())) to_.set_base_name(made, base_name);
        return made;
    }
    // Recursion is as deep as the tree, which the reader bounds by Limits::element_depth.
    NodeId copy_subtree(NodeId node) {
        if (from_.is_text(node)) return to_.make_text(from_.text(node), from_.node(node).where);
        NodeId made = copy_element(node);
        for (NodeId child = from_.node(node).first_child; child; child = from_.node(child).next) {
            if (from_.is_element(child) && from_.element(child).role == dom::Role::footnote) continue;
            to_.append_child(made, copy_subtree(child));
        }
        return made;
    }
    dom::Document const& from_;
    dom::Document to_;
};

}  // namespace

std::string make_cover(CoverInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics) {
    NodeId title_page = title_page_of(input.document);
    if (!title_page || input.document.text_content(title_page).find_first_not_of(" \t\r\n") == std::string::npos) return {};
    TitlePageCopy copy(input.document, title_page);
    Target target = input.print;
    target.page.clear();
    target.font_size.clear();
    target.page_count.clear();
    target.styles.push_back("ebook-cover");
    StageMark const unmarked = [](char const*) {};
    base::Diagnostics unsaid;  // what is to say of these styles and fonts is said of the editions
    PrintInput print{copy.document(), target, input.workspace, unmarked};
    auto layout = make_boxes(print, context, unsaid);
    make_pages(*layout, print, context, unsaid);
    if (layout->pages.pages.empty()) return {};
    paint::Painter painter(*layout->context, layout->pages);
    paint::DisplayList page;
    painter.paint(0, page);
    pdf::PdfInput drawn{*layout->text, layout->boxes, copy.document(), input.workspace, {}};
    return pdf::page_picture(drawn, page, cover_size, context, diagnostics);
}

}  // namespace octavo::edition

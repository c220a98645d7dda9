// A file of an EPUB that is read beside the book's text: the container, the encryption, the navigation. It has a
// document of its own, so that nothing of it gets into the book's.
#pragma once
#include <string>
#include <string_view>

#include "read/vocabulary.h"

namespace octavo::read::epub {

class Aside {
public:
    /// Reads the resource called `name`; root() is none after a fatal diagnostic.
    Aside(ReadContext& context, std::string_view name);

    [[nodiscard]] dom::NodeId root() const { return root_; }
    [[nodiscard]] base::Name name() const { return name_; }
    [[nodiscard]] dom::Document const& document() const { return document_; }
    [[nodiscard]] base::SourceSpan where(dom::NodeId node) const { return document_.node(node).where; }
    [[nodiscard]] std::string_view local(dom::NodeId element) const { return document_.element(element).source_local.view(); }
    /// The trimmed value of an attribute of no namespace; empty when it is missing.
    [[nodiscard]] std::string attribute(dom::NodeId element, std::string_view local) const;
    /// The attribute of the first element called `descendant` in `element`.
    [[nodiscard]] std::string first_attribute(dom::NodeId element, std::string_view descendant, std::string_view local) const;

    /// Calls visit(element) for every element with that local name, in document order: namespaces are often wrong.
    template <typename Visit>
    void for_each(std::string_view wanted, Visit&& visit) const {
        for (dom::NodeId at = root_; at; at = document_.next_in_order(at, root_)) {
            if (document_.is_element(at) && local(at) == wanted) visit(at);
        }
    }

private:
    dom::Document document_;
    dom::NodeId root_;
    base::Name name_;
};

}  // namespace octavo::read::epub

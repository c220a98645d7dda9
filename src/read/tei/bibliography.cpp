// References to works: bibl keeps its punctuation; biblStruct has none and gets it.
#include <fmt/format.h>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;

void become_entry(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    if (!document.has_class(document.node(element).parent, "entries")) return;
    mapper.name_element(element, "li");
    document.set_role(element, dom::Role::biblioentry);
}

/// Takes the parts of a biblStruct apart, and puts them together in the order of a reference.
class Reference {
public:
    Reference(Mapper& mapper, NodeId element) : mapper_(mapper), document_(mapper.document()), element_(element) {}

    void write() {
        NodeId analytic = child(element_, "analytic");
        NodeId monograph = child(element_, "monogr");
        std::vector<NodeId> const rest = others();
        std::vector<NodeId> parts;
        if (analytic) work(analytic, parts);
        if (monograph) work(monograph, parts);
        for (NodeId part : rest) parts.push_back(part);
        while (NodeId old = document_.node(element_).first_child) document_.remove(old);
        assemble(parts);
    }

private:
    NodeId child(NodeId parent, std::string_view local) const {
        for (NodeId at = document_.first_child_element(parent); at; at = document_.next_sibling_element(at)) {
            if (mapper_.is_source(at, local)) return at;
        }
        return {};
    }

    std::vector<NodeId> others() const {
        std::vector<NodeId> found;
        for (NodeId at = document_.first_child_element(element_); at; at = document_.next_sibling_element(at)) {
            if (!mapper_.is_source(at, "analytic") && !mapper_.is_source(at, "monogr")) found.push_back(at);
        }
        return found;
    }

    // Authors, title, edition, then the imprint (place: publisher, date) and the range: what is of the imprint is put
    // flat.
    void work(NodeId part, std::vector<NodeId>& parts) const {
        for (NodeId at = document_.first_child_element(part); at; at = document_.next_sibling_element(at)) {
            if (mapper_.is_source(at, "imprint")) {
                for (std::string_view local :
                     {std::string_view("pubPlace"), std::string_view("publisher"), std::string_view("date"),
                      std::string_view("biblScope"), std::string_view("note")}) {
                    for (NodeId of = document_.first_child_element(at); of; of = document_.next_sibling_element(of)) {
                        if (mapper_.is_source(of, local)) parts.push_back(of);
                    }
                }
            } else {
                parts.push_back(at);
            }
        }
    }

    bool is_person(NodeId node) const {
        return mapper_.is_source(node, "author") || mapper_.is_source(node, "editor") ||
               mapper_.is_source(node, "respStmt");
    }

    std::string_view separator(NodeId before, NodeId after) const {
        if (is_person(before) && is_person(after)) return ", ";
        if (mapper_.is_source(before, "pubPlace") && mapper_.is_source(after, "publisher")) return ": ";
        if (mapper_.is_source(after, "date") || mapper_.is_source(after, "biblScope")) return ", ";
        return ". ";
    }

    void assemble(std::vector<NodeId> const& parts) {
        NodeId before;
        for (NodeId part : parts) {
            std::string text = collapsed(document_.text_content(part));
            if (text.empty()) continue;
            if (before) {
                std::string_view between = separator(before, part);
                bool stopped = between.front() == '.' && !last_text_.empty() &&
                               (last_text_.back() == '.' || last_text_.back() == '?');
                document_.append_child(element_, document_.make_text(stopped ? " " : between, {}));
            }
            document_.append_child(element_, part);
            before = part;
            last_text_ = text;
        }
        if (before && last_text_.back() != '.') document_.append_child(element_, document_.make_text(".", {}));
    }

    Mapper& mapper_;
    dom::Document& document_;
    NodeId element_;
    std::string last_text_;
};

}  // namespace

Children bibl(Mapper& mapper, NodeId element) {
    become_entry(mapper, element);
    return Children::map;
}

Children bibl_struct(Mapper& mapper, NodeId element) {
    become_entry(mapper, element);
    Reference(mapper, element).write();
    return Children::map;
}

}  // namespace octavo::read::tei

// index and term: TEI P5 §3.9.2. Each term is an entry; an index behind it, inside the same index, has its sub-entries.
#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;
using See = IndexTerm::See;

/// "see", "seeAlso", "see-also", … in a @type.
std::optional<See::Kind> see_kind(std::string_view type) {
    std::string plain;
    for (char c : lower_ascii(type)) {
        if (c >= 'a' && c <= 'z') plain += c;
    }
    if (plain == "see") return See::Kind::see;
    if (plain == "seealso") return See::Kind::also;
    return std::nullopt;
}

bool is_principal(std::string_view rend) {
    return has_word(rend, "principal") || has_word(rend, "main") || has_word(rend, "bold") || has_word(rend, "b");
}

class TermReader {
public:
    TermReader(Mapper& mapper, NodeId element) : mapper_(mapper), document_(mapper.document()), element_(element) {
        base_.element = element;
        base_.index = std::string(mapper.attribute(element, "indexName"));
        base_.to = std::string(mapper.attribute(element, "spanTo"));
        base_.about = std::string(mapper.attribute(element, "corresp"));
        base_.principal = is_principal(mapper.attribute(element, "rend"));
    }

    void read() {
        children_of(element_, base_);
        if (any_ || base_.about.empty()) return;
        base_.levels.push_back({.text = {}, .taken_from = std::string(words(base_.about).front())});
        add(base_);
    }

private:
    void children_of(NodeId index, IndexTerm const& above) {
        for (NodeId child = document_.first_child_element(index); child; child = document_.next_sibling_element(child)) {
            if (!mapper_.is_source(child, "term")) continue;
            IndexTerm term = above;
            term.principal = term.principal || is_principal(mapper_.attribute(child, "rend"));
            auto kind = see_kind(mapper_.attribute(child, "type"));
            if (kind && !above.levels.empty()) {
                term.see.push_back({*kind, collapsed(document_.text_content(child)), std::string(mapper_.attribute(child, "corresp"))});
                add(std::move(term));
                continue;
            }
            term.levels.push_back(level_of(child, term));
            NodeId next = document_.next_sibling_element(child);
            if (mapper_.is_source(next, "index")) {
                children_of(next, term);
            } else {
                add(std::move(term));
            }
        }
    }

    IndexTerm::Level level_of(NodeId term, IndexTerm& of) {
        for (NodeId child = document_.first_child_element(term); child;) {
            NodeId next = document_.next_sibling_element(child);
            auto kind = see_kind(mapper_.attribute(child, "type"));
            if (kind && (mapper_.is_source(child, "ref") || mapper_.is_source(child, "ptr"))) {
                of.see.push_back({*kind, collapsed(document_.text_content(child)), std::string(mapper_.attribute(child, "target"))});
                document_.remove(child);
            }
            child = next;
        }
        IndexTerm::Level level{.text = collapsed(document_.text_content(term)), .sort = collapsed(mapper_.attribute(term, "sortKey")), .source = term};
        if (level.text.empty()) level.taken_from = std::string(mapper_.attribute(term, "corresp"));
        if (document_.first_child_element(term)) {
            mapper_.map_children(term);
            level.label = document_.make_element(base::Name::of("span"), document_.node(term).where);
            document_.move_children(term, level.label);
        }
        return level;
    }

    void add(IndexTerm term) {
        any_ = true;
        mapper_.context().index_terms.push_back(std::move(term));
    }

    Mapper& mapper_;
    dom::Document& document_;
    NodeId element_;
    IndexTerm base_{};
    bool any_ = false;
};

}  // namespace

Children index_term(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    std::string label;  // "main\tsub"
    for (NodeId at = element; at; at = document.next_in_order(at, element)) {
        if (!mapper.is_source(at, "term")) continue;
        if (!label.empty()) label += '\t';
        label += collapsed(document.text_content(at));
    }
    TermReader(mapper, element).read();
    // What it says is not text: it would be read with the paragraph or heading around it.
    while (NodeId child = document.node(element).first_child) document.remove(child);
    std::string_view to = mapper.attribute(element, "spanTo");
    if (!to.empty()) mapper.context().range_marks.push_back({element, dom::RangeKind::index, std::string(to)});
    mapper.context().marks.push_back(
        {element, dom::AnchorKind::index_term, std::string(mapper.attribute(element, "indexName")), std::move(label)});
    return Children::done;
}

}  // namespace octavo::read::tei

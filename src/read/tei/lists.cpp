// Lists of items, of glosses, of a cast, of persons and other entries.
#include <algorithm>
#include <array>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;

base::Name name(std::string_view text) { return base::Name::of(text); }

bool has_child(Mapper& mapper, NodeId element, std::string_view local) {
    dom::Document const& document = mapper.document();
    for (NodeId child = document.first_child_element(element); child; child = document.next_sibling_element(child)) {
        if (mapper.is_source(child, local)) return true;
    }
    return false;
}

bool says(Mapper& mapper, NodeId element, std::span<std::string_view const> wanted) {
    for (std::string_view attribute : {std::string_view("type"), std::string_view("rend")}) {
        std::string value = lower_ascii(mapper.attribute(element, attribute));
        for (std::string_view word : words(value)) {
            if (std::find(wanted.begin(), wanted.end(), word) != wanted.end()) return true;
        }
    }
    return false;
}

// HTML's lists hold items only: heads stand before the list, in a div around both; what else is no item becomes one.
void move_heads_out(Mapper& mapper, NodeId list) {
    dom::Document& document = mapper.document();
    NodeId around;
    for (NodeId child = document.first_child_element(list); child;) {
        NodeId next = document.next_sibling_element(child);
        if (mapper.is_source(child, "head")) {
            if (!around) {
                around = document.wrap(list, name("div"));
                document.add_class(around, "list-with-head");
            }
            document.insert_before(around, child, list);
            mapper.map(child);
        }
        child = next;
    }
}

void wrap_strays(Mapper& mapper, NodeId list, std::span<std::string_view const> items) {
    dom::Document& document = mapper.document();
    for (NodeId child = document.node(list).first_child; child;) {
        NodeId next = document.node(child).next;
        bool stray = false;
        if (document.is_text(child)) {
            stray = !is_blank(document.text(child));
        } else {
            ElementRow const* row = mapper.row(child);
            bool mark = row != nullptr && (row->flow == Flow::point || row->flow == Flow::drop);
            std::string_view local = document.element(child).source_local.view();
            stray = !mark && std::find(items.begin(), items.end(), local) == items.end();
        }
        if (stray) document.wrap(child, name(document.element(list).html.view() == "dl" ? "dd" : "li"));
        child = next;
    }
}

constexpr std::array<std::string_view, 5> list_items{"item", "label", "headLabel", "headItem", "lb"};

}  // namespace

Children list(Mapper& mapper, NodeId element) {
    constexpr std::array<std::string_view, 5> ordered{"ordered", "numbered", "decimal", "ol", "number"};
    constexpr std::array<std::string_view, 3> inlined{"inline", "runin", "run-in"};
    constexpr std::array<std::string_view, 3> glossary{"gloss", "glossary", "dl"};
    dom::Document& document = mapper.document();
    if (says(mapper, element, inlined)) {
        mapper.name_element(element, "span");
        return Children::map;
    }
    bool labelled = has_child(mapper, element, "label") || has_child(mapper, element, "headLabel");
    if (labelled || says(mapper, element, glossary)) {
        mapper.name_element(element, "dl");
    } else if (says(mapper, element, ordered)) {
        mapper.name_element(element, "ol");
    }
    if (std::string type = class_word(mapper.attribute(element, "type")); !type.empty())
        document.add_class(element, "list-" + type);
    move_heads_out(mapper, element);
    wrap_strays(mapper, element, list_items);
    return Children::map;
}

Children item(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    std::string_view parent = document.element(document.node(element).parent).html.view();
    if (parent == "dl") mapper.name_element(element, "dd");
    if (parent == "span") mapper.name_element(element, "span");
    if (parent != "ul" && parent != "ol" && parent != "dl" && parent != "span") mapper.name_element(element, "p");
    auto number = to_integer(mapper.attribute(element, "n"));
    if (parent == "ol" && number) document.derive(element, dom::names::value(), std::to_string(*number));
    return Children::map;
}

Children label(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    std::string_view parent = document.element(document.node(element).parent).html.view();
    if (parent == "dl") {
        mapper.name_element(element, "dt");
    } else if (parent != "ul" && parent != "ol" && mapper.among_blocks(element) && mapper.has_own_text(element)) {
        mapper.name_element(element, "p");
    }
    return Children::map;
}

Children cast_list(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    bool nested = mapper.is_source(element, "castGroup");
    if (nested && document.element(document.node(element).parent).html.view() == "ul")
        document.wrap(element, name("li"));
    move_heads_out(mapper, element);
    constexpr std::array<std::string_view, 3> items{"castItem", "castGroup", "lb"};
    wrap_strays(mapper, element, items);
    return Children::map;
}

// A list of entries is a division when it has a head; runs of entries are lists in it.
Children entries(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    if (has_child(mapper, element, "head") && mapper.among_blocks(element)) mapper.name_element(element, "section");
    NodeId run;
    for (NodeId child = document.node(element).first_child; child;) {
        NodeId next = document.node(child).next;
        if (document.is_text(child)) {
            if (run && is_blank(document.text(child))) document.append_child(run, child);
        } else {
            ElementRow const* row = mapper.row(child);
            bool is_entry =
                row != nullptr && (row->handler == entry || row->handler == bibl || row->handler == bibl_struct);
            bool is_mark = row != nullptr && row->flow == Flow::point;
            if (is_entry && !run) {
                run = document.make_element(name("ul"), document.node(child).where);
                document.add_class(run, "entries");
                document.insert_before(element, run, child);
            }
            if (is_entry || (is_mark && run)) {
                document.append_child(run, child);
            } else if (!is_mark) {
                run = {};
            }
        }
        child = next;
    }
    return Children::map;
}

Children entry(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    if (document.has_class(document.node(element).parent, "entries")) mapper.name_element(element, "li");
    return Children::map;
}

}  // namespace octavo::read::tei

// Figures and pictures.
#include <fmt/format.h>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;

NodeId child_named(Mapper& mapper, NodeId element, std::string_view local) {
    dom::Document const& document = mapper.document();
    for (NodeId child = document.first_child_element(element); child; child = document.next_sibling_element(child)) {
        if (mapper.is_source(child, local)) return child;
    }
    return {};
}

/// The description stands in the picture or in the figure around it.
std::string description(Mapper& mapper, NodeId picture) {
    for (NodeId holder : {picture, mapper.document().node(picture).parent}) {
        for (std::string_view local : {std::string_view("figDesc"), std::string_view("desc")}) {
            if (NodeId found = child_named(mapper, holder, local))
                return collapsed(mapper.document().text_content(found));
        }
    }
    return {};
}

// TEI's width and height are CSS-like lengths ("10cm", "50%", "300px"); a bare number is pixels.
void size_style(Mapper& mapper, NodeId picture) {
    std::string style(mapper.attribute(picture, "style"));
    for (std::string_view dimension : {std::string_view("width"), std::string_view("height")}) {
        std::string value(trimmed(mapper.attribute(picture, dimension)));
        if (value.empty() || value.find_first_of(";:{}") != std::string::npos) continue;
        bool bare = value.find_first_not_of("0123456789.") == std::string::npos;
        style += fmt::format("{}{}: {}{}", style.empty() ? "" : "; ", dimension, value, bare ? "px" : "");
    }
    if (!style.empty()) mapper.document().derive(picture, dom::names::style(), style);
}

void finish_picture(Mapper& mapper, NodeId picture) {
    dom::Document& document = mapper.document();
    std::string alternative = description(mapper, picture);
    if (alternative.empty()) {
        mapper.context().diagnostics.add({.code = base::Code::read_missing_alternative,
                                          .severity = base::Severity::warning,
                                          .where = document.node(picture).where,
                                          .message = "a picture without a description",
                                          .hint = "add a <figDesc>: readers who cannot see the picture hear it"});
    }
    document.derive(picture, dom::names::alt(), alternative);
    size_style(mapper, picture);
    while (NodeId child = document.node(picture).first_child) document.remove(child);
}

}  // namespace

Children figure(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    mapper.map_children(element);
    // Once its pictures have it as their alternative text, the description is no text of its own.
    bool has_picture = false;
    for (NodeId at = element; at; at = document.next_in_order(at, element)) {
        if (document.is_element(at) && document.element(at).html.view() == "img") has_picture = true;
    }
    NodeId text = child_named(mapper, element, "figDesc");
    if (text && has_picture) document.remove(text);
    return Children::done;
}

Children graphic(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    std::string_view url = trimmed(mapper.attribute(element, "url"));
    if (url.empty()) {
        mapper.context().diagnostics.add({.code = base::Code::read_missing_picture,
                                          .severity = base::Severity::warning,
                                          .where = document.node(element).where,
                                          .message = "a picture without @url",
                                          .hint = {}});
    }
    document.derive(element, dom::names::src(), url);
    finish_picture(mapper, element);
    return Children::done;
}

Children binary_object(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    std::string data;
    for (char c : document.text_content(element)) {
        if (!is_space(c)) data += c;
    }
    std::string_view type = mapper.attribute(element, "mimeType");
    document.derive(element, dom::names::src(),
                    fmt::format("data:{};base64,{}", type.empty() ? "image/png" : type, data));
    finish_picture(mapper, element);
    return Children::done;
}

}  // namespace octavo::read::tei

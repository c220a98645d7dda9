#include "box/picture_loader.h"

#include <fmt/format.h>

#include "box/picture.h"

namespace octavo::box {
namespace {

constexpr std::string_view svg_namespace = "http://www.w3.org/2000/svg";
constexpr std::string_view xlink_namespace = "http://www.w3.org/1999/xlink";

void append_escaped(std::string& out, std::string_view text) {
    for (char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default: out += c;
        }
    }
}

std::string_view element_name(dom::Element const& element) {
    return element.source_local.empty() ? element.html.view() : element.source_local.view();
}

void append_attributes(std::string& out, dom::Document const& document, NodeId element) {
    for (dom::Attribute const& attribute : document.attributes(element)) {
        bool from_source = attribute.origin == dom::AttributeOrigin::source;
        bool named_twice = !from_source && document.source_attribute(element, {}, attribute.local).has_value();
        if (named_twice || attribute.local.view().starts_with("xmlns")) continue;
        std::string_view prefix;
        if (attribute.ns.view() == xlink_namespace) prefix = "xlink:";
        else if (attribute.ns == dom::names::xml_namespace()) prefix = "xml:";
        else if (!attribute.ns.empty()) continue;  // of no meaning to a picture
        out += fmt::format(" {}{}=\"", prefix, attribute.local.view());
        append_escaped(out, attribute.value);
        out += '"';
    }
}

}  // namespace

std::string serialize_svg(dom::Document const& document, NodeId svg) {
    std::string out;
    NodeId node = svg;
    while (node) {
        bool descend = false;
        if (document.is_text(node)) {
            append_escaped(out, document.text(node));
        } else {
            out += '<';
            out += element_name(document.element(node));
            if (node == svg) out += fmt::format(" xmlns=\"{}\" xmlns:xlink=\"{}\"", svg_namespace, xlink_namespace);
            append_attributes(out, document, node);
            descend = document.node(node).first_child.valid();
            out += descend ? ">" : "/>";
        }
        if (descend) {
            node = document.node(node).first_child;
            continue;
        }
        while (node != svg && !document.node(node).next) {
            node = document.node(node).parent;
            out += fmt::format("</{}>", element_name(document.element(node)));
        }
        node = node == svg ? NodeId{} : document.node(node).next;
    }
    return out;
}

std::uint32_t PictureLoader::load(Request const& request) {
    Picture picture;
    picture.reference = std::string(request.reference);
    picture.alternative = request.alternative;
    auto resource = input_.workspace.read(request.reference, request.from_name, request.where);
    if (!resource) {
        diagnose(request, resource.error());
    } else {
        PictureHeader header = read_picture_header((*resource)->bytes);
        std::uint64_t pixels = std::uint64_t{header.pixel_width} * header.pixel_height;
        if (header.format == Picture::Format::unknown) {
            diagnose(request, {.code = base::Code::read_missing_picture, .message = "it is not a PNG, JPEG, GIF, WebP or SVG file"});
        } else if (pixels > input_.stage.limits.picture_pixels) {
            diagnose(request, {.code = base::Code::read_missing_picture, .message = fmt::format("it has {} pixels, more than the limit of {}",
                                                                                               pixels, input_.stage.limits.picture_pixels)});
        } else {
            picture.resource = *resource;
            picture.format = header.format;
            picture.width = header.width;
            picture.height = header.height;
            picture.pixel_width = header.pixel_width;
            picture.pixel_height = header.pixel_height;
        }
    }
    input_.tree.pictures.push_back(std::move(picture));
    return static_cast<std::uint32_t>(input_.tree.pictures.size() - 1);
}

void PictureLoader::diagnose(Request const& request, base::Diagnostic const& cause) {
    bool remote = cause.code == base::Code::io_remote;
    input_.diagnostics.add({.code = remote ? base::Code::read_remote_resource : base::Code::read_missing_picture,
                            .severity = base::Severity::warning, .where = request.where,
                            .message = remote ? fmt::format("the picture \"{}\" is on the network, which is never read", request.reference)
                                              : fmt::format("the picture \"{}\" cannot be shown: {}", request.reference, cause.message),
                            .hint = remote ? "store it beside the source; until then its alternative text stands in its place"
                                           : "its alternative text stands in its place"});
}

std::uint32_t PictureLoader::load_element(NodeId element, std::string_view reference) {
    dom::Document const& document = input_.document;
    return load({reference, document.base_name(element).view(), document.attribute(element, dom::names::alt()).value_or(""),
                 document.node(element).where});
}

std::uint32_t PictureLoader::load_inline_svg(NodeId svg) {
    static base::Name const width = base::Name::of("width"), height = base::Name::of("height"), view_box = base::Name::of("viewBox"),
                            label = base::Name::of("aria-label"), title = base::Name::of("title");
    dom::Document const& document = input_.document;
    auto attribute = [&](base::Name name) { return document.attribute(svg, name).value_or(""); };
    PictureHeader size = svg_size(attribute(width), attribute(height), attribute(view_box));
    Picture picture;
    picture.format = Picture::Format::svg;
    picture.width = size.width;
    picture.height = size.height;
    picture.svg_source = input_.tree.arena->copy(serialize_svg(document, svg));
    picture.alternative = attribute(label);
    for (NodeId child = document.first_child_element(svg); child && picture.alternative.empty(); child = document.next_sibling_element(child)) {
        if (element_name(document.element(child)) == title.view()) picture.alternative = input_.tree.arena->copy(document.text_content(child));
    }
    if (picture.alternative.empty()) picture.alternative = attribute(dom::names::alt());
    input_.tree.pictures.push_back(std::move(picture));
    return static_cast<std::uint32_t>(input_.tree.pictures.size() - 1);
}

}  // namespace octavo::box

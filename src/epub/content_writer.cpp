#include "epub/content_writer.h"

#include "epub/content.h"
#include "epub/markup.h"
#include "epub/values.h"

namespace octavo::epub {

std::string page_head(PageHead const& head) {
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" "
                      "xmlns:epub=\"http://www.idpf.org/2007/ops\"";
    out += head.html_attributes;
    append_attribute(out, "xml:lang", head.language);
    append_attribute(out, "lang", head.language);
    out += ">\n<head>\n";
    out += "<title>";
    append_text(out, head.title);
    out += "</title>\n";
    for (std::string const& file : head.style_files) {
        out += "<link rel=\"stylesheet\" type=\"text/css\"";
        append_attribute(out, "href", std::string(head.up) + file);
        out += "/>\n";
    }
    out += "</head>\n<body";
    out += head.body_attributes;
    out += '>';
    return out;
}

namespace {

std::string_view body_type(Matter matter) {
    return matter == Matter::front ? "frontmatter" : matter == Matter::back ? "backmatter" : "bodymatter";
}

/// The innermost part of a package that the document stands in and that was a file's body; none elsewhere.
dom::NodeId body_part(dom::Document const& document, dom::NodeId first) {
    for (dom::NodeId node = first; node; node = document.node(node).parent)
        if (document.is_element(node) && is_body_of_part(document.element(node))) return node;
    // The first document begins with what encloses its part.
    for (dom::NodeId node = first; node; node = document.first_child_element(node))
        if (is_body_of_part(document.element(node))) return node;
    return {};
}

/// What the source's html and body elements around the first node say: style sheets may ask for it.
std::string body_attributes(BookPlan const& plan, ContentDocument const& content) {
    std::string classes, direction, language, types(body_type(content.matter)), out;
    static base::Name const html = base::Name::of("html"), body = base::Name::of("body");
    auto take = [&](dom::NodeId node) {
        if (auto value = plan.document.attribute(node, dom::names::cls()); value && !is_blank(*value))
            classes = classes.empty() ? collapse_space(*value) : collapse_space(*value) + ' ' + classes;
        if (auto value = plan.document.attribute(node, dom::names::dir()); value && direction.empty() && (*value == "rtl" || *value == "ltr"))
            direction = *value;
    };
    dom::NodeId part = body_part(plan.document, content.first);
    if (part) {
        take(part);
        if (auto value = plan.document.attribute(part, dom::names::lang()); value && *value != plan.language && is_language_tag(*value)) language = *value;
        if (auto value = plan.document.attribute(part, dom::names::style()))
            if (std::string_view name = plan.inline_styles.class_of(*value); !name.empty()) classes += (classes.empty() ? "" : " ") + std::string(name);
        if (std::string_view type = dom::epub_type(plan.document.element(part).role); !type.empty() && type != types && !type.starts_with("z3998:"))
            types += ' ' + std::string(type);
    }
    for (dom::NodeId node = content.first; node; node = plan.document.node(node).parent) {
        if (!plan.document.is_element(node)) continue;
        base::Name name = plan.document.element(node).html;
        if (name == html || name == body) take(node);
    }
    if (!classes.empty()) append_attribute(out, "class", classes);
    if (!language.empty()) append_attribute(out, "xml:lang", language), append_attribute(out, "lang", language);
    if (!direction.empty()) append_attribute(out, "dir", direction);
    append_attribute(out, "epub:type", types);
    return out;
}

}  // namespace

WrittenDocument write_content(BookPlan const& plan, std::uint32_t index) {
    WrittenDocument written;
    ContentDocument const& content = plan.split.documents[index];
    Content writer(plan, index, written.diagnostics);
    std::string body = writer.write();
    std::string attributes = body_attributes(plan, content);
    written.text = page_head({.title = content.title, .language = plan.language, .style_files = plan.parts[index].style_files, .up = "../",
                              .body_attributes = attributes,
                              .html_attributes = writer.uses_z3998()
                                                     ? " epub:prefix=\"z3998: http://www.daisy.org/z3998/2012/vocab/structure/#\""
                                                     : ""});
    written.text += body;
    written.text += "\n</body>\n</html>\n";
    return written;
}

}  // namespace octavo::epub

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

/// Classes and direction of the source's html and body elements around the first node: style sheets may ask for them.
std::string body_attributes(BookPlan const& plan, ContentDocument const& content) {
    std::string classes, direction, out;
    static base::Name const html = base::Name::of("html"), body = base::Name::of("body");
    for (dom::NodeId node = content.first; node; node = plan.document.node(node).parent) {
        if (!plan.document.is_element(node)) continue;
        base::Name name = plan.document.element(node).html;
        if (name != html && name != body) continue;
        if (auto value = plan.document.attribute(node, dom::names::cls()); value && !is_blank(*value))
            classes = classes.empty() ? collapse_space(*value) : collapse_space(*value) + ' ' + classes;
        if (auto value = plan.document.attribute(node, dom::names::dir()); value && direction.empty() && (*value == "rtl" || *value == "ltr"))
            direction = *value;
    }
    if (!classes.empty()) append_attribute(out, "class", classes);
    if (!direction.empty()) append_attribute(out, "dir", direction);
    append_attribute(out, "epub:type", body_type(content.matter));
    return out;
}

}  // namespace

WrittenDocument write_content(BookPlan const& plan, std::uint32_t index) {
    WrittenDocument written;
    ContentDocument const& content = plan.split.documents[index];
    Content writer(plan, index, written.diagnostics);
    std::string body = writer.write();
    std::string attributes = body_attributes(plan, content);
    written.text = page_head({.title = content.title, .language = plan.language, .style_files = plan.style_files, .up = "../",
                              .body_attributes = attributes,
                              .html_attributes = writer.uses_z3998()
                                                     ? " epub:prefix=\"z3998: http://www.daisy.org/z3998/2012/vocab/structure/#\""
                                                     : ""});
    written.text += body;
    written.text += "\n</body>\n</html>\n";
    return written;
}

}  // namespace octavo::epub

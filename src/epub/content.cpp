#include "epub/content.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "epub/markup.h"
#include "epub/values.h"

namespace octavo::epub {

using dom::NodeId;

std::string Content::write() {
    std::vector<ContentDocument> const& documents = plan_.split.documents;
    NodeId first = documents[index_].first;
    if (!first) {
        write_notes_at_end();
        return std::move(out_);
    }
    if (index_ + 1 < documents.size()) stop_ = documents[index_ + 1].first;
    // What encloses the first node began in an earlier document and is opened again.
    std::vector<NodeId> around;
    for (NodeId up = document_.node(first).parent; up; up = document_.node(up).parent)
        if (!is_dissolved(up)) around.push_back(up);
    std::reverse(around.begin(), around.end());
    for (NodeId wrapper : around) {
        out_ += '\n';
        open(wrapper, html_row(document_.element(wrapper).html).written, {}, Start::earlier);
    }
    auto close_wrapper = [&] {
        close(html_row(document_.element(around.back()).html).written, Flow::flow);
        around.pop_back();
    };
    for (NodeId node = first; node;) {
        write_siblings(node, Flow::flow, {});
        if (stopped_) break;
        do {
            node = document_.node(node).parent;
            if (node && !around.empty() && around.back() == node) {
                write_after(node);
                close_wrapper();
            }
        } while (node && !document_.node(node).next);
        if (node) node = document_.node(node).next;
    }
    while (!around.empty()) close_wrapper();
    flush();
    write_notes();
    flush();
    return std::move(out_);
}

bool Content::is_dissolved(NodeId node) const {
    dom::Element const& element = document_.element(node);
    return html_row(element.html).place == Place::dissolved || is_body_of_part(element);
}

bool Content::counts(NodeId node) const {
    return document_.is_text(node) ? !is_blank(document_.text(node)) : !plan_.survey.is(node, Trait::dropped);
}

std::vector<NodeId> Content::counted_children(NodeId node) const {
    std::vector<NodeId> children;
    for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next)
        if (counts(child)) children.push_back(child);
        else if (document_.is_text(child) && plan_.survey.is(child, Trait::marked)) children.push_back(child);
    return children;
}

bool Content::is_block(NodeId node) const {
    return document_.is_element(node) && plan_.survey.is(node, Trait::block) && !plan_.survey.is(node, Trait::note) &&
           !plan_.survey.is(node, Trait::foreign) && !plan_.survey.is(node, Trait::dropped);
}

bool Content::has_block_child(NodeId node) const {
    for (NodeId child = document_.node(node).first_child; child; child = document_.node(child).next)
        if (is_block(child)) return true;
    return false;
}

void Content::write_siblings(NodeId first, Flow flow, Inside inside) {
    for (NodeId node = first; node; node = document_.node(node).next) {
        if (node == stop_) stopped_ = true;
        if (stopped_) return;
        write_node(node, flow, inside);
    }
}

void Content::write_children(NodeId parent, Flow flow, Inside inside) {
    write_before(parent);
    write_siblings(document_.node(parent).first_child, flow, inside);
    if (!stopped_) write_after(parent);
}

namespace {
std::string generated_span(std::string_view name, std::string_view text) {
    std::string out = "<span";
    append_attribute(out, "class", name);
    out += '>';
    append_text(out, text);
    return out + "</span>";
}
}  // namespace

void Content::write_before(NodeId node) {
    GeneratedText::Of const* text = plan_.generated.of(node);
    if (!text || text->before.empty()) return;
    flush();
    out_ += generated_span("octavo-before", text->before);
}

void Content::write_after(NodeId node) {
    GeneratedText::Of const* text = plan_.generated.of(node);
    if (!text || text->after.empty()) return;
    flush();
    out_ += generated_span("octavo-after", text->after);
}

void Content::write_node(NodeId node, Flow flow, Inside inside) {
    if (document_.is_text(node)) return write_text(node, flow);
    if (plan_.survey.is(node, Trait::dropped)) return;
    if (plan_.survey.is(node, Trait::note)) return write_note_reference(node, inside);
    if (plan_.survey.is(node, Trait::foreign)) {
        if (plan_.survey.is(node, Trait::marked)) add_marks(node);
        flush();
        return write_foreign(node, Vocabulary::html, inside);
    }
    write_element(node, flow, inside);
}

void Content::write_text(NodeId node, Flow flow) {
    std::string_view text = document_.text(node);
    bool marked = plan_.survey.is(node, Trait::marked);
    if (!pending_.empty() && (flow == Flow::phrasing || !is_blank(text))) flush();
    if (!marked) return append_text(out_, text);
    std::size_t done = 0;
    for (Marker const& marker : plan_.markers.at(node)) {
        std::size_t byte = std::min<std::size_t>(marker.at.byte, text.size());
        while (byte > done && byte < text.size() && (static_cast<unsigned char>(text[byte]) & 0xC0) == 0x80) --byte;
        byte = std::max(byte, done);
        append_text(out_, text.substr(done, byte - done));
        append_mark(out_, marker);
        done = byte;
    }
    append_text(out_, text.substr(done));
}

void Content::write_element(NodeId node, Flow flow, Inside inside) {
    static base::Name const img = base::Name::of("img");
    dom::Element const& element = document_.element(node);
    if (element.html == img) return write_picture(node);
    HtmlRow const& row = html_row(element.html);
    if (is_dissolved(node)) {
        if (plan_.survey.is(node, Trait::marked)) add_marks(node);
        if (std::string_view id = plan_.ids.of(node); !id.empty()) append_mark(pending_, {{}, std::string(id), {}});
        return write_children(node, flow, inside);
    }
    if (is_locator_list(node)) return write_locators(node);
    if (row.place == Place::phrasing) return write_inline(node, row, flow, inside);
    if (flow == Flow::phrasing) return write_as_span(node, row, inside);
    if (row.place == Place::part) return write_as_division(node, inside);
    write_block(node, row, inside);
}

void Content::write_void(NodeId node, std::string_view name) {
    if (plan_.survey.is(node, Trait::marked)) add_marks(node);
    flush();
    out_ += '<';
    out_ += name;
    write_attributes(node, name, {}, Start::here);
    out_ += "/>";
}

void Content::write_as_span(NodeId node, HtmlRow const& row, Inside inside) {
    if (row.content == ContentModel::nothing) return write_void(node, row.name == "hr" ? "br" : row.written);
    open(node, "span", row.place == Place::part && row.content == ContentModel::phrasing ? "*" : "block");
    write_children(node, Flow::phrasing, inside);
    close("span", Flow::phrasing);
}

void Content::write_as_division(NodeId node, Inside inside) {
    open(node, "div", "*");
    write_children(node, Flow::flow, inside);
    close("div", Flow::flow);
}

void Content::write_inline(NodeId node, HtmlRow const& row, Flow flow, Inside inside) {
    if (row.content == ContentModel::nothing) return write_void(node, row.written);
    std::string_view name = row.written, as;
    auto give_way = [&](std::string_view instead) { name = instead, as = "*"; };
    bool around_blocks = flow == Flow::flow && plan_.survey.is(node, Trait::block);
    if ((name == "a" && inside.link) || (name == "dfn" && inside.definition)) give_way("span");
    if (name == "ruby" && !around_blocks && write_ruby(node, inside)) return;
    if (name == "ruby") give_way("span");
    auto value_of = [&](std::string_view attribute) { return document_.attribute(node, base::Name::of(attribute)).value_or(std::string_view{}); };
    if (name == "time" && !is_html_date(value_of("datetime"))) give_way("span");
    if (name == "data" && !document_.attribute(node, base::Name::of("value"))) give_way("span");
    if (name == "bdo" && value_of("dir") != "ltr" && value_of("dir") != "rtl") give_way("span");
    if (around_blocks && (row.content != ContentModel::transparent || name == "span")) give_way("div");
    if (!is_html_name(document_.element(node).html) || row.written != row.name) as = "*";
    bool link = is_outermost_link(name, inside);
    Inside within = inside;
    within.link = within.link || name == "a";
    within.definition = within.definition || name == "dfn";
    open(node, name, as);
    write_children(node, around_blocks ? Flow::flow : Flow::phrasing, within);
    close(name, flow);
    if (link) release_references();
}

void Content::write_block(NodeId node, HtmlRow const& row, Inside inside) {
    std::string_view name = row.written, as;
    bool sectioning = name == "section" || name == "article" || name == "aside" || name == "nav" || is_heading_name(name);
    bool edge = name == "header" || name == "footer";
    if ((inside.address && (sectioning || edge || name == "address")) || (inside.header && edge)) name = "div", as = "*";
    if (row.content == ContentModel::nothing) return write_void(node, name);
    bool prescribed = row.content == ContentModel::list || row.content == ContentModel::definitions || row.content == ContentModel::table ||
                      row.content == ContentModel::figure || row.content == ContentModel::headings || row.content == ContentModel::details;
    if (prescribed) {  // HTML says what stands in it: what it generates waits for the next text
        if (GeneratedText::Of const* text = plan_.generated.of(node); text && !text->before.empty()) pending_ += generated_span("octavo-before", text->before);
        write_prescribed(node, row, inside);
        if (GeneratedText::Of const* text = plan_.generated.of(node); text && !text->after.empty()) pending_ += generated_span("octavo-after", text->after);
        return;
    }
    if (row.content == ContentModel::phrasing && row.name == "p" && has_block_child(node)) {
        open(node, "div", "*");
        write_runs(node, inside);
        return close("div", Flow::flow);
    }
    Inside within = inside;
    within.address = within.address || name == "address";
    within.header = within.header || edge;
    if (name != row.name && as.empty()) as = "*";
    open(node, name, as);
    write_children(node, row.content == ContentModel::phrasing ? Flow::phrasing : Flow::flow, within);
    close(name, Flow::flow);
}

void Content::write_prescribed(NodeId node, HtmlRow const& row, Inside inside) {
    switch (row.content) {
        case ContentModel::list: return write_list(node, row, inside);
        case ContentModel::definitions: return write_definitions(node, row, inside);
        case ContentModel::table: return write_table(node, inside);
        case ContentModel::figure: return write_figure(node, inside);
        case ContentModel::headings: return write_headings(node, inside);
        default: return write_details(node, inside);
    }
}

void Content::write_runs(NodeId parent, Inside inside) {
    GeneratedText::Of const* generated = plan_.generated.of(parent);
    if (generated && !generated->before.empty()) pending_ += generated_span("octavo-before", generated->before);
    bool open_run = false, any = false;
    for (NodeId child = document_.node(parent).first_child; child; child = document_.node(child).next) {
        if (is_block(child)) {
            if (open_run) close("p", Flow::phrasing);
            open_run = false;
            write_node(child, Flow::flow, inside);
            any = true;
            continue;
        }
        if (!open_run) {
            if (!counts(child)) {
                write_node(child, Flow::flow, inside);
                continue;
            }
            out_ += any ? "<p class=\"continued\">" : "<p>";
            open_run = any = true;
        }
        write_node(child, Flow::phrasing, inside);
    }
    if (open_run && generated && !generated->after.empty()) pending_ += generated_span("octavo-after", generated->after);
    if (open_run) close("p", Flow::phrasing);
    else if (generated && !generated->after.empty()) out_ += "<p class=\"continued\">" + generated_span("octavo-after", generated->after) + "</p>";
}

void Content::write_picture(NodeId node) {
    if (plan_.survey.is(node, Trait::marked)) add_marks(node);
    flush();
    auto alternative = document_.attribute(node, dom::names::alt());
    MediaFile const* file = plan_.media.of(node);
    if (!file) {
        out_ += "<span";
        write_classes(node, "missing-picture", Start::here);
        if (std::string_view id = plan_.ids.of(node); !id.empty()) append_attribute(out_, "id", id);
        out_ += '>';
        append_text(out_, alternative && !is_blank(*alternative) ? *alternative
                                                                 : document_.attribute(node, dom::names::title()).value_or(std::string_view{}));
        out_ += "</span>";
        return;
    }
    out_ += "<img";
    append_attribute(out_, "src", "../" + file->file);
    if (alternative) append_attribute(out_, "alt", *alternative);
    write_attributes(node, "img", {}, Start::here);
    out_ += "/>";
}

}  // namespace octavo::epub

#include "epub/navigation.h"

#include <algorithm>
#include <array>
#include <set>

#include <fmt/format.h>

#include "epub/markup.h"
#include "epub/values.h"

namespace octavo::epub {

using dom::NodeId;
using dom::Role;

namespace {

struct LandmarkKind {
    Role role;
    std::string_view type, label;
};
constexpr LandmarkKind landmark_kinds[] = {
    {Role::titlepage, "titlepage", "Title page"}, {Role::toc, "toc", "Contents"}, {Role::preface, "preface", "Preface"},
    {Role::foreword, "foreword", "Foreword"}, {Role::introduction, "introduction", "Introduction"},
    {Role::list_of_figures, "loi", "List of figures"}, {Role::list_of_tables, "lot", "List of tables"},
    {Role::appendix, "appendix", "Appendix"}, {Role::bibliography, "bibliography", "Bibliography"},
    {Role::glossary, "glossary", "Glossary"}, {Role::endnotes, "endnotes", "Notes"}, {Role::index, "index", "Index"},
    {Role::colophon, "colophon", "Colophon"}, {Role::copyright_page, "copyright-page", "Copyright"},
};

/// `<ol>` of entries from `at` on that are deeper than `level`.
void append_contents(std::string& out, std::vector<ContentsEntry> const& entries, std::size_t& at, std::uint32_t level) {
    std::string indent(2 * std::size_t{level} + 2, ' ');
    out += indent + "<ol>\n";
    while (at < entries.size() && entries[at].level > level) {
        ContentsEntry const& entry = entries[at++];
        std::string_view name = entry.href.empty() ? "span" : "a";
        out += indent + "  <li><";
        out += name;
        if (!entry.href.empty()) append_attribute(out, "href", entry.href);
        out += '>';
        append_text(out, entry.label);
        out += "</";
        out += name;
        out += '>';
        if (at < entries.size() && entries[at].level > entry.level) {
            out += '\n';
            append_contents(out, entries, at, entry.level);
            out += indent + "  ";
        }
        out += "</li>\n";
    }
    out += indent + "</ol>\n";
}

void append_points(std::string& out, std::vector<ContentsEntry> const& entries, std::size_t& at, std::uint32_t level) {
    std::string indent(2 * std::size_t{level} + 2, ' ');
    while (at < entries.size() && entries[at].level > level) {
        ContentsEntry const& entry = entries[at++];
        out += fmt::format("{}<navPoint id=\"point-{}\">\n{}  <navLabel><text>{}</text></navLabel>\n{}  <content", indent, at, indent,
                           escaped(entry.label), indent);
        // Every point of the NCX leads somewhere: a heading to the first line below it.
        std::size_t leading = at - 1;
        while (leading + 1 < entries.size() && entries[leading].href.empty()) ++leading;
        append_attribute(out, "src", entries[leading].href);
        out += "/>\n";
        if (at < entries.size() && entries[at].level > entry.level) append_points(out, entries, at, entry.level);
        out += indent + "</navPoint>\n";
    }
}

std::uint32_t depth_of(std::vector<ContentsEntry> const& entries) {
    std::uint32_t depth = 1;
    for (ContentsEntry const& entry : entries) depth = std::max(depth, entry.level);
    return depth;
}

/// Does the document begin with the entry's heading, so that a link to the file is a link to it?
bool leads_document(BookPlan const& plan, NodeId target, NodeId first) {
    for (NodeId node = first; node; node = plan.document.next_in_order(node)) {
        if (node == target) return true;
        bool text = plan.document.is_text(node) && !is_blank(plan.document.text(node));
        if (text) return false;
    }
    return false;
}

}  // namespace

void prepare_given(dom::Document const& document, Identifiers& ids) {
    for (dom::ContentsLine const& line : document.contents)
        if (line.target) ids.ensure(line.target, "place");
    for (dom::Landmark const& landmark : document.landmarks) ids.ensure(landmark.target, "place");
}

void prepare_outline(std::vector<dom::OutlineEntry> const& outline, Identifiers& ids) {
    std::size_t serial = 0;
    for (dom::OutlineEntry const& entry : outline) ids.ensure(entry.target, fmt::format("heading-{}", ++serial));
}

std::vector<ContentsEntry> contents_of(std::vector<dom::OutlineEntry> const& outline, BookPlan const& plan, std::string_view title) {
    std::vector<ContentsEntry> entries;
    std::uint32_t deepest = 1, last_document = 0xFFFFFFFF;
    for (dom::OutlineEntry const& entry : outline) {
        std::string label = collapse_space(entry.label);
        if (label.empty()) continue;
        std::uint32_t level = std::clamp<std::uint32_t>(entry.level, 1, deepest);
        deepest = level + 1;
        std::uint32_t in = plan.split.document_of[entry.target.value];
        bool leads = in != last_document && leads_document(plan, entry.target, plan.split.documents[in].first);
        last_document = in;
        entries.push_back({std::move(label), plan.links.from_package(entry.target, leads ? std::string_view{} : plan.ids.of(entry.target)), level});
    }
    if (entries.empty()) entries.push_back({std::string(title), plan.split.documents.front().file, 1});
    return entries;
}

std::vector<ContentsEntry> given_contents(BookPlan const& plan) {
    std::vector<ContentsEntry> entries;
    for (dom::ContentsLine const& line : plan.document.contents) {
        std::string href;
        if (line.target) {
            ContentDocument const& in = plan.split.documents[plan.split.document_of[line.target.value]];
            bool leads = leads_document(plan, line.target, in.first);
            href = plan.links.from_package(line.target, leads ? std::string_view{} : plan.ids.of(line.target));
        }
        entries.push_back({line.label, std::move(href), line.level});
    }
    return entries;
}

std::vector<Landmark> landmarks_of(BookPlan const& plan) {
    std::vector<Landmark> landmarks;
    for (dom::Landmark const& given : plan.document.landmarks) {
        auto kind = std::find_if(std::begin(landmark_kinds), std::end(landmark_kinds), [&](LandmarkKind const& row) { return row.type == given.type; });
        std::string label = !given.label.empty() ? given.label : kind != std::end(landmark_kinds) ? std::string(kind->label) : given.type;
        NodeId first = plan.split.documents[plan.split.document_of[given.target.value]].first;
        bool leads = leads_document(plan, given.target, first);
        std::string href = plan.links.from_package(given.target, leads ? std::string_view{} : plan.ids.of(given.target));
        auto same = [&](Landmark const& known) { return known.type == given.type && known.href == href; };
        if (std::none_of(landmarks.begin(), landmarks.end(), same)) landmarks.push_back({given.type, std::move(label), std::move(href)});
    }
    auto has = [&](std::string_view type) {
        return std::any_of(landmarks.begin(), landmarks.end(), [&](Landmark const& known) { return known.type == type; });
    };
    for (ContentDocument const& content : plan.split.documents) {
        for (LandmarkKind const& kind : landmark_kinds)
            if (kind.role == content.role && !has(kind.type)) landmarks.push_back({kind.type, content.heading.empty() ? std::string(kind.label) : content.heading, content.file});
        if (content.matter == Matter::body && !has("bodymatter")) landmarks.push_back({"bodymatter", "Beginning of the text", content.file});
    }
    return landmarks;
}

std::string write_navigation(NavigationInput const& input) {
    std::string out = page_head({.title = input.title, .language = input.language, .style_files = input.style_files, .up = "",
                                 .body_attributes = "", .html_attributes = ""});
    out += "\n  <nav epub:type=\"toc\" role=\"doc-toc\" id=\"toc\">\n    <h1>";
    append_text(out, input.title);
    out += "</h1>\n";
    std::size_t at = 0;
    append_contents(out, input.contents, at, 0);
    out += "  </nav>\n";
    if (!input.landmarks.empty()) {
        out += "  <nav epub:type=\"landmarks\" id=\"landmarks\" aria-label=\"Landmarks\" hidden=\"hidden\">\n    <ol>\n";
        for (Landmark const& landmark : input.landmarks) {
            out += "      <li><a";
            append_attribute(out, "epub:type", landmark.type);
            append_attribute(out, "href", landmark.href);
            out += '>';
            append_text(out, landmark.label);
            out += "</a></li>\n";
        }
        out += "    </ol>\n  </nav>\n";
    }
    if (!input.pages.empty()) {
        out += "  <nav epub:type=\"page-list\" role=\"doc-pagelist\" id=\"page-list\" aria-label=\"Pages\" hidden=\"hidden\">\n    <ol>\n";
        for (auto const& [label, href] : input.pages) {
            out += "      <li><a";
            append_attribute(out, "href", href);
            out += '>';
            append_text(out, label);
            out += "</a></li>\n";
        }
        out += "    </ol>\n  </nav>\n";
    }
    return out + "</body>\n</html>\n";
}

std::string write_ncx(NavigationInput const& input) {
    std::uint32_t highest = 0;
    for (auto const& [label, href] : input.pages) highest = std::max(highest, parse_count(label).value_or(0));
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ncx xmlns=\"http://www.daisy.org/z3986/2005/ncx/\" version=\"2005-1\"";
    append_attribute(out, "xml:lang", input.language);
    out += ">\n  <head>\n    <meta name=\"dtb:uid\"";
    append_attribute(out, "content", input.identifier);
    out += fmt::format("/>\n    <meta name=\"dtb:depth\" content=\"{}\"/>\n    <meta name=\"dtb:totalPageCount\" content=\"{}\"/>\n"
                       "    <meta name=\"dtb:maxPageNumber\" content=\"{}\"/>\n  </head>\n  <docTitle><text>{}</text></docTitle>\n  <navMap>\n",
                       depth_of(input.contents), input.pages.size(), highest, escaped(input.title));
    std::size_t at = 0;
    append_points(out, input.contents, at, 0);
    out += "  </navMap>\n";
    if (!input.pages.empty()) {
        out += "  <pageList>\n    <navLabel><text>Pages</text></navLabel>\n";
        std::size_t serial = 0;
        std::set<std::uint32_t> seen;  // a value may stand once (NCX 2005-1, pageTarget)
        for (auto const& [label, href] : input.pages) {
            auto number = parse_count(label);
            bool normal = number && *number > 0 && seen.insert(*number).second;
            out += fmt::format("    <pageTarget id=\"page-target-{}\" type=\"{}\"", ++serial, normal ? "normal" : "special");
            if (normal) append_attribute(out, "value", label);
            out += "><navLabel><text>";
            append_text(out, label);
            out += "</text></navLabel><content";
            append_attribute(out, "src", href);
            out += "/></pageTarget>\n";
        }
        out += "  </pageList>\n";
    }
    return out + "</ncx>\n";
}

}  // namespace octavo::epub

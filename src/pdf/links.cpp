#include "pdf/links.h"

#include "pdf/navigation.h"
#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

/// White space collapsed, cut at a length no listener would sit through.
std::string tidy(std::string_view text) {
    constexpr std::size_t longest = 300;
    std::string out;
    bool space = false;
    for (char c : text) {
        bool white = c == ' ' || c == '\n' || c == '\t' || c == '\r';
        if (white) {
            space = !out.empty();
            continue;
        }
        bool starts_character = (static_cast<unsigned char>(c) & 0xC0) != 0x80;
        if (out.size() > longest && starts_character) return out + "\xE2\x80\xA6";
        if (space) out += ' ';
        space = false;
        out += c;
    }
    return out;
}

/// PDF wants 7-bit addresses (§12.6.4.7): the bytes of other characters are percent-encoded.
std::string as_uri(std::string_view iri) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (char c : iri) {
        auto byte = static_cast<unsigned char>(c);
        if (byte > 32 && byte < 127)
            out += c;
        else
            out.append({'%', digits[byte >> 4], digits[byte & 15]});
    }
    return out;
}

}  // namespace

LinkGoal goal_of(LinkInput const& input, RecordedLink const& link) {
    if (link.target.valid() && input.records.places.contains(link.target)) return LinkGoal::place;
    return link.uri != RecordedLink::none ? LinkGoal::address : LinkGoal::nowhere;
}

std::string link_description(LinkInput const& input, RecordedLink const& link) {
    std::string text;
    if (link.link.value < input.document.node_count()) {
        if (auto title = input.document.attribute(link.link, dom::names::title())) text = tidy(*title);
        if (text.empty()) text = tidy(input.document.text_content(link.link));
    }
    if (text.empty() && link.uri != RecordedLink::none) text = input.records.texts[link.uri];
    return text;
}

std::string link_annotation(LinkInput const& input, RecordedLink const& link, std::uint32_t page,
                            std::int64_t struct_parent) {
    PageRecord const& record = input.records.pages[page];
    std::string out = "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[";
    base::LongLength left = base::LongLength{link.x} + record.edge(),
        top = base::LongLength{record.height} - link.y + record.edge();
    append_length(out, left);
    out += ' ';
    append_length(out, top - link.height);
    out += ' ';
    append_length(out, left + link.width);
    out += ' ';
    append_length(out, top);
    out += ']';
    if (goal_of(input, link) == LinkGoal::place) {
        out += leading_to(input.records, input.first_page_object, input.records.places.at(link.target), link.target,
                          input.structure);
    } else {
        out += "/A<</S/URI/URI";
        append_literal(out, as_uri(input.records.texts[link.uri]));
        out += ">>";
    }
    if (std::string text = link_description(input, link); !text.empty()) {
        out += "/Contents";
        append_text_string(out, text);
    }
    if (struct_parent >= 0) {
        out += "/StructParent ";
        append_integer(out, struct_parent);
    }
    return out + ">>";
}

}  // namespace octavo::pdf

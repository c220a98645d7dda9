#include "cover/cover_page.h"

#include <algorithm>
#include <fmt/format.h>

namespace octavo::cover {
namespace {

/// What fits the height of a small page in the smallest type (spine_type_size).
constexpr std::size_t most_spine_characters = 120;

std::string escaped(std::string_view text) {
    std::string out;
    for (char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            default:
                if (static_cast<unsigned char>(c) >= 32 || c == '\n' || c == '\t') out += c;
        }
    }
    return out;
}

std::size_t characters_in(std::string_view utf8) {
    return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

void add(std::string& out, std::string_view element, std::string_view name, std::string_view text) {
    if (!text.empty()) out += fmt::format("<{0} class=\"{1}\">{2}</{0}>\n", element, name, escaped(text));
}

/// Titles of one word and titles of three lines cannot have one size: cover.css has four.
std::string_view length_class(std::string_view title) {
    std::size_t count = characters_in(title);
    return count <= 16 ? "short" : count <= 40 ? "middling" : count <= 90 ? "long" : "very-long";
}

std::string front(CoverText const& text) {
    std::string out = fmt::format("<section class=\"front {}\">\n", length_class(text.title));
    add(out, "p", "authors", text.authors);
    add(out, "h1", "title", text.title);
    add(out, "p", "subtitle", text.subtitle);
    if (!text.picture.empty()) out += fmt::format("<p class=\"picture\"><img src=\"{}\" alt=\"\"/></p>\n", escaped(text.picture));
    add(out, "p", "publisher", text.publisher);
    return out + "</section>\n";
}

std::string spine(CoverText const& text, SpineText direction) {
    std::string out = "<section class=\"spine\"><p>";
    if (direction == SpineText::none) {
        out += "\xC2\xA0";   // a page needs something to stand on it
    } else {
        SpineLine line = spine_line(text);
        if (!line.authors.empty()) out += fmt::format("<span class=\"authors\">{}</span> ", escaped(line.authors));
        out += fmt::format("<span class=\"title\">{}</span>", escaped(line.title));
    }
    return out + "</p></section>\n";
}

std::string back(CoverText const& text) {
    std::string out = "<section class=\"back\">\n<div class=\"blurb\">\n";
    std::string_view rest = text.blurb;
    bool any = false;
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find("\n\n"), rest.size());
        std::string_view paragraph = rest.substr(0, end);
        rest.remove_prefix(end);
        while (rest.starts_with('\n')) rest.remove_prefix(1);
        if (paragraph.find_first_not_of(" \n\t") == std::string_view::npos) continue;
        out += fmt::format("<p>{}</p>\n", escaped(paragraph));
        any = true;
    }
    if (!any) out += "<p>\xC2\xA0</p>\n";
    out += "</div>\n";
    if (!text.barcode.empty())
        out += fmt::format("<div class=\"barcode\"><p class=\"isbn\">ISBN {}</p><p class=\"symbol\">{}</p></div>\n", escaped(text.isbn), text.barcode);
    return out + "</section>\n";
}

}  // namespace

std::size_t SpineLine::characters() const { return characters_in(title) + (authors.empty() ? 0 : characters_in(authors) + 4); }

SpineLine spine_line(CoverText const& text) {
    SpineLine line{text.authors, text.title};
    if (line.characters() > most_spine_characters) line.authors.clear();
    if (line.characters() > most_spine_characters)   // a title before its colon is what the book is called by
        if (std::size_t colon = line.title.find(": "); colon != std::string::npos) line.title.resize(colon);
    return line;
}

std::string cover_document(CoverText const& text, SpineText spine_text) {
    std::string_view language = text.language.empty() ? std::string_view("en") : std::string_view(text.language);
    return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{0}\" xml:lang=\"{0}\"{1}>\n"
                       "<head><title>{2}</title></head>\n<body>\n{3}{4}{5}</body>\n</html>\n",
                       escaped(language), text.right_to_left ? " dir=\"rtl\"" : "", escaped(text.title), front(text), spine(text, spine_text), back(text));
}

std::string cover_rules(CoverSize const& size, std::size_t spine_characters) {
    double width = base::to_points(size.width), height = base::to_points(size.height), spine = base::to_points(size.spine);
    return fmt::format(":root {{ --octavo-spine-width: {2}pt; --octavo-spine-type: {3}pt }}\n"
                       "@page cover-front {{ size: {0}pt {1}pt; marks: none }}\n"
                       "@page cover-back {{ size: {0}pt {1}pt; marks: none }}\n"
                       "@page cover-spine {{ size: {1}pt {2}pt; marks: none }}\n",
                       width, height, spine, spine_type_size(size.spine, size.height, spine_characters));
}

}  // namespace octavo::cover

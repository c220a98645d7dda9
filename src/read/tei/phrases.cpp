// Within lines: quotations, titles, dates, references, spaces.
#include <algorithm>
#include <array>
#include <fmt/format.h>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;

// The quotation marks of the world's languages: a quotation that brings its own gets none.
constexpr std::array<std::string_view, 18> quotation_marks{"\"", "“", "”", "„", "‟", "«", "»", "‹", "›",
                                                          "‘",  "’", "‚", "‛", "「", "」", "『", "』", "'"};

bool starts_with_mark(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    return std::any_of(quotation_marks.begin(), quotation_marks.end(),
                       [&](std::string_view mark) { return text.starts_with(mark); });
}

bool ends_with_mark(std::string_view text) {
    return std::any_of(quotation_marks.begin(), quotation_marks.end(),
                       [&](std::string_view mark) { return text.ends_with(mark); });
}

/// Whether the source writes marks in the quotation or right before it.
bool has_marks(dom::Document const& document, NodeId element) {
    for (NodeId at = element; at; at = document.next_in_order(at, element)) {
        if (!document.is_text(at) || is_blank(document.text(at))) continue;
        if (starts_with_mark(document.text(at))) return true;
        break;
    }
    NodeId before = document.node(element).previous;
    return before && document.is_text(before) && ends_with_mark(document.text(before));
}

bool wants_block(Mapper& mapper, NodeId element) {
    std::string rend = lower_ascii(mapper.attribute(element, "rend"));
    if (has_word(rend, "display") || has_word(rend, "block") || has_word(rend, "blockquote")) return true;
    if (has_word(rend, "inline")) return false;
    return mapper.holds_blocks(element) || mapper.among_blocks(element);
}

}  // namespace

Children quotation(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    bool only_a_word = mapper.is_source(element, "soCalled");
    // Direct speech among blocks is speech, not a quotation set off.
    bool speech = mapper.is_source(element, "said") || mapper.is_source(element, "q");
    if (!only_a_word && wants_block(mapper, element)) {
        NodeId parent = document.node(element).parent;
        bool quoted_already =
            document.element(parent).html.view() == "blockquote" || mapper.is_source(parent, "epigraph");
        mapper.name_element(element, quoted_already                            ? "div"
                                     : speech && !mapper.holds_blocks(element) ? "p"
                                                                               : "blockquote");
        return Children::map;
    }
    bool styled = !mapper.attribute(element, "rendition").empty();
    mapper.name_element(element, styled || has_marks(document, element) ? "span" : "q");
    return Children::map;
}

Children title(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    std::string_view level = mapper.attribute(element, "level");
    if (!level.empty()) document.add_class(element, "title-" + class_word(level));
    // Titles of articles, poems and the like stand in quotation marks.
    if (level == "a") mapper.name_element(element, has_marks(document, element) ? "span" : "q");
    return Children::map;
}

Children date(Mapper& mapper, NodeId element) {
    for (std::string_view attribute : {std::string_view("when"), std::string_view("when-iso")}) {
        std::string_view value = trimmed(mapper.attribute(element, attribute));
        bool calendar = value.size() >= 4 && value.find_first_not_of("0123456789-:TZ+.") == std::string_view::npos &&
                        value.front() != '-';
        if (!calendar) continue;
        mapper.name_element(element, "time");
        mapper.document().derive(element, base::Name::of("datetime"), value);
        break;
    }
    return Children::map;
}

Children reference(Mapper& mapper, NodeId element) {
    auto targets = words(mapper.attribute(element, "target"));
    if (targets.empty()) return Children::map;
    mapper.name_element(element, "a");
    mapper.document().derive(element, dom::names::href(), expand_reference(mapper, targets.front()));
    return Children::map;
}

// A pointer to several targets is several links.
Children pointer(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    auto targets = words(mapper.attribute(element, "target"));
    if (targets.empty()) return Children::map;
    if (targets.size() == 1) {
        mapper.name_element(element, "a");
        document.derive(element, dom::names::href(), expand_reference(mapper, targets.front()));
        return Children::done;
    }
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (i != 0) document.append_child(element, document.make_text(", ", {}));
        NodeId link = document.make_element(base::Name::of("a"), document.node(element).where);
        document.add_class(link, "ptr");
        document.derive(link, dom::names::href(), expand_reference(mapper, targets[i]));
        document.append_child(element, link);
    }
    document.remove_attribute(element, dom::names::cls(), dom::AttributeOrigin::derived);
    document.add_class(element, "ptrs");
    return Children::done;
}

// A space left in the source: as wide as it says, a word space at least.
Children space(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    if (document.node(element).first_child || mapper.attribute(element, "dim") == "vertical") return Children::map;
    int count = std::clamp(to_integer(mapper.attribute(element, "quantity")).value_or(1), 1, 40);
    std::string text;
    for (int i = 1; i < count; ++i) text += "\u00A0";
    document.append_child(element, document.make_text(text + " ", {}));
    return Children::done;
}

// A line break within a word breaks nothing in a new setting; one at the start of its block would leave a line empty.
Children line_break(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    bool starts_block = takes_blocks(document.element(document.node(element).parent).html) ||
                        document.element(document.node(element).parent).html.view() == "p";
    for (NodeId before = document.node(element).previous; before && starts_block;
         before = document.node(before).previous) {
        ElementRow const* row = mapper.row(before);
        bool empty =
            document.is_text(before) ? is_blank(document.text(before)) : row != nullptr && row->flow == Flow::point;
        if (!empty) starts_block = false;
    }
    if (starts_block || mapper.attribute(element, "break") == "no") document.remove(element);
    return Children::done;
}

// A character without a text of its own (an end-of-line hyphen, a glyph described in the header) is its standard form,
// or nothing: it would only part its word.
Children glyph(Mapper& mapper, NodeId element) {
    dom::Document& document = mapper.document();
    if (document.node(element).first_child) return Children::map;
    std::string_view reference = trimmed(mapper.attribute(element, "ref"));
    auto const& known = static_cast<TeiMapper&>(mapper).glyphs;
    auto found = reference.starts_with('#') ? known.find(std::string(reference.substr(1))) : known.end();
    if (found == known.end()) {
        document.remove(element);
    } else {
        document.append_child(element, document.make_text(found->second, {}));
    }
    return Children::done;
}

void collect_glyphs(TeiMapper& mapper, NodeId header) {
    dom::Document const& document = mapper.document();
    for (NodeId at = header; at; at = document.next_in_order(at, header)) {
        if (!mapper.is_source(at, "char") && !mapper.is_source(at, "glyph")) continue;
        auto id = document.source_attribute(at, dom::names::xml_namespace(), dom::names::id());
        if (!id) continue;
        // The first mapping to the standard, normalised or Unicode form; else the first there is.
        std::string text;
        for (NodeId mapping = document.first_child_element(at); mapping;
             mapping = document.next_sibling_element(mapping)) {
            if (!mapper.is_source(mapping, "mapping")) continue;
            std::string_view type = mapper.attribute(mapping, "type");
            bool standard = type == "standard" || type == "normalized" || type == "Unicode" || type == "precomposed";
            if (text.empty() || standard) text = trimmed(document.text_content(mapping));
            if (standard) break;
        }
        if (!text.empty()) mapper.glyphs.emplace(*id, std::move(text));
    }
}

void collect_prefixes(TeiMapper& mapper, NodeId header) {
    dom::Document const& document = mapper.document();
    for (NodeId at = header; at; at = document.next_in_order(at, header)) {
        if (!mapper.is_source(at, "prefixDef")) continue;
        mapper.prefixes.push_back({std::string(mapper.attribute(at, "ident")),
                                   std::string(mapper.attribute(at, "matchPattern")),
                                   std::string(mapper.attribute(at, "replacementPattern"))});
    }
}

}  // namespace octavo::read::tei

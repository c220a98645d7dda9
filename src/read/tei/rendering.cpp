// How the source says a passage looks: @rend, @rendition, @style, and the header's renditions and tag usages.
#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <utility>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::NodeId;

using Pair = std::pair<std::string_view, std::string_view>;

// Words for one look are many in @rend, which TEI leaves open: they become one class.
constexpr std::array synonyms{
    Pair{"i", "italic"},
    Pair{"it", "italic"},
    Pair{"ital", "italic"},
    Pair{"italics", "italic"},
    Pair{"b", "bold"},
    Pair{"bo", "bold"},
    Pair{"sc", "sc"},
    Pair{"smallcaps", "sc"},
    Pair{"small-caps", "sc"},
    Pair{"smallcap", "sc"},
    Pair{"smcap", "sc"},
    Pair{"smcaps", "sc"},
    Pair{"superscript", "sup"},
    Pair{"super", "sup"},
    Pair{"subscript", "sub"},
    Pair{"ul", "underline"},
    Pair{"u", "underline"},
    Pair{"underlined", "underline"},
    Pair{"strikethrough", "strike"},
    Pair{"line-through", "strike"},
    Pair{"overstrike", "strike"},
    Pair{"caps", "caps"},
    Pair{"capitals", "caps"},
    Pair{"allcaps", "caps"},
    Pair{"uppercase", "caps"},
    Pair{"typewriter", "monospace"},
    Pair{"tt", "monospace"},
    Pair{"code", "monospace"},
    Pair{"mono", "monospace"},
    Pair{"spaced", "spaced"},
    Pair{"letterspaced", "spaced"},
    Pair{"gesperrt", "spaced"},
    Pair{"centre", "center"},
    Pair{"centered", "center"},
    Pair{"centred", "center"},
    Pair{"rt", "right"},
    Pair{"normalweight", "normal"},
    Pair{"roman", "roman"},
    Pair{"upright", "roman"},
    Pair{"indented", "indent"},
};

// The HTML element whose meaning is nearest to a look.
constexpr std::array html_names{
    Pair{"italic", "i"}, Pair{"bold", "b"},   Pair{"sup", "sup"},         Pair{"sub", "sub"},   Pair{"underline", "u"},
    Pair{"strike", "s"}, Pair{"small", "small"}, Pair{"monospace", "code"},
};

std::string canonical(std::string_view word) {
    std::string low = lower_ascii(word);
    auto row = std::find_if(synonyms.begin(), synonyms.end(), [&](Pair const& pair) { return pair.first == low; });
    return row == synonyms.end() ? class_word(low) : std::string(row->second);
}

void apply_rend(Mapper& mapper, NodeId element, std::string_view value) {
    for (std::string_view word : words(value)) {
        if (word.starts_with('#')) {  // older usage: a rendition
            mapper.document().add_class(element, "rendition-" + class_word(word.substr(1)));
            continue;
        }
        if (std::string look = canonical(word); !look.empty()) mapper.document().add_class(element, "rend-" + look);
        if (word.starts_with("color(") && word.ends_with(')') &&
            word.find_first_of(";:{}\"'") == std::string_view::npos) {
            mapper.document().derive(element, dom::names::style(),
                                     fmt::format("color: {}", word.substr(6, word.size() - 7)));
        }
    }
}

/// "::before" for rendition/@scope, which names CSS pseudo-elements (TEI P5, 2.3.4).
std::string_view pseudo_element(std::string_view scope) {
    if (scope == "before") return "::before";
    if (scope == "after") return "::after";
    if (scope == "first-line") return "::first-line";
    if (scope == "first-letter") return "::first-letter";
    return {};
}

std::string identifier(Mapper& mapper, NodeId element) {
    auto id = mapper.document().source_attribute(element, dom::names::xml_namespace(), dom::names::id());
    return id ? class_word(*id) : std::string();
}

struct Rendition {
    std::string id, scope, text;
};

void write_tag_usage(Mapper& mapper, NodeId usage, std::span<Rendition const> renditions, std::string& sheet) {
    std::string_view element = mapper.attribute(usage, "gi");
    if (element.empty() || element.find_first_of("{};,") != std::string_view::npos) return;
    std::string references(mapper.attribute(usage, "render"));
    references += ' ';
    references += mapper.attribute(usage, "rend");
    references += ' ';
    references += mapper.attribute(usage, "rendition");
    for (std::string_view word : words(references)) {
        if (!word.starts_with('#')) continue;
        std::string id = class_word(word.substr(1));
        for (Rendition const& rendition : renditions) {
            if (rendition.id == id)
                sheet += fmt::format("tei|{}{} {{ {} }}\n", element, pseudo_element(rendition.scope), rendition.text);
        }
    }
}

}  // namespace

void apply_rendering(Mapper& mapper, NodeId element) {
    static base::Name const rend = base::Name::of("rend");
    static base::Name const rendition = base::Name::of("rendition");
    // Values are views into the Document's arena; attributes are looked at before any is derived.
    std::string_view rend_value;
    std::string_view rendition_value;
    std::string_view style_value;
    for (dom::Attribute const& attribute : mapper.document().attributes(element)) {
        if (!attribute.ns.empty() || attribute.origin != dom::AttributeOrigin::source) continue;
        if (attribute.local == rend) rend_value = attribute.value;
        if (attribute.local == rendition) rendition_value = attribute.value;
        if (attribute.local == dom::names::style()) style_value = attribute.value;
    }
    if (!rend_value.empty()) apply_rend(mapper, element, rend_value);
    for (std::string_view word : words(rendition_value)) {
        auto hash = word.rfind('#');
        if (hash != std::string_view::npos)
            mapper.document().add_class(element, "rendition-" + class_word(word.substr(hash + 1)));
    }
    if (!style_value.empty()) mapper.document().derive(element, dom::names::style(), style_value);
}

Children highlight(Mapper& mapper, NodeId element) {
    std::string_view rend = mapper.attribute(element, "rend");
    std::string_view rendition = mapper.attribute(element, "rendition");
    if (rend.empty() && rendition.empty()) return Children::map;  // a change of typeface of unknown kind: i
    std::string_view html = "span";
    for (std::string_view word : words(rend)) {
        std::string look = canonical(word);
        auto row =
            std::find_if(html_names.begin(), html_names.end(), [&](Pair const& pair) { return pair.first == look; });
        if (row == html_names.end()) continue;
        html = row->second;
        break;
    }
    mapper.name_element(element, html);
    return Children::map;
}

void collect_renditions(Mapper& mapper, NodeId header) {
    dom::Document& document = mapper.document();
    std::vector<Rendition> renditions;
    std::string sheet;
    base::SourceSpan where;
    for (NodeId at = header; at; at = document.next_in_order(at, header)) {
        if (mapper.is_source(at, "rendition")) {
            std::string_view scheme = mapper.attribute(at, "scheme");
            std::string text = collapsed(document.text_content(at));
            if ((!scheme.empty() && scheme != "css") || text.empty()) continue;
            if (!where.known()) where = document.node(at).where;
            Rendition made{identifier(mapper, at), std::string(mapper.attribute(at, "scope")), text};
            std::string_view selector = trimmed(mapper.attribute(at, "selector"));
            if (!selector.empty() && selector.find_first_of("{}") == std::string_view::npos) {
                sheet += fmt::format("{}{} {{ {} }}\n", selector, pseudo_element(made.scope), text);
            }
            if (!made.id.empty())
                sheet += fmt::format(".rendition-{}{} {{ {} }}\n", made.id, pseudo_element(made.scope), text);
            renditions.push_back(std::move(made));
        } else if (mapper.is_source(at, "tagUsage")) {
            write_tag_usage(mapper, at, renditions, sheet);
        }
    }
    if (sheet.empty()) return;
    // The default namespace makes the type selectors of rendition/@selector TEI's.
    std::string_view ns = dom::names::tei_namespace().view();
    dom::DocumentStyle style;
    style.text = document.keep(fmt::format("@namespace \"{}\";\n@namespace tei \"{}\";\n{}", ns, ns, sheet));
    style.base_name = std::string(document.base_name(header).view());
    style.where = where;
    document.styles.push_back(std::move(style));
}

}  // namespace octavo::read::tei

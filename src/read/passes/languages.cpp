#include <algorithm>
#include <array>

#include "read/metadata.h"
#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
namespace names = dom::names;

enum class Direction : std::uint8_t { ltr, rtl };

/// The script subtag decides (BCP 47, 2.2.3); else the language's usual script.
Direction direction_of(std::string_view tag) {
    constexpr std::array<std::string_view, 12> languages{"ar", "he", "yi", "fa",  "ur",  "ps",
                                                         "sd", "ug", "dv", "syr", "arc", "ckb"};
    constexpr std::array<std::string_view, 6> scripts{"arab", "hebr", "syrc", "thaa", "nkoo", "adlm"};
    std::string low = lower_ascii(tag);
    std::string_view rest = low;
    std::string_view primary = rest.substr(0, rest.find('-'));
    rest.remove_prefix(primary.size());
    while (!rest.empty()) {
        rest.remove_prefix(1);
        std::string_view subtag = rest.substr(0, rest.find('-'));
        if (subtag.size() == 4 && subtag[0] >= 'a') {
            return std::find(scripts.begin(), scripts.end(), subtag) != scripts.end() ? Direction::rtl : Direction::ltr;
        }
        rest.remove_prefix(subtag.size());
    }
    return std::find(languages.begin(), languages.end(), primary) != languages.end() ? Direction::rtl : Direction::ltr;
}

std::optional<std::string_view> language_attribute(dom::Document const& document, NodeId element) {
    std::optional<std::string_view> plain;
    for (dom::Attribute const& attribute : document.attributes(element)) {
        if (attribute.local != names::lang()) continue;
        if (attribute.origin == dom::AttributeOrigin::derived || attribute.ns == names::xml_namespace())
            return attribute.value;
        if (attribute.ns.empty() && document.element(element).source_ns == names::xhtml_namespace())
            plain = attribute.value;
    }
    return plain;
}

}  // namespace

void set_languages(ReadContext& context) {
    dom::Document& document = context.document;
    NodeId root = document.root();
    std::string main = language_tag(language_attribute(document, root).value_or(""));
    if (main.empty()) main = language_tag(language_attribute(document, document.body()).value_or(""));
    if (main.empty()) main = language_tag(document.metadata.language);
    if (!main.empty()) document.derive(root, names::lang(), main);
    if (document.metadata.language.empty()) document.metadata.language = main;

    struct Open {
        NodeId element;
        Direction direction;
    };
    std::vector<Open> open{{root, Direction::ltr}};
    for (NodeId at = root; at; at = document.next_in_order(at)) {
        if (!document.is_element(at)) continue;
        auto language = language_attribute(document, at);
        if (!language) continue;
        std::string tag = language_tag(*language);
        document.derive(at, names::lang(), tag);
        for (NodeId up = at; open.size() > 1;) {
            while (up && up != open.back().element) up = document.node(up).parent;
            if (up) break;
            open.pop_back();
            up = at;
        }
        Direction direction = tag.empty() ? open.back().direction : direction_of(tag);
        if (direction != open.back().direction) {
            if (!document.attribute(at, names::dir()))
                document.derive(at, names::dir(), direction == Direction::rtl ? "rtl" : "ltr");
            open.push_back({at, direction});
        }
    }
}

}  // namespace octavo::read::passes

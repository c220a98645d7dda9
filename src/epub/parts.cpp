#include "epub/parts.h"

#include <algorithm>
#include <unordered_map>

namespace octavo::epub {

using dom::NodeId;

std::vector<DocumentPart> parts_of(dom::Document const& document, Split const& split, std::vector<StyleFile> const& styles) {
    std::unordered_map<NodeId, std::uint32_t> part_of;
    for (std::uint32_t i = 0; i < document.parts.size(); ++i) part_of.emplace(document.parts[i].section, i);
    std::vector<std::string> const common = common_style_files(styles);
    std::vector<DocumentPart> parts(split.documents.size());
    for (std::size_t i = 0; i < parts.size(); ++i) {
        parts[i].style_files = common;
        auto found = part_of.end();
        for (NodeId at = split.documents[i].first; at && found == part_of.end(); at = document.node(at).parent) found = part_of.find(at);
        // The first document begins with what encloses all parts.
        for (NodeId at = split.documents[i].first; at && found == part_of.end() && !part_of.empty(); at = document.next_in_order(at)) found = part_of.find(at);
        if (found == part_of.end()) continue;
        parts[i].linear = document.parts[found->second].linear;
        parts[i].style_files.clear();
        for (StyleFile const& style : styles)
            if (style.parts.empty() || std::ranges::binary_search(style.parts, found->second)) parts[i].style_files.push_back(style.file);
    }
    return parts;
}

std::vector<std::string> common_style_files(std::vector<StyleFile> const& styles) {
    std::vector<std::string> files;
    for (StyleFile const& style : styles)
        if (style.parts.empty()) files.push_back(style.file);
    return files;
}

bool is_body_of_part(dom::Element const& element) {
    static base::Name const section = base::Name::of("section"), body = base::Name::of("body");
    return element.html == section && element.source_local == body && element.source_ns == dom::names::xhtml_namespace();
}

}  // namespace octavo::epub

#include "epub/links.h"

#include <fmt/format.h>

#include "epub/values.h"
#include "io/workspace.h"

namespace octavo::epub {

using dom::NodeId;

namespace {

std::string_view file_name(std::string_view path) { return path.substr(path.rfind('/') + 1); }

std::string decode_percent(std::string_view text) {
    auto hex = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1; };
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool escape = text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0;
        if (!escape) {
            result += text[i];
            continue;
        }
        result += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
        i += 2;
    }
    return result;
}

}  // namespace

Links::Links(dom::Document const& document, Survey const& survey, Split const& split, Identifiers const& ids, Markers const& markers)
    : document_(document), survey_(survey), split_(split), ids_(ids), markers_(markers) {
    if (document.base_names.size() < 2) return;
    for (NodeId node = document.root(); node; node = document.next_in_order(node))
        if (document.is_element(node) && !ids.of(node).empty()) first_of_resource_.try_emplace(document.base_name(node).view(), node);
}

bool Links::is_written(NodeId node) const {
    for (; node; node = document_.node(node).parent) {
        if (document_.is_element(node) && survey_.is(node, Trait::dropped)) return false;
        if (node == document_.root()) return true;
    }
    return false;
}

std::string Links::to_document(std::uint32_t target, std::string_view id, std::uint32_t in) const {
    std::string result = target == in && !id.empty() ? std::string{} : std::string(file_name(split_.documents[target].file));
    return id.empty() ? result : result + '#' + percent_encode(id);
}

std::optional<std::string> Links::to_fragment(std::string_view source_id, std::uint32_t in) const {
    if (NodeId target = document_.by_id(source_id); target && is_written(target) && !ids_.of(target).empty())
        return to_document(split_.document_of[target.value], ids_.of(target), in);
    if (PageTarget const* anchor = markers_.anchor(source_id)) return to_document(split_.document_of[anchor->node.value], anchor->id, in);
    return {};
}

std::optional<std::string> Links::resolve(NodeId from, std::string_view href, std::uint32_t in) const {
    while (!href.empty() && is_blank(href.substr(0, 1))) href.remove_prefix(1);
    while (!href.empty() && is_blank(href.substr(href.size() - 1))) href.remove_suffix(1);
    if (href.empty()) return {};
    if (!url_scheme(href).empty()) return external_url(href);
    if (href.starts_with("//")) return external_url(fmt::format("https:{}", href));
    std::size_t hash = href.find('#');
    if (hash != std::string_view::npos) {
        std::string_view id = href.substr(hash + 1);
        if (auto found = to_fragment(id, in)) return found;
        if (auto found = to_fragment(decode_percent(id), in)) return found;
        if (hash == 0) return {};
    }
    auto resource = first_of_resource_.find(io::resolve_name(href, document_.base_name(from).view()));
    if (resource == first_of_resource_.end()) return {};
    return to_document(split_.document_of[resource->second.value], ids_.of(resource->second), in);
}

std::string Links::from_package(NodeId node, std::string_view id) const {
    std::string const& file = split_.documents[split_.document_of[node.value]].file;
    return id.empty() ? file : fmt::format("{}#{}", file, percent_encode(id));
}

std::string_view Links::local_id(std::string_view source_id) const {
    if (NodeId target = document_.by_id(source_id)) return ids_.of(target);
    PageTarget const* anchor = markers_.anchor(source_id);
    return anchor ? std::string_view(anchor->id) : std::string_view{};
}

}  // namespace octavo::epub

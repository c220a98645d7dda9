#include "xml/start_tags.h"

namespace octavo::xml {
namespace {

// An attribute takes five bytes at least: ` a=""`.
constexpr std::size_t shortest_attribute = 5;

// Attributes of the tag at the start of `text`, up to `limit` + 1.
std::uint32_t count_attributes(std::string_view text, std::uint32_t limit) {
    std::uint32_t count = 0;
    std::size_t at = 1;
    while (count <= limit) {
        at = text.find_first_of(">\"'", at);
        if (at == std::string_view::npos || text[at] == '>') break;
        at = text.find(text[at], at + 1);
        if (at == std::string_view::npos) break;
        ++at;
        ++count;
    }
    return count;
}

}  // namespace

std::optional<std::size_t> find_crowded_tag(std::string_view text, std::uint32_t limit) {
    std::size_t at = text.find('<');
    while (at != std::string_view::npos) {
        std::size_t next = text.find('<', at + 1);
        std::string_view stretch = text.substr(at, next == std::string_view::npos ? next : next - at);
        bool markup = stretch.size() > 1 && stretch[1] != '!' && stretch[1] != '?' && stretch[1] != '/';
        if (markup && stretch.size() > limit * shortest_attribute && count_attributes(stretch, limit) > limit)
            return at;
        at = next;
    }
    return std::nullopt;
}

}  // namespace octavo::xml

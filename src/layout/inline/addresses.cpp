#include "layout/inline/addresses.h"

#include <algorithm>

namespace octavo::layout {
namespace {

constexpr std::size_t shortest_divided = 20;  // bytes: what is shorter fits at a line's end often enough
constexpr std::uint32_t least_part = 3;       // bytes that a break parts from what is around it

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// "https://", "ftp://", … at the start of the text; 0 for none.
std::size_t scheme_length(std::string_view text) {
    std::size_t letters = 0;
    while (letters < text.size() && letters < 8 && is_letter(text[letters])) ++letters;
    return letters >= 2 && text.substr(letters, 3) == "://" ? letters + 3 : 0;
}

/// Brackets and quotation marks before it.
std::size_t lead_length(std::string_view text) {
    constexpr std::size_t longest = 4;
    std::size_t lead = 0;
    while (lead < text.size() && lead < longest && !is_letter(text[lead])) ++lead;
    return lead < text.size() && is_letter(text[lead]) ? lead : 0;
}

}  // namespace

std::uint32_t address_length(std::string_view text) {
    std::string_view rest = text.substr(lead_length(text));
    bool begins = scheme_length(rest) != 0 || rest.starts_with("www.") || rest.starts_with("doi.org/");
    if (!begins) return 0;
    std::size_t end = 0;
    while (end < text.size() && static_cast<unsigned char>(text[end]) > ' ' && text[end] != '"' && text[end] != '<' && text[end] != '>' &&
           text.substr(end, 2) != "\xC2\xA0" && text.substr(end, 3) != "\xE2\x80\x8B") {
        ++end;
    }
    return end < shortest_divided ? 0 : static_cast<std::uint32_t>(end);
}

std::uint32_t address_break(std::string_view text) {
    auto size = static_cast<std::uint32_t>(text.size());
    std::size_t lead = lead_length(text);
    if (std::size_t scheme = scheme_length(text.substr(lead)); scheme != 0) return static_cast<std::uint32_t>(lead + scheme);
    constexpr std::string_view before = "/.?#_~%&=+,;:@";
    for (std::uint32_t i = least_part; i + least_part <= size; ++i) {
        if (before.find(text[i]) == std::string_view::npos) continue;
        if (text[i] == '%' && i + 3 > size) continue;
        return i;
    }
    return size;
}

}  // namespace octavo::layout

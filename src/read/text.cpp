#include "read/text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

namespace octavo::read {

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_space); }

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string collapsed(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool space = false;
    for (char c : text) {
        if (is_space(c)) {
            space = !out.empty();
            continue;
        }
        if (space) out += ' ';
        space = false;
        out += c;
    }
    return out;
}

std::vector<std::string_view> words(std::string_view text) {
    std::vector<std::string_view> found;
    for (std::size_t at = 0; at < text.size();) {
        while (at < text.size() && is_space(text[at])) ++at;
        std::size_t end = at;
        while (end < text.size() && !is_space(text[end])) ++end;
        if (end > at) found.push_back(text.substr(at, end - at));
        at = end;
    }
    return found;
}

bool has_word(std::string_view list, std::string_view word) {
    auto all = words(list);
    return std::find(all.begin(), all.end(), word) != all.end();
}

std::string lower_ascii(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string class_word(std::string_view text) {
    std::string out;
    for (char c : lower_ascii(text)) {
        bool letter = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
                      static_cast<unsigned char>(c) >= 0x80;
        if (letter) {
            out += c;
        } else if (!out.empty() && out.back() != '-') {
            out += '-';
        }
    }
    while (!out.empty() && out.back() == '-') out.pop_back();
    return out;
}

std::optional<int> to_integer(std::string_view text) {
    text = trimmed(text);
    int value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

namespace {

std::string without_entities(std::string_view text) {
    constexpr std::array<std::pair<std::string_view, char>, 5> entities{
        {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        auto entity = std::find_if(entities.begin(), entities.end(),
                                   [&](auto const& row) { return text.substr(at).starts_with(row.first); });
        if (entity != entities.end()) {
            out += entity->second;
            at += entity->first.size();
        } else {
            out += text[at++];
        }
    }
    return out;
}

}  // namespace

std::string pseudo_attribute(std::string_view data, std::string_view name) {
    for (std::size_t at = data.find(name); at != std::string_view::npos; at = data.find(name, at + 1)) {
        if (at != 0 && !is_space(data[at - 1])) continue;
        std::string_view rest = trimmed(data.substr(at + name.size()));
        if (rest.empty() || rest.front() != '=') continue;
        rest = trimmed(rest.substr(1));
        if (rest.empty() || (rest.front() != '"' && rest.front() != '\'')) continue;
        auto end = rest.find(rest.front(), 1);
        if (end != std::string_view::npos) return without_entities(rest.substr(1, end - 1));
    }
    return {};
}

bool has_scheme(std::string_view reference) {
    auto colon = reference.find(':');
    if (colon == std::string_view::npos || colon == 0) return false;
    auto scheme = reference.substr(0, colon);
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); };
    auto rest = [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.'; };
    return letter(scheme.front()) && std::all_of(scheme.begin(), scheme.end(), rest);
}

}  // namespace octavo::read

#include "archive/bag.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

namespace octavo::archive {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }

std::string_view trimmed(std::string_view text) {
    auto first = text.find_first_not_of(" \t\r");
    return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

/// A value as one line: white space of any kind becomes one space.
std::string on_one_line(std::string_view value) {
    std::string line;
    bool space = false;
    for (char c : value) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            space = !line.empty();
            continue;
        }
        if (space) line += ' ';
        space = false;
        line += c;
    }
    return line;
}

}  // namespace

std::string_view fault_of_name(std::string_view name) {
    if (name.empty()) return "it is empty";
    if (name.front() == '/') return "it is an absolute path";
    if (name.front() == '~') return "it begins in somebody's home";
    if (name.find('\0') != std::string_view::npos) return "it holds a zero byte";
    while (true) {
        auto slash = name.find('/');
        std::string_view part = name.substr(0, slash);
        if (part == "..") return "it climbs out of its folder";
        if (part.empty() || part == ".") return "it has an empty part";
        if (slash == std::string_view::npos) return {};
        name.remove_prefix(slash + 1);
    }
}

std::string encoded_name(std::string_view name) {
    std::string out;
    for (char c : name) {
        if (c == '\n' || c == '\r' || c == '%') fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned>(c));
        else out += c;
    }
    return out;
}

std::string decoded_name(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i) {
        std::string_view code = name.substr(i, 3);
        bool known = true;
        if (code == "%0A" || code == "%0a") out += '\n';
        else if (code == "%0D" || code == "%0d") out += '\r';
        else if (code == "%25") out += '%';
        else known = false;
        if (known) i += 2;
        else out += name[i];
    }
    return out;
}

std::string manifest_line(ManifestEntry const& entry) { return fmt::format("{}  {}\n", entry.digest, encoded_name(entry.name)); }

std::optional<ManifestEntry> read_manifest_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    auto end = line.find_first_of(" \t");
    if (end == std::string_view::npos || end == 0) return std::nullopt;
    ManifestEntry entry;
    entry.digest = line.substr(0, end);
    std::transform(entry.digest.begin(), entry.digest.end(), entry.digest.begin(), lower);
    if (!std::all_of(entry.digest.begin(), entry.digest.end(), is_hexadecimal)) return std::nullopt;
    auto begin = line.find_first_not_of(" \t", end);
    if (begin == std::string_view::npos) return std::nullopt;
    line.remove_prefix(begin);
    if (line.starts_with('*')) line.remove_prefix(1);  // as md5sum and its like mark binary files
    if (line.starts_with("./")) line.remove_prefix(2);
    entry.name = decoded_name(line);
    return entry;
}

std::string write_bag_info(BagInfo const& info) {
    std::string text;
    for (auto const& [label, value] : info) {
        std::string line = on_one_line(value);
        if (!line.empty()) fmt::format_to(std::back_inserter(text), "{}: {}\n", label, line);
    }
    return text;
}

BagInfo read_bag_info(std::string_view text) {
    BagInfo info;
    while (!text.empty()) {
        auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        if ((line.starts_with(' ') || line.starts_with('\t')) && !info.empty()) {
            info.back().second += fmt::format(" {}", trimmed(line));
        } else if (auto colon = line.find(':'); colon != std::string_view::npos) {
            info.emplace_back(trimmed(line.substr(0, colon)), trimmed(line.substr(colon + 1)));
        }
    }
    return info;
}

std::string_view value_of(BagInfo const& info, std::string_view label) {
    auto same = [&](auto const& item) { return std::ranges::equal(item.first, label, {}, lower, lower); };
    auto found = std::find_if(info.begin(), info.end(), same);
    return found == info.end() ? std::string_view() : std::string_view(found->second);
}

}  // namespace octavo::archive

#include "edition/difference.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>
#include <set>

#include "io/resource_cache.h"
#include "io/zip.h"
#include "pdf/difference.h"

namespace octavo::edition {
namespace {

/// Members by name, unpacked; nothing when it is no archive.
bool read_members(std::string_view bytes, base::StageContext const& context, std::map<std::string, std::string>& members) {
    auto reader = io::ZipReader::open(io::make_resource("edition", std::string(bytes)), context.limits);
    if (!reader) return false;
    for (io::ZipMember const& member : reader->members()) {
        auto content = reader->read(member.name);
        if (!content) return false;
        members.emplace(member.name, std::move(*content));
    }
    return true;
}

std::string members_that_differ(std::string_view before, std::string_view after, base::StageContext const& context) {
    std::map<std::string, std::string> first, second;
    if (!read_members(before, context, first) || !read_members(after, context, second)) return {};
    std::set<std::string> names;
    for (auto const& [name, content] : first) {
        auto other = second.find(name);
        if (other == second.end() || other->second != content) names.insert(name);
    }
    for (auto const& [name, content] : second) {
        if (!first.contains(name)) names.insert(name);
    }
    if (names.empty()) return "its members are the same, but packed otherwise";
    constexpr std::size_t most = 3;
    std::vector<std::string> shown(names.begin(), std::next(names.begin(), static_cast<std::ptrdiff_t>(std::min(most, names.size()))));
    return fmt::format("{}{} differ{}", fmt::join(shown, ", "), names.size() > most ? fmt::format(" and {} more", names.size() - most) : "",
                       names.size() == 1 ? "s" : "");
}

}  // namespace

std::string describe_difference(std::string_view before, std::string_view after, EditionKind kind, base::StageContext const& context) {
    auto at = static_cast<std::size_t>(std::mismatch(before.begin(), before.end(), after.begin(), after.end()).first - before.begin());
    std::string text = fmt::format("from byte {} on", at);
    if (before.size() != after.size()) text += fmt::format(", {} bytes instead of {}", after.size(), before.size());
    std::string more = kind == EditionKind::print ? pdf::describe_difference(before, after) : members_that_differ(before, after, context);
    return more.empty() ? text : fmt::format("{}; {}", text, more);
}

}  // namespace octavo::edition

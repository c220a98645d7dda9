// Private schemes of references, TEI P5, 17.2.3: "psn:abc" with a pattern and its replacement.
#include <optional>
#include <regex>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

/// The reference after the definition, or nothing when the pattern does not match or is none. The standard library's
/// exceptions for bad patterns end here.
std::optional<std::string> expand(PrefixDefinition const& definition, std::string const& rest) {
    constexpr std::size_t longest = 256;  // the standard library's matcher recurses by the length of its input
    if (rest.size() > longest || definition.pattern.size() > longest) return std::nullopt;
    try {
        std::regex pattern(definition.pattern, std::regex::ECMAScript);
        std::smatch match;
        if (!std::regex_match(rest, match, pattern)) return std::nullopt;
        return match.format(definition.replacement);
    } catch (std::regex_error const&) {
        return std::nullopt;
    }
}

}  // namespace

std::string expand_reference(Mapper& mapper, std::string_view reference) {
    auto colon = reference.find(':');
    if (colon != std::string_view::npos) {
        std::string rest(reference.substr(colon + 1));
        for (PrefixDefinition const& definition : static_cast<TeiMapper&>(mapper).prefixes) {
            if (definition.ident != reference.substr(0, colon)) continue;
            if (auto expanded = expand(definition, rest)) return *expanded;
        }
    }
    return std::string(reference);
}

}  // namespace octavo::read::tei

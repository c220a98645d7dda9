#include "xml/library_versions.h"

#include <charconv>
#include <fmt/format.h>
#include <string_view>

#include <libxml/parser.h>

namespace octavo::xml {

std::vector<base::LibraryVersion> library_versions() {
    // "20914", and what a snapshot adds to it
    std::string_view said = xmlParserVersion;
    unsigned number = 0;
    std::from_chars(said.data(), said.data() + said.size(), number);
    return {{"libxml2", fmt::format("{}.{}.{}", number / 10'000, number / 100 % 100, number % 100)}};
}

}  // namespace octavo::xml

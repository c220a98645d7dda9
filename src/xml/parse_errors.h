// libxml2's errors in plain words.
#pragma once
#include <libxml/xmlerror.h>
#include <string>

namespace octavo::xml {

struct ParseError {
    std::string message;
    std::string hint;
    /// Where the parser's position leads to the place that people look for.
    enum class Place : unsigned char { here, last_tag, last_reference } place = Place::here;
};

/// One sentence for `error`.
[[nodiscard]] ParseError describe(xmlError const& error);

}  // namespace octavo::xml

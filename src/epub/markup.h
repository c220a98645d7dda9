// The few ways in which the e-book's XML is put together from text.
#pragma once
#include <string>
#include <string_view>

#include "xml/serialise.h"

namespace octavo::epub {

using xml::append_text;

/// ` name="value"`, the value escaped.
inline void append_attribute(std::string& out, std::string_view name, std::string_view value) {
    out += ' ';
    out += name;
    out += "=\"";
    xml::append_attribute_value(out, value);
    out += '"';
}

[[nodiscard]] inline std::string escaped(std::string_view text) {
    std::string out;
    append_text(out, text);
    return out;
}

}  // namespace octavo::epub

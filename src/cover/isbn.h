// ISBNs (ISO 2108) and their barcode (EAN-13, ISO/IEC 15420), drawn as SVG. The only home of libzint.
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace octavo::cover {

struct Isbn {
    std::string digits;    ///< thirteen of them
    std::string shown;     ///< as it is printed, with the hyphens it was given with
};

/// An ISBN of 13 or 10 digits, with or without hyphens, spaces and "urn:isbn:" or "ISBN" before it; ten digits become thirteen.
/// The error says what is wrong: a digit too many, a check digit that does not fit and what it would have to be.
[[nodiscard]] tl::expected<Isbn, std::string> read_isbn(std::string_view text);

/// The symbol at its nominal size, 37.29 mm wide with its quiet zones, on white, as an SVG element; the error is libzint's.
[[nodiscard]] tl::expected<std::string, std::string> barcode_svg(Isbn const& isbn);

}  // namespace octavo::cover

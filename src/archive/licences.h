// Whether a font or a file of patterns may be passed on with a package.
//
// Conservative: copied is only what a known licence allows, as the font's own name table or the copyright file of its Debian package
// names it, and nothing whose OS/2 bits forbid it. What is not copied is recorded by name, version and digest.
#pragma once
#include <string>
#include <string_view>

namespace octavo::archive {

struct Permission {
    bool copy = false;
    std::string licence;  ///< as recognised or as named; empty: none was found
    std::string why_not;
};

struct LicenceEvidence {
    std::string_view in_file;     ///< a licence's text or address
    std::string_view in_package;  ///< the short name of a copyright file: "GPL-2+ or LGPL-2.1+"
    bool restricted = false;
};
[[nodiscard]] Permission permission(LicenceEvidence const& evidence);

/// Whether each part of "A and B", or one part of "A or B", is the short name of a licence that lets copies be passed on.
[[nodiscard]] bool allows_copies(std::string_view short_name);

}  // namespace octavo::archive

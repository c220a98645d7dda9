// Readings of metadata that several vocabularies share.
#pragma once
#include <string>
#include <string_view>

#include "dom/metadata.h"

namespace octavo::read {

/// An identifier with its scheme, from the scheme the source names (may be empty) or from what the value looks like:
/// ISBN (becomes urn:isbn:…), UUID, DOI, URI.
[[nodiscard]] dom::Identifier identifier_of(std::string_view value, std::string_view scheme);

/// The MARC relator code for a role word of a source ("editor" → "edt"; "oth" for an unknown one); a code stays itself.
[[nodiscard]] std::string relator_code(std::string_view role);

struct PersonName {
    std::string display;  ///< "Nicholas Breton"
    std::string file_as;  ///< "Breton, Nicholas"; empty when the source does not tell the parts
};
/// From a name as catalogues write it: "Breton, Nicholas, 1545?-1626?". What has no comma stays as it is.
[[nodiscard]] PersonName person_name_of(std::string_view text);

/// BCP 47 for a language tag of a source: ISO 639-2 codes become the two-letter ones ("eng" → "en"), '_' becomes '-'.
[[nodiscard]] std::string language_tag(std::string_view code);

}  // namespace octavo::read

// XMP packet and information dictionary, in agreement (ISO 32000-1 §14.3; PDF/A-2 6.6; PDF/UA-1 5), and the output
// intent.
#pragma once
#include <string>

#include "dom/metadata.h"
#include "pdf/conformance.h"

namespace octavo::pdf {

struct MetadataInput {
    dom::Metadata const& metadata;
    std::string const& producer;
    std::string language;          ///< as in the catalog; may be empty
    Claim claim;
};
[[nodiscard]] std::string xmp_packet(MetadataInput const& input);
[[nodiscard]] std::string information_dictionary(MetadataInput const& input);
/// An sRGB profile whose bytes are the same on every day.
[[nodiscard]] std::string srgb_profile();

}  // namespace octavo::pdf

// XMP packet and information dictionary, in agreement (ISO 32000-1 §14.3; PDF/A-2 6.6; PDF/UA-1 5), and the output
// intent.
#pragma once
#include <string>
#include <string_view>

#include "dom/metadata.h"
#include "pdf/conformance.h"

namespace octavo::pdf {

struct MetadataInput {
    dom::Metadata const& metadata;
    std::string const& producer;
    std::string language;          ///< as in the catalog; may be empty
    Claim claim;
    std::string more_xmp{};          ///< elements that go into the packet as they are
    std::string more_information{};  ///< entries of the dictionary
};
[[nodiscard]] std::string xmp_packet(MetadataInput const& input);
[[nodiscard]] std::string information_dictionary(MetadataInput const& input);
/// The digits of "2026-11-24T10:05:00Z"; empty when the date is not of that form (fractions of seconds are dropped).
[[nodiscard]] std::string date_digits(std::string_view iso);
/// An sRGB profile whose bytes are the same on every day.
[[nodiscard]] std::string srgb_profile();

}  // namespace octavo::pdf

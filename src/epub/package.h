// The package document (EPUB 3.3, section 5): metadata with their refinements, manifest, reading order.
#pragma once
#include <string>
#include <vector>

#include "base/diagnostics.h"
#include "dom/metadata.h"

namespace octavo::epub {

struct ManifestItem {
    std::string file, media_type, properties;  ///< properties: space-separated; may be empty
    enum class Spine : std::uint8_t { no, yes, aside } spine = Spine::no;  ///< aside: beside the reading order
};

enum class Progression : std::uint8_t { by_reader, left_to_right, right_to_left };

struct PackageInput {
    dom::Metadata const& metadata;     ///< complete: title, language, first identifier and modified are set (complete_metadata)
    std::vector<ManifestItem> const& items;
    std::string_view accessibility;    ///< meta elements
    std::string_view page_source;      ///< what the page list's numbers belong to; empty: no page list
    Progression progression = Progression::by_reader;
};
[[nodiscard]] std::string write_package(PackageInput const& input);

/// What EPUB requires and the source did not give, filled in the same way in every run: the title from `heading`, the language
/// "und", an identifier by SHA-256 of `content_digest`, the time of modification. Malformed values are left out with a diagnostic.
struct Completion {
    std::string_view heading;
    std::string_view content_digest;   ///< hexadecimal
    std::int64_t source_date_epoch = -1;
};
[[nodiscard]] dom::Metadata complete_metadata(dom::Metadata metadata, Completion const& completion, base::Diagnostics& diagnostics);

}  // namespace octavo::epub

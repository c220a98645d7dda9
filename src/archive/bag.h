// What a bag is made of (BagIt 1.0, RFC 8493): names of files, lines of manifests.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace octavo::archive {

struct ManifestEntry {
    std::string digest;   ///< hexadecimal, lower case
    std::string name;     ///< from the bag's folder, '/' between parts
};

/// bag-info.txt: labels and values in order; a label may be repeated.
using BagInfo = std::vector<std::pair<std::string, std::string>>;

/// Why `name` may not stand in a manifest (it climbs, is absolute, …); empty: it may.
[[nodiscard]] std::string_view fault_of_name(std::string_view name);

/// RFC 8493 section 2.1.3: line feed, carriage return and '%' in names are percent-encoded.
[[nodiscard]] std::string encoded_name(std::string_view name);
[[nodiscard]] std::string decoded_name(std::string_view name);

[[nodiscard]] std::string manifest_line(ManifestEntry const& entry);
/// Nothing when the line is none of a manifest.
[[nodiscard]] std::optional<ManifestEntry> read_manifest_line(std::string_view line);

[[nodiscard]] std::string write_bag_info(BagInfo const& info);
/// Continued lines are put together; lines without a label are left out.
[[nodiscard]] BagInfo read_bag_info(std::string_view text);
/// The first value of `label` (without regard to case); empty: there is none.
[[nodiscard]] std::string_view value_of(BagInfo const& info, std::string_view label);

}  // namespace octavo::archive

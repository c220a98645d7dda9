// Reads the files embedded in a PDF that may be damaged or hostile.
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace octavo::pdf {

/// Embedded files by name, unpacked; at most `most_bytes` in all. What is wrong in words where the PDF cannot be read. No repair is
/// tried: a damaged PDF is not what was written.
[[nodiscard]] tl::expected<std::map<std::string, std::string>, std::string> read_attachments(std::string_view pdf, std::uint64_t most_bytes);

}  // namespace octavo::pdf

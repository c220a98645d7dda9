// References as documents write them, and the names of resources they stand for (RFC 3986 section 5, bound to a root).
//
// Input: a relative path or relative URL and the name of the resource it stands in. Output: the resource's name
// (relative to the root, '/' between parts, no '.' or '..'), or what kept it from having one. Pure text: nothing is
// looked up. Linear.
#pragma once
#include <string>
#include <string_view>

#include "base/diagnostics.h"

namespace octavo::io {

enum class ReferenceKind : unsigned char {
    local,      ///< names something inside the root
    remote,     ///< has a scheme other than file:, or begins with '//'
    absolute,   ///< an absolute path or a file: URL
    climbing,   ///< leaves the root by '..'
    malformed,  ///< holds a zero byte
};

struct ResolvedReference {
    ReferenceKind kind = ReferenceKind::local;
    std::string name;  ///< empty unless local; ends in '/' if the reference did
};

[[nodiscard]] ResolvedReference resolve_reference(std::string_view reference, std::string_view from_name);

/// Why `reference` is not read, as an io_outside_root, io_remote or io_not_found diagnostic (severity error).
[[nodiscard]] base::Diagnostic refusal(ReferenceKind kind, std::string_view reference, base::SourceSpan where);

/// `path` as a reference that resolves to it: '%', '?', '#' and a ':' in its first part are percent-encoded. For names
/// of files that people give, which are paths and not URLs.
[[nodiscard]] std::string reference_of_path(std::string_view path);

/// What stands before the last '/' (without it); empty if there is none.
[[nodiscard]] std::string_view folder_of(std::string_view name);

/// `%XX` replaced by the byte it means; anything else, and a '%' without two hexadecimal digits, stays.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace octavo::io

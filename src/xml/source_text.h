// One XML file as UTF-8, and the lines and columns of offsets in it.
//
// Input: a resource in whatever encoding its byte order mark or its XML declaration tells (XML 1.0 appendix F). Output:
// well-formed UTF-8 without byte order mark, on which all positions count; a file in UTF-8 is not copied. Linear.
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/diagnostics.h"
#include "base/stage_context.h"
#include "io/workspace.h"

namespace octavo::xml {

struct SourceText {
    base::FileId file;
    io::ResourcePtr resource;
    std::string converted;  ///< empty if the resource's own bytes are used
    std::size_t skipped = 0;  ///< bytes of the byte order mark before the resource's text
    /// Zero-terminated.
    [[nodiscard]] std::string_view text() const {
        return converted.empty() ? resource->bytes.substr(skipped) : std::string_view(converted);
    }
};

/// Decodes `resource`. `encoding`: a name from outside (xi:include encoding=""), used where there is no byte order
/// mark; empty: the XML declaration's. A fatal xml_encoding diagnostic with its place if a byte or the encoding is
/// wrong.
[[nodiscard]] tl::expected<SourceText, base::Diagnostic> decode(io::ResourcePtr resource, std::string_view encoding,
                                                               base::SourceFiles* files);

/// Lines and columns of offsets asked for in rising order (a smaller one than before begins anew). Lines end with
/// U+000A, U+000D or both.
class LineFinder {
public:
    LineFinder(std::string_view text, base::FileId file);
    [[nodiscard]] base::SourceSpan at(std::size_t offset);

private:
    void advance(char const* to);

    std::string_view text_;
    base::FileId file_;
    bool carriage_returns_;
    std::uint32_t line_ = 1;
    char const* line_start_;
    char const* seen_;
};

}  // namespace octavo::xml

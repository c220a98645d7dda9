// Where something stands in the source: file, line and column of its first byte.
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <deque>

#include "base/id.h"

namespace octavo::base {

struct FileTag;
using FileId = Id<FileTag>;

/// Line and column count from 1; the column counts bytes of the UTF-8 text. Line 0: no position (something octavo made).
struct SourceSpan {
    FileId file;
    std::uint32_t line = 0;
    std::uint32_t column = 0;
    [[nodiscard]] bool known() const { return line != 0; }
    friend constexpr bool operator==(SourceSpan const&, SourceSpan const&) = default;
};

/// The files read in one run, by the name to show to people (the path as it was given or referred to). Thread-safe.
class SourceFiles {
public:
    /// The id of the file called `name`; the same name gives the same id.
    FileId add(std::string_view name);
    [[nodiscard]] std::string_view name(FileId file) const;

private:
    mutable std::mutex mutex_;
    std::deque<std::string> names_;
};

}  // namespace octavo::base

// Where two PDFs differ, for people: pages, then what is about the whole.
#pragma once
#include <string>
#include <string_view>

namespace octavo::pdf {

/// E.g. "page 3 is the first that is set otherwise"; empty when nothing can be said (one of them cannot be read, or they are the same).
[[nodiscard]] std::string describe_difference(std::string_view before, std::string_view after);

}  // namespace octavo::pdf

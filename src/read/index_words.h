// The words an index needs of its own: its heading, "see" and "see also".
#pragma once
#include <string_view>

namespace octavo::read {

struct IndexWords {
    std::string_view language, heading, see, see_also;
};

/// Those of the language (BCP 47, its first subtag counts), else English.
[[nodiscard]] IndexWords const& index_words(std::string_view language);

}  // namespace octavo::read

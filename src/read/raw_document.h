// The raw tree: XML events turned into elements and texts of the Document, before any vocabulary has been looked at.
// Every element has its source's name as HTML name, all its attributes with origin `source`, and its position.
#pragma once
#include <string_view>

#include "read/vocabulary.h"

namespace octavo::read {

struct RawDocument {
    dom::NodeId root;  ///< not in the tree yet; none when it could not be read
    base::Name name;   ///< the resource's name
};

/// `xml-stylesheet` instructions before the root become DocumentStyles.
[[nodiscard]] RawDocument read_raw(ReadContext& context, std::string_view reference);

}  // namespace octavo::read

// text-transform (CSS Text 3 §2.1) with the way back to the source.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "box/box_tree.h"

namespace octavo::box {

struct TransformRequest {
    css::TextTransform transform{};
    base::Name language;
    bool after_letter = false;      ///< the text goes on with a word begun before it: its start is not capitalised
    text::TextEngine* engine = nullptr;  ///< null: ASCII only
};

struct TransformedText {
    bool changed = false;
    std::string text;
    std::vector<TextMapSegment> segments;
};

/// `segments`: the map of `text`. Within a word whose length changes, the map leads to the word's start and goes on by bytes.
[[nodiscard]] TransformedText transform_text(std::string_view text, TransformRequest const& request,
                                             std::vector<TextMapSegment> const& segments);

}  // namespace octavo::box

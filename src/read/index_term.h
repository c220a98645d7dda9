// What a source says is to stand in an index: one entry at one place of the text.
#pragma once
#include <string>
#include <vector>

#include "dom/document.h"

namespace octavo::read {

struct IndexTerm {
    struct Level {
        std::string text;        ///< white space collapsed
        std::string sort{};      ///< what to order it by; empty: the text
        dom::NodeId label{};     ///< holds the text with its phrases, out of the tree; none: it is plain
        dom::NodeId source{};    ///< the source's element, which "see" may refer to
        std::string taken_from{};///< without a text: a reference to the element whose text it is
    };
    struct See {
        enum class Kind : std::uint8_t { see, also } kind{};
        std::string text;        ///< the other entry: "main", "main, sub"
        std::string target{};    ///< a reference to a Level::source
    };

    dom::NodeId element;         ///< where it stands; what it is about where it has content
    std::string index{};         ///< which of several indexes
    std::vector<Level> levels{};
    std::vector<See> see{};      ///< then the place itself is not listed
    std::string to{};            ///< a reference to where the stretch of text ends that is about it
    std::string about{};         ///< references to elements that it is about, instead of `element`
    bool principal = false;      ///< the chief passage on it
};

}  // namespace octavo::read

// What ::before and ::after say, as text to write: reading systems count anew in every file, and leave generated content out of
// search, speech and copies.
//
// Input: the Document under its styles for Medium::ebook. Output: for each element, the text that its ::before and ::after come to:
// strings, attributes, counters, quotation marks, values of counters at a target. Pictures and page numbers have no text and stay
// with the style sheet. One walk (two where a target's counter is asked for), none where no style sheet generates anything.
#pragma once
#include <string>
#include <unordered_map>

#include "style/styled_document.h"

namespace octavo::epub {

class GeneratedText {
public:
    struct Of {
        std::string before, after;
    };
    /// `styled` may be null: then nothing is generated.
    explicit GeneratedText(style::StyledDocument const* styled);
    /// Null: the element generates no text.
    [[nodiscard]] Of const* of(dom::NodeId element) const {
        auto found = texts_.find(element);
        return found == texts_.end() ? nullptr : &found->second;
    }

private:
    std::unordered_map<dom::NodeId, Of> texts_;
};

}  // namespace octavo::epub

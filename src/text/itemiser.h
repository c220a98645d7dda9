// A paragraph cut into runs of one style, font and direction.
//
// Input: UTF-8 text and the styles of its stretches. Output: runs in logical order that cover all of it. Plain text
// (Latin or common characters that the primary font has, read from left to right) passes a bitmap test and is one run a
// stretch: about 1 ns a character. All other text: script runs (UAX 24, pairs of brackets resolved alike), embedding
// levels (UAX 9, ICU), a font for each grapheme cluster, then runs of what is equal: about 60 ns a character.
#pragma once
#include <span>
#include <string_view>
#include <vector>

#include "text/style_fonts.h"

namespace octavo::text {

class Itemiser {
public:
    explicit Itemiser(FontChooser& chooser) : chooser_(chooser) {}
    void itemise(std::string_view text, std::span<StyleSpan const> spans, BaseDirection base,
                 std::vector<TextRun>& runs) const;

private:
    [[nodiscard]] bool is_plain(std::string_view text, std::span<StyleSpan const> spans) const;
    FontChooser& chooser_;
};

}  // namespace octavo::text

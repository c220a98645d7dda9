// https://www.w3.org/TR/css-writing-modes-4/
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

constexpr std::array directions{Keyword<Direction>{"ltr", Direction::ltr}, Keyword<Direction>{"rtl", Direction::rtl}};
constexpr std::array writing_modes{
    Keyword<WritingMode>{"horizontal-tb", WritingMode::horizontal_tb}, Keyword<WritingMode>{"vertical-rl", WritingMode::vertical_rl},
    Keyword<WritingMode>{"vertical-lr", WritingMode::vertical_lr},
    Keyword<WritingMode>{"sideways-rl", WritingMode::sideways_rl}, Keyword<WritingMode>{"sideways-lr", WritingMode::sideways_lr},
    // Section 3.2.1: the old names of SVG 1.1, also used by -epub-writing-mode
    Keyword<WritingMode>{"lr", WritingMode::horizontal_tb}, Keyword<WritingMode>{"lr-tb", WritingMode::horizontal_tb},
    Keyword<WritingMode>{"rl", WritingMode::horizontal_tb}, Keyword<WritingMode>{"rl-tb", WritingMode::horizontal_tb},
    Keyword<WritingMode>{"tb", WritingMode::vertical_rl}, Keyword<WritingMode>{"tb-rl", WritingMode::vertical_rl},
};
constexpr std::array bidis{
    Keyword<UnicodeBidi>{"normal", UnicodeBidi::normal}, Keyword<UnicodeBidi>{"embed", UnicodeBidi::embed},
    Keyword<UnicodeBidi>{"isolate", UnicodeBidi::isolate}, Keyword<UnicodeBidi>{"bidi-override", UnicodeBidi::bidi_override},
    Keyword<UnicodeBidi>{"isolate-override", UnicodeBidi::isolate_override}, Keyword<UnicodeBidi>{"plaintext", UnicodeBidi::plaintext},
};

// EPUB 3.3, 6.3.1.2 forbids direction and unicode-bidi: the content documents say it with dir and bdo.
constexpr std::array rows{
    keyword_row<&TextGroup::direction, directions>(Property::direction, "direction", Inherited::yes, "ltr", Media::print),
    keyword_row<&TextGroup::writing_mode, writing_modes>(Property::writing_mode, "writing-mode", Inherited::yes, "horizontal-tb"),
    keyword_row<&BoxGroup::unicode_bidi, bidis>(Property::unicode_bidi, "unicode-bidi", Inherited::no, "normal", Media::print),
};

}  // namespace

Rows writing_mode_rows() { return rows; }

}  // namespace octavo::css

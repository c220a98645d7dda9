// Where a line may be broken: UAX 14 as ICU tailors it by language, with CSS Text 3's line-break and word-break.
//
// Input: UTF-8 text. Output: byte offsets in order, without the end of the text. Stretches of Latin words and spaces
// are decided here; what is not obvious goes to ICU's iterator, from one certain opportunity to the next: the result is
// that of ICU over the whole. Three departures: no break before an em dash that follows a word, none after one that
// opens (after a space), and none at U+00AD, which hyphenation handles. About 12 ns a word of Latin text, 150 ns
// through ICU.
#pragma once
#include <string_view>
#include <vector>

#include "text/text_engine.h"

namespace octavo::text {

enum class BreakPath : unsigned char { fast, icu_only };  ///< icu_only: for tests, which compare the two

void find_line_breaks(std::string_view text, base::Name language, Strictness strictness, WordRule words,
                      std::vector<BreakOpportunity>& breaks, BreakPath path = BreakPath::fast);

}  // namespace octavo::text

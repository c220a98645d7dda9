// Values as an e-book bears them: on a background of any colour, in type of any size.
//
// Input: the tokens of one declaration. Output: tokens to write; none: the declaration is left out. Reading systems choose paper and
// ink, so that black or white alone is left to them, a black line has the colour of the text, and a background that stays has a
// colour of text with it. What is measured in points, millimetres or (text, its spaces) pixels becomes rem, by the size that the
// sheets give the whole document's text.
#pragma once
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "css/rules.h"
#include "css/token.h"

namespace octavo::css {

/// A rule's colours seen together.
struct RuleColors {
    bool text = false;         ///< it sets a colour of text
    bool background = false;   ///< and one of the background that is not transparent
    /// "black" or "white" where a background stands alone and the text must be seen on it; empty: nothing to add
    std::string_view added_text{};
};
[[nodiscard]] RuleColors colors_of(std::span<SourceDeclaration const> declarations);

/// None: left out.
[[nodiscard]] std::optional<std::vector<Token>> with_free_colors(std::string_view property, std::vector<Token> tokens, RuleColors const& rule);

/// `root_points`: size of the whole document's text, in pt.
void scale_units(std::string_view property, std::vector<Token>& tokens, double root_points);

/// The length in pt; none where the unit is not absolute.
[[nodiscard]] std::optional<double> absolute_points(Token const& token);

}  // namespace octavo::css

// Values as an e-book bears them: on a background of any colour, in type of any size.
//
// Input: the tokens of one declaration. Output: tokens to write; none: the declaration is left out. Reading systems choose paper and
// ink, so that black or white alone is left to them, a black line has the colour of the text, and a background that stays has a
// colour of text with it. A colour of text that white paper would hardly show is darkened until it has the contrast that WCAG 2.1 §1.4.3
// wants (4.5:1), on white as on black. What is measured in points, millimetres or (text, its spaces) pixels becomes rem, by the size that the
// sheets give the whole document's text.
#pragma once
#include <cstdint>
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
/// Whether a colour of text may be darkened: where the sheets know dark backgrounds, light colours are meant for those.
enum class TextContrast : std::uint8_t { raised, as_it_is };
[[nodiscard]] RuleColors colors_of(std::span<SourceDeclaration const> declarations);
/// An opaque background on which white is seen better than black.
[[nodiscard]] bool sets_dark_background(std::span<SourceDeclaration const> declarations);

/// None: left out. New texts of tokens live in `arena`.
[[nodiscard]] std::optional<std::vector<Token>> with_free_colors(std::string_view property, std::vector<Token> tokens, RuleColors const& rule,
                                                                 TextContrast contrast, base::Arena& arena);

/// `root_points`: size of the whole document's text, in pt.
void scale_units(std::string_view property, std::vector<Token>& tokens, double root_points);

/// The length in pt; none where the unit is not absolute.
[[nodiscard]] std::optional<double> absolute_points(Token const& token);

}  // namespace octavo::css

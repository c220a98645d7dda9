// The script of every character of a text: UAX 24, with Common and Inherited resolved by context.
#pragma once
#include <string_view>
#include <vector>

#include <unicode/uscript.h>

namespace octavo::text {

/// One script a character. Common ones take the script before them (at the beginning: the one after them, else
/// `otherwise`); a closing bracket takes its opening bracket's; marks take their base's. Han and kana are one script:
/// `east_asian`.
void resolve_scripts(std::u32string_view text, UScriptCode otherwise, UScriptCode east_asian,
                     std::vector<UScriptCode>& scripts);

}  // namespace octavo::text

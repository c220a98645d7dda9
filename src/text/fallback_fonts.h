// Which families to try for a script and a language that the style's own families do not cover: explicit lists, in
// order.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include <unicode/uscript.h>

namespace octavo::text {

enum class Genre : unsigned char { serif, sans_serif, monospace };

/// Families for the CSS generic names: serif, sans-serif, monospace, system-ui, cursive, fantasy, emoji, math, ui-…;
/// empty if `name` is none of these.
[[nodiscard]] std::vector<std::string> generic_families(std::string_view name, std::string_view language);
/// Families to try for characters of `script` in text of `language` (BCP 47).
[[nodiscard]] std::vector<std::string> fallback_families(UScriptCode script, std::string_view language, Genre genre);

/// The script that text of `language` is written in (its own subtag, else the likely one); Latin where nothing is
/// known.
[[nodiscard]] UScriptCode script_of_language(std::string_view language);

}  // namespace octavo::text

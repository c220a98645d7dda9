// Paper and lengths as people write them: "A4", "letter landscape", "210mm x 297mm"; "3mm", "0.1 mm".
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/units.h"

namespace octavo::impose {

struct Paper {
    base::Length width = 0, height = 0;
};

/// A number with pt, mm, cm, in or px (CSS Values 4 §6.2); "0" needs none. Nothing when it is no length, or over 100 m.
[[nodiscard]] std::optional<base::Length> parse_length(std::string_view text);
/// A name (A0–A8, B0–B6, SRA3, SRA4, letter, legal, tabloid, ledger, JIS-B4, JIS-B5), or width and height with a
/// space, "x" or "×" between. Nothing when it is none, or smaller than 1 cm or larger than 5 m on a side.
[[nodiscard]] std::optional<Paper> parse_paper(std::string_view text);
/// "210 × 297 mm"
[[nodiscard]] std::string measure(base::Length width, base::Length height);
/// "3.5 mm"
[[nodiscard]] std::string millimetres(base::LongLength length);

}  // namespace octavo::impose

// The numbers are our own, settled by eye on EB Garamond; the method (a fraction of each glyph's width, by character) is that of
// Hàn Thế Thành, "Micro-typographic extensions to the TeX typesetting system" (2000), chapter 3: small and light marks hang
// by about half or more of their width, dashes by a quarter, round and slanted letters by a twentieth, so that edges look straight.
#include "text/protrusion.h"

#include <algorithm>
#include <array>

namespace octavo::text {
namespace {

struct Row {
    char32_t character;
    std::int16_t start, end;
};

constexpr std::array rows{
    Row{U'!', 0, 150},      Row{U'"', 400, 400},    Row{U'\'', 500, 600},   Row{U'(', 80, 0},       Row{U')', 0, 80},
    Row{U'*', 250, 250},    Row{U',', 0, 700},      Row{U'-', 400, 600},    Row{U'.', 0, 700},      Row{U'/', 100, 150},
    Row{U'1', 80, 80},      Row{U'4', 50, 50},      Row{U'7', 30, 60},      Row{U':', 0, 450},      Row{U';', 0, 450},
    Row{U'?', 0, 120},      Row{U'A', 50, 50},      Row{U'C', 30, 0},       Row{U'D', 0, 30},       Row{U'F', 0, 40},
    Row{U'G', 30, 0},       Row{U'J', 60, 0},       Row{U'K', 0, 40},       Row{U'L', 0, 40},       Row{U'O', 30, 30},
    Row{U'P', 0, 40},       Row{U'Q', 30, 30},      Row{U'R', 0, 30},       Row{U'T', 60, 60},      Row{U'V', 60, 60},
    Row{U'W', 50, 50},      Row{U'X', 40, 40},      Row{U'Y', 70, 70},      Row{U'[', 50, 0},       Row{U']', 0, 50},
    Row{U'c', 20, 0},       Row{U'e', 20, 0},       Row{U'f', 0, 40},       Row{U'k', 0, 40},       Row{U'o', 20, 20},
    Row{U'r', 0, 60},       Row{U't', 0, 50},       Row{U'v', 50, 50},      Row{U'w', 40, 40},      Row{U'x', 40, 40},
    Row{U'y', 40, 60},      Row{U'«', 250, 200},    Row{U'·', 300, 400},    Row{U'»', 200, 250},    Row{U'À', 50, 50},
    Row{U'Á', 50, 50},      Row{U'Â', 50, 50},      Row{U'Ã', 50, 50},      Row{U'Ä', 50, 50},      Row{U'Å', 50, 50},
    Row{U'Æ', 50, 0},       Row{U'Ý', 70, 70},      Row{U'\u2010', 400, 600},  // hyphen
    Row{U'\u2011', 400, 600},                        // no-break hyphen
    Row{U'\u2012', 250, 300},                        // figure dash
    Row{U'\u2013', 200, 300},                        // en dash
    Row{U'\u2014', 80, 100},                        // em dash
    Row{U'\u2018', 500, 500},   Row{U'\u2019', 500, 600},   Row{U'\u201A', 500, 500},  // single quotation marks
    Row{U'\u201C', 400, 400},   Row{U'\u201D', 400, 450},   Row{U'\u201E', 400, 400},  // double quotation marks
    Row{U'\u2022', 150, 150},                        // bullet
    Row{U'\u2026', 0, 200},                          // ellipsis
    Row{U'\u2039', 300, 250},   Row{U'\u203A', 250, 300},   // single angle quotation marks
};
static_assert(std::is_sorted(rows.begin(), rows.end(), [](Row const& a, Row const& b) { return a.character < b.character; }));

}  // namespace

Protrusion protrusion_of(char32_t character) {
    auto row = std::lower_bound(rows.begin(), rows.end(), character, [](Row const& one, char32_t c) { return one.character < c; });
    if (row == rows.end() || row->character != character) return {};
    return {row->start, row->end};
}

}  // namespace octavo::text

// Turns the sentinels of a page's content stream into marked-content operators (ISO 32000-1 §14.6) and octavo's own text.
//
// Input: the decoded stream as Cairo wrote it and the page's sequences. Output: the same stream with `/Span <</MCID n>>
// BDC`, `/Artifact … BDC` or `EMC` where the sentinels stood, black in DeviceGray (or every colour as a press has it,
// press_colors.h), and without the ActualText spans that a font's ToUnicode makes idle. Tokens are matched, not lines (Cairo wraps at 72 columns). It is an error, never
// ignored, when a sentinel is missing, doubled, out of order, inside a text object or unbalanced with the stream's own
// marked content. Cost: one pass over the bytes, a few hundred MB a second.
#pragma once
#include <array>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "pdf/conformance.h"
#include "pdf/font_texts.h"
#include "pdf/page_record.h"

namespace octavo::pdf {

enum class PaintUse : std::uint8_t { fill, stroke };
/// Operands and operator that set a colour, given in red, green and blue from 0 to 1.
using ColorSpeller = std::function<std::string(std::array<double, 3> const& rgb, PaintUse use)>;

enum class Sentinels : std::uint8_t {
    replace,   ///< a page's content
    none,      ///< a form's: what looks like one is the picture's own
};

struct PageContent {
    std::string_view bytes;
    std::span<Sequence const> sequences;
    std::vector<std::string> const& texts;                      ///< for replacements
    std::string_view text{};                                    ///< blocks of text operators, one after the other
    std::span<std::uint32_t const> blocks{};                    ///< their lengths
    /// by resource name without its slash; null where unknown
    std::function<FontText*(std::string_view name)> font;
    ColorSpeller color{};                                       ///< empty: black in DeviceGray, the rest as it is
    Sentinels sentinels = Sentinels::replace;
    PdfVersion version = PdfVersion::v1_7;                      ///< PDF 2.0 has more types of artefacts
};
/// Appends the new stream to `out`; the error says what is wrong with the sentinels.
[[nodiscard]] tl::expected<void, std::string> rewrite_content(PageContent const& page, std::string& out);

}  // namespace octavo::pdf

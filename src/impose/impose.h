// A PDF's pages on sheets of paper, ready to print, fold and cut.
//
// Input: a whole PDF in memory and options. Output: a PDF whose pages are the sides of the sheets, or a picture of them, and
// words for the person at the printer. Each page becomes one form XObject with its stream as it was (only contents in several
// streams are put together anew); what pages share is copied once. Filled-in fields and other annotations that would be
// printed are on the sheets. Structure tags, links and outline are left behind: a booklet is for paper; the metadata says so.
// The same input gives the same bytes. Cost: linear in the bytes; memory holds one stream at a time besides the objects
// libqpdf has read.
//
// The steps: options.cpp understands what people write; scheme.h plans which page stands where; imposition.h measures and
// lays it on the paper; sheet_writer.h writes the sheets with their marks, preview.h draws them, instructions.h says what to
// do with them.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/stage_context.h"
#include "impose/layout.h"
#include "io/workspace.h"
#include "octavo.h"

namespace octavo::impose {

enum class Edge : std::uint8_t { short_edge, long_edge };

struct Marks {
    bool fold = false;
    bool crop = false;
    bool registration = false;   ///< at the paper's edges, front on back
    bool stitching = false;      ///< where staples go, or the needle
    bool collating = false;      ///< on the spine: a stair when every signature is in its place
    bool information = false;    ///< a line with title, signature, sheet, side, pages
    [[nodiscard]] bool any() const { return fold || crop || registration || stitching || collating || information; }
};

/// Options understood and in range.
struct Options {
    PlanInput plan;                   ///< its page_count is filled from the PDF
    LayoutOptions layout;
    Edge flip = Edge::short_edge;     ///< which edge the printer turns the paper about
    Marks marks;
    base::Length back_right = 0, back_up = 0;   ///< by so much backs are moved, as they are read
    bool instructions = false;        ///< as a first sheet
    bool binding_given = false;       ///< else as the PDF's reading direction has it
    bool flip_given = false;          ///< else the edge that leaves both sides upright
    bool margin_given = false;        ///< else room for the marks
    bool blanks_before_back = false;  ///< plan.blanks_before is the page where the back matter begins
};

/// What people write, as Options; the first thing wrong as a diagnostic.
[[nodiscard]] tl::expected<Options, base::Diagnostic> read_options(BookletOptions const& text);

struct ImposeInput {
    std::string_view pdf;             ///< the whole file
    std::string name;                 ///< of the file, for messages
    Options const& options;
    io::Workspace& workspace;
    std::string output;
    BookletProduct product = BookletProduct::sheets;   ///< sheets or preview
    std::optional<std::uint32_t> back_matter{};        ///< page (from 0) where it begins, where that is known
};

struct Report {
    std::string instructions;         ///< some lines of plain text
    std::uint32_t sheets = 0, sides = 0;
};

/// Writes `input.output`, whole or not at all.
[[nodiscard]] tl::expected<Report, base::Diagnostic> impose(ImposeInput const& input, base::StageContext const& context,
                                                            base::Diagnostics& diagnostics);

struct CalibrationInput {
    Options const& options;
    io::Workspace& workspace;
    std::string output;
};
/// Writes a sheet with scales on its front and pointers on its back: held against the light, it shows how far they are apart.
[[nodiscard]] tl::expected<Report, base::Diagnostic> calibrate(CalibrationInput const& input);

}  // namespace octavo::impose

// A PDF's pages on sheets of paper, ready to print, fold and cut.
//
// Input: a whole PDF in memory and options. Output: a PDF whose pages are the sides of the sheets, and words for the person
// at the printer. Each page becomes one form XObject with its stream as it was (only contents in several streams are put
// together anew); what pages share is copied once. Structure tags, links and outline are left behind: a booklet is for
// paper; the metadata says so. The same input gives the same bytes. Cost: linear in the bytes; memory holds one stream at a
// time besides the objects libqpdf has read.
#pragma once
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/stage_context.h"
#include "impose/layout.h"
#include "io/workspace.h"
#include "octavo.h"

namespace octavo::impose {

enum class Edge : std::uint8_t { short_edge, long_edge };

/// Options understood and in range.
struct Options {
    PlanInput plan;                   ///< its page_count is filled from the PDF
    LayoutOptions layout;
    Edge flip = Edge::short_edge;     ///< which edge the printer turns the paper about
    bool binding_given = false;       ///< else as the PDF's reading direction has it
    bool flip_given = false;          ///< else the edge that leaves both sides upright
    bool fold_marks = false, crop_marks = false, sheet_numbers = false;
};

/// What people write, as Options; the first thing wrong as a diagnostic.
[[nodiscard]] tl::expected<Options, base::Diagnostic> read_options(BookletOptions const& text);

struct ImposeInput {
    std::string_view pdf;             ///< the whole file
    std::string name;                 ///< of the file, for messages
    Options const& options;
    io::Workspace& workspace;
    std::string output;
};

struct Report {
    std::string instructions;         ///< some lines of plain text
    std::uint32_t sheets = 0, sides = 0;
};

/// Writes `input.output`, whole or not at all.
[[nodiscard]] tl::expected<Report, base::Diagnostic> impose(ImposeInput const& input, base::StageContext const& context,
                                                            base::Diagnostics& diagnostics);

}  // namespace octavo::impose

// The imposed sheets as a PDF: each page one form, each side its pages and marks, the instructions first when asked for.
#pragma once
#include "impose/imposition.h"
#include "pdf/qpdf.h"

namespace octavo::impose {

struct SheetsInput {
    QPDF& source;
    Imposition const& imposition;
    std::string const& name;           ///< of the source's file, for messages
    std::string const& instructions;
    io::Artefact& target;
};

/// Writes to `target`, which the caller commits; returns the count of sides. What of the pages is not on the sheets is told.
std::uint32_t write_sheets(SheetsInput const& input, base::StageContext const& context, base::Diagnostics& diagnostics);

/// A text of the source's information dictionary; empty where it has none.
[[nodiscard]] std::string information_text(QPDF& source, char const* key);

}  // namespace octavo::impose

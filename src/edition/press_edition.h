// What goes to a print shop: the pages, and the cover that is as thick as they are.
#pragma once
#include "edition/edition.h"
#include "edition/print_edition.h"

namespace octavo::edition {

/// Completes the targets for the press by what the request says and by the print edition's.
void plan_press_targets(Request const& request, Edition& edition);

struct PressJob {
    dom::Document const& document;
    Edition const& edition;
    io::Workspace& workspace;
    StageMark const& mark;
};
/// Lays out and writes what the edition wants of them. What was written goes to the result; the error says what could not be.
[[nodiscard]] tl::expected<void, base::Diagnostic> make_press_editions(PressJob const& job, base::StageContext const& context,
                                                                       base::Diagnostics& diagnostics, Result& result);

}  // namespace octavo::edition

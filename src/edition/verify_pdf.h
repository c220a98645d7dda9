// `octavo verify FILE.pdf`: whether the files embedded in a PDF (PDF/A-3, PDF/A-4f) make the same PDF.
#pragma once
#include "base/stage_context.h"
#include "edition/rebuild.h"

namespace octavo::edition {

struct PdfToVerify {
    std::string const& path;
    Builder const& build;
};

/// What cannot be verified (no PDF, no embedded sources, hostile names) and what differs is a fatal diagnostic.
void verify_pdf(PdfToVerify const& pdf, base::StageContext const& context, base::Diagnostics& diagnostics, Result& result);

}  // namespace octavo::edition

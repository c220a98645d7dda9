// The finishing pass: from Cairo's file to the one that is handed out.
//
// In order: pages (contents rewritten by content_rewriter.h, new page dictionaries, links), structure tree, what pages
// refer to (object_copier.h), outline, labels, metadata, output intent, catalog. libqpdf reads Cairo's file;
// object_writer.h writes as the pass goes, so memory does not grow with the contents. The artefact is not committed
// here. Measured: about 5,000 pages of a novel a second.
#pragma once
#include <cstdio>
#include <tl/expected.hpp>

#include "base/stage_context.h"
#include "io/workspace.h"
#include "pdf/conformance.h"
#include "pdf/embedded_font.h"
#include "pdf/page_record.h"
#include "pdf/press_finish.h"
#include "pdf/pdf_writer.h"

namespace octavo::pdf {

struct FinishInput {
    std::FILE* cairo;                     ///< the whole of Cairo's file
    std::FILE* text;                      ///< the text octavo wrote itself
    std::vector<std::unique_ptr<EmbeddedFont>> const& fonts;   ///< its fonts
    PageRecords const& records;
    DocumentInfo const& info;
    dom::Document const& document;
    base::StageContext const& context;
    io::Artefact& target;
    Tagging tagging;
    PressFinish* press;                   ///< null where the PDF is for no press
};
/// Adds what stands in the way of conformance; the error says why there can be no PDF.
[[nodiscard]] tl::expected<void, std::string> finish_pdf(FinishInput const& input, Conformance& conformance,
                                                         base::Diagnostics& diagnostics);

}  // namespace octavo::pdf

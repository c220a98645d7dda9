// Embedded files (ISO 32000-2 §7.11.4) that are associated with the document (§14.13; PDF/A-3 6.8, PDF/A-4 Annex A).
#pragma once
#include <string>
#include <vector>

#include "pdf/object_writer.h"
#include "pdf/pdf_writer.h"

namespace octavo::pdf {

/// Writes the files; the catalog's entries "/Names<</EmbeddedFiles …>>/AF[…]", empty when there are none. Names are those
/// of the attachments, the order of AF is theirs.
[[nodiscard]] std::string write_attachments(ObjectWriter& writer, std::vector<Attachment> const& attachments);

}  // namespace octavo::pdf

// Runs libxml2's SAX2 parser over text in memory, gives each event its place, and expands references to entities.
// The parser works on the text in place: the difference of two addresses is an offset, and an offset is a line and a
// column. libxml2 is given neither files nor network; entities are asked of us one reference at a time.
#pragma once
#include "xml/document.h"
#include "xml/source_text.h"

namespace octavo::xml {

/// Reads all of `source`, and tells `document` what is in it. What is not well-formed becomes the session's fatal
/// diagnostic.
void parse_document(Session& session, Document& document, SourceText const& source);

}  // namespace octavo::xml

// A package's metadata: Dublin Core with what refines it (EPUB 3) or its attributes (OPF 2). What Metadata has no field for
// is kept as Statements.
#pragma once
#include "read/epub/manifest.h"

namespace octavo::read::epub {

/// Where the title is known already, this is one of several books: only its people are added.
void fill_metadata(dom::Metadata& known, Manifest const& manifest);

}  // namespace octavo::read::epub

// Reads an EPUB package file (OPF 2 and 3): its metadata, and the documents of its spine in order.
#pragma once
#include "read/vocabulary.h"

namespace octavo::read::xhtml {

[[nodiscard]] bool recognises_package(base::Name ns, base::Name local);
void map_package(ReadContext& context, Unit unit);

}  // namespace octavo::read::xhtml

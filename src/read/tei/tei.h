// Reads TEI P5: the element table, its handlers, and the header's metadata and renditions.
#pragma once
#include "read/vocabulary.h"

namespace octavo::read::tei {

[[nodiscard]] bool recognises(base::Name ns, base::Name local);
void map(ReadContext& context, Unit unit);

}  // namespace octavo::read::tei

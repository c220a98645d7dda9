// Reads XHTML: the tree stays as it is; the head becomes Metadata and DocumentStyles, epub:type and role become Roles.
#pragma once
#include "read/vocabulary.h"

namespace octavo::read::xhtml {

[[nodiscard]] bool recognises(base::Name ns, base::Name local);
void map(ReadContext& context, Unit unit);

}  // namespace octavo::read::xhtml

// Reads an EPUB's container (OCF 3 and 2): META-INF/container.xml names the package, META-INF/encryption.xml says which
// fonts are obfuscated. A book that is encrypted beyond its fonts is refused.
#pragma once
#include "io/workspace.h"
#include "read/vocabulary.h"

namespace octavo::read::epub {

/// Reads the book in `archive`; its members are resources whose names begin with the archive's. False after a fatal
/// diagnostic.
bool read_container(ReadContext& context, io::Resource const& archive);

}  // namespace octavo::read::epub

// Reads an EPUB package file (OPF 2 and 3): its metadata, the documents of its spine in order, and its navigation (the
// nav, else the NCX; landmarks, else the guide).
#pragma once
#include <string>

#include "read/vocabulary.h"

namespace octavo::read::epub {

[[nodiscard]] bool recognises_package(base::Name ns, base::Name local);
/// A package file that is a source by itself.
void map_package(ReadContext& context, Unit unit);
/// The same; false when the book cannot be read, after a fatal diagnostic.
bool read_package_units(ReadContext& context, Unit const& unit);

/// What keys of obfuscated fonts are made of.
struct PackageIdentifiers {
    std::string unique;  ///< the one the package calls its unique identifier
    std::string uuid;    ///< the first UUID among all; may be empty
};
[[nodiscard]] PackageIdentifiers unique_identifiers(dom::Document const& document, dom::NodeId package);

}  // namespace octavo::read::epub

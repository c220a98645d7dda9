// The fonts and hyphenation patterns that an edition was made with: what they are, and whether they may be passed on.
#pragma once
#include <map>
#include <string>
#include <vector>

#include "edition/edition.h"
#include "edition/rebuild_record.h"
#include "io/workspace.h"

namespace octavo::edition {

struct UsedFiles {
    std::vector<RecordedFile> files;              ///< in the order of the resources
    std::map<std::string, std::string> notices;   ///< copyright files of the packages that something was copied of: text by package
};

/// Of `resources`, the files of the system, and fonts among the sources. `copies` overrules licences where all or none are asked for.
[[nodiscard]] UsedFiles used_files(std::vector<io::ResourcePtr> const& resources, FontCopies copies);

}  // namespace octavo::edition

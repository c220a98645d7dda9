// Makes a package's editions again, of what the package holds.
//
// Input: a folder with the sources and a record of the build. The run sees the sources, the recorded files of the system in the
// package's own copies (or, where they were not copied, on this machine), and nothing else; its products stay in memory. So a machine
// without the fonts makes the same editions, and one with more fonts does too.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "edition/edition.h"
#include "edition/rebuild_record.h"
#include "io/workspace.h"

namespace octavo::edition {

/// Opens the workspace that an edition is made in, and may change what is made.
using WorkspaceOpener = std::function<tl::expected<std::unique_ptr<io::Workspace>, base::Diagnostic>(Edition&)>;
/// Carries a request out in such a workspace.
using Builder = std::function<Result(Request const&, WorkspaceOpener const&)>;

struct RebuildInput {
    RebuildRecord const& record;
    std::string sources;       ///< folder of the sources
    std::string copies;        ///< folder that the record's copies lie below; absolute
    Builder const& build;
};

struct Rebuilt {
    std::string failure;       ///< why there are no editions; empty: there are
    std::vector<std::shared_ptr<std::string const>> editions;  ///< as the record lists them
    std::vector<std::string> differences;  ///< between then and now, in files and versions, each in words
};
[[nodiscard]] Rebuilt rebuild(RebuildInput const& input, base::StageContext const& context);

/// The same from a PDF with embedded sources, which has no copies of fonts: the system's are taken, and compared by digest.
struct PdfRebuildInput {
    Recipe const& recipe;
    std::string sources;       ///< folder that the embedded files were laid out in
    Builder const& build;
};
/// `editions` holds the PDF alone; `differences` is filled by the recipe in it.
[[nodiscard]] Rebuilt rebuild_pdf(PdfRebuildInput const& input, base::StageContext const& context);

}  // namespace octavo::edition

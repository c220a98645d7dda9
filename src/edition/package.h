// The package of `octavo archive`: editions and all they were made of, as a BagIt bag.
//
//     DIR/data/editions/      the PDF and the EPUB
//     DIR/data/sources/       everything read below the root, the edition file with it
//     DIR/data/styles/        the built-in style sheets that were used
//     DIR/data/fonts/, hyphenation/, licences/   what of the system's was used and may be passed on
//     DIR/data/reports/       as given
//     DIR/data/rebuild.toml   how the editions were made (rebuild_record.h)
//     DIR/metadata/premis.xml what happened when (a tag file: the payload is the same on every run)
#pragma once
#include "edition/edition.h"
#include "edition/held_workspace.h"
#include "io/folder_artefact.h"

namespace octavo::edition {

struct PackageInput {
    Request const& request;
    Edition const& edition;
    dom::Metadata const& metadata;       ///< complete
    HeldWorkspace& workspace;            ///< that the editions were made in
    std::int64_t made_at = 0;            ///< when they were (event_time)
};

/// Fills `folder` and commits it; what was packed is told in `result.text`.
[[nodiscard]] tl::expected<void, base::Diagnostic> write_package(PackageInput const& input, io::FolderArtefact folder,
                                                                 base::StageContext const& context, base::Diagnostics& diagnostics, Result& result);

}  // namespace octavo::edition

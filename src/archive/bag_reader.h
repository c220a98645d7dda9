// Opens a bag that may be damaged or hostile, and checks its fixity.
//
// Opening reads bagit.txt, bag-info.txt and the manifests and refuses what cannot be trusted to stay within its folder: names that
// climb or are absolute, links, fetch.txt, manifests or numbers of files beyond all measure (archive_package or io_limit). Checking
// goes on past what it finds, so that all of it is told at once. Cost: one pass over all files, about 1 GB/s.
#pragma once
#include <map>
#include <set>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "archive/bag.h"
#include "base/stage_context.h"
#include "io/checksum.h"
#include "io/folder_listing.h"

namespace octavo::archive {

struct Manifest {
    std::string file;            ///< "manifest-sha512.txt"
    io::Hash hash = io::Hash::sha512;
    bool of_tags = false;
    std::map<std::string, std::string> digests;  ///< by name
};

struct Bag {
    std::string folder;
    BagInfo info;
    std::vector<Manifest> manifests;
    std::map<std::string, std::uint64_t> files;  ///< what lies there: size by name
    /// What the manifest says of a payload or tag file; empty: nothing.
    [[nodiscard]] std::string_view recorded(std::string_view name, io::Hash hash) const;
};

[[nodiscard]] tl::expected<Bag, base::Diagnostic> open_bag(std::string const& folder, base::StageContext const& context,
                                                           base::Diagnostics& diagnostics);

/// Names of files, by what has become of them.
struct Fixity {
    std::set<std::string> altered, missing, added;
    bool sum_differs = false;    ///< Payload-Oxum
    [[nodiscard]] bool intact() const { return altered.empty() && missing.empty() && added.empty() && !sum_differs; }
};

/// Each fault is an archive_fixity error as well.
[[nodiscard]] Fixity check_fixity(Bag const& bag, base::StageContext const& context, base::Diagnostics& diagnostics);

}  // namespace octavo::archive

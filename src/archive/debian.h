// What Debian knows of its packages' files: which package a file came with, and the licence that its copyright file names.
//
// Input: absolute paths. Read are dpkg's lists of files and /usr/share/doc/<package>/copyright, whose form is
// https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/. Cost: one pass over the lists (some 10 ms), only when asked.
#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace octavo::archive {

struct PackageNotice {
    std::string package;
    std::string licence;         ///< of the paragraph that speaks of the file, e.g. "OFL-1.1"; empty: the copyright file has none
    std::string copyright_file;  ///< its path; empty: there is none
    std::string copyright;       ///< its text
};

/// By path, of those `files` that belong to a package. `system`: the folder that the system stands in ("" for this one).
[[nodiscard]] std::map<std::string, PackageNotice> debian_notices(std::vector<std::string> const& files, std::string const& system);

/// The licence of the last paragraph of a copyright file whose patterns match a file with that name, else of "Files: *".
[[nodiscard]] std::string licence_in_copyright(std::string_view copyright, std::string_view file_name);

}  // namespace octavo::archive

// How a package's editions were made, exactly enough to make them again: rebuild.toml in the package.
//
// It is a recipe (recipe.h: version, inputs, options) and more: the editions with their digests, the built-in style sheets, every file of the system that was read
// (fonts, hyphenation patterns) with digest and licence, and the versions of octavo and its libraries. It depends on these alone:
// two runs write the same bytes.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostics.h"
#include "base/library_version.h"
#include "edition/recipe.h"

namespace octavo::edition {

enum class EditionKind : std::uint8_t { print, ebook };

struct RecordedEdition {
    EditionKind kind = EditionKind::print;
    std::string file;            ///< below data/
    std::string sha512;
};

struct RecordedStyle {
    std::string name;            ///< of a built-in style sheet: "book"
    std::string sha512;
};

/// A font or a file of hyphenation patterns that belongs to the system, or a font that the sources bring.
struct RecordedFile {
    std::string use;             ///< "font", "hyphenation"
    std::string path;            ///< absolute, or the resource's name
    std::string name, version;   ///< of a font
    std::string licence, package;
    std::string sha256;
    std::string copy;            ///< where it lies below data/; empty: it was not copied
    std::string why_not;
    [[nodiscard]] bool of_system() const { return path.starts_with('/'); }
};

struct RebuildRecord {
    Recipe recipe;               ///< without its files of the system: `files` say more of them
    std::string page_list;       ///< asked for the e-book, which a PDF's recipe says nothing of
    bool embed_fonts = false;
    std::string program;         ///< SHA-512 of the program
    std::vector<base::LibraryVersion> libraries;
    std::vector<RecordedEdition> editions;
    std::vector<RecordedStyle> styles;
    std::vector<RecordedFile> files;
};

[[nodiscard]] std::string write_record(RebuildRecord const& record);

/// Nothing, with a fatal diagnostic, when it is no record or names what it must not.
[[nodiscard]] std::optional<RebuildRecord> read_record(std::string_view text, std::string_view name, base::FileId file,
                                                       base::Diagnostics& diagnostics);

}  // namespace octavo::edition

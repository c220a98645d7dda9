// What a rebuild needs beside the files that were read: octavo's version and what was asked of it. It travels in PDFs
// with embedded sources (PDF/A-3, PDF/A-4f) as one more file, whose name is recipe_name, in TOML.
//
// To rebuild: lay the embedded files out by their names, set SOURCE_DATE_EPOCH where the recipe has one, and carry
// request_of() out in that folder; the PDF is the same to the byte where octavo, its libraries and the system's files are.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "edition/edition.h"
#include "pdf/pdf_writer.h"

namespace octavo::edition {

inline constexpr std::string_view recipe_name = "octavo-rebuild.toml";

struct Recipe {
    /// A file of the system that was read: a font, hyphenation patterns.
    struct SystemFile {
        std::string name;                ///< without its folder
        std::string sha256;              ///< in hexadecimal digits
        friend auto operator<=>(SystemFile const&, SystemFile const&) = default;
    };
    std::string octavo;                  ///< its version
    std::int64_t source_date_epoch = -1; ///< -1: not set
    std::vector<std::string> inputs;     ///< paths below the root
    std::string title, language, cover, page, font_size, conform;   ///< of the command line; empty: not given
    std::vector<std::string> authors, styles;
    std::vector<SystemFile> system_files;   ///< sorted
};

/// What the request says, its inputs as seen from the root, and the files of the system read so far.
[[nodiscard]] Recipe recipe_of(Request const& request, Edition const& edition, io::Workspace& workspace);
[[nodiscard]] std::string write_recipe(Recipe const& recipe);
/// None where the text is no recipe.
[[nodiscard]] std::optional<Recipe> read_recipe(std::string_view text);
/// The request that makes the PDF `output` again from files laid out below `root`.
[[nodiscard]] Request request_of(Recipe const& recipe, std::string const& root, std::string const& output);

/// Everything below the root that was read, in the order of names, and the recipe (whose text `recipe` holds) last.
[[nodiscard]] std::vector<pdf::Attachment> attachments_of(io::Workspace& workspace, std::string const& recipe,
                                                          std::string const& modified);

}  // namespace octavo::edition

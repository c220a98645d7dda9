// A PDF whose pages are the sides of sheets of one size: page tree, catalog, metadata.
#pragma once
#include <string>
#include <string_view>

#include "dom/metadata.h"
#include "impose/imposition.h"
#include "pdf/object_writer.h"

namespace octavo::impose {

/// Whether a side's content sets words itself, and so needs the font.
enum class Words : std::uint8_t { none, some };

class SheetFile {
public:
    /// Writes so many sides to `target`, which the caller commits.
    SheetFile(io::Artefact& target, Imposition const& imposition, std::uint32_t sides);
    [[nodiscard]] pdf::ObjectWriter& writer() { return writer_; }
    /// Moves and turns what follows as the printer turns the paper; for the start of a back's content.
    void begin_back(std::string& content) const;
    /// The next side. `forms`: entries of its /XObject dictionary.
    void add_side(std::string_view content, std::string_view forms, Words words);
    /// `entries`: more for the catalog. After the last side.
    void finish(dom::Metadata const& about, std::string_view entries);

private:
    void write_page_tree();

    Imposition const& imposition_;
    pdf::ObjectWriter writer_;
    std::uint32_t sides_, written_ = 0;
    std::uint32_t first_side_, first_node_, root_, font_ = 0;
};

}  // namespace octavo::impose

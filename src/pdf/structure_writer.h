// Writes the structure tree (ISO 32000-1 §14.7): elements, parent tree, identifiers; for PDF 2.0 (ISO 32000-2 §14.7)
// namespaces and references between elements.
#pragma once
#include <cstdint>

#include "pdf/conformance.h"
#include "pdf/object_writer.h"
#include "pdf/page_record.h"
#include "tags/structure_tree.h"

namespace octavo::pdf {

/// Object numbers set aside for a tree, so that destinations can name its elements before it is written.
struct StructureObjects {
    std::uint32_t root = 0;
    std::uint32_t first_element = 0;   ///< the n-th element is object first_element + n
};
[[nodiscard]] StructureObjects reserve_structure(ObjectWriter& writer, tags::StructureTree const& tree);

struct StructureWriterInput {
    tags::StructureTree const& tree;
    StructureObjects objects;
    PdfVersion version;
    PageRecords const& records;
    std::uint32_t first_page_object;
    /// Object of each link annotation, 0 for links that got none. The n-th link's key in the parent tree is pages + n.
    std::vector<std::uint32_t> const& link_objects;
};
void write_structure(ObjectWriter& writer, StructureWriterInput const& input);

}  // namespace octavo::pdf

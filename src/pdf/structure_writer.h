// Writes the structure tree (ISO 32000-1 §14.7): elements, parent tree, identifiers.
#pragma once
#include <cstdint>

#include "pdf/object_writer.h"
#include "pdf/page_record.h"
#include "tags/structure_tree.h"

namespace octavo::pdf {

struct StructureWriterInput {
    tags::StructureTree const& tree;
    PageRecords const& records;
    std::uint32_t first_page_object;
    /// Object of each link annotation, 0 for links that got none. The n-th link's key in the parent tree is pages + n.
    std::vector<std::uint32_t> const& link_objects;
};
/// The number of the StructTreeRoot.
std::uint32_t write_structure(ObjectWriter& writer, StructureWriterInput const& input);

}  // namespace octavo::pdf

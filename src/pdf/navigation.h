// Outline, page labels and destinations (ISO 32000-1 §12.3, §12.4.2).
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "pdf/object_writer.h"
#include "pdf/page_record.h"
#include "pdf/pdf_writer.h"
#include "tags/structure_tree.h"

namespace octavo::pdf {

/// "[12 0 R/XYZ x y null]": the place at the top left of the view, the magnification left as it is. Empty when there is
/// no such page.
[[nodiscard]] std::string destination(PageRecords const& records, std::uint32_t first_page_object, Place const& place);
/// What makes destinations structure destinations (ISO 32000-2 §12.3.2.3) in PDF 2.0.
struct StructureDestinations {
    tags::StructureTargets const& targets;
    std::uint32_t first_element;     ///< object of the tree's first element
};
/// The entry that leads to a place: "/Dest[…]", or with `structure` "/A<</S/GoTo/D[…]/SD[…]>>" whose element is that of
/// `node`. Empty when there is no such page.
[[nodiscard]] std::string leading_to(PageRecords const& records, std::uint32_t first_page_object, Place const& place,
                                     dom::NodeId node, StructureDestinations const* structure);
/// Writes the outline; the number of its root, 0 when there are no bookmarks.
std::uint32_t write_outline(ObjectWriter& writer, std::vector<Bookmark> const& bookmarks, PageRecords const& records,
                            std::uint32_t first_page_object, StructureDestinations const* structure);
/// "/PageLabels<<…>>", from `labels`, or from what stands on the pages when that is empty; empty when neither says
/// anything.
[[nodiscard]] std::string page_labels(std::vector<PageLabel> const& labels, std::vector<std::string> const& printed);

}  // namespace octavo::pdf

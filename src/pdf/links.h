// Link annotations (ISO 32000-1 §12.5.6.5): one for each line's stretch of a link.
#pragma once
#include <cstdint>
#include <string>

#include "dom/document.h"
#include "pdf/navigation.h"
#include "pdf/page_record.h"

namespace octavo::pdf {

struct LinkInput {
    PageRecords const& records;
    dom::Document const& document;
    std::uint32_t first_page_object;
    StructureDestinations const* structure = nullptr;   ///< in PDF 2.0
};
/// Where a link leads: a place in the file, an address, or nowhere (its target stands on no page and it has no
/// address).
enum class LinkGoal : std::uint8_t { place, address, nowhere };
[[nodiscard]] LinkGoal goal_of(LinkInput const& input, RecordedLink const& link);
/// The annotation's dictionary; `struct_parent` is its key in the parent tree, none when untagged.
[[nodiscard]] std::string link_annotation(LinkInput const& input, RecordedLink const& link, std::uint32_t page,
                                          std::int64_t struct_parent);
/// What the link says of itself: its title, else its text, else its address. May be empty.
[[nodiscard]] std::string link_description(LinkInput const& input, RecordedLink const& link);

}  // namespace octavo::pdf

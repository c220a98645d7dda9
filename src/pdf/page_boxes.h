// The boxes of a page (ISO 32000-1 §14.11.2): the medium, what is cut off, what is left.
#pragma once
#include <string>

#include "pdf/page_record.h"

namespace octavo::pdf {

enum class BoxNeed : std::uint8_t {
    where_they_differ,   ///< a page without bleed and marks has its medium only
    always,              ///< PDF/X wants the trim told of every page (ISO 15930-7 on page boundaries)
};
/// "/MediaBox[…]", with "/BleedBox[…]/TrimBox[…]" as needed. They lie within each other by their making.
[[nodiscard]] std::string page_boxes(PageRecord const& page, BoxNeed need);

}  // namespace octavo::pdf

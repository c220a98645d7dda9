// What a page's annotations add to it in print: filled-in fields, stamps, drawn notes.
#pragma once
#include <string>
#include <vector>

#include "pdf/qpdf.h"

namespace octavo::impose {

struct PrintedAnnotations {
    std::vector<QPDFObjectHandle> appearances;   ///< forms; the content calls them /A0, /A1, …
    std::string content;                         ///< draws them on the page, in its own coordinates
    std::uint32_t bare = 0;                      ///< so many should be printed and have no appearance
};

/// Of those with the print flag and without the hidden flag (ISO 32000-1 §12.5.3); links and pop-up windows are none.
[[nodiscard]] PrintedAnnotations printed_annotations(QPDFObjectHandle page, int rotate);

}  // namespace octavo::impose

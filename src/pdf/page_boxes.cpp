#include "pdf/page_boxes.h"

#include "pdf/pdf_syntax.h"

namespace octavo::pdf {
namespace {

/// The medium less `inset` on each side.
void append_box(std::string& out, std::string_view name, PageRecord const& page, base::LongLength inset) {
    base::LongLength width = page.width + 2 * page.edge(), height = page.height + 2 * page.edge();
    out += name;
    out += '[';
    for (base::LongLength edge : {inset, inset, width - inset, height - inset}) {
        append_length(out, edge);
        out += ' ';
    }
    out.back() = ']';
}

}  // namespace

std::string page_boxes(PageRecord const& page, BoxNeed need) {
    std::string out;
    append_box(out, "/MediaBox", page, 0);
    if (need == BoxNeed::where_they_differ && page.edge() == 0) return out;
    append_box(out, "/BleedBox", page, page.slug);
    append_box(out, "/TrimBox", page, page.edge());
    return out;
}

}  // namespace octavo::pdf

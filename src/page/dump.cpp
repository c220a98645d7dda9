#include <fmt/format.h>
#include <iterator>
#include <numeric>
#include <span>

#include "page/fragments.h"
#include "page/make_pages.h"

namespace octavo::page {
namespace {

/// About 40 bytes, whole characters.
std::string_view first_of(std::string_view text) {
    std::size_t end = std::min<std::size_t>(text.size(), 40);
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    return text.substr(0, end);
}

struct FloatPrinter {
    std::string_view indent;
    std::string& out;
    void side_float(layout::SideFloat const& f, Length y) {
        fmt::format_to(std::back_inserter(out), "{}y {:.2f} float x {:.2f} w {:.2f} h {:.2f}\n", indent, base::to_points(y), base::to_points(f.x),
                       base::to_points(f.content.width), base::to_points(f.content.height));
    }
};

void dump_placement(layout::GalleyStore const& store, Placement const& p, std::string_view indent, std::string& out) {
    layout::GalleyItem const& item = store.galleys[p.galley].items[p.item];
    FloatPrinter floats{indent, out};
    walk_floats(store, fragment_of(p), floats);
    if (item.kind != layout::GalleyItem::Kind::paragraph) {
        constexpr std::string_view kinds[] = {"paragraph", "atomic", "rows", "glue", "open", "close", "event", "page float", "columns"};
        if (item.kind == layout::GalleyItem::Kind::event || item.kind == layout::GalleyItem::Kind::page_float) return;
        base::LongLength height = item.height;
        if (item.kind == layout::GalleyItem::Kind::sliced) {   // what of the row is on this page
            auto cuts = std::span(store.sliced[item.index].cuts).subspan(p.first_slice, p.end_slice - p.first_slice);
            height = std::accumulate(cuts.begin(), cuts.end(), base::LongLength{0});
        }
        fmt::format_to(std::back_inserter(out), "{}y {:.2f} {} {:.2f}{}\n", indent, base::to_points(p.y), kinds[static_cast<std::size_t>(item.kind)],
                       base::to_points(height), p.repeated ? " repeated" : "");
        return;
    }
    layout::Paragraph const& paragraph = store.paragraphs[item.index];
    if (paragraph.candidate_count == 0 || p.first_slice >= p.end_slice) return;
    auto lines = store.lines_of(store.candidates[paragraph.first_candidate + p.candidate]);
    layout::Line const& line = lines[p.first_slice];
    std::size_t begin = store.pieces[paragraph.first_piece + line.first].begin + line.first_byte;
    fmt::format_to(std::back_inserter(out), "{}y {:.2f} lines {}–{} of {} |{}…|{}\n", indent, base::to_points(p.y), p.first_slice + 1, p.end_slice,
                   lines.size(), first_of(std::string_view(paragraph.text).substr(begin)), p.candidate == paragraph.best ? "" : " altered");
}

}  // namespace

std::string dump(PageSequence const& sequence, layout::LayoutContext const&) {
    std::string out;
    for (std::size_t i = 0; i < sequence.pages.size(); ++i) {
        Page const& page = sequence.pages[i];
        fmt::format_to(std::back_inserter(out), "page {} \"{}\" {}{}{}\n", i + 1, page.label, page.query.recto ? "recto" : "verso",
                       page.query.name.empty() ? std::string() : " " + std::string(page.query.name.view()), page.run.valid() ? "" : " blank");
        if (!page.run.valid()) continue;
        layout::GalleyStore const& store = sequence.store_of(page);
        if (page.extra != 0) fmt::format_to(std::back_inserter(out), "  runs {:.2f} longer\n", base::to_points(page.extra));
        for (FloatPlacement const& f : page.floats) {
            fmt::format_to(std::back_inserter(out), "  y {:.2f} float at the {} {:.2f}\n", base::to_points(f.y), f.at_foot ? "foot" : "head",
                           base::to_points(store.page_floats[f.index].content.height));
        }
        for (Placement const& p : page.flow) dump_placement(store, p, "  ", out);
        for (Placement const& p : page.notes) dump_placement(store, p, "  note ", out);
    }
    return out;
}

}  // namespace octavo::page

#include "layout/dump.h"

#include <fmt/format.h>
#include <iterator>

namespace octavo::layout {
namespace {

constexpr std::string_view kinds[] = {"paragraph", "atomic", "sliced", "glue", "open", "close", "event", "page float", "columns", "column float"};
constexpr std::string_view breaks[] = {"", " avoid", " forbidden", " page", " recto", " verso"};

void dump_galley(GalleyStore const& store, GalleyId id, std::string indent, std::string& out);

void dump_paragraph(GalleyStore const& store, Paragraph const& p, std::string const& indent, std::string& out) {
    auto into = std::back_inserter(out);
    for (std::uint32_t c = 0; c < p.candidate_count; ++c) {
        Candidate const& candidate = store.candidates[p.first_candidate + c];
        fmt::format_to(into, "{}  {} lines, {} demerits{}{}\n", indent, candidate.count, candidate.demerits,
                       candidate.loose_lines > 0 ? fmt::format(", {} loose", candidate.loose_lines) : "", c == p.best ? ", best" : "");
        if (c != p.best) continue;
        for (Line const& line : store.lines_of(candidate)) {
            Piece const& first = store.pieces[p.first_piece + line.first];
            Piece const& last = store.pieces[p.first_piece + line.end - 1];
            std::size_t begin = first.begin + line.first_byte;
            std::size_t end = last.begin + (line.end_byte != 0 ? line.end_byte : last.bytes);
            fmt::format_to(into, "{}    {:8.2f} |{}|{}\n", indent, base::to_points(line.natural), p.text.substr(begin, end > begin ? end - begin : 0),
                           line.hyphen == 1 ? "-" : "");
        }
    }
    for (SolidLines const& lines : store.solid_of(p)) fmt::format_to(into, "{}  lines {}–{} together\n", indent, lines.first + 1, lines.end);
    for (Insertion const& insertion : store.insertions_of(p)) {
        if (insertion.kind == Insertion::Kind::footnote) {
            fmt::format_to(into, "{}  note at piece {}\n", indent, insertion.piece);
            dump_galley(store, store.notes[insertion.note].galley, indent + "    ", out);
        }
    }
}

void dump_galley(GalleyStore const& store, GalleyId id, std::string indent, std::string& out) {
    auto into = std::back_inserter(out);
    for (GalleyItem const& item : store.galleys[id].items) {
        fmt::format_to(into, "{}{}{} x {:.2f} w {:.2f} h {:.2f}{}\n", indent, kinds[static_cast<std::size_t>(item.kind)],
                       breaks[static_cast<std::size_t>(item.before)], base::to_points(item.x), base::to_points(item.width),
                       base::to_points(item.height), item.snap ? " on the grid" : "");
        for (SideFloat const& f : store.galleys[id].floats_of(static_cast<std::uint32_t>(&item - store.galleys[id].items.data()))) {
            fmt::format_to(into, "{}  float at slice {}: x {:.2f} y {:.2f} w {:.2f} h {:.2f}\n", indent, f.slice, base::to_points(f.x),
                           base::to_points(f.y), base::to_points(f.content.width), base::to_points(f.content.height));
            if (f.content.galley.valid()) dump_galley(store, f.content.galley, indent + "    ", out);
        }
        if (item.kind == GalleyItem::Kind::columns) {
            Columns const& columns = store.columns[item.index];
            fmt::format_to(into, "{}  {} columns of {:.2f}\n", indent, columns.count, base::to_points(columns.width));
            dump_galley(store, columns.content, indent + "    ", out);
        }
        if (item.kind == GalleyItem::Kind::paragraph) dump_paragraph(store, store.paragraphs[item.index], indent, out);
        if (item.kind != GalleyItem::Kind::sliced) continue;
        for (CellPlacement const& cell : store.sliced[item.index].cells) {
            fmt::format_to(into, "{}  cell x {:.2f} y {:.2f} w {:.2f} h {:.2f}\n", indent, base::to_points(cell.x), base::to_points(cell.y),
                           base::to_points(cell.width), base::to_points(cell.height));
            dump_galley(store, cell.galley, indent + "    ", out);
        }
    }
}

}  // namespace

std::string dump(GalleyStore const& store, LayoutContext const&) {
    std::string out = fmt::format("galley of measure {:.2f}\n", base::to_points(store.galleys[store.main].measure));
    dump_galley(store, store.main, "  ", out);
    return out;
}

}  // namespace octavo::layout

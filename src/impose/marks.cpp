#include "impose/marks.h"

#include <fmt/format.h>
#include <iterator>

#include "pdf/pdf_syntax.h"

namespace octavo::impose {
namespace {

constexpr base::Length mark_length = 14 * base::point;   // 5 mm
constexpr base::Length mark_distance = 3 * base::point;  // off the page's corner, so that a cut takes the mark away

void append_numbers(std::string& out, std::initializer_list<base::LongLength> lengths) {
    for (base::LongLength length : lengths) {
        pdf::append_length(out, length);
        out += ' ';
    }
}

/// A millionth as a decimal number.
void append_factor(std::string& out, std::int64_t millionths) {
    if (millionths < 0) out += '-';
    std::int64_t size = std::abs(millionths);
    fmt::format_to(std::back_inserter(out), "{}.{:06} ", size / 1'000'000, size % 1'000'000);
}

void line(std::string& out, base::LongLength x, base::LongLength y, base::LongLength to_x, base::LongLength to_y) {
    append_numbers(out, {x, y});
    out += "m ";
    append_numbers(out, {to_x, to_y});
    out += "l S\n";
}

/// A dashed stroke at both ends of each fold; where all is folded along two axes or cut, at every line of the grid.
void fold_marks(std::string& out, MarksInput const& input) {
    Paper const& paper = input.options.layout.paper;
    out += "[3 2] 0 d\n";
    for (std::uint32_t c = 1; c < input.plan.columns; ++c) {
        base::Length x = base::scale(paper.width, c, input.plan.columns);
        line(out, x, 0, x, mark_length);
        line(out, x, paper.height - mark_length, x, paper.height);
    }
    for (std::uint32_t r = 1; r < input.plan.rows; ++r) {
        base::Length y = base::scale(paper.height, r, input.plan.rows);
        line(out, 0, y, mark_length, y);
        line(out, paper.width - mark_length, y, paper.width, y);
    }
    out += "[] 0 d\n";
}

void crop_marks(std::string& out, Placement const& placed) {
    Box const& page = placed.box;
    for (base::Length x : {page.left, page.right}) {
        line(out, x, page.top + mark_distance, x, page.top + mark_distance + mark_length);
        line(out, x, page.bottom - mark_distance, x, page.bottom - mark_distance - mark_length);
    }
    for (base::Length y : {page.bottom, page.top}) {
        line(out, page.left - mark_distance, y, page.left - mark_distance - mark_length, y);
        line(out, page.right + mark_distance, y, page.right + mark_distance + mark_length, y);
    }
}

void information(std::string& out, MarksInput const& input) {
    auto sheet = static_cast<std::size_t>(&input.sheet - input.plan.sheets.data()) + 1;
    base::Length edge = std::max<base::Length>(input.options.layout.margin, 10 * base::point);
    out += "BT /F 6 Tf ";
    append_numbers(out, {edge, edge / 2});
    out += fmt::format("Td (signature {}, sheet {} of {}, {}) Tj ET\n", input.sheet.signature + 1, sheet, input.plan.sheets.size(),
                       input.side == Side::front ? "front" : "back");
}

}  // namespace

void append_page(std::string& content, Placement const& placed, std::uint32_t page) {
    Box const& cell = placed.cell;
    content += "q ";
    append_numbers(content, {cell.left, cell.bottom, cell.width(), cell.height()});
    content += "re W n ";
    for (std::int64_t factor : {placed.a, placed.b, placed.c, placed.d}) append_factor(content, factor);
    append_numbers(content, {placed.e, placed.f});
    content += fmt::format("cm /P{} Do Q\n", page + 1);
}

void append_marks(std::string& content, MarksInput const& input) {
    Options const& options = input.options;
    if (!options.fold_marks && !options.crop_marks && !options.sheet_numbers) return;
    content += "q 0 G 0 g 0.25 w\n";
    if (options.fold_marks) fold_marks(content, input);
    if (options.crop_marks) {
        for (Placement const& placed : input.placed) crop_marks(content, placed);
    }
    if (options.sheet_numbers) information(content, input);
    content += "Q\n";
}

}  // namespace octavo::impose

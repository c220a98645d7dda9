#include "impose/marks.h"

#include <algorithm>
#include <fmt/format.h>
#include <iterator>

#include "impose/drawing.h"

namespace octavo::impose {
namespace {

constexpr base::Length millimetre = 2'903;
constexpr base::Length mark_length = 5 * millimetre;
constexpr base::Length mark_distance = millimetre;        // off the page's corner, so that a cut takes the mark away
constexpr base::Length edge_room = 7 * millimetre;        // crop and registration marks, and what most printers leave free

/// A millionth as a decimal number.
void append_factor(std::string& out, std::int64_t millionths) {
    if (millionths < 0) out += '-';
    std::int64_t size = std::abs(millionths);
    fmt::format_to(std::back_inserter(out), "{}.{:06} ", size / 1'000'000, size % 1'000'000);
}

class MarkDrawer {
public:
    MarkDrawer(std::string& out, MarksInput const& input)
        : drawing_(out), input_(input), plan_(input.imposition.plan), options_(input.imposition.options), paper_(options_.layout.paper) {}

    void draw() {
        drawing_.line_width(base::point / 4);
        Marks const& marks = options_.marks;
        if (marks.fold) folds();
        if (marks.crop) crops();
        if (marks.registration && plan_.two_sided) registration();
        if (marks.stitching) stitching();
        if (marks.collating) collating();
        if (marks.information) information();
    }

private:
    void folds();
    void crops();
    void crop_line(Point from, Point to);
    void registration();
    void stitching();
    void collating();
    void information();
    [[nodiscard]] std::size_t sheet_index() const { return static_cast<std::size_t>(&input_.sheet - plan_.sheets.data()); }
    [[nodiscard]] bool across() const { return plan_.columns == 2; }   ///< the fold stands; else it lies
    /// A point at so much along the fold, from its upper or left end, and so much beside it.
    [[nodiscard]] Point at_fold(base::LongLength along, base::LongLength beside) const {
        if (across()) return {paper_.width / 2 + beside, paper_.height - along};
        return {along, paper_.height / 2 + beside};
    }
    /// The stretch of the fold that pages lie at, in the measure of at_fold.
    [[nodiscard]] std::pair<base::Length, base::Length> spine() const;

    Drawing drawing_;
    MarksInput const& input_;
    Plan const& plan_;
    Options const& options_;
    Paper const& paper_;
};

/// A dashed stroke at both ends of each fold; the zine's cut as a line.
void MarkDrawer::folds() {
    bool zine = options_.plan.scheme == Scheme::zine;
    if (!plan_.folded && !zine) return;
    drawing_.dashed();
    for (std::uint32_t c = 1; c < plan_.columns; ++c) {
        base::Length x = base::scale(paper_.width, c, plan_.columns);
        drawing_.line({x, 0}, {x, mark_length});
        drawing_.line({x, paper_.height - mark_length}, {x, paper_.height});
    }
    for (std::uint32_t r = 1; r < plan_.rows; ++r) {
        base::Length y = base::scale(paper_.height, r, plan_.rows);
        drawing_.line({0, y}, {mark_length, y});
        drawing_.line({paper_.width - mark_length, y}, {paper_.width, y});
    }
    drawing_.solid();
    if (!zine) return;
    if (plan_.columns == 4) drawing_.line({paper_.width / 4, paper_.height / 2}, {paper_.width - paper_.width / 4, paper_.height / 2});
    else drawing_.line({paper_.width / 2, paper_.height / 4}, {paper_.width / 2, paper_.height - paper_.height / 4});
}

/// Left out where it would run over a page.
void MarkDrawer::crop_line(Point from, Point to) {
    auto [left, right] = std::minmax(from.x, to.x);
    auto [bottom, top] = std::minmax(from.y, to.y);
    for (Placement const& placed : input_.placed) {
        Box const& page = placed.box;
        if (left < page.right && right > page.left && bottom < page.top && top > page.bottom) return;
    }
    drawing_.line(from, to);
}

void MarkDrawer::crops() {
    for (Placement const& placed : input_.placed) {
        Box const& page = placed.box;
        bool folded_across = plan_.folded && across(), folded_along = plan_.folded && !across();   // nothing is cut at the fold
        for (base::Length x : {page.left, page.right}) {
            if (folded_across && (x == page.left) == (placed.cell.left > 0)) continue;
            crop_line({x, page.top + mark_distance}, {x, page.top + mark_distance + mark_length});
            crop_line({x, page.bottom - mark_distance}, {x, page.bottom - mark_distance - mark_length});
        }
        for (base::Length y : {page.bottom, page.top}) {
            if (folded_along && (y == page.bottom) == (placed.cell.bottom > 0)) continue;
            crop_line({page.left - mark_distance, y}, {page.left - mark_distance - mark_length, y});
            crop_line({page.right + mark_distance, y}, {page.right + mark_distance + mark_length, y});
        }
    }
}

/// Crosses in circles at the edges, in places that lie on themselves when the sheet is turned either way.
void MarkDrawer::registration() {
    constexpr base::Length radius = 3 * millimetre / 2, arm = 5 * millimetre / 2, inset = 3 * millimetre;
    auto mark = [&](Point at) {
        drawing_.circle(at, radius);
        drawing_.line({at.x - arm, at.y}, {at.x + arm, at.y});
        drawing_.line({at.x, at.y - arm}, {at.x, at.y + arm});
    };
    base::Length width = paper_.width, height = paper_.height;
    // Near the middle: corners are the crop marks', and a line of information begins at the left.
    for (base::Length x : {width * 2 / 5, width - width * 2 / 5}) mark({x, inset}), mark({x, height - inset});
    for (base::Length y : {height * 2 / 5, height - height * 2 / 5}) mark({inset, y}), mark({width - inset, y});
}

std::pair<base::Length, base::Length> MarkDrawer::spine() const {
    base::Length whole = across() ? paper_.height : paper_.width, first = whole, last = 0;
    for (Placement const& placed : input_.placed) {
        Box const& page = placed.box;
        first = std::min(first, across() ? whole - page.top : page.left);
        last = std::max(last, across() ? whole - page.bottom : page.right);
    }
    first = std::max<base::Length>(first, 0), last = std::min(last, whole);
    return first < last ? std::pair(first, last) : std::pair<base::Length, base::Length>(0, whole);
}

/// Staples go in from outside, on the outermost sheet's front: two, at the spine's quarters. The needle pricks from inside,
/// on the innermost sheet's back: near both ends, and between them at most every 5 cm.
void MarkDrawer::stitching() {
    if (!plan_.folded || options_.plan.scheme == Scheme::perfect) return;
    auto [first, last] = spine();
    base::Length length = last - first;
    if (options_.plan.scheme == Scheme::saddle) {
        if (input_.side != Side::front || input_.sheet.depth != 0) return;
        constexpr base::Length half_staple = 6 * millimetre;
        drawing_.line_width(base::point);
        for (base::Length middle : {first + length / 4, last - length / 4}) {
            base::Length reach = std::min(half_staple, length / 8);
            drawing_.line(at_fold(middle - reach, 0), at_fold(middle + reach, 0));
        }
        drawing_.line_width(base::point / 4);
        return;
    }
    std::size_t next = sheet_index() + 1;
    bool innermost = next == plan_.sheets.size() || plan_.sheets[next].signature != input_.sheet.signature;
    if (input_.side != Side::back || !innermost) return;
    constexpr base::Length kettle = 12 * millimetre, apart = 50 * millimetre, arm = millimetre;
    base::Length end = std::min(kettle, length / 6), between = length - 2 * end;
    base::Length gaps = std::max<base::Length>(1, (between + apart - 1) / apart);
    for (base::Length i = 0; i <= gaps; ++i) {
        base::Length along = first + end + base::scale(between, i, gaps);
        drawing_.line(at_fold(along, -arm), at_fold(along, arm));
        drawing_.line(at_fold(along - arm, 0), at_fold(along + arm, 0));
    }
}

/// A bar over the fold of each signature's outermost sheet, a step lower each time; beginning anew where the spine ends.
void MarkDrawer::collating() {
    if (!plan_.folded || plan_.signatures < 2 || input_.side != Side::front || input_.sheet.depth != 0) return;
    constexpr base::Length step = 5 * millimetre, half_width = 3 * millimetre / 2, free_end = 15 * millimetre;
    auto [first, last] = spine();
    base::Length margin = std::min(free_end, (last - first) / 6);
    auto steps = static_cast<std::uint32_t>(std::max<base::Length>(1, (last - first - 2 * margin) / step));
    base::Length along = first + margin + static_cast<base::Length>(input_.sheet.signature % steps) * step;
    Point one = at_fold(along, -half_width), two = at_fold(along + step, half_width);
    drawing_.fill({static_cast<base::Length>(std::min(one.x, two.x)), static_cast<base::Length>(std::min(one.y, two.y)),
                   static_cast<base::Length>(std::max(one.x, two.x)), static_cast<base::Length>(std::max(one.y, two.y))});
}

void MarkDrawer::information() {
    std::string const& title = input_.imposition.title;
    constexpr std::size_t longest_title = 60;
    std::string text = winansi(title) && !title.empty() && title.size() <= longest_title ? title + " \u00B7 " : std::string();
    if (plan_.signatures > 1 && options_.plan.scheme == Scheme::signatures) text += fmt::format("signature {} of {} \u00B7 ", input_.sheet.signature + 1, plan_.signatures);
    text += fmt::format("sheet {} of {}", sheet_index() + 1, plan_.sheets.size());
    if (plan_.two_sided) text += input_.side == Side::front ? " \u00B7 front" : " \u00B7 back";
    std::string pages;
    for (Cell const& cell : input_.side == Side::front ? input_.sheet.front : input_.sheet.back) {
        if (cell.page != blank_page) pages += fmt::format("{}{}", pages.empty() ? " \u00B7 pages " : ", ", cell.page + 1);
        if (options_.plan.scheme == Scheme::repeat) break;
    }
    base::Length left = paper_.width;
    for (Placement const& placed : input_.placed) left = std::min(left, placed.box.left);
    left = std::max(left == paper_.width ? 0 : left, edge_room / 2) + 2 * millimetre;   // beside a crop mark
    drawing_.text({left, edge_room / 2 - base::point}, 6 * base::point, text + pages);
}

}  // namespace

base::Length room_for_marks(Marks const& marks) { return marks.crop || marks.registration || marks.information ? edge_room : 0; }

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
    if (!input.imposition.options.marks.any()) return;
    content += "q 0 G 0 g\n";
    MarkDrawer(content, input).draw();
    content += "Q\n";
}

}  // namespace octavo::impose

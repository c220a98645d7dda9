#include "impose/instructions.h"

#include <algorithm>
#include <fmt/format.h>
#include <utility>

#include "impose/drawing.h"

namespace octavo::impose {
namespace {

std::string counted(std::size_t count, char const* what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

std::string percent(std::int64_t millionths) { return fmt::format("{}.{} %", millionths / 10'000, millionths / 1'000 % 10); }

std::string binding_edge(Binding binding) { return binding == Binding::left ? "left" : binding == Binding::right ? "right" : "top"; }

std::string assembly(Imposition const& imposition) {
    PlanInput const& plan = imposition.options.plan;
    std::string edge = binding_edge(plan.binding);
    std::uint32_t cells = std::uint32_t{imposition.plan.columns} * imposition.plan.rows;
    switch (plan.scheme) {
        case Scheme::saddle:
            return fmt::format("Keep the sheets in order, first sheet outermost; fold all of them once in the middle, first sheet's front outside,\n"
                               "and staple through the fold. The fold is at the {}.\n", edge);
        case Scheme::signatures:
            return fmt::format("{} {}. Fold each once in the middle, its first sheet outermost; lay them on one another in\n"
                               "order and sew through the folds. The folds are at the {}.\n",
                               imposition.plan.signatures == 1 ? "There is" : "There are", counted(imposition.plan.signatures, "signature"), edge);
        case Scheme::perfect:
            return fmt::format("Fold every sheet once in the middle, front outside; lay them on one another in order; roughen the folded edges\n"
                               "and glue them. The spine is at the {}.\n", edge);
        case Scheme::cut_and_stack:
            return fmt::format("Keep the sheets in order and cut the pile into {} stacks; lay them on one another, beginning at the\n"
                               "top {} and going on row by row.\n", cells, plan.binding == Binding::right ? "right" : "left");
        case Scheme::n_up: return "Nothing is folded or cut.\n";
        case Scheme::repeat: return fmt::format("Cut the pile into {} stacks: each is one copy.\n", cells);
        case Scheme::zine:
            return "Fold each sheet lengthwise and twice crosswise, so that there are eight panels, and open it again. Cut along the\n"
                   "lengthwise fold through the two middle panels only. Fold lengthwise, print outside, push the ends together until\n"
                   "the cut opens into a cross, and fold the panels around with page 1 in front.\n";
    }
    return {};
}

/// What each nested sheet's pages are moved by, as ranges where there are many.
std::string creep(Imposition const& imposition) {
    LayoutOptions const& layout = imposition.options.layout;
    if (!imposition.plan.folded || layout.thickness == 0 || imposition.plan.deepest == 0) return {};
    constexpr std::size_t most = 12;   // sheets of a signature that are listed one by one
    bool inwards = layout.creep == Creep::inwards;
    std::string out = fmt::format("Pages are moved {} the fold, sheet by sheet from the outermost:", inwards ? "to" : "away from");
    std::string last;
    std::size_t listed = 0;
    for (Sheet const& sheet : imposition.plan.sheets) {
        if (sheet.signature != 0 && sheet.depth == 0 && listed > imposition.plan.deepest) break;   // the signatures after it are no deeper
        last = millimetres(std::abs(creep_of(imposition.plan, layout, sheet)));
        if (listed < most) out += fmt::format("{} {}", listed == 0 ? "" : ",", last);
        ++listed;
    }
    if (listed > most) out += fmt::format(" and so on to {}", last);
    return out + ".\n";
}

std::string blanks(Imposition const& imposition) {
    PlanInput const& plan = imposition.options.plan;
    std::uint32_t count = imposition.plan.blanks;
    if (count == 0) return {};
    std::string out = fmt::format("{} {} blank", counted(count, "page"), count == 1 ? "is" : "are");
    switch (plan.blanks) {
        case Blanks::end: out += " at the end"; break;
        case Blanks::before_last:
            out += plan.last_pages == 1 ? " before the last page" : fmt::format(" before the last {} pages", plan.last_pages);
            break;
        case Blanks::before_page:
            if (count >= 2 && plan.blanks_before < plan.page_count) {
                out += fmt::format(": {} before page {}", count / 2 * 2, plan.blanks_before + 1);
                if (count % 2 != 0) out += ", 1 at the end";
            } else {
                out += " at the end";
            }
            break;
        case Blanks::balanced: out += ", at both ends"; break;
    }
    return out + ".\n";
}

/// What the marks are for, where that is not plain from themselves.
std::string about_marks(Imposition const& imposition) {
    Marks const& marks = imposition.options.marks;
    Scheme scheme = imposition.options.plan.scheme;
    std::string out;
    if (marks.stitching && scheme == Scheme::saddle) out += "Staples go in at the two strokes on the first sheet's front.\n";
    if (marks.stitching && scheme == Scheme::signatures) out += "The needle goes through at the crosses inside each signature.\n";
    if (marks.collating && imposition.plan.folded && imposition.plan.signatures > 1) out += "In the right order, the bars on the spine are a stair.\n";
    return out;
}

}  // namespace

std::string printing(Imposition const& imposition) {
    Options const& options = imposition.options;
    std::string out = "Print at actual size (no scaling), ";
    if (!imposition.plan.two_sided) return out + "on one side.\n";
    out += fmt::format("on both sides, flipped on the {} edge.\n", options.flip == Edge::short_edge ? "short" : "long");
    if (imposition.back_turned) out += "The backs are upside down on the screen; they are upright on paper.\n";
    if (options.back_right != 0 || options.back_up != 0) {
        out += fmt::format("The backs are moved by {} to the {} and {} {}.\n", millimetres(std::abs(options.back_right)),
                           options.back_right < 0 ? "left" : "right", millimetres(std::abs(options.back_up)), options.back_up < 0 ? "down" : "up");
    }
    return out;
}

std::string instructions(Imposition const& imposition) {
    Paper const& paper = imposition.options.layout.paper;
    std::string out = fmt::format("{} on {} of {}.\n", counted(imposition.pages.size(), "page"), counted(imposition.plan.sheets.size(), "sheet"),
                                  measure(paper.width, paper.height));
    out += blanks(imposition);
    std::string scale = percent(imposition.smallest_scale);
    if (imposition.smallest_scale != imposition.largest_scale) scale += " to " + percent(imposition.largest_scale);
    out += fmt::format("Pages are printed at {} of their size.\n", scale);
    return out + printing(imposition) + assembly(imposition) + about_marks(imposition) + creep(imposition);
}

std::string instruction_sheet(std::string_view words, Imposition const& imposition) {
    Paper const& paper = imposition.options.layout.paper;
    base::Length size = std::clamp(paper.width / 50, 6 * base::point, 12 * base::point), margin = paper.width / 12;
    std::string out = "0 g\n";
    Drawing drawing(out);
    base::Length y = paper.height - margin;
    auto paragraph = [&](std::string_view text, base::Length letters) {
        // Helvetica's letters are half as wide as high, all in all.
        auto most = static_cast<std::size_t>((paper.width - 2 * margin) / (letters / 2));
        std::string line;
        auto flush = [&] {
            y -= letters * 3 / 2;
            drawing.text({margin, y}, letters, line);
            line.clear();
        };
        while (!text.empty()) {
            std::string_view word = text.substr(0, text.find(' '));
            text.remove_prefix(std::min(text.size(), word.size() + 1));
            if (!line.empty() && line.size() + 1 + word.size() > most) flush();
            line += line.empty() ? "" : " ";
            line += word;
        }
        if (!line.empty()) flush();
        y -= letters / 2;
    };
    if (winansi(imposition.title)) paragraph(imposition.title, size * 3 / 2);
    std::string sentence;
    for (char c : words) {   // what ends a line with a full stop is a paragraph
        bool ends = c == '\n' && sentence.ends_with('.');
        if (!ends) sentence += c == '\n' ? ' ' : c;
        else paragraph(std::exchange(sentence, {}), size);
    }
    return out;
}

}  // namespace octavo::impose

#include "impose/instructions.h"

#include <fmt/format.h>

namespace octavo::impose {
namespace {

std::string counted(std::size_t count, char const* what) { return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s"); }

std::string percent(std::int64_t millionths) { return fmt::format("{}.{} %", millionths / 10'000, millionths / 1'000 % 10); }

std::string binding_edge(Binding binding) { return binding == Binding::left ? "left" : binding == Binding::right ? "right" : "top"; }

std::string assembly(InstructionsInput const& input) {
    PlanInput const& plan = input.options.plan;
    std::string edge = binding_edge(plan.binding);
    switch (plan.scheme) {
        case Scheme::saddle:
            return fmt::format("Keep the sheets in order, first sheet outermost; fold all of them once in the middle, first sheet's front outside,\n"
                               "and staple through the fold. The fold is at the {}.\n", edge);
        case Scheme::signatures:
            return fmt::format("There are {}. Fold each once in the middle, its first sheet outermost; lay them on one another in\n"
                               "order and sew through the folds. The folds are at the {}.\n", counted(input.plan.signatures, "signature"), edge);
        case Scheme::perfect:
            return fmt::format("Fold every sheet once in the middle, front outside; lay them on one another in order; roughen the folded edges\n"
                               "and glue them. The spine is at the {}.\n", edge);
        case Scheme::cut_and_stack:
            return fmt::format("Keep the sheets in order and cut the pile into {} stacks; lay them on one another, beginning at the\n"
                               "top {} and going on row by row.\n",
                               input.plan.columns * input.plan.rows, plan.binding == Binding::right ? "right" : "left");
        case Scheme::n_up: return "Nothing is folded or cut.\n";
        case Scheme::repeat: return fmt::format("Cut the pile into {} stacks: each is one copy.\n", input.plan.columns * input.plan.rows);
        case Scheme::zine:
            return "Fold each sheet lengthwise and twice crosswise, so that there are eight panels, and open it again. Cut along the\n"
                   "lengthwise fold through the two middle panels only. Fold lengthwise, push the ends together until the cut opens\n"
                   "into a cross, and fold the panels around with page 1 in front.\n";
    }
    return {};
}

}  // namespace

std::string instructions(InstructionsInput const& input) {
    LayoutOptions const& layout = input.options.layout;
    std::string out = fmt::format("{}: {} on {} of {}", input.output, counted(input.pages.size(), "page"), counted(input.plan.sheets.size(), "sheet"),
                                  measure(layout.paper.width, layout.paper.height));
    if (input.plan.blanks != 0) out += fmt::format(", {} left blank", input.plan.blanks);
    out += ".\n";
    if (input.smallest_scale == input.largest_scale) {
        out += fmt::format("Pages are printed at {} of their size.\n", percent(input.smallest_scale));
    } else {
        out += fmt::format("Pages are printed at {} to {} of their size.\n", percent(input.smallest_scale), percent(input.largest_scale));
    }
    out += "Print at actual size (no scaling), ";
    if (!input.plan.two_sided) {
        out += "on one side.\n";
    } else {
        out += fmt::format("on both sides, flipped on the {} edge.\n", input.options.flip == Edge::short_edge ? "short" : "long");
        if (input.back_turned) out += "The backs are upside down on the screen; they are upright on paper.\n";
    }
    out += assembly(input);
    if (input.plan.folded && layout.thickness != 0 && input.plan.deepest != 0) {
        base::LongLength most = base::LongLength{layout.thickness} * input.plan.deepest;
        out += fmt::format("Creep: {} a sheet, up to {} {}.\n", millimetres(layout.thickness), millimetres(most),
                           layout.creep == Creep::inwards ? "inwards (innermost sheet)" : "outwards (outermost sheet)");
    }
    return out;
}

}  // namespace octavo::impose

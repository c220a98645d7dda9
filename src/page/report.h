// What a typographer would mend besides the departures of findings.h: lines too long, pictures too coarse for print, margin notes without
// room. Each with its place in the source, its page, and the rule of the style sheet that asks for what could not be had.
#pragma once
#include <functional>

#include "page/page_sequence.h"

namespace octavo::page {

/// The declaration that gives an element its value of a property: "p { widows: 2 }  book.css:30:5"; empty where none does.
using RuleOf = std::function<std::string(dom::NodeId element, std::string_view property)>;

struct ReportInput {
    PageSequence const& sequence;
    layout::LayoutContext const& context;
    RuleOf const& rule;
};

/// Walks the finished pages once.
void report_pages(ReportInput const& input, base::Diagnostics& diagnostics);

}  // namespace octavo::page

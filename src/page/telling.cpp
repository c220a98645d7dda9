#include "page/telling.h"

#include <algorithm>
#include <fmt/format.h>

namespace octavo::page {
namespace {

constexpr std::uint32_t told_each = 40;

/// The first page that shows something of the element; where nothing of its own is shown, of the nearest one around it.
std::uint32_t first_page_of(PageSequence const& sequence, dom::Document const& document, dom::NodeId node) {
    for (; node.valid(); node = document.node(node).parent) {
        std::uint32_t page = sequence.map.of(node).first;
        if (page != dom::PageSpan::none_page) return page;
    }
    return dom::PageSpan::none_page;
}

}  // namespace

std::string page_prefix(PageSequence const& sequence, std::uint32_t page) {
    std::string const& label = sequence.pages[page].label;
    return fmt::format("page {}: ", label.empty() ? fmt::to_string(page + 1) : label);
}

std::string rule_hint(RuleOf const& rule, dom::NodeId element, std::string_view property) {
    if (!rule || !element.valid() || property.empty()) return {};
    std::string found = rule(element, property);
    return found.empty() ? fmt::format("no rule sets {}", property) : fmt::format("{} is set by {}", property, found);
}

void Telling::tell(What const& what) {
    auto known = std::find_if(counts_.begin(), counts_.end(), [&](Count const& c) { return c.code == what.code; });
    if (known == counts_.end()) known = counts_.insert(known, {what.code, base::Severity::note, 0});
    if (++known->found > told_each) {
        known->gravest = std::max(known->gravest, what.severity);
        return;
    }
    base::SourceSpan where = what.where;
    if (!where.known() && what.element.valid()) where = input_.context.styled.document().node(what.element).where;
    diagnostics_.add({.code = what.code, .severity = what.severity, .where = where, .message = page_prefix(input_.sequence, what.page) + what.message,
                      .hint = rule_hint(input_.rule, what.element, what.property)});
}

void Telling::finish() {
    for (Count const& count : counts_) {
        if (count.found <= told_each) continue;
        diagnostics_.add({.code = count.code, .severity = count.gravest,
                          .message = fmt::format("{} more of these are not told one by one", count.found - told_each)});
    }
    counts_.clear();
}

void complete_subjects(ReportInput const& input, base::Diagnostics& diagnostics) {
    dom::Document const& document = input.context.styled.document();
    for (base::Diagnostic& d : diagnostics.to_complete()) {
        base::Subject about = std::exchange(d.about, {});
        if (about.node == base::Subject::none) continue;
        dom::NodeId element(about.node);
        std::uint32_t page = first_page_of(input.sequence, document, element);
        if (page != dom::PageSpan::none_page) d.message = page_prefix(input.sequence, page) + d.message;
        std::string rule = rule_hint(input.rule, element, about.property);
        if (!rule.empty()) d.hint += (d.hint.empty() ? "" : "; ") + rule;
    }
}

}  // namespace octavo::page

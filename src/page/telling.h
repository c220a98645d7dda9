// How what was found on the finished pages is told: with its page, its place in the source and the rule of the style sheet that asks for
// what could not be had. Of one kind the first ones are told one by one, the rest is a number.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "page/report.h"

namespace octavo::page {

class Telling {
public:
    Telling(ReportInput const& input, base::Diagnostics& diagnostics) : input_(input), diagnostics_(diagnostics) {}

    struct What {
        base::Code code{};
        base::Severity severity = base::Severity::warning;
        std::uint32_t page = 0;               ///< index of PageSequence::pages
        dom::NodeId element{};
        base::SourceSpan where{};             ///< unknown: the element's
        std::string_view property{};          ///< empty: no property is to blame
        std::string message{};
    };
    void tell(What const& what);
    /// Says how many more there were of each kind.
    void finish();

private:
    struct Count {
        base::Code code{};
        base::Severity gravest{};             ///< of those that are only counted
        std::uint32_t found = 0;
    };
    ReportInput input_;
    base::Diagnostics& diagnostics_;
    std::vector<Count> counts_;
};

/// "page xii: ": by the page's printed number.
[[nodiscard]] std::string page_prefix(PageSequence const& sequence, std::uint32_t page);

/// "widows is set by p { widows: 2 }  book.css:30:5", or that no rule sets it; empty where there is nothing to say.
[[nodiscard]] std::string rule_hint(RuleOf const& rule, dom::NodeId element, std::string_view property);

/// What earlier stages told of elements (Diagnostic::about) gets its page and rule.
void complete_subjects(ReportInput const& input, base::Diagnostics& diagnostics);

}  // namespace octavo::page

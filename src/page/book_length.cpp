#include "page/book_length.h"

#include <algorithm>
#include <fmt/format.h>

#include "base/parallel_map.h"

namespace octavo::page {

using layout::BreakClass;

std::vector<RunWays> BookLength::ways_of(base::IdVector<RunTag, Run> const& runs, Which which) {
    std::vector<RunWays> result(runs.size());
    base::parallel_for(runs.size(), context_.stage.workers, [&](std::size_t i) {
        BreakClass start = result[i].start = runs[RunId(i)].start;
        for (bool recto : {true, false}) {
            if (start == (recto ? BreakClass::forced_verso : BreakClass::forced_recto)) continue;
            if (i == 0 && !recto && start != BreakClass::forced_verso) continue;
            auto& ways = result[i].of_side[recto ? 1 : 0];
            if (which == Which::all) ways = attempts_.ways(i, recto);
            else ways.push_back(attempts_.natural(i, recto));
        }
    });
    return result;
}

std::uint32_t BookLength::lines_of_page(base::IdVector<RunTag, Run> const& runs) const {
    PageArea area = content_area(context_.styled.page_style({runs[RunId(0u)].page_name, 2, 1, true, false}));
    return static_cast<std::uint32_t>(std::max(area.height / attempts_.line(), 1));
}

std::vector<std::uint32_t> BookLength::fit(base::IdVector<RunTag, Run> const& runs) {
    fits_ = true;
    lines_over_.reset();
    if (multiple_ <= 1 || runs.size() == 0) return {};
    natural_ = natural_page_count(ways_of(runs, Which::best));
    limit_ = natural_ / multiple_ * multiple_;
    if (limit_ == natural_ || limit_ == 0) return {};
    std::vector<RunWays> ways = ways_of(runs, Which::all);
    if (auto fitting = fit_page_count(ways, limit_)) return *fitting;
    fits_ = false;
    lines_over_ = lines_over(ways, limit_, lines_of_page(runs));
    return {};
}

std::uint32_t BookLength::blanks_after(std::size_t pages) const {
    if (multiple_ <= 1) return 0;
    return (multiple_ - static_cast<std::uint32_t>(pages % multiple_)) % multiple_;
}

void BookLength::tell(PageSequence const& sequence, RuleOf const& rule, base::Diagnostics& diagnostics) const {
    if (multiple_ <= 1 || natural_ == limit_ || limit_ == 0) return;
    auto pages = static_cast<std::uint32_t>(sequence.pages.size());
    dom::NodeId root = context_.styled.document().root();
    std::string found = rule && root.valid() ? rule(root, "-octavo-page-count") : std::string();
    std::string hint = found.empty() ? found : fmt::format("-octavo-page-count is set by {}", found);
    if (fits_) {
        diagnostics.add({.code = base::Code::page_count, .severity = base::Severity::note,
                         .message = fmt::format("{} pages were brought down to {}", natural_, pages), .hint = std::move(hint)});
        return;
    }
    std::uint32_t blank = blanks_after(natural_);
    std::string over = lines_over_ ? fmt::format("{} {} too long", *lines_over_, *lines_over_ == 1 ? "line" : "lines") : std::string("too long");
    diagnostics.add({.code = base::Code::page_count,
                     .severity = blank * 2 > multiple_ ? base::Severity::warning : base::Severity::note,
                     .message = fmt::format("{} for {} pages: {} pages, {} of them blank", over, limit_, pages, blank), .hint = std::move(hint)});
}

}  // namespace octavo::page

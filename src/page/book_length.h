// Gives a book a number of pages that is a multiple (-octavo-page-count): of the ways to set its runs, those that fill whole multiples;
// blank pages at the end where they do not, and what that costs is told. Cost: none without the property; with it, a few searches for each run.
#pragma once
#include "page/report.h"
#include "page/run_attempts.h"

namespace octavo::page {

class BookLength {
public:
    /// `multiple`: 0 or 1: any number of pages will do.
    BookLength(RunAttempts& attempts, layout::LayoutContext const& context, std::uint32_t multiple)
        : attempts_(attempts), context_(context), multiple_(multiple) {}

    /// Of each run, the way that is to be taken (RunAttempts::attempt); empty: the best of each.
    [[nodiscard]] std::vector<std::uint32_t> fit(base::IdVector<RunTag, Run> const& runs);
    /// How many blank pages follow so many.
    [[nodiscard]] std::uint32_t blanks_after(std::size_t pages) const;
    /// Says, of the finished pages, what was done, or by how many lines the book is too long for fewer.
    void tell(PageSequence const& sequence, RuleOf const& rule, base::Diagnostics& diagnostics) const;

private:
    enum class Which : std::uint8_t { best, all };
    [[nodiscard]] std::vector<RunWays> ways_of(base::IdVector<RunTag, Run> const& runs, Which which);
    [[nodiscard]] std::uint32_t lines_of_page(base::IdVector<RunTag, Run> const& runs) const;

    RunAttempts& attempts_;
    layout::LayoutContext const& context_;
    std::uint32_t multiple_;
    std::uint32_t natural_ = 0, limit_ = 0;       // pages without a multiple; those of the last multiple below
    bool fits_ = true;
    std::optional<std::int64_t> lines_over_;
};

}  // namespace octavo::page

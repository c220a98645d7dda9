// The ways in which a document's runs were broken into pages: for each side a run may begin on, as it comes out best, and, where the
// book is to have fewer pages, with fewer. Made when asked for, kept until references change what they were made of.
//
// A way with fewer pages is found by giving each page a price: as much as altered paragraphs, longer spreads and words divided at a
// page's end may cost, less than what a reader sees (a line short, a widow). Cost: a search for each price tried, a few for a run.
#pragma once
#include <array>
#include <memory>
#include <vector>

#include "page/page_count.h"
#include "page/run_breaker.h"

namespace octavo::page {

class RunAttempts {
public:
    RunAttempts(layout::LayoutContext const& context, base::IdVector<RunTag, Run> const& runs, Length grid)
        : context_(context), runs_(runs), grid_(grid), counts_(context.styled.counts_pages()) {}

    /// Once the runs are known.
    void prepare() {
        memos_.resize(runs_.size());
        made_.resize(runs_.size());
        first_pages_.assign(runs_.size(), std::nullopt);
    }
    /// Ordinary height of a line of text.
    [[nodiscard]] Length line() const;
    [[nodiscard]] layout::Memo& memo(std::size_t run) { return memos_[run]; }
    /// The run's first page is that of the document (from 0): where pages are counted (:nth()), what was made for another is forgotten.
    void begins_at(std::size_t run, std::uint32_t page) {
        if (!counts_ || first_pages_[run] == page) return;
        first_pages_[run] = page;
        forget(run);
    }
    /// Runs may be broken before it is known where they begin.
    [[nodiscard]] bool ahead() const { return !counts_; }
    /// Way 0 is the best; others are those that `ways` tells of.
    [[nodiscard]] Attempt& attempt(std::size_t run, bool recto, std::uint32_t way);
    [[nodiscard]] bool has(std::size_t run, bool recto) const { return !made_[run][recto ? 1 : 0].ways.empty(); }
    [[nodiscard]] std::vector<RunWay> ways(std::size_t run, bool recto);
    [[nodiscard]] RunWay natural(std::size_t run, bool recto) { return told_of(attempt(run, recto, 0)); }
    /// What was found with other layouts than the run's own holds the old references.
    void forget_stale(std::size_t run);
    void forget(std::size_t run) { made_[run] = {}; }

private:
    struct Made {
        std::vector<std::unique_ptr<Attempt>> ways;
        bool all = false;                      // none is left to be tried
    };
    void add_between(std::size_t run, bool recto, std::pair<std::int64_t, std::int64_t> prices, std::pair<std::uint32_t, std::uint32_t> pages);
    [[nodiscard]] std::unique_ptr<Attempt> set(std::size_t run, bool recto, std::int64_t price);
    [[nodiscard]] RunWay told_of(Attempt const& attempt) const;

    layout::LayoutContext const& context_;
    base::IdVector<RunTag, Run> const& runs_;
    Length grid_;
    bool counts_;
    std::vector<std::optional<std::uint32_t>> first_pages_;
    std::vector<layout::Memo> memos_;
    std::vector<std::array<Made, 2>> made_;    // [verso first, recto first]
};

}  // namespace octavo::page

// Breaks one run into pages: as a whole where one layout serves all its pages, else in segments.
//
// A segment is a stretch of pages that one galley serves; the next one goes on from a BreakToken. Three things end a segment: a page of
// another width, one of another height than pages of its side have (:nth(3 of name)), and a float that finds no room on the page where it is called. Such a float moves to the head of the next page, as
// one with its caption, and the text flows on: the page is set again without it, and what follows begins with it. Floats keep their
// order. Cost: one layout and search for a run; for each further segment those of a few pages ahead.
#pragma once
#include <optional>

#include "layout/memo.h"
#include "page/break_run.h"

namespace octavo::page {

/// Pages of a run and what they are parts of: `stores[k]` is the galley of the pages whose segment is k.
struct Attempt {
    BrokenRun pages;
    std::vector<std::shared_ptr<layout::GalleyStore>> stores;
};

class RunBreaker {
public:
    struct Rules {
        Length grid = 0;
        std::int64_t page_price = 0;             ///< see PageCosts::page
        std::optional<std::uint32_t> first_page; ///< the run's first page in the document (from 0), where that matters
    };
    RunBreaker(layout::LayoutContext const& context, Run const& run, layout::Memo& memo, Rules const& rules)
        : context_(context), run_(run), memo_(memo), grid_(rules.grid), page_price_(rules.page_price),
          first_page_(rules.first_page.value_or(run.opens_book ? 0 : 1)) {}

    [[nodiscard]] Attempt attempt(bool recto);

private:
    /// Where a segment starts.
    struct Start {
        layout::BreakToken token;
        bool recto = true;
        std::uint32_t page = 0;                  ///< so many pages of the run stand before it
        bool floats_only = false;                ///< the text is at its end
        bool narrowest = false;                  ///< set as wide as the narrowest page: a table goes on on one of another width
        std::optional<std::int8_t> allowance;    ///< of the spread whose left page stands before it
        std::vector<layout::BoxId> floats;       ///< at its top
    };
    struct Broken {
        BrokenRun pages;
        std::shared_ptr<layout::GalleyStore> store;
        bool to_the_end = true;                  ///< of the run, not of a look ahead
    };
    [[nodiscard]] Broken set(Start const& start, std::vector<layout::BoxId> const& elsewhere);
    [[nodiscard]] bool better(BrokenRun const& looser, BrokenRun const& best) const;
    [[nodiscard]] std::shared_ptr<layout::GalleyStore> lay_out(Start const& start, layout::FlowRange const& range, layout::ConstraintSpace const& space);
    [[nodiscard]] BrokenRun break_store(layout::GalleyStore const& store, Start const& start, Length measure) const;
    [[nodiscard]] PageArea area_of(Start const& start, std::size_t page) const;
    [[nodiscard]] PageArea foreseen(Start const& start, std::size_t page) const;
    [[nodiscard]] bool alike(Start const& start, std::size_t page) const;
    [[nodiscard]] bool one_layout_serves(Start const& start, Broken const& whole) const;

    [[nodiscard]] Length measure_of(Start const& start) const;
    [[nodiscard]] bool narrow(Attempt& attempt, Start& start, std::pair<Broken const&, std::size_t> from);
    [[nodiscard]] bool add_segments(Attempt& attempt, Start& start, Broken& whole);
    void commit(Attempt& attempt, Broken const& from, std::size_t count, Start& start) const;
    [[nodiscard]] std::optional<layout::BreakToken> token_of(Broken const& broken, std::size_t page) const;
    [[nodiscard]] static bool only_floats_after(Broken const& broken, std::size_t page);
    [[nodiscard]] bool called_before(layout::GalleyStore const& store, layout::SideFloat const& f, layout::BreakToken const& token) const;
    [[nodiscard]] std::vector<layout::BoxId> floats_for(Broken const& broken, std::size_t page, std::optional<layout::BreakToken> const& token,
                                                        std::vector<layout::BoxId> waiting) const;
    void note_page_starts(Broken const& whole);
    [[nodiscard]] layout::BoxId stop_ahead(Start const& start) const;
    struct MovedFloats {
        std::vector<layout::BoxId> boxes;
        bool must = false;                       ///< they stand over the page's edge
    };
    [[nodiscard]] MovedFloats floats_to_move(Broken const& broken, Start const& start, std::size_t page) const;
    [[nodiscard]] bool move_floats(Attempt& attempt, Start& start, std::pair<Broken const&, std::size_t> from, MovedFloats const& which);
    [[nodiscard]] Length missing(Broken const& broken, Start const& start, std::size_t page) const;
    [[nodiscard]] Length line() const;

    layout::LayoutContext const& context_;
    Run const& run_;
    layout::Memo& memo_;
    Length grid_;
    std::int64_t page_price_;
    std::uint32_t first_page_;
    base::Diagnostics said_before_;
    std::vector<layout::BoxId> page_starts_;     // of the run set as a whole: how far to look ahead
};

}  // namespace octavo::page

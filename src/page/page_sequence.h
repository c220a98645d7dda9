// The pages: what stands where on each, in flow-relative geometry. Output of the page stage, input of painting.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "dom/page_map.h"
#include "layout/layout.h"

namespace octavo::page {

using base::Length;

/// Part of a galley item on a page. A paragraph's slices are its lines, a sliced item's its slices; others have one.
struct Placement {
    layout::GalleyId galley;
    std::uint32_t item = 0;
    std::uint32_t candidate = 0;               ///< paragraphs: which of its ways of breaking
    std::uint32_t first_slice = 0, end_slice = 0;
    Length x = 0;                              ///< added to the item's own offset
    Length y = 0;                              ///< top of the first slice, from the top of the page's content box
    bool repeated = false;                     ///< a table head shown again
};

/// A page float on a page.
struct FloatPlacement {
    std::uint32_t index = 0;                   ///< of GalleyStore::page_floats
    Length y = 0;                              ///< of its margin box, from the top of the page's content box
    bool at_foot = false;
    Length x = 0;                              ///< in a column: of the column, from the page's content box
};

/// Notes under a column.
struct ColumnNotes {
    std::vector<Placement> notes;              ///< y from the top of the area, below its edge; x from the column's start
    Length x = 0, y = 0, width = 0;            ///< of the area with its edges, from the page's content box
};

/// A rule between two columns.
struct ColumnRule {
    std::uint32_t columns = 0;                 ///< of GalleyStore::columns
    Length x = 0, y = 0, height = 0;           ///< its middle; from the page's content box
};

struct RunTag;
using RunId = base::Id<RunTag>;

/// A number beside a line.
struct LineNumber {
    std::string text;
    style::StyleId style;                      ///< of the line's paragraph
    Length baseline = 0;                       ///< from the top of the page's content box
};

struct Page {
    RunId run;                                 ///< none: blank
    std::uint32_t segment = 0;                 ///< which of the run's galleys its placements are of
    std::vector<Placement> flow;
    std::vector<Placement> notes;              ///< y from the top of the note area
    std::vector<ColumnNotes> column_notes;
    std::vector<FloatPlacement> floats;        ///< to the page's head and foot, top to bottom
    std::vector<FloatPlacement> column_floats; ///< of GalleyStore::column_floats
    std::vector<ColumnRule> rules;
    Length notes_height = 0;                   ///< with the area's own edges; 0: no notes
    std::vector<Placement> margin_notes;       ///< x and y from the corner of the page's content box
    std::vector<LineNumber> line_numbers;
    Length extra = 0;                          ///< the text block is this much longer (or shorter) on this spread
    style::PageQuery query;
    style::PageStyle const* style = nullptr;
    std::int32_t number = 0;                   ///< page counter
    std::string label;
    std::uint64_t demerits = 0;
};

/// Value of a named string or running element around a page: at its start, first and last set on it.
template <typename T>
struct RunningValue {
    T start{}, first{}, last{};
    bool set_here = false;                     ///< first and last were set on this page
    bool first_at_top = false;
};

struct PageState {
    std::vector<std::pair<base::Name, RunningValue<std::string_view>>> strings;
    std::vector<std::pair<base::Name, RunningValue<box::BoxId>>> elements;
};

struct Bookmark {
    std::string_view label;
    std::uint32_t level = 1;
    std::uint32_t page = 0;
    Length y = 0;                              ///< from the top of the page's content box
    dom::NodeId node;
    bool closed = false;
};

/// A run: the flow between two forced page breaks, with its layout.
struct Run {
    layout::FlowRange range;
    base::Name page_name;
    layout::BreakClass start = layout::BreakClass::forced_page;
    bool opens_book = false;                   ///< its first page is the document's
    layout::ConstraintSpace space;
    std::shared_ptr<layout::GalleyStore> store;
    std::vector<std::shared_ptr<layout::GalleyStore>> more;   ///< of segments 1, 2, …: see run_breaker.h
    void forget_layout() {
        store.reset();
        more.clear();
    }
};

/// Where something stands that can be linked to, from the corner of its page's content box.
struct Target {
    dom::NodeId node;
    std::uint32_t page = 0;
    Length x = 0, y = 0;
};

struct PageSequence {
    base::IdVector<RunTag, Run> runs;
    std::vector<Page> pages;
    std::vector<PageState> states;             ///< one per page
    std::vector<Bookmark> bookmarks;
    std::vector<Target> targets;               ///< in page order
    dom::PageMap map;
    std::uint32_t rounds = 0;                  ///< how often the reference loop went round
    /// The galley that a page (not a blank one) shows parts of.
    [[nodiscard]] layout::GalleyStore const& store_of(Page const& page) const {
        return *shared_store_of(page);
    }
    [[nodiscard]] std::shared_ptr<layout::GalleyStore> const& shared_store_of(Page const& page) const {
        Run const& run = runs[page.run];
        return page.segment == 0 ? run.store : run.more[page.segment - 1];
    }
};

/// Content box of a page in physical coordinates.
struct PageArea {
    Length x = 0, y = 0, width = 0, height = 0;
};
[[nodiscard]] PageArea content_area(style::PageStyle const& style);
/// Height the note area needs besides its notes: margin, border and padding of `@footnote`.
[[nodiscard]] Length note_area_edges(style::PageStyle const& style, Length measure);

}  // namespace octavo::page

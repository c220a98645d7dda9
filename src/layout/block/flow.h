// Lays block-level boxes one below the other into a galley: CSS 2.2 §9.4.1, collapsing margins by §8.3.1, breaks by CSS Break 3 §4.
#pragma once
#include <optional>

#include "layout/float/float_space.h"
#include "layout/inline/prepare.h"

namespace octavo::layout {

/// Appends boxes to a galley. Margins wait until something stands after them, so that they can collapse.
class Flow {
public:
    Flow(Task& task, Galley& galley) : task_(task), galley_(galley) {}

    /// The box with its margins, in a containing block at `x` of the given width.
    void add_box(BoxId box, Length x, Length width);
    /// The children (or the inline content) of `box`, without its own edges.
    void add_content(BoxId box, Length x, Length width);
    /// The outside marker of `box`, if it has one, goes to the paragraph that comes next.
    void mark_with(BoxId box) {
        if (task_.context.boxes.boxes[box].marker.count > 0) pending_marker_ = box;
    }
    /// Only what stands within the range is added, and only the edges of boxes that start in it.
    void restrict_to(FlowRange const& range) { range_ = range; }
    /// Emits what is still pending (events, the last margin when `keep_margin`), and sums up the height.
    enum class LastMargin : std::uint8_t { drop, keep };
    void finish(LastMargin margin);
    /// What is laid out is cut into pages: floats may go to their heads and feet.
    void allow_page_floats() { paged_ = true; }
    /// It is cut into columns of pages: floats to the page go there from it, those to the column (float-reference) to that.
    void stand_in_columns() { in_columns_ = true; }
    /// Floats that come from before what is laid out here: beside the first lines.
    void float_at_top(std::vector<BoxId> const& boxes) {
        for (BoxId box : boxes) pending_floats_.push_back({box, {}, {}});
    }

private:
    [[nodiscard]] bool starts_in_range(BoxId box) const;
    /// The range starts in the middle of this paragraph.
    [[nodiscard]] bool goes_on(BoxId box) const { return range_.start.box == box && range_.start.byte > 0; }
    [[nodiscard]] bool touches_range(BoxId box) const;
    void add_margin(Length margin);
    void want_break(css::Break value);
    void want_break(BreakClass value);
    GalleyItem& emit(GalleyItem item);
    void flush_margin();
    void emit_glue(Length margin);
    void flush_events();
    void add_block(BoxId id, Length x, Length width);
    void add_paragraph(BoxId id, box::ItemRange items, Length x, Length width);
    void add_picture(BoxId id, Length x, Length width);
    void add_table(BoxId id, Length x, Length width);
    /// A table too wide for the page, on its side on pages of its own. False where it is none, or the style wants it otherwise.
    [[nodiscard]] bool add_turned_table(BoxId id, Band band);
    struct Placement {
        Length x = 0, width = 0;   // border box
    };
    [[nodiscard]] Placement place(css::ComputedStyle const& style, Length x, Length width, Length content_width) const;
    void add_edge(GalleyItem::Kind kind, BoxId id, Placement const& place, std::optional<Length> height);
    void fill_to_height(BoxId id, std::size_t first_item, Length base);
    void emit_paragraph(BoxId id, std::uint32_t index, Band band);
    void add_top_margin(Length margin);
    void add_top_margin(css::ComputedStyle const& style, Length margin);
    [[nodiscard]] std::uint32_t open_frame(BoxId id, Edges const& edges);
    void stand_in_frame(std::size_t first_item);

    // columns (flow_columns.cpp)
    struct ColumnSpace {
        std::uint32_t count = 1;
        Length width = 0, gap = 0;
    };
    [[nodiscard]] ColumnSpace column_space(css::ComputedStyle const& style, Length width) const;
    void add_columns(BoxId id, Band band, ColumnSpace const& space);
    void emit_columns(BoxId first, Galley content, Band band, std::pair<BoxId, ColumnSpace const&> of);

    // floats (flow_floats.cpp)
    [[nodiscard]] bool meets_floats(box::ItemRange items) const;
    [[nodiscard]] bool beside_floats() const {
        return !pending_floats_.empty() || floats_.reaches(y_) || (!held_floats_.empty() && y_ >= task_.space.block_size);
    }
    struct FloatCall {
        BoxId box, anchor;
        std::uint32_t piece = 0;
    };
    struct PendingFloat {
        BoxId box, anchor;
        Band band;                 // of its containing block; no width: of what comes next
    };
    void add_paragraph_beside(BoxId id, box::ItemRange items, Band band);
    [[nodiscard]] std::vector<FloatCall> float_calls(Paragraph const& paragraph) const;
    void keep_for_next(Paragraph const& paragraph, std::vector<FloatCall> const& calls, Band band);
    [[nodiscard]] Atomic make_float(BoxId box, Length available, AtomicWidth width = AtomicWidth::fit);
    [[nodiscard]] bool is_page_float(BoxId box) const;
    void add_page_float(BoxId box, Band band);
    void emit_page_float(PageFloat const& made, BoxId box, GalleyItem::Kind kind);
    void tell_too_tall(BoxId box);
    void place_pending(Band band);
    struct Shown {
        std::uint32_t slice = 0;
        LongLength top = 0;        // of the slice
        BoxId anchor;
    };
    void show_float(Atomic const& content, FloatSpace::Place const& place, Shown const& with);
    void place_in_paragraph(Paragraph& paragraph, FloatCall const& call, Band band);
    [[nodiscard]] bool fits_in_line(Paragraph const& paragraph, FloatCall const& call, Length width, Band band) const;
    void place_initial(Paragraph& paragraph, FloatCall const& call, Band band);
    void add_in_flow(BoxId box, Band band);

    // lines beside floats (flow_rooms.cpp)
    [[nodiscard]] Length least_room(Paragraph const& paragraph, std::uint32_t line, Band band) const;
    void move_below_narrow(Paragraph const& paragraph, Band band);
    [[nodiscard]] LongLength line_top(Paragraph const& paragraph, std::uint32_t line) const;
    void break_beside(Paragraph& paragraph, Band band);
    void set_rooms(Paragraph& paragraph, Band band);
    void keep_lines_together(Paragraph& paragraph);
    void drop_candidates(Paragraph& paragraph);

    // what does not flow around them (boxes_beside.cpp)
    /// CSS 2.2 §9.4.1: a block formatting context of its own.
    [[nodiscard]] bool begins_context(BoxId id) const;
    /// What its border box needs at least.
    [[nodiscard]] Length least_width(BoxId id, Length containing);
    [[nodiscard]] Length height_at(BoxId id, Length width);
    /// Where a box that cannot flow around floats stands: beside them if that is wide enough, else below.
    [[nodiscard]] Band band_beside(BoxId id, Band band);
    void show_pending(Band band);
    void stand_whole(Band band);
    void hold_floats(css::ComputedStyle const& style, Band band);
    void move_below(LongLength y);
    void clear_floats(css::ComputedStyle const& style, Band band);
    void end_floats();

    Task& task_;
    Galley& galley_;
    FlowRange range_;
    Length margin_positive_ = 0, margin_negative_ = 0;
    BreakClass pending_break_ = BreakClass::allowed;
    std::vector<std::uint32_t> pending_events_;
    BoxId pending_marker_;
    FloatSpace floats_;
    std::vector<PendingFloat> pending_floats_;   // called where nothing stood yet that could stand beside them
    std::vector<PendingFloat> held_floats_;      // to stand at the top of the page after the one that starts here
    bool paged_ = false, in_columns_ = false;
    std::uint32_t frame_ = no_index;      // of the store's heads: edges that the pages have on which what comes next goes on
    Length kept_margin_ = 0;              // part of the margin that waits which no page's top takes away
    bool new_column_ = false;             // the next item opens a column
    bool ending_ = false;                 // nothing more comes: what waits stands here
    LongLength y_ = 0;                    // of the next item
    LongLength after_initial_ = 0;        // where what stands beside the last initial letter ends
    bool margin_taken_ = false;           // clearance took the place of the next box's margin
    std::uint32_t avoid_depth_ = 0;
    bool lead_ = false;             // what was placed last is not to be left by what follows (a heading)
    bool first_in_avoid_ = false;   // the next item opens the innermost block that avoids breaks
};

}  // namespace octavo::layout

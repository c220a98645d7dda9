// Lays block-level boxes one below the other into a galley: CSS 2.2 §9.4.1, collapsing margins by §8.3.1, breaks by CSS Break 3 §4.
#pragma once
#include "layout/task.h"

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
    void flush_events();
    void add_block(BoxId id, Length x, Length width);
    void add_paragraph(BoxId id, box::ItemRange items, Length x, Length width);
    void add_picture(BoxId id, Length x, Length width);
    void add_table(BoxId id, Length x, Length width);
    struct Placement {
        Length x = 0, width = 0;   // border box
    };
    [[nodiscard]] Placement place(css::ComputedStyle const& style, Length x, Length width, Length content_width) const;
    void add_edge(GalleyItem::Kind kind, BoxId id, Placement const& place, Length height);
    void fill_to_height(BoxId id, std::size_t first_item, Length base);

    Task& task_;
    Galley& galley_;
    FlowRange range_;
    Length margin_positive_ = 0, margin_negative_ = 0;
    BreakClass pending_break_ = BreakClass::allowed;
    std::vector<std::uint32_t> pending_events_;
    BoxId pending_marker_;
    std::uint32_t avoid_depth_ = 0;
    bool lead_ = false;             // what was placed last is not to be left by what follows (a heading)
    bool first_in_avoid_ = false;   // the next item opens the innermost block that avoids breaks
};

}  // namespace octavo::layout

// The floats of one block formatting context: where a new one goes (CSS 2.2 §9.5.1), what room they leave beside them, and how far
// down `clear` moves. Heights count along the galley. Nothing here knows of pages: floats to the inside and outside are kept for both
// kinds of page, and take the same room on each.
#pragma once
#include <optional>

#include "layout/float/shape.h"
#include "layout/task.h"

namespace octavo::layout {

/// A stretch of the containing block, from the galley's start edge.
struct Band {
    Length x = 0, width = 0;
};

class FloatSpace {
public:
    [[nodiscard]] bool empty() const { return floats_.empty(); }
    /// The lowest margin edge of all, and of what `clear` names.
    [[nodiscard]] LongLength lowest() const { return lowest_; }
    [[nodiscard]] LongLength clearance(css::Clear clear, css::Direction direction) const;
    /// Something stands at or below the height.
    [[nodiscard]] bool reaches(LongLength y) const { return lowest_ > y; }
    /// A page may not end at the height: some float stands on both sides of it, be it in a context around this one.
    [[nodiscard]] bool spans(LongLength y) const;
    /// The bottom of the float that ends next below the height.
    [[nodiscard]] LongLength next_end(LongLength y) const;

    struct Place {
        Length x = 0, verso_x = 0;
        LongLength y = 0;
    };
    /// Puts a float of the style, not higher than `y`.
    Place add(Task const& task, Atomic const& content, Band band, LongLength y);
    /// What ends above the height counts no more.
    void pass(LongLength y);
    /// Takes the last one away again.
    void remove_last();

    /// Within a box that begins a context of its own (§9.4.1) the floats around it do not count. What it holds is forgotten at its end.
    struct Outside {
        std::size_t first = 0;
        LongLength lowest = 0, highest = 0;
    };
    [[nodiscard]] Outside enter();
    void leave(Outside const& outside);

    /// What is left of the band beside the floats between the heights.
    [[nodiscard]] LineRoom room(Band band, LongLength top, LongLength bottom) const;

private:
    enum class Side : std::uint8_t { left, right, inside, outside };
    struct Entry {
        FloatShape shape;
        Side side;
        Place place;
        Length width = 0, height = 0;
        LongLength called = 0;        // top of the line it is shown with
        LongLength edge_end = 0;      // of the border box
        LongLength lowest_before = 0, highest_before = 0;
    };
    enum class PageSide : std::uint8_t { recto, verso };
    [[nodiscard]] static Side side_of(css::ComputedStyle const& style);
    [[nodiscard]] static bool to_left(Side side, PageSide page);
    enum class By : std::uint8_t { margin_box, shape };
    /// Between the floats of the two sides; the lengths' limits where there are none.
    struct Limits {
        Length left = 0, right = 0;
    };
    [[nodiscard]] Limits limits(LongLength top, LongLength bottom, PageSide page, By by) const;
    [[nodiscard]] Band free(Band band, LongLength top, LongLength bottom, PageSide page) const;
    struct Wanted {
        Side side;
        Length width = 0, height = 0;
    };
    /// Where a float stands at the height; none: it finds no room there.
    [[nodiscard]] std::optional<Length> find(Wanted const& wanted, Band band, LongLength y, PageSide page) const;
    std::vector<Entry> floats_;
    std::size_t first_ = 0;    // of the context that is being laid out
    LongLength deepest_ = 0;   // of all contexts
    LongLength lowest_ = 0;
    LongLength highest_ = 0;   // no float may stand above it
};

}  // namespace octavo::layout

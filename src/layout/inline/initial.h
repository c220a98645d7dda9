// Initial letters over several lines: css-inline-3 §7. The letter is made by the box stage (see box/walk_initials.cpp) as a box of its own
// whose style says whose paragraph it begins; LayoutContext gives it the size at which its capitals reach from the first line's cap
// height to the baseline it sinks to. A framed letter is aligned by its frame (initial-letter-align: border-box).
#pragma once
#include "layout/task.h"

namespace octavo::layout {

[[nodiscard]] inline bool is_initial(LayoutContext const& context, BoxId box) {
    return context.styled.style(context.boxes.boxes[box].style).box->initial_of != 0;
}

struct Initial {
    Atomic content;
    Length rise = 0;       ///< white space above the paragraph: of a raised letter, in whole lines
    Length y = 0;          ///< of its margin box, from the first line's top; above it where it is raised
    Length depth = 0;      ///< what the text keeps clear of, from the first line's top
};
/// The letter in a paragraph with lines of that style.
[[nodiscard]] Initial make_initial(Task& task, BoxId box, StyleId paragraph, Length available);

/// From the cap height of a line to the baseline as many lines further down, less the letter's own frame.
[[nodiscard]] Length initial_height(css::ComputedStyle const& letter, Length line_height, Length cap_height);

}  // namespace octavo::layout

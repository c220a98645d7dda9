// Painting: pages → display lists. The last stage that knows about layout.
//
// Input: the PageSequence and the LayoutContext it was made with; pages must be asked for in order, since what is open over a page's
// turn (a frame, a background) goes on on the next. Output: one DisplayList per page, in reading order, in physical coordinates.
// Lines are adjusted here: the slack of a justified line goes first into font expansion (steps of 1/200), then into spaces;
// right-to-left runs are reordered by UAX 9, rule L2. Cost: linear in what stands on the page.
#pragma once
#include <memory>

#include "page/make_pages.h"
#include "paint/display_list.h"

namespace octavo::paint {

class Painter {
public:
    Painter(layout::LayoutContext const& context, page::PageSequence const& sequence);
    ~Painter();
    Painter(Painter const&) = delete;
    Painter& operator=(Painter const&) = delete;
    /// Fills `list` (emptied first) with page number `index`.
    void paint(std::uint32_t index, DisplayList& list);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace octavo::paint

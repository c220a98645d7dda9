#include "page/runs.h"

#include <algorithm>

namespace octavo::page {
namespace {

using layout::BreakClass;
using layout::BoxId;

BreakClass forced(css::Break value) {
    switch (value) {
        case css::Break::page:
        case css::Break::always: return BreakClass::forced_page;
        case css::Break::right:
        case css::Break::recto: return BreakClass::forced_recto;
        case css::Break::left:
        case css::Break::verso: return BreakClass::forced_verso;
        default: return BreakClass::allowed;
    }
}

class RunFinder {
public:
    explicit RunFinder(layout::LayoutContext const& context) : context_(context), boxes_(context.boxes) {
        by_order_.resize(boxes_.boxes.size());
        for (std::size_t i = 0; i < boxes_.boxes.size(); ++i) {
            BoxId id(i);
            if (context.order_end(id) > context.order(id)) by_order_[context.order(id)] = id;
        }
    }

    std::vector<RunStart> find() {
        visit(boxes_.root, {});
        if (!has_content_) runs_.clear();
        return std::move(runs_);
    }

private:
    /// `top`: the box is laid out by itself (not cell content), so forced breaks in it count.
    void visit(BoxId id, base::Name page) {
        box::Box const& b = boxes_.boxes[id];
        css::FragmentationGroup const& f = *context_.styled.style(b.style).fragmentation;
        if (!f.page.empty()) page = f.page;
        pending_ = std::max(pending_, forced(f.before));
        bool leaf = b.kind == box::BoxKind::replaced || b.kind == box::BoxKind::table || b.inline_content ||
                    b.kind == box::BoxKind::inline_container || !b.first_child.valid();
        if (leaf) {
            add_leaf(id, page);
        } else {
            for (BoxId child = b.first_child; child.valid(); child = boxes_.boxes[child].next_sibling) visit(child, page);
        }
        pending_ = std::max(pending_, forced(f.after));
    }

    /// An empty block without edges, background or height only carries events.
    [[nodiscard]] bool shows_something(box::Box const& leaf) const {
        css::ComputedStyle const& style = context_.styled.style(leaf.style);
        bool block = leaf.kind != box::BoxKind::replaced && leaf.kind != box::BoxKind::table;
        auto const& border = style.decoration->border;
        bool edges = std::any_of(border.begin(), border.end(), [](css::Border const& b) { return b.width > 0; });
        return !block || leaf.items.count > 0 || leaf.marker.count > 0 || edges || style.decoration->background.alpha != 0 ||
               style.box->height.is_value() || style.box->min_height.length > 0;
    }

    void add_leaf(BoxId id, base::Name page) {
        has_content_ = has_content_ || shows_something(boxes_.boxes[id]);
        bool first = runs_.empty();
        bool change = !first && !(page == page_);
        if (first || change || pending_ != BreakClass::allowed) {
            RunStart run;
            run.page_name = page;
            run.start = first && pending_ == BreakClass::allowed ? BreakClass::forced_page : std::max(pending_, BreakClass::forced_page);
            if (!first) {
                BoxId start = by_order_[last_end_];
                runs_.back().range.stop = start;
                run.range.start.box = start;
            }
            runs_.push_back(run);
        }
        pending_ = BreakClass::allowed;
        page_ = page;
        last_end_ = context_.order_end(id);
    }

    layout::LayoutContext const& context_;
    box::BoxTree const& boxes_;
    std::vector<BoxId> by_order_;
    std::vector<RunStart> runs_;
    BreakClass pending_ = BreakClass::allowed;
    base::Name page_;
    std::uint32_t last_end_ = 0;
    bool has_content_ = false;
};

}  // namespace

std::vector<RunStart> find_runs(layout::LayoutContext const& context) {
    if (!context.boxes.root.valid()) return {};
    return RunFinder(context).find();
}

}  // namespace octavo::page

#include "page/moved_floats.h"

#include <algorithm>
#include <fmt/format.h>
#include <map>

#include "page/fragments.h"
#include "page/telling.h"

namespace octavo::page {
namespace {

using layout::GalleyItem;

constexpr std::uint8_t to_the_last = 255;         // float-defer: last

class MovedFloats {
public:
    MovedFloats(ReportInput const& input, base::Diagnostics& diagnostics)
        : sequence_(input.sequence), context_(input.context), telling_(input, diagnostics) {}

    void run() {
        for (page_ = 0; page_ < sequence_.pages.size(); ++page_) {
            Page const& page = sequence_.pages[page_];
            if (!page.run.valid()) continue;
            store_ = &sequence_.store_of(page);
            for (Placement const& p : page.flow) {
                if (!p.repeated) look_at(page, p);
            }
            for (FloatPlacement const& f : page.floats) look_at_float(page, f);
        }
        telling_.finish();
    }

    // --- called by walk_floats
    void side_float(layout::SideFloat const& f, Length) {
        if (f.anchor.valid() || f.initial) return;
        property_ = "float";
        tell(f.content.box, base::Severity::note, "this float found no room on the page of its call");
    }

private:
    using Key = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;   // run, segment, float
    [[nodiscard]] std::string const& label(std::uint32_t page) const { return sequence_.pages[page].label; }

    void look_at(Page const& page, Placement const& p) {
        GalleyItem const& item = store_->galleys[p.galley].items[p.item];
        if (item.kind == GalleyItem::Kind::page_float) called_.try_emplace({page.run.value, page.segment, item.index}, page_);
        if (item.has_floats) walk_floats(*store_, fragment_of(p), *this);
    }

    /// One to a page of its own, or deferred, stands on a later page because it is to.
    void look_at_float(Page const& page, FloatPlacement const& f) {
        layout::PageFloat const& made = store_->page_floats[f.index];
        auto call = called_.find({page.run.value, page.segment, f.index});
        if (call == called_.end() || made.defer == to_the_last) return;
        std::uint32_t wanted = std::max<std::uint32_t>(made.defer, made.to == css::Float::page ? 1 : 0);
        for (std::uint32_t i = f.index; i > 0 && store_->page_floats[i - 1].content.box == made.content.box; --i) ++wanted;   // parts of a turned table
        std::uint32_t later = page_ - call->second;
        if (later <= wanted) return;
        property_ = made.content.quarters != 0 ? "-octavo-table-overflow" : "float";
        tell(made.content.box, later - wanted > 1 ? base::Severity::warning : base::Severity::note,
             fmt::format("this float is called on page {}", label(call->second)));
    }

    void tell(layout::BoxId box, base::Severity severity, std::string message) {
        telling_.tell({base::Code::page_float_moved, severity, page_, context_.boxes.boxes[box].node, {}, property_, std::move(message)});
    }

    PageSequence const& sequence_;
    layout::LayoutContext const& context_;
    Telling telling_;
    layout::GalleyStore const* store_ = nullptr;
    std::uint32_t page_ = 0;
    std::string_view property_;
    std::map<Key, std::uint32_t> called_;        // on which page
};

}  // namespace

void report_moved_floats(ReportInput const& input, base::Diagnostics& diagnostics) {
    if (input.context.has_floats() || std::any_of(input.sequence.pages.begin(), input.sequence.pages.end(), [](Page const& p) { return !p.floats.empty(); }))
        MovedFloats(input, diagnostics).run();
}

}  // namespace octavo::page

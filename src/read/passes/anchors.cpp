#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "read/passes/passes.h"
#include "read/text.h"

namespace octavo::read::passes {
namespace {

using dom::NodeId;
namespace names = dom::names;

class AnchorPlacer {
public:
    AnchorPlacer(ReadContext& context, Targets& targets)
        : context_(context), document_(context.document), targets_(targets) {}

    void place() {
        for (std::size_t i = 0; i < context_.marks.size(); ++i) mark_of_.emplace(context_.marks[i].element, i);
        if (mark_of_.empty() && context_.range_marks.empty()) return;
        collect_linked();
        find_positions();
        collect_anchors();
        collect_ranges();
        for (Mark const& mark : context_.marks) {
            if (mark.fate == Mark::Element::goes) take_out(mark.element);
        }
    }

private:
    /// Elements to which links or the navigation lead.
    void collect_linked() {
        for (dom::ContentsLine const& line : document_.contents) navigated_.insert(line.target);
        for (dom::Landmark const& landmark : document_.landmarks) navigated_.insert(landmark.target);
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (!document_.is_element(at) || document_.element(at).html.view() != "a") continue;
            for (base::Name reference : {names::href(), base::Name::of("data-octavo-to")}) {
                auto to = document_.attribute(at, reference);
                if (to && to->starts_with('#')) linked_.insert(to->substr(1));
            }
        }
    }

    /// The first node behind `element` that stays in the tree.
    dom::DomPosition position_of(NodeId element) const {
        auto own = mark_of_.find(element);
        if (own != mark_of_.end() && context_.marks[own->second].fate == Mark::Element::stays) return {element, 0};
        NodeId at = document_.next_after_subtree(element);
        auto mark = at ? position_of_mark_.find(at) : position_of_mark_.end();
        return mark == position_of_mark_.end() ? dom::DomPosition{at, 0} : mark->second;
    }

    // Last to first, so that a mark before another mark has that one's position: runs of marks cost no search.
    void find_positions() {
        std::vector<NodeId> in_order;
        for (NodeId at = document_.root(); at; at = document_.next_in_order(at)) {
            if (mark_of_.contains(at)) in_order.push_back(at);
        }
        for (auto at = in_order.rbegin(); at != in_order.rend(); ++at) position_of_mark_.emplace(*at, position_of(*at));
        marks_in_order_ = std::move(in_order);
    }

    std::string_view id_of(NodeId element) const {
        for (dom::Attribute const& attribute : document_.attributes(element)) {
            if (attribute.local == names::id() && attribute.origin == dom::AttributeOrigin::derived)
                return attribute.value;
        }
        return {};
    }

    void collect_anchors() {
        for (NodeId at : marks_in_order_) {
            Mark const& mark = context_.marks[mark_of_.at(at)];
            dom::Anchor anchor;
            anchor.kind = mark.kind;
            anchor.at = position_of_mark_.at(at);
            anchor.id = base::Name::of(id_of(at));
            anchor.edition = base::Name::of(mark.edition);
            anchor.label = document_.keep(mark.label);
            anchor.where = document_.node(at).where;
            document_.anchors.push_back(anchor);
        }
    }

    void collect_ranges() {
        for (RangeMark const& mark : context_.range_marks) {
            NodeId end = targets_.find(mark.element, mark.to);
            if (!end) continue;
            dom::Range range;
            range.kind = mark.kind;
            bool point = mark_of_.contains(mark.element);
            range.first = point ? position_of(mark.element) : dom::DomPosition{mark.element, 0};
            range.last = position_of(end);
            range.id = base::Name::of(id_of(mark.element));
            if (!point) range.element = mark.element;
            range.where = document_.node(mark.element).where;
            document_.ranges.push_back(range);
        }
    }

    void take_out(NodeId element) {
        if (!document_.node(element).parent) return;
        if (linked_.contains(id_of(element)) || navigated_.contains(element)) {
            document_.set_html(element, base::Name::of("span"));
            while (NodeId child = document_.node(element).first_child) document_.remove(child);
        } else {
            document_.remove(element);
        }
    }

    ReadContext& context_;
    dom::Document& document_;
    Targets& targets_;
    std::unordered_map<NodeId, std::size_t> mark_of_;
    std::unordered_map<NodeId, dom::DomPosition> position_of_mark_;
    std::vector<NodeId> marks_in_order_;
    std::unordered_set<std::string_view> linked_;
    std::unordered_set<NodeId> navigated_;
};

}  // namespace

void place_anchors(ReadContext& context, Targets& targets) { AnchorPlacer(context, targets).place(); }

}  // namespace octavo::read::passes

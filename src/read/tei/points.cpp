// What stands at a point of the text, or runs from one point to another: page and column breaks, milestones, anchors,
// index terms.
#include <algorithm>
#include <array>

#include "read/tei/handlers.h"
#include "read/text.h"

namespace octavo::read::tei {
namespace {

using dom::AnchorKind;
using dom::NodeId;


Children mark(Mapper& mapper, NodeId element, AnchorKind kind, std::string_view label) {
    mapper.context().marks.push_back({element, kind, std::string(mapper.attribute(element, "ed")), std::string(label)});
    return Children::done;
}

}  // namespace

Children page_break(Mapper& mapper, NodeId element) {
    return mark(mapper, element, AnchorKind::page_break, mapper.attribute(element, "n"));
}

Children column_break(Mapper& mapper, NodeId element) {
    return mark(mapper, element, AnchorKind::column_break, mapper.attribute(element, "n"));
}

// A milestone that says how it looks is a break of the text: a rule or asterisks between paragraphs.
Children milestone(Mapper& mapper, NodeId element) {
    constexpr std::array<std::string_view, 10> visible{"dot",   "dots",      "hr",       "line", "rule",
                                                       "stars", "asterisks", "asterism", "***",  "ornament"};
    std::string rend = lower_ascii(mapper.attribute(element, "rend"));
    auto looks = words(rend);
    bool is_visible = std::any_of(looks.begin(), looks.end(), [&](std::string_view look) {
        return std::find(visible.begin(), visible.end(), look) != visible.end();
    });
    if (is_visible && mapper.is_source(element, "milestone") && mapper.among_blocks(element)) {
        mapper.name_element(element, "hr");
        return Children::done;
    }
    return mark(mapper, element, AnchorKind::milestone, mapper.attribute(element, "n"));
}

Children anchor(Mapper& mapper, NodeId element) {
    return mark(mapper, element, AnchorKind::range_end, mapper.attribute(element, "n"));
}

Children span_start(Mapper& mapper, NodeId element) {
    dom::RangeKind kind = mapper.is_source(element, "addSpan")   ? dom::RangeKind::addition
                          : mapper.is_source(element, "delSpan") ? dom::RangeKind::deletion
                                                                 : dom::RangeKind::span;
    mapper.context().range_marks.push_back({element, kind, std::string(mapper.attribute(element, "spanTo"))});
    return mark(mapper, element, AnchorKind::milestone, mapper.attribute(element, "n"));
}

}  // namespace octavo::read::tei

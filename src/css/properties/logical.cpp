// https://www.w3.org/TR/css-logical-1/: rows that parse as their physical counterparts, and the mapping to them.
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {


// The properties of a logical group by side, in the order top, right, bottom, left; of a size: width, height.
struct LogicalGroup {
    Property first_logical;   ///< block-start, block-end, inline-start, inline-end follow each other
    Property first_physical;  ///< top, right, bottom, left follow each other
};
constexpr LogicalGroup groups[] = {
    {Property::margin_block_start, Property::margin_top},           {Property::padding_block_start, Property::padding_top},
    {Property::inset_block_start, Property::top},                   {Property::border_block_start_style, Property::border_top_style},
    {Property::border_block_start_width, Property::border_top_width}, {Property::border_block_start_color, Property::border_top_color},
};

constexpr Property at(Property first, unsigned offset) { return static_cast<Property>(static_cast<unsigned>(first) + offset); }

// Writing Modes 4, section 6.4, the table of abstract to physical sides
constexpr unsigned physical_side(unsigned logical, Direction direction, WritingMode mode) {
    constexpr unsigned top = 0, right = 1, bottom = 2, left = 3;
    bool end = logical % 2 != 0;
    if (logical < 2) {
        if (mode == WritingMode::horizontal_tb) return end ? bottom : top;
        bool starts_right = mode == WritingMode::vertical_rl || mode == WritingMode::sideways_rl;
        return starts_right != end ? right : left;
    }
    bool forward = (direction == Direction::ltr) != end;
    if (mode == WritingMode::horizontal_tb) return forward ? left : right;
    return forward != (mode == WritingMode::sideways_lr) ? top : bottom;
}

struct LogicalName {
    Property property;
    std::string_view name;
    Property like;   ///< parses as this one
};
constexpr LogicalName names[] = {
    {Property::inline_size, "inline-size", Property::width}, {Property::block_size, "block-size", Property::height},
    {Property::min_inline_size, "min-inline-size", Property::min_width}, {Property::min_block_size, "min-block-size", Property::min_height},
    {Property::max_inline_size, "max-inline-size", Property::max_width}, {Property::max_block_size, "max-block-size", Property::max_height},
    {Property::margin_block_start, "margin-block-start", Property::margin_top}, {Property::margin_block_end, "margin-block-end", Property::margin_top},
    {Property::margin_inline_start, "margin-inline-start", Property::margin_top}, {Property::margin_inline_end, "margin-inline-end", Property::margin_top},
    {Property::padding_block_start, "padding-block-start", Property::padding_top}, {Property::padding_block_end, "padding-block-end", Property::padding_top},
    {Property::padding_inline_start, "padding-inline-start", Property::padding_top}, {Property::padding_inline_end, "padding-inline-end", Property::padding_top},
    {Property::inset_block_start, "inset-block-start", Property::top}, {Property::inset_block_end, "inset-block-end", Property::top},
    {Property::inset_inline_start, "inset-inline-start", Property::top}, {Property::inset_inline_end, "inset-inline-end", Property::top},
    {Property::border_block_start_style, "border-block-start-style", Property::border_top_style},
    {Property::border_block_end_style, "border-block-end-style", Property::border_top_style},
    {Property::border_inline_start_style, "border-inline-start-style", Property::border_top_style},
    {Property::border_inline_end_style, "border-inline-end-style", Property::border_top_style},
    {Property::border_block_start_width, "border-block-start-width", Property::border_top_width},
    {Property::border_block_end_width, "border-block-end-width", Property::border_top_width},
    {Property::border_inline_start_width, "border-inline-start-width", Property::border_top_width},
    {Property::border_inline_end_width, "border-inline-end-width", Property::border_top_width},
    {Property::border_block_start_color, "border-block-start-color", Property::border_top_color},
    {Property::border_block_end_color, "border-block-end-color", Property::border_top_color},
    {Property::border_inline_start_color, "border-inline-start-color", Property::border_top_color},
    {Property::border_inline_end_color, "border-inline-end-color", Property::border_top_color},
};

std::vector<PropertyRow> make_rows() {
    std::vector<PropertyRow> rows;
    for (LogicalName const& name : names) {
        Rows const sources[] = {box_rows(), background_rows()};
        for (Rows source : sources) {
            for (PropertyRow const& like : source) {
                if (like.property != name.like) continue;
                rows.push_back({name.property, name.name, Inherited::no, like.initial, like.parse, apply_nothing, copy_nothing, like.group, like.media});
            }
        }
    }
    return rows;
}

}  // namespace

Rows logical_rows() {
    static std::vector<PropertyRow> const rows = make_rows();
    return rows;
}

Property physical_property(Property property, Direction direction, WritingMode mode) {
    if (property < first_logical_property) return property;
    bool horizontal = mode == WritingMode::horizontal_tb;
    switch (property) {
        case Property::inline_size: return horizontal ? Property::width : Property::height;
        case Property::block_size: return horizontal ? Property::height : Property::width;
        case Property::min_inline_size: return horizontal ? Property::min_width : Property::min_height;
        case Property::min_block_size: return horizontal ? Property::min_height : Property::min_width;
        case Property::max_inline_size: return horizontal ? Property::max_width : Property::max_height;
        case Property::max_block_size: return horizontal ? Property::max_height : Property::max_width;
        default: break;
    }
    for (LogicalGroup const& group : groups) {
        unsigned offset = static_cast<unsigned>(property) - static_cast<unsigned>(group.first_logical);
        if (property >= group.first_logical && offset < 4) return at(group.first_physical, physical_side(offset, direction, mode));
    }
    return property;
}

}  // namespace octavo::css

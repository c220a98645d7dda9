// https://www.w3.org/TR/css-tables-3/
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

constexpr std::array caption_sides{Keyword<CaptionSide>{"top", CaptionSide::top}, Keyword<CaptionSide>{"bottom", CaptionSide::bottom}};
constexpr std::array collapses{Keyword<bool>{"separate", false}, Keyword<bool>{"collapse", true}};
constexpr std::array empty_cells{Keyword<bool>{"show", false}, Keyword<bool>{"hide", true}};
constexpr std::array layouts{Keyword<bool>{"auto", false}, Keyword<bool>{"fixed", true}};

// --- border-spacing: <length>{1,2}, inline then block
bool parse_spacing(ValueReader& reader, Value& out) {
    auto first = reader.read_length(Range::non_negative);
    if (!first) return false;
    auto second = reader.read_length(Range::non_negative);
    out = list_value(reader, {*first, second ? *second : *first});
    return true;
}
void apply_spacing(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    builder.list_table.border_spacing_inline = compute_length(value.items[0], context, builder);
    builder.list_table.border_spacing_block = compute_length(value.items[1], context, builder);
}
void copy_spacing(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&ListTableGroup::border_spacing_inline>(from, builder);
    copy_field<&ListTableGroup::border_spacing_block>(from, builder);
}

constexpr std::array rows{
    keyword_row<&ListTableGroup::caption_side, caption_sides>(Property::caption_side, "caption-side", Inherited::yes, "top"),
    keyword_row<&ListTableGroup::border_collapse, collapses>(Property::border_collapse, "border-collapse", Inherited::yes, "separate"),
    keyword_row<&ListTableGroup::empty_cells_hide, empty_cells>(Property::empty_cells, "empty-cells", Inherited::yes, "show"),
    PropertyRow{Property::border_spacing, "border-spacing", Inherited::yes, "0", parse_spacing, apply_spacing, copy_spacing,
                Group::list_table, Media::both},
    keyword_row<&BoxGroup::table_layout_fixed, layouts>(Property::table_layout, "table-layout", Inherited::no, "auto"),
};

}  // namespace

Rows table_rows() { return rows; }

}  // namespace octavo::css

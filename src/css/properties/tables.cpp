// https://www.w3.org/TR/css-tables-3/
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

constexpr std::array caption_sides{Keyword<CaptionSide>{"top", CaptionSide::top}, Keyword<CaptionSide>{"bottom", CaptionSide::bottom}};
constexpr std::array collapses{Keyword<bool>{"separate", false}, Keyword<bool>{"collapse", true}};
constexpr std::array empty_cells{Keyword<bool>{"show", false}, Keyword<bool>{"hide", true}};
constexpr std::array overflows{Keyword<TableOverflow>{"none", TableOverflow::none}, Keyword<TableOverflow>{"shrink", TableOverflow::shrink},
                               Keyword<TableOverflow>{"turn", TableOverflow::turn}};
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

// --- -octavo-caption-continued: none | auto | <string>
enum class Continued : std::uint16_t { none, automatic };
bool parse_continued(ValueReader& reader, Value& out) {
    static constexpr std::array words{Keyword<Continued>{"none", Continued::none}, Keyword<Continued>{"auto", Continued::automatic}};
    return parse_keyword<words>(reader, out) || give(reader.read_string(), out);
}
void apply_continued(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    bool none = value.is(Value::Kind::keyword) && static_cast<Continued>(value.keyword) == Continued::none;
    builder.list_table.caption_continues = !none;
    builder.list_table.caption_continued = value.is(Value::Kind::keyword) ? std::string() : std::string(value.text);
}
void copy_continued(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&ListTableGroup::caption_continues>(from, builder);
    copy_field<&ListTableGroup::caption_continued>(from, builder);
}

constexpr std::array rows{
    keyword_row<&ListTableGroup::caption_side, caption_sides>(Property::caption_side, "caption-side", Inherited::yes, "top"),
    keyword_row<&ListTableGroup::border_collapse, collapses>(Property::border_collapse, "border-collapse", Inherited::yes, "separate"),
    keyword_row<&ListTableGroup::empty_cells_hide, empty_cells>(Property::empty_cells, "empty-cells", Inherited::yes, "show"),
    PropertyRow{Property::border_spacing, "border-spacing", Inherited::yes, "0", parse_spacing, apply_spacing, copy_spacing,
                Group::list_table, Media::both},
    keyword_row<&ListTableGroup::table_overflow, overflows>(Property::octavo_table_overflow, "-octavo-table-overflow", Inherited::yes, "none",
                                                            Media::print),
    PropertyRow{Property::octavo_caption_continued, "-octavo-caption-continued", Inherited::yes, "none", parse_continued, apply_continued,
                copy_continued, Group::list_table, Media::print},
    keyword_row<&BoxGroup::table_layout_fixed, layouts>(Property::table_layout, "table-layout", Inherited::no, "auto"),
};

}  // namespace

Rows table_rows() { return rows; }

}  // namespace octavo::css

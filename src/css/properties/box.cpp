// Display 3, Positioned Layout 3, Box 4, Sizing 3, CSS 2 (float, clear, vertical-align), Overflow 3
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

// --- display. Flex and grid containers are laid out as blocks: on paper their children stand one after the other.
using D = Display;
constexpr std::array displays{
    Keyword<D>{"none", D::none}, Keyword<D>{"contents", D::contents}, Keyword<D>{"block", D::block}, Keyword<D>{"flow-root", D::flow_root},
    Keyword<D>{"inline", D::inline_}, Keyword<D>{"inline-block", D::inline_block}, Keyword<D>{"list-item", D::list_item},
    Keyword<D>{"table", D::table}, Keyword<D>{"inline-table", D::inline_table}, Keyword<D>{"table-row-group", D::table_row_group},
    Keyword<D>{"table-header-group", D::table_header_group}, Keyword<D>{"table-footer-group", D::table_footer_group},
    Keyword<D>{"table-row", D::table_row}, Keyword<D>{"table-column-group", D::table_column_group},
    Keyword<D>{"table-column", D::table_column}, Keyword<D>{"table-cell", D::table_cell}, Keyword<D>{"table-caption", D::table_caption},
    Keyword<D>{"ruby", D::ruby}, Keyword<D>{"ruby-base", D::ruby_base}, Keyword<D>{"ruby-text", D::ruby_text},
    Keyword<D>{"ruby-base-container", D::contents}, Keyword<D>{"ruby-text-container", D::contents},
    Keyword<D>{"flex", D::block}, Keyword<D>{"grid", D::block}, Keyword<D>{"inline-flex", D::inline_block},
    Keyword<D>{"inline-grid", D::inline_block}, Keyword<D>{"run-in", D::inline_}, Keyword<D>{"math", D::inline_},
};
// Two and three words: Display 3, the table of section 2.
bool parse_display(ValueReader& reader, Value& out) {
    bool outer_block = false, outer_inline = false, flow = false, flow_root = false, list_item = false;
    std::optional<D> single;
    int words = 0;
    while (!reader.at_end() && words < 3) {
        Value word;
        if (reader.take_ident("flow")) flow = true;
        else if (parse_keyword<displays>(reader, word)) {
            auto display = static_cast<D>(word.keyword);
            if (display == D::block && !outer_block) outer_block = true;
            else if (display == D::inline_ && !outer_inline) outer_inline = true;
            else if (display == D::flow_root && !flow_root) flow_root = true;
            else if (display == D::list_item && !list_item) list_item = true;
            else if (!single) single = display;
            else return false;
        } else {
            return false;
        }
        ++words;
    }
    if (words == 0 || (outer_block && outer_inline) || (flow && flow_root)) return false;
    D display = D::block;
    if (list_item) {
        if (single) return false;
        display = D::list_item;
    } else if (single) {
        bool inner = *single == D::table || *single == D::ruby || (*single == D::block && words > 1);
        if (words > 1 && (!inner || words > 2 || flow || flow_root)) return false;
        display = outer_inline && *single == D::table ? D::inline_table : outer_inline && *single == D::block ? D::inline_block : *single;
    } else if (outer_inline) {
        display = flow_root ? D::inline_block : D::inline_;
    } else {
        display = flow_root ? D::flow_root : D::block;
    }
    out = keyword_value(display);
    return true;
}

// --- position
constexpr std::array positions{
    Keyword<Position>{"static", Position::static_}, Keyword<Position>{"relative", Position::relative}, Keyword<Position>{"absolute", Position::absolute},
    Keyword<Position>{"fixed", Position::fixed}, Keyword<Position>{"sticky", Position::sticky},
};
bool parse_position(ValueReader& reader, Value& out) {
    if (parse_keyword<positions>(reader, out)) return true;
    auto inside = reader.read_function("running");  // GCPM 3, 1.2.1
    if (!inside) return false;
    auto name = inside->read_custom_ident();
    return name && inside->at_end() && give(name, out);
}
void apply_position(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    bool running = value.is(Value::Kind::name);
    builder.box.position = running ? Position::running : static_cast<Position>(value.keyword);
    builder.box.running_name = running ? base::Name::of(value.text) : base::Name();
}
void copy_position(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&BoxGroup::position>(from, builder);
    copy_field<&BoxGroup::running_name>(from, builder);
}

constexpr std::array clears{
    Keyword<Clear>{"none", Clear::none}, Keyword<Clear>{"left", Clear::left}, Keyword<Clear>{"right", Clear::right}, Keyword<Clear>{"both", Clear::both},
    Keyword<Clear>{"inline-start", Clear::inline_start}, Keyword<Clear>{"inline-end", Clear::inline_end},
    Keyword<Clear>{"inside", Clear::inside}, Keyword<Clear>{"outside", Clear::outside},
};
constexpr std::array sizings{Keyword<BoxSizing>{"content-box", BoxSizing::content_box}, Keyword<BoxSizing>{"border-box", BoxSizing::border_box}};

// --- width, height, and their limits (Sizing 3)
bool parse_extent(ValueReader& reader, Value& out) {
    using K = LengthPercentage::Kind;
    static constexpr std::array extents{
        Keyword<K>{"auto", K::automatic}, Keyword<K>{"min-content", K::min_content}, Keyword<K>{"max-content", K::max_content},
        Keyword<K>{"fit-content", K::fit_content}, Keyword<K>{"content", K::content}, Keyword<K>{"-webkit-fit-content", K::fit_content},
        Keyword<K>{"-moz-fit-content", K::fit_content}, Keyword<K>{"stretch", K::automatic}, Keyword<K>{"-webkit-fill-available", K::automatic},
    };
    return parse_keyword<extents>(reader, out) || give(reader.read_length_percentage(Range::non_negative), out);
}
bool parse_limit(ValueReader& reader, Value& out) {
    if (!reader.take_ident("none")) return parse_extent(reader, out);
    out = keyword_value(none_keyword);
    return true;
}
/// min-width: auto is 0 for all that is laid out here.
template <auto Field>
void apply_minimum(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    auto& field = field_in<Field>(builder);
    field = length_percentage_or_keyword(value, context, builder);
    if (field.is_auto()) field = {};
}
template <auto Field>
constexpr PropertyRow extent_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "auto", parse_extent, apply_length_percentage<Field>, copy_field<Field>, Group::box, Media::both};
}
template <auto Field>
constexpr PropertyRow minimum_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "auto", parse_extent, apply_minimum<Field>, copy_field<Field>, Group::box, Media::both};
}
template <auto Field>
constexpr PropertyRow maximum_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "none", parse_limit, apply_length_percentage<Field>, copy_field<Field>, Group::box, Media::both};
}

// --- margin, padding, insets: one side each
template <std::size_t Index>
constexpr PropertyRow margin_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "0", parse_auto_or_length_percentage<Range::all>,
            apply_length_percentage_element<&BoxGroup::margin, Index>, copy_element<&BoxGroup::margin, Index>, Group::box, Media::both};
}
template <std::size_t Index>
constexpr PropertyRow padding_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "0", parse_length_percentage<Range::non_negative>,
            apply_length_percentage_element<&BoxGroup::padding, Index>, copy_element<&BoxGroup::padding, Index>, Group::box, Media::both};
}
template <std::size_t Index>
constexpr PropertyRow inset_row(Property property, std::string_view name) {
    return {property, name, Inherited::no, "auto", parse_auto_or_length_percentage<Range::all>,
            apply_length_percentage_element<&BoxGroup::inset, Index>, copy_element<&BoxGroup::inset, Index>, Group::box, Media::both};
}

// --- vertical-align: a keyword, or up by a length or a percentage of the line height
bool parse_vertical_align(ValueReader& reader, Value& out) {
    using V = VerticalAlign;
    static constexpr std::array aligns{
        Keyword<V>{"baseline", V::baseline}, Keyword<V>{"sub", V::sub}, Keyword<V>{"super", V::super}, Keyword<V>{"top", V::top},
        Keyword<V>{"middle", V::middle}, Keyword<V>{"bottom", V::bottom}, Keyword<V>{"text-top", V::text_top}, Keyword<V>{"text-bottom", V::text_bottom},
    };
    return parse_keyword<aligns>(reader, out) || give(reader.read_length_percentage(Range::all), out);
}
void apply_vertical_align(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    bool keyword = value.is(Value::Kind::keyword);
    builder.box.vertical_align = keyword ? static_cast<VerticalAlign>(value.keyword) : VerticalAlign::length;
    builder.box.vertical_shift = keyword ? LengthPercentage() : compute_length_percentage(value, context, builder);
}
void copy_vertical_align(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&BoxGroup::vertical_align>(from, builder);
    copy_field<&BoxGroup::vertical_shift>(from, builder);
}

// --- overflow: one or two words; of two that differ, the one that clips counts
bool parse_overflow(ValueReader& reader, Value& out) {
    static constexpr std::array overflows{
        Keyword<Overflow>{"visible", Overflow::visible}, Keyword<Overflow>{"hidden", Overflow::hidden}, Keyword<Overflow>{"clip", Overflow::clip},
        Keyword<Overflow>{"scroll", Overflow::scroll}, Keyword<Overflow>{"auto", Overflow::automatic},
    };
    if (!parse_keyword<overflows>(reader, out)) return false;
    Value second;
    if (!reader.at_end() && !parse_keyword<overflows>(reader, second)) return false;
    if (out.keyword == static_cast<std::uint16_t>(Overflow::visible)) out.keyword = std::max(out.keyword, second.keyword);
    return true;
}

constexpr std::array fits{Keyword<ObjectFit>{"fill", ObjectFit::fill}, Keyword<ObjectFit>{"contain", ObjectFit::contain},
                          Keyword<ObjectFit>{"cover", ObjectFit::cover}, Keyword<ObjectFit>{"none", ObjectFit::none},
                          Keyword<ObjectFit>{"scale-down", ObjectFit::scale_down}};

constexpr std::array rows{
    PropertyRow{Property::display, "display", Inherited::no, "inline", parse_display, apply_keyword<&BoxGroup::display>,
                copy_field<&BoxGroup::display>, Group::box, Media::both},
    PropertyRow{Property::position, "position", Inherited::no, "static", parse_position, apply_position, copy_position, Group::box, Media::both},
    keyword_row<&BoxGroup::clear, clears>(Property::clear, "clear", Inherited::no, "none"),
    keyword_row<&BoxGroup::sizing, sizings>(Property::box_sizing, "box-sizing", Inherited::no, "content-box"),
    extent_row<&BoxGroup::width>(Property::width, "width"),
    extent_row<&BoxGroup::height>(Property::height, "height"),
    minimum_row<&BoxGroup::min_width>(Property::min_width, "min-width"),
    minimum_row<&BoxGroup::min_height>(Property::min_height, "min-height"),
    maximum_row<&BoxGroup::max_width>(Property::max_width, "max-width"),
    maximum_row<&BoxGroup::max_height>(Property::max_height, "max-height"),
    margin_row<0>(Property::margin_top, "margin-top"), margin_row<1>(Property::margin_right, "margin-right"),
    margin_row<2>(Property::margin_bottom, "margin-bottom"), margin_row<3>(Property::margin_left, "margin-left"),
    padding_row<0>(Property::padding_top, "padding-top"), padding_row<1>(Property::padding_right, "padding-right"),
    padding_row<2>(Property::padding_bottom, "padding-bottom"), padding_row<3>(Property::padding_left, "padding-left"),
    inset_row<0>(Property::top, "top"), inset_row<1>(Property::right, "right"), inset_row<2>(Property::bottom, "bottom"),
    inset_row<3>(Property::left, "left"),
    PropertyRow{Property::vertical_align, "vertical-align", Inherited::no, "baseline", parse_vertical_align, apply_vertical_align,
                copy_vertical_align, Group::box, Media::both},
    PropertyRow{Property::overflow, "overflow", Inherited::no, "visible", parse_overflow, apply_keyword<&BoxGroup::overflow>,
                copy_field<&BoxGroup::overflow>, Group::box, Media::both},
    keyword_row<&BoxGroup::object_fit, fits>(Property::object_fit, "object-fit", Inherited::no, "fill"),
};

}  // namespace

Rows box_rows() { return rows; }

}  // namespace octavo::css

// https://www.w3.org/TR/css-break-4/, and `page` of Paged Media 3
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

constexpr std::array breaks{
    Keyword<Break>{"auto", Break::automatic}, Keyword<Break>{"avoid", Break::avoid}, Keyword<Break>{"avoid-page", Break::avoid_page},
    Keyword<Break>{"avoid-column", Break::avoid_column}, Keyword<Break>{"page", Break::page}, Keyword<Break>{"left", Break::left},
    Keyword<Break>{"right", Break::right}, Keyword<Break>{"recto", Break::recto}, Keyword<Break>{"verso", Break::verso},
    Keyword<Break>{"column", Break::column}, Keyword<Break>{"always", Break::always}, Keyword<Break>{"all", Break::page},
    Keyword<Break>{"region", Break::automatic}, Keyword<Break>{"avoid-region", Break::automatic},
};
constexpr std::array inside_breaks{
    Keyword<Break>{"auto", Break::automatic}, Keyword<Break>{"avoid", Break::avoid}, Keyword<Break>{"avoid-page", Break::avoid_page},
    Keyword<Break>{"avoid-column", Break::avoid_column}, Keyword<Break>{"avoid-region", Break::automatic},
};
constexpr std::array margin_breaks{Keyword<MarginBreak>{"auto", MarginBreak::automatic}, Keyword<MarginBreak>{"keep", MarginBreak::keep},
                                   Keyword<MarginBreak>{"discard", MarginBreak::discard}};

bool parse_page(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("auto") || give(reader.read_custom_ident(), out);
}
void apply_page(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    // Paged Media 3, 7.2: not inherited, but the used value of auto is the parent's.
    builder.fragmentation.page = value.is(Value::Kind::name) ? base::Name::of(value.text) : context.parent.fragmentation->page;
}

constexpr std::array rows{
    keyword_row<&FragmentationGroup::before, breaks>(Property::break_before, "break-before", Inherited::no, "auto"),
    keyword_row<&FragmentationGroup::after, breaks>(Property::break_after, "break-after", Inherited::no, "auto"),
    keyword_row<&FragmentationGroup::inside, inside_breaks>(Property::break_inside, "break-inside", Inherited::no, "auto"),
    PropertyRow{Property::page, "page", Inherited::no, "auto", parse_page, apply_page, copy_field<&FragmentationGroup::page>,
                Group::fragmentation, Media::print},
    keyword_row<&FragmentationGroup::margin_break, margin_breaks>(Property::margin_break, "margin-break", Inherited::no, "auto", Media::print),
};

}  // namespace

Rows fragmentation_rows() { return rows; }

}  // namespace octavo::css

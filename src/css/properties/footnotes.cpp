// GCPM 3, section 2 (footnotes)
#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

constexpr std::array displays{Keyword<FootnoteDisplay>{"block", FootnoteDisplay::block}, Keyword<FootnoteDisplay>{"inline", FootnoteDisplay::inline_},
                              Keyword<FootnoteDisplay>{"compact", FootnoteDisplay::compact}};
constexpr std::array policies{Keyword<FootnotePolicy>{"auto", FootnotePolicy::automatic}, Keyword<FootnotePolicy>{"line", FootnotePolicy::line},
                              Keyword<FootnotePolicy>{"block", FootnotePolicy::block}};

// -octavo-note-placement, on the root: chapter | book. Where the e-book's notes are gathered; asked for by its name
// (StyledDocument::root_value), so that no style carries it.
bool parse_note_placement(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("chapter") || reader.take_ident("book");
}
void keep_nothing(Value const&, ApplyContext const&, StyleBuilder&) {}
void copy_nothing(ComputedStyle const&, StyleBuilder&) {}

constexpr std::array rows{
    keyword_row<&BoxGroup::footnote_display, displays>(Property::footnote_display, "footnote-display", Inherited::no, "block", Media::print),
    keyword_row<&BoxGroup::footnote_policy, policies>(Property::footnote_policy, "footnote-policy", Inherited::no, "auto", Media::print),
    PropertyRow{Property::octavo_note_placement, "-octavo-note-placement", Inherited::no, "chapter", parse_note_placement, keep_nothing, copy_nothing,
                Group::page_box, Media::print},
};

}  // namespace

Rows footnote_rows() { return rows; }

}  // namespace octavo::css

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
constexpr std::array places{Keyword<NotePlace>{"foot", NotePlace::foot}, Keyword<NotePlace>{"end", NotePlace::end}};
constexpr std::array gathers{Keyword<bool>{"none", false}, Keyword<bool>{"here", true}};

template <int least, int most>
bool parse_whole(ValueReader& reader, Value& out) {
    auto number = reader.read_integer();
    return number && number->number >= least && number->number <= most && give(number, out);
}
void apply_series(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.box.note_series = static_cast<std::uint8_t>(value.number);
}
bool parse_reset(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("none") || parse_whole<0, 30'000>(reader, out);
}
void apply_reset(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.box.line_number_reset = value.is(Value::Kind::keyword) ? std::int16_t{-1} : static_cast<std::int16_t>(value.number);
}

constexpr std::array rows{
    keyword_row<&BoxGroup::footnote_display, displays>(Property::footnote_display, "footnote-display", Inherited::no, "block", Media::print),
    keyword_row<&BoxGroup::footnote_policy, policies>(Property::footnote_policy, "footnote-policy", Inherited::no, "auto", Media::print),
    PropertyRow{Property::octavo_note_placement, "-octavo-note-placement", Inherited::no, "chapter", parse_note_placement, keep_nothing, copy_nothing,
                Group::page_box, Media::print},
    keyword_row<&BoxGroup::note_place, places>(Property::octavo_note_place, "-octavo-note-place", Inherited::no, "foot", Media::print),
    keyword_row<&BoxGroup::gathers_notes, gathers>(Property::octavo_gather_notes, "-octavo-gather-notes", Inherited::no, "none", Media::print),
    PropertyRow{Property::octavo_note_series, "-octavo-note-series", Inherited::no, "0", parse_whole<0, 7>, apply_series,
                copy_field<&BoxGroup::note_series>, Group::box, Media::print},
    PropertyRow{Property::octavo_line_number_reset, "-octavo-line-number-reset", Inherited::no, "none", parse_reset, apply_reset,
                copy_field<&BoxGroup::line_number_reset>, Group::box, Media::print},
};

}  // namespace

Rows footnote_rows() { return rows; }

}  // namespace octavo::css

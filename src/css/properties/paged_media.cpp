// https://www.w3.org/TR/css-page-3/ and octavo's own for the book as a whole
#include <cmath>
#include <utility>

#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

// --- size: <length>{1,2} | auto | [ <page-size> || [ portrait | landscape ] ]. Section 7.1; in millimetres, portrait.
struct PageSize {
    std::string_view name;
    double width, height;
};
constexpr double inch = 25.4;
constexpr PageSize page_sizes[] = {
    {"a3", 297, 420}, {"a4", 210, 297}, {"a5", 148, 210}, {"a6", 105, 148}, {"a7", 74, 105}, {"b4", 250, 353}, {"b5", 176, 250},
    {"b6", 125, 176}, {"jis-b4", 257, 364}, {"jis-b5", 182, 257}, {"letter", 8.5 * inch, 11 * inch},
    {"legal", 8.5 * inch, 14 * inch}, {"ledger", 11 * inch, 17 * inch},
};
using Orientation = PageBox::Orientation;
constexpr std::array orientations{Keyword<Orientation>{"portrait", Orientation::portrait}, Keyword<Orientation>{"landscape", Orientation::landscape}};

Value millimetres(double number) {
    Value value;
    value.kind = Value::Kind::length;
    value.unit = Unit::mm;
    value.number = number;
    return value;
}

bool read_page_size(ValueReader& reader, std::vector<Value>& lengths) {
    for (PageSize const& row : page_sizes) {
        if (!reader.take_ident(row.name)) continue;
        lengths = {millimetres(row.width), millimetres(row.height)};
        return true;
    }
    return false;
}

bool parse_size(ValueReader& reader, Value& out) {
    std::vector<Value> lengths;
    Value turned = keyword_value(Orientation::automatic);
    if (reader.take_ident("auto")) {
        out = list_value(reader, {});
        return true;
    }
    if (auto width = reader.read_length(Range::non_negative)) {
        auto height = reader.read_length(Range::non_negative);
        lengths = {*width, height ? *height : *width};
    } else {
        bool before = parse_keyword<orientations>(reader, turned);
        bool named = read_page_size(reader, lengths);
        if (named && !before) parse_keyword<orientations>(reader, turned);
        if (!named && turned.keyword == static_cast<std::uint16_t>(Orientation::automatic)) return false;
    }
    out = list_value(reader, lengths);
    out.keyword = turned.keyword;
    return true;
}

void apply_size(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    PageBox& page = builder.page;
    page.size_auto = value.items.empty();
    page.orientation = static_cast<Orientation>(value.keyword);
    if (page.size_auto) return;
    page.width = compute_length(value.items[0], context, builder);
    page.height = compute_length(value.items[1], context, builder);
    bool turn = (page.orientation == Orientation::landscape && page.width < page.height) ||
                (page.orientation == Orientation::portrait && page.width > page.height);
    if (turn) std::swap(page.width, page.height);
}

// --- marks: none | [ crop || cross ]
constexpr unsigned crop = 1, cross = 2;
bool parse_marks(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("none")) return true;
    while (!reader.at_end()) {
        unsigned mark = reader.take_ident("crop") ? crop : reader.take_ident("cross") ? cross : 0;
        if (mark == 0 || (out.keyword & mark) != 0) return false;
        out.keyword = static_cast<std::uint16_t>(out.keyword | mark);
    }
    return out.keyword != 0;
}
void apply_marks(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.page.marks_crop = (value.keyword & crop) != 0;
    builder.page.marks_cross = (value.keyword & cross) != 0;
}

bool parse_bleed(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("auto") || give(reader.read_length(Range::non_negative), out);
}
void apply_bleed(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    builder.page.bleed_auto = value.is(Value::Kind::keyword);
    builder.page.bleed = builder.page.bleed_auto ? 0 : compute_length(value, context, builder);
}

// --- -octavo-page-count: auto | multiple-of(<integer>)
bool parse_page_count(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("auto")) return true;
    auto inside = reader.read_function("multiple-of");
    if (!inside) return parse_positive_integer(reader, out);
    return parse_positive_integer(*inside, out) && inside->at_end();
}
void apply_page_count(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.page.page_count_multiple = value.is(Value::Kind::keyword) ? 0 : static_cast<std::int32_t>(value.number);
}

// --- -octavo-baseline-grid: none | <length>
bool parse_grid(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    return reader.take_ident("none") || give(reader.read_length(Range::non_negative), out);
}

constexpr std::array rows{
    PropertyRow{Property::size, "size", Inherited::no, "auto", parse_size, apply_size,
                [](ComputedStyle const&, StyleBuilder& builder) { builder.page.size_auto = true; }, Group::page_box, Media::print},
    PropertyRow{Property::marks, "marks", Inherited::no, "none", parse_marks, apply_marks,
                [](ComputedStyle const&, StyleBuilder& builder) { builder.page.marks_crop = builder.page.marks_cross = false; },
                Group::page_box, Media::print},
    PropertyRow{Property::bleed, "bleed", Inherited::no, "auto", parse_bleed, apply_bleed,
                [](ComputedStyle const&, StyleBuilder& builder) { builder.page.bleed_auto = true, builder.page.bleed = 0; },
                Group::page_box, Media::print},
    PropertyRow{Property::octavo_page_count, "-octavo-page-count", Inherited::no, "auto", parse_page_count, apply_page_count,
                [](ComputedStyle const&, StyleBuilder& builder) { builder.page.page_count_multiple = 0; }, Group::page_box, Media::print},
    PropertyRow{Property::octavo_baseline_grid, "-octavo-baseline-grid", Inherited::no, "none", parse_grid,
                apply_length<&PageBox::baseline_grid>, [](ComputedStyle const&, StyleBuilder& builder) { builder.page.baseline_grid = 0; },
                Group::page_box, Media::print},
};

}  // namespace

Rows paged_media_rows() { return rows; }

}  // namespace octavo::css

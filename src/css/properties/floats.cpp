// float (CSS 2, Page Floats 3), shape-outside and shape-margin (Shapes 1), initial-letter (Inline 3)
#include <algorithm>
#include <cmath>

#include "css/properties/row_helpers.h"

namespace octavo::css {
namespace {

constexpr std::array floats{
    Keyword<Float>{"none", Float::none}, Keyword<Float>{"left", Float::left}, Keyword<Float>{"right", Float::right},
    Keyword<Float>{"inline-start", Float::inline_start}, Keyword<Float>{"inline-end", Float::inline_end},
    Keyword<Float>{"footnote", Float::footnote}, Keyword<Float>{"top", Float::top}, Keyword<Float>{"bottom", Float::bottom},
    Keyword<Float>{"block-start", Float::top}, Keyword<Float>{"block-end", Float::bottom}, Keyword<Float>{"page", Float::page},
    Keyword<Float>{"inside", Float::inside}, Keyword<Float>{"outside", Float::outside}, Keyword<Float>{"snap-block", Float::snap_block},
    Keyword<Float>{"-octavo-margin", Float::margin},
};

// --- Page Floats 3: what a page float floats to, and how long it waits
constexpr std::array references{
    Keyword<bool>{"inline", false}, Keyword<bool>{"page", false}, Keyword<bool>{"region", false}, Keyword<bool>{"column", true},
};
constexpr std::uint8_t to_the_last = 255;
bool parse_defer(ValueReader& reader, Value& out) {
    static constexpr std::array words{Keyword<std::uint8_t>{"none", 0}, Keyword<std::uint8_t>{"last", to_the_last}};
    if (parse_keyword<words>(reader, out)) return true;
    auto value = reader.read_integer();
    return value && give(value, out);
}
void apply_defer(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    if (value.is(Value::Kind::keyword)) builder.box.float_defer = static_cast<std::uint8_t>(value.keyword);
    else builder.box.float_defer = value.number < 0 ? to_the_last : static_cast<std::uint8_t>(std::min(value.number, 200.0));
}

// --- shape-outside
using Shape = ShapeOutside::Kind;
using Items = std::vector<Value>;

Value percentage(double percent) {
    Value value;
    value.kind = Value::Kind::percentage;
    value.number = percent;
    return value;
}

bool read_radius(ValueReader& reader, Items& out) {
    static constexpr std::array sides{Keyword<std::uint16_t>{"closest-side", automatic_keyword}, Keyword<std::uint16_t>{"farthest-side", none_keyword}};
    Value value;
    if (!parse_keyword<sides>(reader, value) && !give(reader.read_length_percentage(Range::non_negative), value)) return false;
    out.push_back(value);
    return true;
}

/// `at` one or two of left, center, right, top, bottom, or lengths.
bool read_center(ValueReader& reader, Items& out) {
    Value x = percentage(50), y = percentage(50);
    if (reader.take_ident("at")) {
        auto one = [&](std::string_view low, std::string_view high, Value& value) {
            if (reader.take_ident(low)) value = percentage(0);
            else if (reader.take_ident(high)) value = percentage(100);
            else if (!reader.take_ident("center") && !give(reader.read_length_percentage(Range::all), value)) return false;
            return true;
        };
        if (reader.take_ident("top")) {
            y = percentage(0);
            (void)one("left", "right", x);
        } else if (reader.take_ident("bottom")) {
            y = percentage(100);
            (void)one("left", "right", x);
        } else {
            if (!one("left", "right", x)) return false;
            if (!reader.at_end() && !one("top", "bottom", y)) return false;
        }
    }
    out.push_back(x);
    out.push_back(y);
    return true;
}

bool read_ellipse(ValueReader& reader, std::size_t radii, Items& out) {
    bool closest = reader.at_end() || !read_radius(reader, out);
    if (closest) out.push_back(keyword_value(automatic_keyword));
    if (radii == 2 && (closest || !read_radius(reader, out))) {
        if (!closest) return false;
        out.push_back(keyword_value(automatic_keyword));
    }
    return read_center(reader, out) && reader.at_end();
}

bool read_inset(ValueReader& reader, Items& out) {
    Value value;
    while (out.size() < 4 && !reader.at_end() && give(reader.read_length_percentage(Range::all), value)) out.push_back(value);
    if (out.empty()) return false;
    while (out.size() < 4) out.push_back(out[out.size() == 3 ? 1 : out.size() - (out.size() == 2 ? 2 : 1)]);
    value = percentage(0);
    if (reader.take_ident("round") && !give(reader.read_length_percentage(Range::non_negative), value)) return false;
    out.push_back(value);
    return reader.at_end();
}

bool read_polygon(ValueReader& reader, Items& out) {
    if (reader.take_ident("nonzero") || reader.take_ident("evenodd")) {
        if (!reader.take_comma()) return false;
    }
    do {
        Value x, y;
        if (!give(reader.read_length_percentage(Range::all), x) || !give(reader.read_length_percentage(Range::all), y)) return false;
        out.push_back(x);
        out.push_back(y);
    } while (reader.take_comma());
    return out.size() >= 6 && reader.at_end();
}

bool read_shape(ValueReader& reader, Shape& kind, Items& out) {
    if (auto inside = reader.read_function("circle")) return kind = Shape::circle, read_ellipse(*inside, 1, out);
    if (auto inside = reader.read_function("ellipse")) return kind = Shape::ellipse, read_ellipse(*inside, 2, out);
    if (auto inside = reader.read_function("inset")) return kind = Shape::inset, read_inset(*inside, out);
    if (auto inside = reader.read_function("polygon")) return kind = Shape::polygon, read_polygon(*inside, out);
    return false;
}

/// A function whose keyword holds the shape and, times 16, the box it is drawn in.
bool parse_shape(ValueReader& reader, Value& out) {
    using B = ShapeOutside::Box;
    static constexpr std::array boxes{Keyword<B>{"margin-box", B::margin}, Keyword<B>{"border-box", B::border}, Keyword<B>{"padding-box", B::padding},
                                      Keyword<B>{"content-box", B::content}};
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("none")) return true;
    Shape kind = Shape::box;
    Items items;
    Value box;
    bool boxed = parse_keyword<boxes>(reader, box);
    bool shaped = !reader.at_end() && read_shape(reader, kind, items);
    if (!boxed && shaped && !reader.at_end()) boxed = parse_keyword<boxes>(reader, box);
    if ((!boxed && !shaped) || !reader.at_end()) return false;
    out.kind = Value::Kind::function;
    out.keyword = static_cast<std::uint16_t>(static_cast<std::uint16_t>(kind) + 16 * (boxed ? box.keyword : 0));
    out.items = reader.keep(items);
    return true;
}
void apply_shape(Value const& value, ApplyContext const& context, StyleBuilder& builder) {
    ShapeOutside shape;
    shape.kind = static_cast<Shape>(value.keyword % 16);
    shape.box = static_cast<ShapeOutside::Box>(value.keyword / 16);
    for (Value const& item : value.items) shape.arguments.push_back(length_percentage_or_keyword(item, context, builder));
    builder.box.shape_outside = std::move(shape);
}

// --- initial-letter: normal, or the height in lines and how many of them it sinks (default: all, rounded down)
bool parse_initial(ValueReader& reader, Value& out) {
    out = keyword_value(std::uint16_t{0});
    if (reader.take_ident("normal")) return true;
    auto size = reader.read_number(Range::non_negative);
    if (!size || size->number < 1) return false;
    Items items{*size};
    if (reader.take_ident("raise")) {
        items.push_back(percentage(1));
    } else if (!reader.take_ident("drop")) {
        auto sink = reader.at_end() ? std::nullopt : reader.read_integer();
        if (sink && sink->number < 1) return false;
        if (sink) items.push_back(*sink);
    }
    out = list_value(reader, items);
    return true;
}
void apply_initial(Value const& value, ApplyContext const&, StyleBuilder& builder) {
    builder.box.initial_letter = 0;
    builder.box.initial_sink = 0;
    if (value.is(Value::Kind::keyword)) return;
    double size = std::min(value.items[0].number, 50.0);
    double sink = value.items.size() > 1 ? std::min(value.items[1].number, 50.0) : std::floor(size);
    builder.box.initial_letter = static_cast<std::int32_t>(size * 1000);
    builder.box.initial_sink = static_cast<std::uint8_t>(sink);
}
void copy_initial(ComputedStyle const& from, StyleBuilder& builder) {
    copy_field<&BoxGroup::initial_letter>(from, builder);
    copy_field<&BoxGroup::initial_sink>(from, builder);
}

constexpr std::array rows{
    keyword_row<&BoxGroup::float_, floats>(Property::float_, "float", Inherited::no, "none"),
    keyword_row<&BoxGroup::float_to_column, references>(Property::float_reference, "float-reference", Inherited::no, "inline", Media::print),
    PropertyRow{Property::float_defer, "float-defer", Inherited::no, "none", parse_defer, apply_defer, copy_field<&BoxGroup::float_defer>,
                Group::box, Media::print},
    PropertyRow{Property::shape_outside, "shape-outside", Inherited::no, "none", parse_shape, apply_shape, copy_field<&BoxGroup::shape_outside>,
                Group::box, Media::both},
    PropertyRow{Property::shape_margin, "shape-margin", Inherited::no, "0", parse_length_percentage<Range::non_negative>,
                apply_length_percentage<&BoxGroup::shape_margin>, copy_field<&BoxGroup::shape_margin>, Group::box, Media::both},
    PropertyRow{Property::initial_letter, "initial-letter", Inherited::no, "normal", parse_initial, apply_initial, copy_initial, Group::box,
                Media::both},
};

}  // namespace

Rows float_rows() { return rows; }

}  // namespace octavo::css

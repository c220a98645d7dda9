#include "css/properties/compute.h"

#include <algorithm>
#include <cmath>

#include "css/calc.h"

namespace octavo::css {
namespace {

constexpr double inch = 72, millimetre = 72 / 25.4;

FontUnits font_units(ApplyContext const& context, FontGroup const& font) {
    if (context.font_units != nullptr && *context.font_units) return (*context.font_units)(font);
    return {font.size / 2, font.size / 2};
}

Length line_height_of(LineHeight height, Length font_size) { return used_line_height(height, font_size, base::scale(font_size, 12, 10)); }

double root_points(ApplyContext const& context, StyleBuilder const& builder, FontBase base) {
    Length size = context.is_root ? base == FontBase::parent ? initial_style().font->size : builder.font.size : context.root_font_size;
    return base::to_points(size);
}

double viewport(Unit unit, ApplyContext const& context, StyleBuilder const& builder) {
    Length width = context.page_width, height = context.page_height;
    bool vertical = builder.text.writing_mode != WritingMode::horizontal_tb;
    switch (unit) {
        case Unit::vh: return base::to_points(height);
        case Unit::vmin: return base::to_points(std::min(width, height));
        case Unit::vmax: return base::to_points(std::max(width, height));
        case Unit::vi: return base::to_points(vertical ? height : width);
        case Unit::vb: return base::to_points(vertical ? width : height);
        default: return base::to_points(width);
    }
}

Length from_result(double points, bool non_negative) { return base::from_points(non_negative ? std::max(points, 0.0) : points); }

Length compute(Value const& value, ApplyContext const& context, StyleBuilder const& builder, FontBase base, Length percent_base) {
    auto points_of = [&](Value const& length) { return length_in_points(length, context, builder, base); };
    double whole = base::to_points(percent_base);
    CalcResult result = evaluate(value, points_of, whole);
    return from_result(result.points + result.percent * whole / 100, value.non_negative);
}

}  // namespace

double length_in_points(Value const& value, ApplyContext const& context, StyleBuilder const& builder, FontBase base) {
    FontGroup const& font = base == FontBase::own ? builder.font : *context.parent.font;
    TextGroup const& text = base == FontBase::own ? builder.text : *context.parent.text;
    double n = value.number;
    switch (value.unit) {
        case Unit::px: return n * 0.75;
        case Unit::pt: return n;
        case Unit::pc: return n * 12;
        case Unit::in: return n * inch;
        case Unit::cm: return n * millimetre * 10;
        case Unit::mm: return n * millimetre;
        case Unit::q: return n * millimetre / 4;
        case Unit::em: case Unit::ic: return n * base::to_points(font.size);
        case Unit::cap: return n * base::to_points(font.size) * 0.7;
        case Unit::rem: return n * root_points(context, builder, base);
        case Unit::ex: return n * base::to_points(font_units(context, font).ex);
        case Unit::ch: return n * base::to_points(font_units(context, font).ch);
        case Unit::lh: return n * base::to_points(line_height_of(text.line_height, font.size));
        case Unit::rlh: {
            if (context.is_root) return n * base::to_points(line_height_of(text.line_height, font.size));
            Length height = context.root_line_height != 0 ? context.root_line_height : base::scale(context.root_font_size, 12, 10);
            return n * base::to_points(height);
        }
        case Unit::vw: case Unit::vh: case Unit::vmin: case Unit::vmax: case Unit::vi: case Unit::vb:
            return n * viewport(value.unit, context, builder) / 100;
    }
    return 0;
}

Length compute_length(Value const& value, ApplyContext const& context, StyleBuilder const& builder, Length percent_base) {
    return compute(value, context, builder, FontBase::own, percent_base);
}

Length compute_font_relative_length(Value const& value, ApplyContext const& context, StyleBuilder const& builder, Length percent_base) {
    return compute(value, context, builder, FontBase::parent, percent_base);
}

LengthPercentage compute_length_percentage(Value const& value, ApplyContext const& context, StyleBuilder const& builder) {
    auto points_of = [&](Value const& length) { return length_in_points(length, context, builder, FontBase::own); };
    // A comparison of percentages with lengths is decided against the page's width, the base most properties have in the end.
    CalcResult result = evaluate(value, points_of, base::to_points(context.page_width));
    LengthPercentage out;
    double percent = std::clamp(result.percent * 1000, -2e9, 2e9);
    bool negative = value.non_negative && result.percent <= 0 && result.points <= 0;
    if (negative) return out;
    out.percent = static_cast<std::int32_t>(std::lround(percent == percent ? percent : 0));
    out.length = from_result(result.points, value.non_negative && out.percent == 0);
    return out;
}

}  // namespace octavo::css

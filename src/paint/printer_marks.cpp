#include "paint/printer_marks.h"

#include <algorithm>

#include "css/ink.h"

namespace octavo::paint {
namespace {

// Printers' habit: marks begin outside the bleed, at least 3 mm from the trim, and are 5 mm long and 0.25 pt thick.
constexpr Length least_offset = 8'708, mark_length = 14'513;
constexpr Length thickness = base::point / 4, margin = 2 * base::point;

Length offset_of(style::PageStyle const& page) { return std::max(page.bleed, least_offset); }

class Marks {
public:
    Marks(style::PageStyle const& page, Canvas& canvas) : page_(page), canvas_(canvas), offset_(offset_of(page)) {
        color_.ink = css::registration_ink();
    }

    void crops() {
        Length end = offset_ + mark_length;
        for (Length x : {Length{0}, page_.width}) {
            line(x, -end, x, -offset_);
            line(x, page_.height + offset_, x, page_.height + end);
        }
        for (Length y : {Length{0}, page_.height}) {
            line(-end, y, -offset_, y);
            line(page_.width + offset_, y, page_.width + end, y);
        }
    }

    void crosses(Length middle) {
        Length out = offset_ + mark_length / 2;
        cross(middle, -out);
        cross(middle, page_.height + out);
        cross(-out, page_.height / 2);
        cross(page_.width + out, page_.height / 2);
    }

    void folds(std::span<Length const> places) {
        Length end = offset_ + mark_length;
        for (Length x : places) {
            line(x, -end, x, -offset_, css::BorderStyle::dashed);
            line(x, page_.height + offset_, x, page_.height + end, css::BorderStyle::dashed);
        }
    }

private:
    void line(Length x0, Length y0, Length x1, Length y1, css::BorderStyle style = css::BorderStyle::solid) {
        canvas_.stroke({x0, y0, x1, y1, thickness, style, color_});
    }
    void cross(Length x, Length y) {
        Length arm = mark_length / 2;
        line(x - arm, y, x + arm, y);
        line(x, y - arm, x, y + arm);
    }

    style::PageStyle const& page_;
    Canvas& canvas_;
    css::Color color_;
    Length offset_;
};

}  // namespace

Length slug_of(style::PageStyle const& page) {
    bool marks = page.marks_crop || page.marks_cross;
    return marks ? offset_of(page) + mark_length + margin - page.bleed : 0;
}

void paint_printer_marks(style::PageStyle const& page, std::span<Length const> folds, Canvas& canvas) {
    if (!page.marks_crop && !page.marks_cross) return;
    canvas.mark({Mark::Kind::crop_mark, {}, 0});
    Marks marks(page, canvas);
    if (page.marks_crop) marks.crops();
    if (page.marks_cross) marks.crosses(folds.empty() ? page.width / 2 : page.width / 4);
    marks.folds(folds);
}

}  // namespace octavo::paint

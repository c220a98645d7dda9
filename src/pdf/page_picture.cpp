#include "pdf/page_picture.h"

#include <algorithm>
#include <cmath>

#include "base/units.h"
#include "pdf/cairo_player.h"
#include "pdf/jpeg_encoder.h"

namespace octavo::pdf {
namespace {

constexpr int page_quality = 90;     // letters on white: below 85 their edges ring visibly
constexpr int scaled_quality = 85;   // of a JPEG that is only to be scaled

SurfacePtr white_image(unsigned width, unsigned height) {
    SurfacePtr image(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(width), static_cast<int>(height)));
    CairoPtr cairo(cairo_create(image.get()));
    cairo_set_source_rgb(cairo.get(), 1, 1, 1);
    cairo_paint(cairo.get());
    return image;
}

std::string encode_png(cairo_surface_t* image) {
    std::string bytes;
    auto append = [](void* out, unsigned char const* data, unsigned length) {
        static_cast<std::string*>(out)->append(reinterpret_cast<char const*>(data), length);
        return CAIRO_STATUS_SUCCESS;
    };
    return cairo_surface_write_to_png_stream(image, append, &bytes) == CAIRO_STATUS_SUCCESS ? bytes : std::string();
}

SurfacePtr scaled(DrawnPicture const& picture, double scale, cairo_format_t format) {
    auto side = [&](double length) { return std::max(1, static_cast<int>(std::lround(length * scale))); };
    SurfacePtr image(cairo_image_surface_create(format, side(picture.width), side(picture.height)));
    CairoPtr cairo(cairo_create(image.get()));
    cairo_scale(cairo.get(), side(picture.width) / picture.width, side(picture.height) / picture.height);
    cairo_set_source_surface(cairo.get(), picture.surface.get(), 0, 0);
    cairo_pattern_set_filter(cairo_get_source(cairo.get()), CAIRO_FILTER_GOOD);
    cairo_pattern_set_extend(cairo_get_source(cairo.get()), CAIRO_EXTEND_PAD);
    cairo_paint(cairo.get());
    return image;
}

}  // namespace

std::string page_picture(PdfInput const& input, paint::DisplayList const& page, PictureSize size, base::StageContext const& context,
                         base::Diagnostics& diagnostics) {
    PdfInput untagged = input;
    untagged.tagging = Tagging::untagged;
    double width = base::to_points(page.width), height = base::to_points(page.height);
    if (width <= 0 || height <= 0) return {};
    double scale = std::min(size.width / width, size.height / height);
    SurfacePtr image = white_image(size.width, size.height);
    SurfacePtr area(cairo_surface_create_for_rectangle(image.get(), std::floor((size.width - width * scale) / 2),
                                                       std::floor((size.height - height * scale) / 2), width * scale, height * scale));
    CairoPlayer player(untagged, context, diagnostics, CairoPlayer::Pixels{std::move(area), scale});
    player.play(page);
    auto problem = player.close();
    std::string bytes = problem ? std::string() : encode_jpeg(image.get(), page_quality);
    if (bytes.empty())
        diagnostics.add({.code = base::Code::pdf_picture, .severity = base::Severity::warning,
                         .message = problem ? *problem : "not enough memory to draw the cover", .hint = {}});
    return bytes;
}

std::string smaller_picture(std::string_view bytes, SmallerPicture const& wish) {
    bool jpeg = bytes.starts_with("\xFF\xD8\xFF"), png = bytes.starts_with("\x89PNG");
    if (!jpeg && !png) return {};
    std::string problem;
    DecodeInput input{.bytes = bytes, .pixel_limit = wish.pixel_limit};
    DrawnPicture picture = jpeg ? load_jpeg_pixels(input, problem) : load_png(input, problem);
    if (!picture.surface || picture.width < 1 || picture.height < 1) return {};
    double longest = std::max(picture.width, picture.height);
    bool large = wish.longest_side > 0 && longest > wish.longest_side;
    if (!large && (png || wish.quality == 0)) return {};
    SurfacePtr image = scaled(picture, large ? wish.longest_side / longest : 1, png ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24);
    std::string made = png ? encode_png(image.get()) : encode_jpeg(image.get(), wish.quality > 0 ? static_cast<int>(wish.quality) : scaled_quality);
    return made.size() < bytes.size() ? made : std::string();
}

}  // namespace octavo::pdf

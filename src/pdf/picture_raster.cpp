// PNG through Cairo, the rest through gdk-pixbuf.
#include <cstring>

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gio/gio.h>

#include "pdf/pictures.h"

namespace octavo::pdf {
namespace {

struct Reader {
    std::string_view rest;
};

cairo_status_t read_bytes(void* closure, unsigned char* data, unsigned length) {
    auto& reader = *static_cast<Reader*>(closure);
    if (reader.rest.size() < length) return CAIRO_STATUS_READ_ERROR;
    std::memcpy(data, reader.rest.data(), length);
    reader.rest.remove_prefix(length);
    return CAIRO_STATUS_SUCCESS;
}

std::uint64_t big_endian(std::string_view bytes, std::size_t at) {
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < 4; ++i) value = value * 256 + static_cast<unsigned char>(bytes[at + i]);
    return value;
}

unsigned char premultiplied(unsigned value, unsigned alpha) {
    return static_cast<unsigned char>((value * alpha + 127) / 255);
}

SurfacePtr to_surface(GdkPixbuf* pixbuf) {
    int width = gdk_pixbuf_get_width(pixbuf), height = gdk_pixbuf_get_height(pixbuf);
    bool alpha = gdk_pixbuf_get_has_alpha(pixbuf) != 0;
    int channels = alpha ? 4 : 3;
    SurfacePtr surface(cairo_image_surface_create(alpha ? CAIRO_FORMAT_ARGB32 : CAIRO_FORMAT_RGB24, width, height));
    unsigned char* target = cairo_image_surface_get_data(surface.get());
    if (target == nullptr) return nullptr;
    cairo_surface_flush(surface.get());
    int stride = cairo_image_surface_get_stride(surface.get()), from_stride = gdk_pixbuf_get_rowstride(pixbuf);
    unsigned char const* source = gdk_pixbuf_read_pixels(pixbuf);
    for (int y = 0; y < height; ++y) {
        auto const* from = source + std::ptrdiff_t{y} * from_stride;
        auto* to = target + std::ptrdiff_t{y} * stride;
        for (int x = 0; x < width; ++x, from += channels, to += 4) {
            unsigned a = alpha ? from[3] : 255;
            std::uint32_t pixel = a << 24 | std::uint32_t{premultiplied(from[0], a)} << 16 |
                                  std::uint32_t{premultiplied(from[1], a)} << 8 | premultiplied(from[2], a);
            std::memcpy(to, &pixel, 4);
        }
    }
    cairo_surface_mark_dirty(surface.get());
    return surface;
}

DrawnPicture finished(SurfacePtr surface) {
    DrawnPicture drawn;
    drawn.width = cairo_image_surface_get_width(surface.get());
    drawn.height = cairo_image_surface_get_height(surface.get());
    drawn.decoded_bytes = static_cast<std::uint64_t>(cairo_image_surface_get_stride(surface.get())) *
                          static_cast<std::uint64_t>(cairo_image_surface_get_height(surface.get()));
    drawn.surface = std::move(surface);
    return drawn;
}

}  // namespace

DrawnPicture load_png(DecodeInput const& input, std::string& problem) {
    constexpr std::size_t header_end = 24;   // PNG signature, length and type of IHDR, width and height
    if (input.bytes.size() < header_end || !input.bytes.starts_with("\x89PNG\r\n\x1A\n")) {
        problem = "it is no PNG file";
        return {};
    }
    std::uint64_t width = big_endian(input.bytes, 16), height = big_endian(input.bytes, 20);
    if (width > 32767 || height > 32767 || width * height > input.pixel_limit) {
        problem = "it has too many pixels";
        return {};
    }
    Reader reader{input.bytes};
    SurfacePtr surface(cairo_image_surface_create_from_png_stream(read_bytes, &reader));
    if (cairo_status_t status = cairo_surface_status(surface.get()); status != CAIRO_STATUS_SUCCESS) {
        problem = cairo_status_to_string(status);
        return {};
    }
    return finished(std::move(surface));
}

DrawnPicture load_other(DecodeInput const& input, std::string& problem) {
    GdkPixbufLoader* loader = gdk_pixbuf_loader_new();
    GError* error = nullptr;
    auto limit = static_cast<double>(input.pixel_limit);
    // Told the size before any pixel is decoded, the loader is stopped by asking for nothing.
    g_signal_connect(loader, "size-prepared",
                     G_CALLBACK(+[](GdkPixbufLoader* self, int width, int height, double* most) {
                         if (width > 32767 || height > 32767 || double{1} * width * height > *most)
                             gdk_pixbuf_loader_set_size(self, 0, 0);
                     }),
                     &limit);
    bool good = gdk_pixbuf_loader_write(loader, reinterpret_cast<guchar const*>(input.bytes.data()),
                                        input.bytes.size(), &error) != 0;
    good = gdk_pixbuf_loader_close(loader, good ? &error : nullptr) != 0 && good;
    DrawnPicture drawn;
    if (good)
        if (GdkPixbuf* pixbuf = gdk_pixbuf_loader_get_pixbuf(loader); pixbuf != nullptr)
            if (SurfacePtr surface = to_surface(pixbuf)) drawn = finished(std::move(surface));
    if (!drawn.surface) problem = error != nullptr ? error->message : "its format is not known";
    if (error != nullptr) g_error_free(error);
    g_object_unref(loader);
    return drawn;
}

}  // namespace octavo::pdf

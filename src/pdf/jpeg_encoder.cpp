#include "pdf/jpeg_encoder.h"

#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <vector>

#include <jpeglib.h>

namespace octavo::pdf {
namespace {

struct Failure {
    jpeg_error_mgr manager{};
    std::jmp_buf jump{};
};

bool is_grey(unsigned char const* pixels, unsigned width, unsigned height, std::size_t stride) {
    for (unsigned y = 0; y < height; ++y) {
        unsigned char const* p = pixels + y * stride;
        for (unsigned x = 0; x < width; ++x, p += 4)
            if (p[0] != p[1] || p[1] != p[2]) return false;
    }
    return true;
}

struct Rows {
    unsigned char const* pixels;
    unsigned width, height;
    std::size_t stride;
    int quality;
    bool grey;
    unsigned char* row;   ///< room for one grey row
};

/// No object with a destructor lives here: libjpeg leaves by longjmp.
bool compress(Rows const& rows, unsigned char** out, unsigned long* size, Failure& failure) {
    jpeg_compress_struct encoder{};
    encoder.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = [](j_common_ptr common) { std::longjmp(reinterpret_cast<Failure*>(common->err)->jump, 1); };
    failure.manager.output_message = [](j_common_ptr) {};
    if (setjmp(failure.jump) != 0) {
        jpeg_destroy_compress(&encoder);
        return false;
    }
    jpeg_create_compress(&encoder);
    jpeg_mem_dest(&encoder, out, size);
    encoder.image_width = rows.width;
    encoder.image_height = rows.height;
    encoder.input_components = rows.grey ? 1 : 4;
    encoder.in_color_space = rows.grey ? JCS_GRAYSCALE : JCS_EXT_BGRX;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, rows.quality, TRUE);
    encoder.optimize_coding = TRUE;
    jpeg_start_compress(&encoder, TRUE);
    while (encoder.next_scanline < encoder.image_height) {
        unsigned char const* pixels = rows.pixels + encoder.next_scanline * rows.stride;
        JSAMPROW row = const_cast<JSAMPROW>(pixels);
        if (rows.grey) {
            for (unsigned x = 0; x < rows.width; ++x) rows.row[x] = pixels[4 * std::size_t{x}];
            row = rows.row;
        }
        jpeg_write_scanlines(&encoder, &row, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    return true;
}

}  // namespace

std::string encode_jpeg(cairo_surface_t* image, int quality) {
    cairo_surface_flush(image);
    Rows rows{};
    rows.pixels = cairo_image_surface_get_data(image);
    if (rows.pixels == nullptr) return {};
    rows.width = static_cast<unsigned>(cairo_image_surface_get_width(image));
    rows.height = static_cast<unsigned>(cairo_image_surface_get_height(image));
    rows.stride = static_cast<std::size_t>(cairo_image_surface_get_stride(image));
    rows.quality = quality;
    rows.grey = is_grey(rows.pixels, rows.width, rows.height, rows.stride);
    std::vector<unsigned char> row(rows.grey ? rows.width : 0);
    rows.row = row.data();
    unsigned char* out = nullptr;
    unsigned long size = 0;
    Failure failure;
    bool done = compress(rows, &out, &size, failure);
    std::string bytes = done ? std::string(reinterpret_cast<char const*>(out), size) : std::string();
    std::free(out);
    return bytes;
}

}  // namespace octavo::pdf

// JPEG: Cairo takes the file's bytes as they are for one and three components; the header is read here only for its
// size and form. Four components (CMYK, YCCK) and truncated files are decoded.
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

#include <jpeglib.h>
#include <lcms2.h>

#include "pdf/pictures.h"

namespace octavo::pdf {
namespace {

struct Frame {
    unsigned width = 0, height = 0;
    unsigned components = 0, precision = 0;
    unsigned char marker = 0;
};

unsigned big_endian(std::string_view bytes, std::size_t at) {
    return static_cast<unsigned char>(bytes[at]) * 256u + static_cast<unsigned char>(bytes[at + 1]);
}

/// Walks the marker segments (ITU-T T.81 annex B) up to the frame header.
std::optional<Frame> read_frame(std::string_view bytes) {
    if (!bytes.starts_with("\xFF\xD8")) return std::nullopt;
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) return std::nullopt;
        auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {
            at += 2;
            continue;
        }
        bool is_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (is_frame && at + 10 <= bytes.size())
            return Frame{.width = big_endian(bytes, at + 7),
                         .height = big_endian(bytes, at + 5),
                         .components = static_cast<unsigned char>(bytes[at + 9]),
                         .precision = static_cast<unsigned char>(bytes[at + 4]),
                         .marker = marker};
        if (marker == 0xD9 || marker == 0xDA) return std::nullopt;
        at += 2 + big_endian(bytes, at + 2);
    }
    return std::nullopt;
}

bool ends_properly(std::string_view bytes) {
    constexpr std::size_t tail = 65536;   // some cameras and editors append data of their own
    auto end = bytes.size() > tail ? bytes.substr(bytes.size() - tail) : bytes;
    return end.find("\xFF\xD9") != std::string_view::npos;
}

/// PDF's DCTDecode takes baseline, extended sequential and progressive frames of 8 bits (ISO 32000-1 §7.4.8).
bool can_pass_through(Frame const& frame, DecodeInput const& input) {
    bool cmyk = frame.components == 4 && input.use == PictureUse::press;
    return (frame.components == 1 || frame.components == 3 || cmyk) && frame.precision == 8 && frame.marker <= 0xC2 &&
        ends_properly(input.bytes);
}

struct Failure {
    jpeg_error_mgr manager{};
    std::jmp_buf jump{};
    char text[JMSG_LENGTH_MAX] = "";
};

struct Pixels {
    unsigned char* data = nullptr;   ///< CMYK, 4 bytes a pixel; from malloc
    unsigned char* profile = nullptr;
    unsigned profile_size = 0;
    bool inverted = false;
};

/// Decodes into 4 channels (CMYK, or BGRX for other pictures). No object with a destructor lives here: libjpeg leaves
/// by longjmp.
bool decode(std::string_view bytes, Pixels& pixels, Failure& failure) {
    jpeg_decompress_struct decoder{};
    decoder.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = [](j_common_ptr common) {
        auto* self = reinterpret_cast<Failure*>(common->err);
        common->err->format_message(common, self->text);
        std::longjmp(self->jump, 1);
    };
    failure.manager.output_message = [](j_common_ptr) {};
    if (setjmp(failure.jump) != 0) {
        jpeg_destroy_decompress(&decoder);
        return false;
    }
    jpeg_create_decompress(&decoder);
    jpeg_save_markers(&decoder, JPEG_APP0 + 2, 0xFFFF);
    jpeg_mem_src(&decoder, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    jpeg_read_header(&decoder, TRUE);
    JOCTET* profile = nullptr;
    unsigned profile_size = 0;
    if (jpeg_read_icc_profile(&decoder, &profile, &profile_size) != 0) {
        pixels.profile = profile;
        pixels.profile_size = profile_size;
    }
    pixels.inverted = decoder.saw_Adobe_marker != 0;
    decoder.out_color_space = decoder.num_components == 4 ? JCS_CMYK : JCS_EXT_BGRX;
    jpeg_start_decompress(&decoder);
    std::size_t stride = std::size_t{decoder.output_width} * 4;
    pixels.data = static_cast<unsigned char*>(std::malloc(stride * decoder.output_height));
    while (pixels.data != nullptr && decoder.output_scanline < decoder.output_height) {
        JSAMPROW row = pixels.data + stride * decoder.output_scanline;
        jpeg_read_scanlines(&decoder, &row, 1);
    }
    if (pixels.data != nullptr) jpeg_finish_decompress(&decoder);
    jpeg_destroy_decompress(&decoder);
    return pixels.data != nullptr;
}

/// CMYK to BGRX in place: through the picture's own profile, else by the plain complement.
void convert_cmyk(Pixels& pixels, std::size_t count) {
    if (pixels.profile != nullptr) {
        cmsHPROFILE own = cmsOpenProfileFromMem(pixels.profile, pixels.profile_size);
        cmsHPROFILE srgb = cmsCreate_sRGBProfile();
        cmsHTRANSFORM transform = nullptr;
        if (own != nullptr && cmsGetColorSpace(own) == cmsSigCmykData)
            transform = cmsCreateTransform(own, pixels.inverted ? TYPE_CMYK_8_REV : TYPE_CMYK_8, srgb, TYPE_BGRA_8,
                                           INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_BLACKPOINTCOMPENSATION);
        if (transform != nullptr) {
            cmsDoTransform(transform, pixels.data, pixels.data, static_cast<cmsUInt32Number>(count));
            cmsDeleteTransform(transform);
        }
        if (own != nullptr) cmsCloseProfile(own);
        cmsCloseProfile(srgb);
        if (transform != nullptr) return;
    }
    for (std::size_t i = 0; i < count; ++i) {
        unsigned char* p = pixels.data + i * 4;
        unsigned light[4];
        for (int c = 0; c < 4; ++c) light[c] = pixels.inverted ? p[c] : 255u - p[c];
        p[0] = static_cast<unsigned char>(light[2] * light[3] / 255);
        p[1] = static_cast<unsigned char>(light[1] * light[3] / 255);
        p[2] = static_cast<unsigned char>(light[0] * light[3] / 255);
        p[3] = 255;
    }
}

DrawnPicture decoded(DecodeInput const& input, Frame const& frame, std::string& problem) {
    Failure failure;
    Pixels pixels;
    bool done = decode(input.bytes, pixels, failure);
    std::unique_ptr<unsigned char, decltype(&std::free)> data(pixels.data, &std::free),
        profile(pixels.profile, &std::free);
    if (!done) {
        problem = failure.text[0] != '\0' ? failure.text : "not enough memory";
        return {};
    }
    if (frame.components == 4) convert_cmyk(pixels, std::size_t{frame.width} * frame.height);
    DrawnPicture drawn{.width = static_cast<double>(frame.width), .height = static_cast<double>(frame.height)};
    drawn.surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(frame.width),
                                                   static_cast<int>(frame.height)));
    unsigned char* target = cairo_image_surface_get_data(drawn.surface.get());
    if (target == nullptr) {
        problem = "not enough memory";
        return {};
    }
    auto stride = static_cast<std::size_t>(cairo_image_surface_get_stride(drawn.surface.get()));
    cairo_surface_flush(drawn.surface.get());
    for (unsigned y = 0; y < frame.height; ++y)
        std::memcpy(target + y * stride, pixels.data + std::size_t{y} * frame.width * 4, std::size_t{frame.width} * 4);
    cairo_surface_mark_dirty(drawn.surface.get());
    drawn.decoded_bytes = stride * frame.height;
    return drawn;
}

std::optional<Frame> frame_within_limits(DecodeInput const& input, std::string& problem) {
    auto frame = read_frame(input.bytes);
    if (!frame || frame->width == 0 || frame->height == 0) {
        problem = "it has no JPEG frame header";
        return std::nullopt;
    }
    if (std::uint64_t{frame->width} * frame->height > input.pixel_limit || frame->width > 32767 ||
        frame->height > 32767) {
        problem = "it has too many pixels";
        return std::nullopt;
    }
    return frame;
}

}  // namespace

DrawnPicture load_jpeg_pixels(DecodeInput const& input, std::string& problem) {
    auto frame = frame_within_limits(input, problem);
    return frame ? decoded(input, *frame, problem) : DrawnPicture{};
}

DrawnPicture load_jpeg(DecodeInput const& input, std::string& problem) {
    auto frame = frame_within_limits(input, problem);
    if (!frame) return {};
    if (!can_pass_through(*frame, input)) return decoded(input, *frame, problem);
    // The surface only says how large the picture is: its pixels are never touched, so they take no memory.
    DrawnPicture drawn{.width = static_cast<double>(frame->width), .height = static_cast<double>(frame->height)};
    drawn.surface.reset(cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(frame->width),
                                                   static_cast<int>(frame->height)));
    auto keep = std::make_unique<io::ResourcePtr>(input.file);
    auto release = [](void* data) { delete static_cast<io::ResourcePtr*>(data); };
    auto const* bytes = reinterpret_cast<unsigned char const*>(input.bytes.data());
    if (cairo_surface_set_mime_data(drawn.surface.get(), CAIRO_MIME_TYPE_JPEG, bytes, input.bytes.size(), release,
                                    keep.get()) !=
        CAIRO_STATUS_SUCCESS) {
        problem = "not enough memory";
        return {};
    }
    keep.release();
    return drawn;
}

}  // namespace octavo::pdf

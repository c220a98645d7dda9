#include "pdf/press_picture.h"

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include <jpeglib.h>

namespace octavo::pdf {
namespace {

/// High enough that a second compression is not seen in print (chroma is not subsampled in CMYK).
constexpr int jpeg_quality = 92;

struct Failure {
    jpeg_error_mgr manager{};
    std::jmp_buf jump{};
};

struct Encoded {
    unsigned char* data = nullptr;   ///< from malloc
    unsigned long size = 0;
};

/// No object with a destructor lives here: libjpeg leaves by longjmp.
bool encode(unsigned char const* cmyk, unsigned width, unsigned height, Encoded& out, Failure& failure) {
    jpeg_compress_struct encoder{};
    encoder.err = jpeg_std_error(&failure.manager);
    failure.manager.error_exit = [](j_common_ptr common) { std::longjmp(reinterpret_cast<Failure*>(common->err)->jump, 1); };
    failure.manager.output_message = [](j_common_ptr) {};
    if (setjmp(failure.jump) != 0) {
        jpeg_destroy_compress(&encoder);
        return false;
    }
    jpeg_create_compress(&encoder);
    jpeg_mem_dest(&encoder, &out.data, &out.size);
    encoder.image_width = width;
    encoder.image_height = height;
    encoder.input_components = 4;
    encoder.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&encoder);
    jpeg_set_quality(&encoder, jpeg_quality, TRUE);
    jpeg_start_compress(&encoder, TRUE);
    while (encoder.next_scanline < height) {
        auto* row = const_cast<JSAMPROW>(cmyk + std::size_t{encoder.next_scanline} * width * 4);
        jpeg_write_scanlines(&encoder, &row, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    return true;
}

std::string to_jpeg(std::string const& cmyk, unsigned width, unsigned height) {
    Failure failure;
    Encoded encoded;
    bool done = encode(reinterpret_cast<unsigned char const*>(cmyk.data()), width, height, encoded, failure);
    std::unique_ptr<unsigned char, decltype(&std::free)> data(encoded.data, &std::free);
    if (!done) throw std::runtime_error("a picture cannot be compressed");
    return {reinterpret_cast<char const*>(data.get()), encoded.size};
}

/// The profile in a JPEG's APP2 segments (ICC.1:2010 B.4), if it is told in one piece or more, in order.
std::string profile_in(std::string_view jpeg) {
    constexpr std::string_view label{"ICC_PROFILE\0", 12};
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(jpeg[i]); };
    std::string profile;
    std::size_t at = 2;
    while (at + 4 <= jpeg.size() && byte(at) == 0xFF && byte(at + 1) != 0xDA) {
        std::size_t length = byte(at + 2) * 256U + byte(at + 3);
        std::string_view segment = jpeg.substr(at + 4, length >= 2 ? length - 2 : 0);
        bool holds = byte(at + 1) == 0xE2 && segment.starts_with(label) && segment.size() > label.size() + 2;
        if (holds) profile += segment.substr(label.size() + 2);
        at += 2 + std::max<std::size_t>(length, 2);
    }
    return profile;
}

bool only_greys(std::string_view rgb) {
    for (std::size_t i = 0; i + 2 < rgb.size(); i += 3)
        if (rgb[i] != rgb[i + 1] || rgb[i + 1] != rgb[i + 2]) return false;
    return true;
}

unsigned size_of(QPDFObjectHandle const& dictionary, char const* key) {
    QPDFObjectHandle value = QPDFObjectHandle(dictionary).getKey(key);
    return value.isInteger() && value.getIntValue() > 0 ? static_cast<unsigned>(value.getIntValue()) : 0;
}

}  // namespace

PressPicture press_picture(QPDFObjectHandle image, PressColors const& colors) {
    QPDFObjectHandle dictionary = image.getDict(), filter = dictionary.getKey("/Filter");
    bool jpeg = filter.isName() && filter.getName() == "/DCTDecode";
    auto pixels = image.getStreamData(qpdf_dl_all);
    std::string_view rgb(reinterpret_cast<char const*>(pixels->getBuffer()), pixels->getSize());
    unsigned width = size_of(dictionary, "/Width"), height = size_of(dictionary, "/Height");
    if (rgb.size() != std::size_t{width} * height * 3) throw std::runtime_error("a picture's pixels are not what its size says");
    PressPicture out;
    if (only_greys(rgb)) {
        out.entries = "/ColorSpace/DeviceGray/BitsPerComponent 8";
        out.bytes.resize(rgb.size() / 3);
        for (std::size_t i = 0; i < out.bytes.size(); ++i) out.bytes[i] = rgb[3 * i];
        unsigned darkest = 255;
        for (char value : out.bytes) darkest = std::min<unsigned>(darkest, static_cast<unsigned char>(value));
        out.ink = ((255 - darkest) * 100 + 127) / 255;
        return out;
    }
    std::string own;
    if (jpeg) {
        auto raw = image.getRawStreamData();
        own = profile_in({reinterpret_cast<char const*>(raw->getBuffer()), raw->getSize()});
    }
    std::string cmyk;
    out.ink = colors.convert_pixels(rgb, own, cmyk);
    out.entries = "/ColorSpace/DeviceCMYK/BitsPerComponent 8";
    out.is_jpeg = jpeg;
    if (jpeg) out.entries += "/Filter/DCTDecode";
    out.bytes = jpeg ? to_jpeg(cmyk, width, height) : std::move(cmyk);
    return out;
}

}  // namespace octavo::pdf

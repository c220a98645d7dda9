#include "box/picture.h"

#include <array>
#include <charconv>
#include <optional>

namespace octavo::box {
namespace {

using Format = Picture::Format;

constexpr std::uint32_t css_pixels_per_inch = 96;
constexpr double points_per_pixel = 0.75;

/// Reads numbers at offsets; what lies outside the bytes is 0.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : bytes_(bytes) {}
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }
    [[nodiscard]] std::uint32_t u8(std::size_t at) const { return at < bytes_.size() ? static_cast<unsigned char>(bytes_[at]) : 0; }
    [[nodiscard]] std::uint32_t be16(std::size_t at) const { return u8(at) << 8 | u8(at + 1); }
    [[nodiscard]] std::uint32_t be32(std::size_t at) const { return be16(at) << 16 | be16(at + 2); }
    [[nodiscard]] std::uint32_t le16(std::size_t at) const { return u8(at) | u8(at + 1) << 8; }
    [[nodiscard]] std::uint32_t le24(std::size_t at) const { return le16(at) | u8(at + 2) << 16; }
    [[nodiscard]] std::uint32_t le32(std::size_t at) const { return le16(at) | le16(at + 2) << 16; }
    [[nodiscard]] bool has(std::size_t at, std::string_view text) const {
        return at <= bytes_.size() && bytes_.substr(at, text.size()) == text;
    }

private:
    std::string_view bytes_;
};

/// Pixels per inch, across and down; 0: unknown.
struct Density {
    double x = 0, y = 0;
};

PictureHeader raster(Format format, std::uint32_t width, std::uint32_t height, Density density) {
    if (width == 0 || height == 0) return {};
    // A file that claims less than 1 or more than 10,000 pixels an inch says nothing about its size.
    auto usable = [](double value) { return value >= 1 && value <= 10'000; };
    if (!usable(density.x) || !usable(density.y)) density = {css_pixels_per_inch, css_pixels_per_inch};
    return {format, width, height, base::from_points(width * 72.0 / density.x), base::from_points(height * 72.0 / density.y)};
}

// PNG 3rd edition §11.2.1 IHDR, §11.3.4.3 pHYs
PictureHeader read_png(Bytes const& bytes) {
    if (!bytes.has(12, "IHDR")) return {};
    Density density;
    std::size_t at = 8;
    while (at + 12 <= bytes.size() && !bytes.has(at + 4, "IDAT") && !bytes.has(at + 4, "IEND")) {
        std::uint32_t length = bytes.be32(at);
        if (bytes.has(at + 4, "pHYs") && length >= 9 && bytes.u8(at + 16) == 1) {  // unit 1: pixels per metre
            density = {bytes.be32(at + 8) * 0.0254, bytes.be32(at + 12) * 0.0254};
        }
        if (length > bytes.size()) break;
        at += 12 + std::size_t{length};
    }
    return raster(Format::png, bytes.be32(16), bytes.be32(20), density);
}

/// Exif 2.32 §4.6.4: XResolution, YResolution, ResolutionUnit in the first directory of a TIFF header at `base`.
Density read_exif_density(Bytes const& bytes, std::size_t base, std::size_t end) {
    bool little = bytes.has(base, "II");
    if (!little && !bytes.has(base, "MM")) return {};
    auto u16 = [&](std::size_t at) { return little ? bytes.le16(at) : bytes.be16(at); };
    auto u32 = [&](std::size_t at) { return little ? bytes.le32(at) : bytes.be32(at); };
    auto rational = [&](std::size_t entry) -> double {
        std::size_t at = base + u32(entry + 8);
        if (at + 8 > end || u32(at + 4) == 0) return 0;
        return static_cast<double>(u32(at)) / u32(at + 4);
    };
    std::size_t directory = base + u32(base + 4);
    Density density;
    std::uint32_t unit = 2;
    if (directory + 2 > end) return {};
    std::uint32_t entries = u16(directory);
    for (std::uint32_t i = 0; i < entries; ++i) {
        std::size_t entry = directory + 2 + std::size_t{i} * 12;
        if (entry + 12 > end) break;
        switch (u16(entry)) {
            case 0x011A: density.x = rational(entry); break;
            case 0x011B: density.y = rational(entry); break;
            case 0x0128: unit = u16(entry + 8); break;
            default: break;
        }
    }
    if (unit == 3) return {density.x * 2.54, density.y * 2.54};
    return unit == 2 ? density : Density{};
}

// ITU T.81 §B.1.1.3 (markers), JFIF 1.02 (APP0)
PictureHeader read_jpeg(Bytes const& bytes) {
    Density density;
    std::size_t at = 2;
    while (at + 4 <= bytes.size()) {
        if (bytes.u8(at) != 0xFF) return {};
        std::uint32_t marker = bytes.u8(at + 1);
        if (marker == 0xFF || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8)) {  // fill byte, or no segment
            at += marker == 0xFF ? 1 : 2;
            continue;
        }
        std::uint32_t length = bytes.be16(at + 2);
        if (length < 2 || marker == 0xD9 || marker == 0xDA) return {};
        bool is_frame = marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
        if (is_frame) return raster(Format::jpeg, bytes.be16(at + 7), bytes.be16(at + 5), density);
        if (marker == 0xE0 && bytes.has(at + 4, std::string_view("JFIF\0", 5)) && length >= 14) {
            double unit = bytes.u8(at + 11) == 1 ? 1 : bytes.u8(at + 11) == 2 ? 2.54 : 0;
            density = {bytes.be16(at + 12) * unit, bytes.be16(at + 14) * unit};
        }
        if (marker == 0xE1 && bytes.has(at + 4, std::string_view("Exif\0\0", 6)) && density.x == 0) {
            density = read_exif_density(bytes, at + 10, std::min(at + 2 + length, bytes.size()));
        }
        at += 2 + std::size_t{length};
    }
    return {};
}

// RFC 9649 §2.4 to §2.7
PictureHeader read_webp(Bytes const& bytes) {
    constexpr std::uint32_t fourteen_bits = 0x3FFF;
    if (bytes.has(12, "VP8X")) return raster(Format::webp, bytes.le24(24) + 1, bytes.le24(27) + 1, {});
    if (bytes.has(12, "VP8L") && bytes.u8(20) == 0x2F) {
        std::uint32_t bits = bytes.le32(21);
        return raster(Format::webp, (bits & fourteen_bits) + 1, (bits >> 14 & fourteen_bits) + 1, {});
    }
    if (bytes.has(12, "VP8 ") && bytes.has(23, "\x9D\x01\x2A")) {
        return raster(Format::webp, bytes.le16(26) & fourteen_bits, bytes.le16(28) & fourteen_bits, {});
    }
    return {};
}

// --- SVG

struct Number {
    double value = 0;
    std::string_view unit;
};

constexpr std::string_view white_space = " \t\r\n";

std::string_view trim(std::string_view text) {
    std::size_t first = text.find_first_not_of(white_space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(white_space) - first + 1);
}

std::optional<Number> read_number(std::string_view& text) {
    std::size_t start = text.find_first_not_of(" \t\r\n,");
    if (start == std::string_view::npos) return std::nullopt;
    text.remove_prefix(start);
    if (text.front() == '+') text.remove_prefix(1);
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || !(value > -1e9 && value < 1e9)) return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return Number{value, text};
}

/// In points; 0 when it is missing, a percentage or not understood.
double svg_length(std::string_view text) {
    std::string_view rest = trim(text);
    auto number = read_number(rest);
    if (!number || number->value <= 0) return 0;
    struct Unit {
        std::string_view name;
        double points;
    };
    static constexpr std::array units{Unit{"", 0.75}, Unit{"px", 0.75}, Unit{"pt", 1}, Unit{"pc", 12}, Unit{"in", 72}, Unit{"cm", 72 / 2.54},
                                      Unit{"mm", 7.2 / 2.54}, Unit{"q", 1.8 / 2.54}, Unit{"Q", 1.8 / 2.54}, Unit{"em", 12}, Unit{"ex", 6}};
    for (Unit const& unit : units) {
        if (number->unit == unit.name) return number->value * unit.points;
    }
    return 0;
}

/// The value of the attribute in a start tag; empty when it is not there.
std::string_view attribute_in_tag(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
        bool starts = at > 0 && white_space.find(tag[at - 1]) != std::string_view::npos;
        std::size_t equals = tag.find_first_not_of(white_space, at + name.size());
        if (!starts || equals == std::string_view::npos || tag[equals] != '=') continue;
        std::size_t quote = tag.find_first_not_of(white_space, equals + 1);
        if (quote == std::string_view::npos || (tag[quote] != '"' && tag[quote] != '\'')) continue;
        std::size_t end = tag.find(tag[quote], quote + 1);
        if (end != std::string_view::npos) return tag.substr(quote + 1, end - quote - 1);
    }
    return {};
}

PictureHeader read_svg(std::string_view bytes) {
    constexpr std::size_t scan_limit = 64 * 1024;
    bytes = bytes.substr(0, scan_limit);
    for (std::size_t at = bytes.find('<'); at != std::string_view::npos; at = bytes.find('<', at + 1)) {
        std::string_view tag = bytes.substr(at + 1);
        if (tag.starts_with("!--")) {
            at = std::min(bytes.find("-->", at), bytes.size() - 1);
            continue;
        }
        if (tag.empty() || tag.front() == '?' || tag.front() == '!') continue;
        std::size_t end = tag.find('>');
        if (end != std::string_view::npos) tag = tag.substr(0, end);
        std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
        if (std::size_t colon = name.find(':'); colon != std::string_view::npos) name = name.substr(colon + 1);
        if (name != "svg") return {};  // the first element is the root
        return svg_size(attribute_in_tag(tag, "width"), attribute_in_tag(tag, "height"), attribute_in_tag(tag, "viewBox"));
    }
    return {};
}

bool looks_like_xml(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
    std::size_t first = bytes.find_first_not_of(white_space);
    return first != std::string_view::npos && bytes[first] == '<';
}

}  // namespace

PictureHeader svg_size(std::string_view width, std::string_view height, std::string_view view_box) {
    double w = svg_length(width), h = svg_length(height);
    std::array<double, 4> box{};
    std::size_t count = 0;
    for (std::string_view rest = view_box; count < box.size(); ++count) {
        auto number = read_number(rest);
        if (!number) break;
        box[count] = number->value;
    }
    if (count == box.size() && box[2] > 0 && box[3] > 0) {
        if (w == 0 && h == 0) w = box[2] * points_per_pixel;
        if (h == 0) h = w * box[3] / box[2];
        if (w == 0) w = h * box[2] / box[3];
    }
    return {Format::svg, 0, 0, base::from_points(w), base::from_points(h)};
}

PictureHeader read_picture_header(std::string_view data) {
    Bytes bytes(data);
    if (bytes.has(0, "\x89PNG\r\n\x1A\n")) return read_png(bytes);
    if (bytes.has(0, "\xFF\xD8\xFF")) return read_jpeg(bytes);
    if (bytes.has(0, "GIF87a") || bytes.has(0, "GIF89a")) return raster(Format::gif, bytes.le16(6), bytes.le16(8), {});
    if (bytes.has(0, "RIFF") && bytes.has(8, "WEBP")) return read_webp(bytes);
    return looks_like_xml(data) ? read_svg(data) : PictureHeader{};
}

}  // namespace octavo::box

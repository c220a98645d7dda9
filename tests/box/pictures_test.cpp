// Pictures: what their headers say, what becomes of those that cannot be read
#include "box/picture.h"
#include "box/picture_loader.h"
#include "box/support.h"

namespace octavo::box::test {
namespace {

using namespace std::string_literals;

std::string be32(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8), static_cast<char>(value)};
}
std::string be16(std::uint32_t value) { return be32(value).substr(2); }

std::string png(std::uint32_t width, std::uint32_t height, std::uint32_t per_metre) {
    std::string bytes = "\x89PNG\r\n\x1A\n" + be32(13) + "IHDR" + be32(width) + be32(height) + "\x08\x02\0\0\0crc!"s;
    if (per_metre != 0) bytes += be32(9) + "pHYs" + be32(per_metre) + be32(per_metre) + "\x01" + "crc!";
    return bytes + be32(0) + "IDAT" + "crc!";
}

std::string jpeg(std::string const& segment) {
    return "\xFF\xD8"s + segment + "\xFF\xC2" + be16(17) + "\x08" + be16(200) + be16(300) + "\x03xxxxxxxxx";
}

TEST(PictureHeaders, Png) {
    PictureHeader plain = read_picture_header(png(96, 48, 0));
    EXPECT_EQ(plain.format, Picture::Format::png);
    EXPECT_EQ(plain.pixel_width, 96U);
    EXPECT_EQ(plain.width, 72 * base::point);
    EXPECT_EQ(plain.height, 36 * base::point);
    EXPECT_NEAR(read_picture_header(png(300, 300, 11811)).width, 72 * base::point, 10);  // 300 pixels an inch
    EXPECT_EQ(read_picture_header(png(0, 300, 0)).format, Picture::Format::unknown);
}

TEST(PictureHeaders, Jpeg) {
    EXPECT_EQ(read_picture_header(jpeg("")).pixel_width, 300U);
    EXPECT_EQ(read_picture_header(jpeg("")).height, 150 * base::point);
    std::string jfif = "\xFF\xE0"s + be16(16) + "JFIF\0\x01\x02\x01"s + be16(150) + be16(150) + "\0\0"s;
    EXPECT_EQ(read_picture_header(jpeg(jfif)).width, 144 * base::point);
    std::string exif = "Exif\0\0MM\0\x2A"s + be32(8) + be16(3) + be16(0x11A) + be16(5) + be32(1) + be32(50) + be16(0x11B) + be16(5) + be32(1) +
                       be32(50) + be16(0x128) + be16(3) + be32(1) + be16(2) + be16(0) + be32(0) + be32(600) + be32(2);
    EXPECT_EQ(read_picture_header(jpeg("\xFF\xE1"s + be16(static_cast<std::uint32_t>(exif.size()) + 2) + exif)).width, 72 * base::point);
}

TEST(PictureHeaders, GifAndWebp) {
    EXPECT_EQ(read_picture_header("GIF89a\x60\0\x30\0"s).width, 72 * base::point);
    EXPECT_EQ(read_picture_header("RIFF\0\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0\x5F\0\0\x2F\0\0"s).pixel_height, 48U);
    EXPECT_EQ(read_picture_header("RIFF\0\0\0\0WEBPVP8L\0\0\0\0\x2F\x5F\xC0\x0B\0"s).pixel_width, 96U);
    EXPECT_EQ(read_picture_header("RIFF\0\0\0\0WEBPVP8 \0\0\0\0\0\0\0\x9D\x01\x2A\x60\0\x30\0"s).pixel_width, 96U);
}

TEST(PictureHeaders, Svg) {
    EXPECT_EQ(read_picture_header("<?xml version=\"1.0\"?>\n<!-- <svg width='1'> --><svg:svg width=\"10mm\" height='2.54cm'/>").height, 72 * base::point);
    PictureHeader boxed = read_picture_header("<svg viewBox='0 0 200,100'>");
    EXPECT_EQ(boxed.width, 150 * base::point);
    EXPECT_EQ(boxed.height, 75 * base::point);
    EXPECT_EQ(svg_size("96", "", "0 0 4 1").height, 18 * base::point);
    EXPECT_EQ(svg_size("100%", "", "").width, 0);
    EXPECT_EQ(read_picture_header("<html><svg width='3'/></html>").format, Picture::Format::unknown);
}

TEST(PictureHeaders, GarbageIsUnknownOrHarmless) {
    std::vector<std::string> samples{png(96, 48, 3000), jpeg("\xFF\xE1\0\x08" "Exif\0\0"s), "GIF89a", "RIFF\0\0\0\0WEBP"s, "<svg width='1e999", "<", ""};
    std::uint32_t state = 1;
    for (std::string const& sample : samples) {
        for (std::size_t length = 0; length < sample.size(); ++length) {
            EXPECT_GE(read_picture_header(sample.substr(0, length)).height, 0);
        }
        for (int round = 0; round < 2000 && !sample.empty(); ++round) {
            std::string broken = sample;
            for (int i = 0; i < 4; ++i) {
                state = state * 1'664'525 + 1'013'904'223;
                broken[(state >> 8) % broken.size()] = static_cast<char>(state >> 24);
            }
            PictureHeader header = read_picture_header(broken);
            EXPECT_GE(header.width, 0);
        }
    }
}

TEST(Pictures, InlineAndBlock) {
    Built built;
    built.workspace->put("text/a.png", png(96, 96, 0));
    built.document.base_names.push_back(base::Name::of("text/book.xml"));
    Markup("<body><p>x <img src=\"a.png\" alt=\"A\" id=\"i\"/></p><img src=\"a.png\" style=\"\" class=\"b\"/></body>", built.document);
    built.style(".b { display: block }");
    built.build();
    EXPECT_EQ(built.dump(), R"(block <body>
  inline <p>
    text "x "
    event target <img#i>
    atomic
      picture <img#i> png "a.png" 72ptx72pt (96x96) alt="A"
  picture <img> png "a.png" 72ptx72pt (96x96)
)");
}

TEST(Pictures, MissingOnesKeepTheirPlace) {
    Built built("<p><img src=\"no.png\" alt=\"nothing\"/><img src=\"https://example.org/x.png\"/></p>");
    ASSERT_EQ(built.tree.pictures.size(), 2U);
    EXPECT_EQ(built.tree.pictures[0].alternative, "nothing");
    EXPECT_FALSE(built.tree.pictures[0].resource);
    ASSERT_EQ(built.diagnostics.all().size(), 2U);
    EXPECT_EQ(built.diagnostics.all()[0].code, base::Code::read_missing_picture);
    EXPECT_EQ(built.diagnostics.all()[0].where.line, 2U);
    EXPECT_EQ(built.diagnostics.all()[1].code, base::Code::read_remote_resource);
}

TEST(Pictures, ObjectsFallBackToTheirContent) {
    Built built("<p><object data=\"no.png\">fall <b>back</b></object></p>");
    EXPECT_EQ(built.texts(), "fall back|");
}

TEST(Pictures, SvgInTheText) {
    Built built("<p><svg width=\"96\" height=\"48\"><title>A &amp; b</title><g fill=\"red\"><path d=\"M0 0\"/></g></svg></p>");
    ASSERT_EQ(built.tree.pictures.size(), 1U);
    EXPECT_EQ(built.tree.pictures[0].svg_source,
              "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"96\" height=\"48\">"
              "<title>A &amp;amp; b</title><g fill=\"red\"><path d=\"M0 0\"/></g></svg>");
    EXPECT_EQ(built.tree.pictures[0].width, 72 * base::point);
    EXPECT_EQ(built.tree.pictures[0].alternative, "A &amp; b");
}

}  // namespace
}  // namespace octavo::box::test

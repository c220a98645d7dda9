// Sheets drawn by another program show each page as it shows the page itself.
#include <cmath>
#include <sstream>

#include "impose/imposing.h"

namespace octavo::test {
namespace {

/// A grey picture, a byte a pixel.
struct Picture {
    int width = 0, height = 0;
    std::string pixels;
    [[nodiscard]] int at(int x, int y) const { return static_cast<unsigned char>(pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)]); }
};

Picture draw(std::string const& pdf, unsigned page, int resolution) {
    std::string file = look(pdf, fmt::format("pdftoppm -gray -cropbox -r {1} -f {0} -l {0} {{}}", page, resolution)).output;
    std::istringstream stream(file);
    std::string magic;
    int most = 0;
    Picture picture;
    stream >> magic >> picture.width >> picture.height >> most;
    stream.get();
    picture.pixels.assign(std::istreambuf_iterator<char>(stream), {});
    if (magic != "P5" || picture.pixels.size() != static_cast<std::size_t>(picture.width * picture.height)) throw std::runtime_error("no picture: " + file.substr(0, 200));
    return picture;
}

struct Comparison {
    double difference = 0;   ///< mean, of 255
    double ink = 0;          ///< mean, of 255
};

/// The page beside the part of the sheet whose upper left pixel is (x, y), upside down where so.
Comparison compare(Picture const& page, Picture const& sheet, int x, int y, bool upside_down) {
    Comparison result;
    for (int row = 0; row < page.height; ++row) {
        for (int column = 0; column < page.width; ++column) {
            int one = page.at(upside_down ? page.width - 1 - column : column, upside_down ? page.height - 1 - row : row);
            result.difference += std::abs(one - sheet.at(x + column, y + row));
            result.ink += 255 - one;
        }
    }
    double pixels = page.width * page.height;
    return {result.difference / pixels, result.ink / pixels};
}

// Eight pages that come out as 200 × 300 pt, each made otherwise: a grey corner, a line, a number, and a block that stands
// elsewhere on each.
std::vector<MadePage> sample() {
    auto turned = [](int number, std::string const& matrix) {
        return fmt::format("{} cm 0.8 g 0 0 60 40 re f 0 g 2 w 5 5 m 190 290 l S {} 50 20 20 re f BT /F 36 Tf 80 120 Td (p {}) Tj ET", matrix, number * 20, number);
    };
    auto content = [&](int number, double x, double y, double unit) { return turned(number, fmt::format("{0} 0 0 {0} {1} {2}", unit, x, y)); };
    return {
        {"/MediaBox[0 0 200 300]", content(1, 0, 0, 1)},
        {"/MediaBox[-50 -70 150 230]", content(2, -50, -70, 1)},
        {"/MediaBox[0 0 500 600]/CropBox[100 200 300 500]", content(3, 100, 200, 1)},
        {"/MediaBox[0 0 300 200]/Rotate 90", turned(4, "0 1 -1 0 300 0")},
        {"/MediaBox[0 0 200 300]/Rotate 180", turned(5, "-1 0 0 -1 200 300")},
        {"/MediaBox[0 0 300 200]/Rotate -90", turned(6, "0 -1 1 0 0 200")},
        {"/MediaBox[0 0 500 600]/CropBox[50 60 350 260]/Rotate 450", turned(7, "0 1 -1 0 350 60")},
        {"/MediaBox[0 0 100 150]/UserUnit 2", content(8, 0, 0, 0.5)},
    };
}

class Pictures : public Imposing {
protected:
    /// Where each page is found: side (from 1), column, row of cells of 200 × 300 pt.
    struct Where {
        unsigned page, side;
        int column, row;
        bool upside_down = false;
    };
    void expect_pages(std::vector<Where> const& places) {
        std::string pages = make_pdf(sample());
        constexpr int resolution = 72;
        for (Where const& where : places) {
            // Poppler draws a page in its own units, whatever they measure.
            Picture page = draw(pages, where.page, where.page == 8 ? 2 * resolution : resolution), sheet = draw(sheets(), where.side, resolution);
            ASSERT_EQ(page.width, 200);
            ASSERT_EQ(page.height, 300);
            ASSERT_LE((where.column + 1) * 200, sheet.width);
            ASSERT_LE((where.row + 1) * 300, sheet.height);
            Comparison found = compare(page, sheet, where.column * 200, where.row * 300, where.upside_down);
            EXPECT_GT(found.ink, 7) << where.page;
            EXPECT_LT(found.difference, 0.1) << "page " << where.page << " on side " << where.side;
        }
    }
};

TEST_F(Pictures, FoldedSheetsShowThePages) {
    ASSERT_TRUE(make(make_pdf(sample()), {.paper = "400pt x 300pt", .fit = "actual"}));
    expect_pages({{8, 1, 0, 0}, {1, 1, 1, 0}, {2, 2, 0, 0}, {7, 2, 1, 0}, {6, 3, 0, 0}, {3, 3, 1, 0}, {4, 4, 0, 0}, {5, 4, 1, 0}});
    EXPECT_TRUE(diagnostics.empty());
}

TEST_F(Pictures, TheZineShowsHalfOfThePagesUpsideDown) {
    ASSERT_TRUE(make(make_pdf(sample()), {.paper = "800pt x 600pt", .scheme = "zine", .fit = "actual"}));
    expect_pages({{5, 1, 0, 0, true}, {4, 1, 1, 0, true}, {3, 1, 2, 0, true}, {2, 1, 3, 0, true}, {6, 1, 0, 1}, {7, 1, 1, 1}, {8, 1, 2, 1}, {1, 1, 3, 1}});
}

TEST_F(Pictures, BacksAreTurnedForTheOtherEdge) {
    ASSERT_TRUE(make(make_pdf(sample()), {.paper = "400pt x 300pt", .fit = "actual", .flip = "long"}));
    expect_pages({{8, 1, 0, 0}, {1, 1, 1, 0}, {7, 2, 0, 0, true}, {2, 2, 1, 0, true}});
}

TEST_F(Pictures, BacksAreMovedAsTheyAreRead) {
    ASSERT_TRUE(make(make_pdf(sample()), {.paper = "400pt x 300pt", .fit = "actual", .flip = "long", .back_offset = "20pt,-10pt"}));
    Picture back = draw(sheets(), 2, 72), page = draw(make_pdf(sample()), 2, 72);
    // Page 2 is the back's left page as it is read: on the screen it is upside down at the right, and moved to the left and up.
    Picture cut{180, 290, {}};
    for (int y = 0; y < cut.height; ++y) {
        for (int x = 0; x < cut.width; ++x) cut.pixels += static_cast<char>(page.at(x, y));
    }
    EXPECT_LT(compare(cut, back, 400 - 20 - 180, 300 - 290 - 10, true).difference, 0.1);
}

}  // namespace
}  // namespace octavo::test

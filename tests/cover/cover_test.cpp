// ISBNs and their symbol, spines, and the cover's own document.
#include <gtest/gtest.h>

#include "cover/cover_page.h"

namespace octavo::test {
namespace {

using namespace cover;

TEST(Isbns, AreReadWithHyphensAndLabels) {
    for (std::string_view text : {"978-3-16-148410-0", "ISBN 978-3-16-148410-0", "urn:isbn:9783161484100", "ISBN-13: 978 3 16 148410 0"}) {
        auto isbn = read_isbn(text);
        ASSERT_TRUE(isbn.has_value()) << text << ": " << isbn.error();
        EXPECT_EQ(isbn->digits, "9783161484100");
    }
    EXPECT_EQ(read_isbn("ISBN 978-3-16-148410-0")->shown, "978-3-16-148410-0");
    EXPECT_EQ(read_isbn("urn:isbn:9783161484100")->shown, "9783161484100");
}

TEST(Isbns, OfTenDigitsBecomeThirteen) {
    EXPECT_EQ(read_isbn("0-306-40615-2")->digits, "9780306406157");
    EXPECT_EQ(read_isbn("080442957X")->digits, "9780804429573");
    EXPECT_EQ(read_isbn("0804429571").error(), "its last digit should be X if the others are right");
}

TEST(Isbns, ThatAreWrongSayWhatIsWrong) {
    EXPECT_EQ(read_isbn("978-3-16-148410-1").error(), "its last digit should be 0 if the others are right");
    EXPECT_EQ(read_isbn("978-3-16-14841-0").error(), "it has 12 digits, and an ISBN has 13 (or 10)");
    EXPECT_EQ(read_isbn("977-3-16-148410-3").error(), "an ISBN of 13 digits begins with 978 or 979");
    EXPECT_EQ(read_isbn("978-3-16-14841O-0").error(), "'O' does not belong in an ISBN");
    EXPECT_FALSE(read_isbn("").has_value());
    EXPECT_FALSE(read_isbn("978X161484100").has_value());
}

TEST(Isbns, TheSymbolHasItsNominalSizeAndItsQuietZones) {
    auto svg = barcode_svg(*read_isbn("9783161484100"));
    ASSERT_TRUE(svg.has_value()) << svg.error();
    // 11 + 95 + 7 modules of 0.33 mm
    EXPECT_NE(svg->find("width=\"37.29mm\""), std::string::npos) << *svg;
    EXPECT_NE(svg->find("M3.63 0h0.33"), std::string::npos) << "the first bar stands 11 modules from the edge";
    EXPECT_NE(svg->find("M34.65 0h0.33"), std::string::npos) << "the last one ends 7 modules from it";
    std::size_t digits = 0;
    for (std::size_t at = svg->find("<text"); at != std::string::npos; at = svg->find("<text", at + 1)) ++digits;
    EXPECT_EQ(digits, 13U);
}

TEST(Paper, IsReadInTheWaysItIsSold) {
    EXPECT_EQ(leaf_thickness("0.1mm"), 100U);
    EXPECT_EQ(leaf_thickness(" 0.105 mm "), 105U);
    EXPECT_EQ(leaf_thickness("90g/m2 x 1.5"), 135U);
    EXPECT_EQ(leaf_thickness("90 g/m\xC2\xB2 \xC3\x97 1.5"), 135U);
    EXPECT_EQ(leaf_thickness("80gsm"), 80U);
    EXPECT_EQ(leaf_thickness("508ppi"), 100U);
    EXPECT_EQ(leaf_thickness("120 \xC2\xB5m"), 120U);
    for (std::string_view wrong : {"", "thick", "0.1", "-0.1mm", "0mm", "5mm", "90g/m2 x", "444ppi2", "nan mm"}) EXPECT_FALSE(leaf_thickness(wrong).has_value()) << wrong;
}

TEST(Spines, AreAsWideAsTheLeavesAreThick) {
    auto millimetres = [](base::Length length) { return base::to_points(length) * 25.4 / 72; };
    EXPECT_NEAR(millimetres(spine_width({.pages = 200, .leaf = 100})), 10, 0.01);
    EXPECT_NEAR(millimetres(spine_width({.pages = 201, .leaf = 100})), 10.1, 0.01) << "half a leaf is a leaf";
    EXPECT_NEAR(millimetres(spine_width({.pages = 200, .leaf = 100, .board = base::from_points(0.3 * 72 / 25.4)})), 10.6, 0.01);
    EXPECT_EQ(spine_width({}), 0);
}

TEST(Spines, TextRunsAsCustomHasIt) {
    EXPECT_EQ(customary_spine_text("en-GB", false), SpineText::down);
    EXPECT_EQ(customary_spine_text("nl", false), SpineText::down);
    EXPECT_EQ(customary_spine_text("fr-CA", false), SpineText::up);
    EXPECT_EQ(customary_spine_text("he", true), SpineText::up);
    EXPECT_EQ(customary_spine_text("", false), SpineText::down);
}

TEST(Spines, TypeFitsTheSpineBothWays) {
    base::Length a5 = base::from_points(595);
    EXPECT_EQ(spine_type_size(base::from_points(20), a5, 30), 10);
    EXPECT_EQ(spine_type_size(base::from_points(90), a5, 20), 16) << "not larger than looks well";
    EXPECT_LT(spine_type_size(base::from_points(90), a5, 90), 11) << "a long line is set smaller";
    EXPECT_GE(spine_type_size(base::from_points(5), a5, 300), 6);
}

TEST(CoverPage, EscapesAndLeavesOutWhatIsNotThere) {
    CoverText text{.title = "Tom & <Jerry>", .authors = "A \"B\"", .blurb = "One.\n\n\nTwo.", .language = "en"};
    std::string page = cover_document(text, SpineText::down);
    EXPECT_NE(page.find("Tom &amp; &lt;Jerry&gt;"), std::string::npos);
    EXPECT_NE(page.find("<p>One.</p>\n<p>Two.</p>"), std::string::npos) << page;
    EXPECT_EQ(page.find("barcode"), std::string::npos);
    EXPECT_EQ(page.find("subtitle"), std::string::npos);
    EXPECT_EQ(cover_document(text, SpineText::none).find("<span"), std::string::npos);
}

TEST(CoverPage, ASpineSaysTheTitleAloneWhereBothAreTooLong) {
    CoverText text;
    text.title.assign(100, 't');
    text.title += ": and more of it";
    text.authors.assign(60, 'a');
    EXPECT_EQ(spine_line(text).authors, "");
    EXPECT_EQ(spine_line(text).title, text.title);
    text.title.assign(80, 't');
    text.title += ": ";
    text.title.append(80, 's');
    EXPECT_EQ(spine_line(text).title, std::string(80, 't'));
    text.title = "Emma";
    text.authors = "Jane Austen";
    EXPECT_EQ(spine_line(text).authors, "Jane Austen");
}

}  // namespace
}  // namespace octavo::test

// The booklet as a target of an edition.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

#include "edition/booklet.h"
#include "io/temporary_folder.h"

namespace octavo::edition {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr char const* book = R"(<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>T</title></titleStmt></fileDesc></teiHeader>
<text xml:lang="LANGUAGE"><body><div type="chapter"><head>One</head><p>Words.</p></div></body><back><div type="appendix"><head>A</head><p>More.</p></div></back></text></TEI>)";

class BookletTest : public testing::Test {
protected:
    std::string edition(std::string const& table, std::string const& language = "en") {
        std::string source = book;
        source.replace(source.find("LANGUAGE"), 8, language);
        folder_.write("book.xml", source);
        folder_.write("octavo.toml", "[edition]\nsources = [\"book.xml\"]\n" + table);
        return (folder_ / "octavo.toml").string();
    }
    Request build(std::string const& table) {
        Request request;
        request.inputs = {edition(table)};
        return request;
    }
    [[nodiscard]] std::string read(std::string const& name) const {
        std::ifstream stream(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    }
    [[nodiscard]] bool exists(std::string const& name) const { return std::filesystem::exists(folder_ / name); }
    static std::string all(Result const& result) {
        std::string text;
        for (Message const& message : result.messages) text += message.rendered + "\n";
        return text;
    }
    io::test::TemporaryFolder folder_;
};

TEST_F(BookletTest, IsMadeBesideTheOtherProducts) {
    Result result = run(build("[print]\noutput = \"p.pdf\"\n[booklet]\noutput = \"sheets.pdf\"\npaper = \"A5\"\npreview = \"sheets.svg\"\n"));
    ASSERT_EQ(result.exit_code, exit_ok) << all(result);
    EXPECT_THAT(result.outputs, ElementsAre((folder_ / "p.pdf").string(), (folder_ / "sheets.pdf").string(), (folder_ / "sheets.svg").string()));
    EXPECT_THAT(read("p.pdf"), HasSubstr("%PDF-"));
    EXPECT_THAT(read("sheets.pdf"), HasSubstr("%PDF-"));
    EXPECT_THAT(read("sheets.svg"), HasSubstr("</svg>"));
    EXPECT_THAT(result.text, HasSubstr("210 \u00D7 148 mm"));
}

TEST_F(BookletTest, ThePrintEditionIsTheSameWithAndWithoutOne) {
    ASSERT_EQ(run(build("[print]\noutput = \"p.pdf\"\n")).exit_code, exit_ok);
    std::string alone = read("p.pdf");
    ASSERT_EQ(run(build("[print]\noutput = \"p.pdf\"\n[booklet]\n")).exit_code, exit_ok);
    EXPECT_EQ(alone, read("p.pdf"));
    EXPECT_TRUE(exists("octavo-booklet.pdf"));
}

TEST_F(BookletTest, MayBeAllThatIsWanted) {
    Result result = run(build("[booklet]\n"));
    EXPECT_THAT(result.outputs, ElementsAre((folder_ / "octavo-booklet.pdf").string()));
}

TEST_F(BookletTest, TheCommandLineWinsOverTheFileAndTheFileOverTheUsualPaper) {
    Request request = build("[booklet]\npaper = \"A5\"\noutput = \"sheets.pdf\"\n");
    request.action = Action::booklet;
    request.booklet.usual_paper = "letter";
    EXPECT_THAT(run(request).text, HasSubstr("210 \u00D7 148 mm"));
    request.booklet.paper = "A3";
    EXPECT_THAT(run(request).text, HasSubstr("420 \u00D7 297 mm"));
    request.booklet.paper.clear();
    request.inputs = {edition("[booklet]\noutput = \"sheets.pdf\"\n")};
    EXPECT_THAT(run(request).text, HasSubstr("279.4 \u00D7 215.9 mm"));
}

TEST_F(BookletTest, AWrongOptionIsToldAtItsPlaceAndNothingIsWritten) {
    Result result = run(build("[print]\n[booklet]\npaper = \"A99\"\nsheets = 4\ncolour = \"red\"\n"));
    EXPECT_EQ(result.exit_code, exit_bad_input);
    EXPECT_THAT(all(result), HasSubstr("octavo.toml:5:9: fatal: \"A99\" is no paper"));
    EXPECT_THAT(all(result), HasSubstr("octavo.toml:7:10: warning: no key \"colour\" is known in [booklet]"));
    EXPECT_FALSE(exists("octavo.pdf"));
    EXPECT_FALSE(exists("octavo-booklet.pdf"));
}

TEST_F(BookletTest, BlanksGoBeforeTheBackMatter) {
    Result result = run(build("[booklet]\nblanks = \"before-back\"\nscheme = \"cut-and-stack\"\ngrid = \"2x2\"\n"));
    ASSERT_EQ(result.exit_code, exit_ok) << all(result);
    EXPECT_THAT(result.text, HasSubstr("4 pages are blank: 4 before page 4."));
}

TEST_F(BookletTest, BooksFromRightToLeftAreBoundOnTheRight) {
    Request request;
    request.inputs = {edition("[print]\noutput = \"p.pdf\"\n[booklet]\n", "yi")};
    Result result = run(request);
    EXPECT_THAT(result.text, HasSubstr("The fold is at the right."));
    request.inputs = {edition("[print]\noutput = \"p.pdf\"\n[booklet]\n")};
    result = run(request);
    EXPECT_THAT(result.text, HasSubstr("The fold is at the left."));
}

TEST_F(BookletTest, AnOutputThatCannotBeWrittenLeavesNothing) {
    Request request = build("[booklet]\noutput = \"no such folder/sheets.pdf\"\n");
    folder_.write("no such folder", "a file");
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_bad_output) << all(result);
    EXPECT_THAT(result.outputs, testing::IsEmpty());
}

TEST_F(BookletTest, CalibrationNeedsNoInput) {
    Request request;
    request.action = Action::booklet;
    request.booklet_product = BookletProduct::calibration;
    request.output = (folder_ / "c.pdf").string();
    Result result = run(request);
    EXPECT_EQ(result.exit_code, exit_ok);
    EXPECT_THAT(result.text, HasSubstr("--back-offset"));
    EXPECT_THAT(read("c.pdf"), HasSubstr("%PDF-"));
}

}  // namespace
}  // namespace octavo::edition

// Packages of real editions, through the public interface: made, verified, altered.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "edition/rebuild_record.h"
#include "edition/used_files.h"
#include "edition/versions.h"
#include "io/resource_cache.h"
#include "io/temporary_folder.h"
#include "octavo.h"

namespace octavo {
namespace {

using testing::HasSubstr;
using testing::Not;

class ArchiveTest : public testing::Test {
protected:
    void SetUp() override {
        folder_.write("book/octavo.toml",
                      "[edition]\ntitle = \"A Book\"\nlanguage = \"en\"\nsources = [\"text/book.xhtml\"]\nidentifier = \"urn:isbn:9780000000002\"\n"
                      "[print]\noutput = \"../out/book.pdf\"\nstyles = [\"book\", \"own.css\"]\n[ebook]\noutput = \"../out/book.epub\"\n"
                      "[booklet]\noutput = \"../out/sheets.pdf\"\npreview = \"../out/sheets.svg\"\n"
                      "[archive]\norganization = \"A Library\"\ncontact_email = \"library@example.org\"\n");
        folder_.write("book/own.css", "h1 { color: black }\n");
        folder_.write("book/unused.txt", "not read\n");
        folder_.write("book/text/book.xhtml",
                      "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>A Book</title></head><body><h1>Chapter</h1>"
                      "<p>Extraordinary circumstances notwithstanding, the representatives deliberated.</p></body></html>");
    }
    Result archive(std::string const& output = "bag") {
        Request request;
        request.action = Action::archive;
        request.inputs = {path("book/octavo.toml")};
        request.output = path(output);
        return run(request);
    }
    Result verify(std::string const& package = "bag") {
        Request request;
        request.action = Action::verify;
        request.inputs = {path(package)};
        return run(request);
    }
    void replace(std::string const& name, std::string_view what, std::string_view with) {
        std::string text = folder_.read(name);
        auto at = text.find(what);
        ASSERT_NE(at, std::string::npos) << what;
        folder_.write(name, text.replace(at, what.size(), with));
    }
    [[nodiscard]] std::string path(std::string const& name) const { return (folder_ / name).string(); }
    static std::string said(Result const& result) {
        std::string all = result.text;
        for (Message const& message : result.messages) all += message.rendered + "\n";
        return all;
    }
    io::test::TemporaryFolder folder_;
};

TEST_F(ArchiveTest, HoldsWhatTheEditionsWereMadeOf) {
    Result result = archive();
    ASSERT_EQ(result.exit_code, exit_ok) << said(result);
    EXPECT_EQ(result.outputs, std::vector<std::string>{path("bag")});
    for (char const* name : {"editions/book.pdf", "editions/book.epub", "sources/octavo.toml", "sources/own.css", "sources/text/book.xhtml", "styles/base.css",
                             "styles/book.css", "styles/ebook.css", "rebuild.toml"}) {
        EXPECT_TRUE(std::filesystem::exists(folder_ / "bag/data" / name)) << name;
    }
    EXPECT_FALSE(std::filesystem::exists(folder_ / "bag/data/sources/unused.txt"));
    EXPECT_FALSE(std::filesystem::exists(folder_ / "out"));
    EXPECT_EQ(folder_.read("bag/data/sources/own.css"), folder_.read("book/own.css"));
    std::string info = folder_.read("bag/bag-info.txt");
    EXPECT_THAT(info, HasSubstr("Source-Organization: A Library\n"));
    EXPECT_THAT(info, HasSubstr("Contact-Email: library@example.org\n"));
    EXPECT_THAT(info, HasSubstr("External-Identifier: urn:isbn:9780000000002\n"));
}

TEST_F(ArchiveTest, IsVerified) {
    ASSERT_EQ(archive().exit_code, exit_ok);
    std::filesystem::rename(folder_ / "bag", folder_ / "elsewhere");
    Result result = verify("elsewhere");
    EXPECT_EQ(result.exit_code, exit_ok) << said(result);
    EXPECT_THAT(result.text, HasSubstr("book.pdf: made again, byte for byte the same"));
    EXPECT_THAT(result.text, HasSubstr("book.epub: made again, byte for byte the same"));
}

TEST_F(ArchiveTest, HasTheSamePayloadOnEveryRun) {
    ASSERT_EQ(archive("one").exit_code, exit_ok);
    ASSERT_EQ(archive("two").exit_code, exit_ok);
    EXPECT_EQ(folder_.read("one/manifest-sha512.txt"), folder_.read("two/manifest-sha512.txt"));
}

TEST_F(ArchiveTest, IsNotPutOverAnother) {
    folder_.write("bag/mine.txt", "x");
    Result result = archive();
    EXPECT_EQ(result.exit_code, exit_bad_output);
    EXPECT_THAT(said(result), HasSubstr("not empty"));
    EXPECT_EQ(folder_.entries(), 2u);
}

TEST_F(ArchiveTest, LeavesNothingWhereTheSourcesAreBroken) {
    folder_.write("book/text/book.xhtml", "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><p>");
    EXPECT_EQ(archive().exit_code, exit_bad_input);
    EXPECT_EQ(folder_.entries(), 1u);
}

TEST_F(ArchiveTest, SaysWhichSourceWasAlteredAndWhatCameOfIt) {
    ASSERT_EQ(archive().exit_code, exit_ok);
    replace("bag/data/sources/text/book.xhtml", "deliberated", "deliberateD");
    Result result = verify();
    EXPECT_EQ(result.exit_code, exit_differs);
    std::string words = said(result);
    EXPECT_THAT(words, HasSubstr("'data/sources/text/book.xhtml' is altered"));
    EXPECT_THAT(words, HasSubstr("book.pdf' comes out otherwise"));
    EXPECT_THAT(words, HasSubstr("what differs: 'data/sources/text/book.xhtml' is altered"));
    EXPECT_THAT(words, HasSubstr("1 file altered, 2 editions that do not come out the same"));
}

TEST_F(ArchiveTest, TellsAnAlteredEditionFromAlteredSources) {
    ASSERT_EQ(archive().exit_code, exit_ok);
    replace("bag/data/editions/book.pdf", "%PDF-1.7", "%PDF-1.6");
    Result result = verify();
    EXPECT_EQ(result.exit_code, exit_differs);
    EXPECT_THAT(said(result), HasSubstr("'data/editions/book.pdf' was altered itself: made again, it is what was recorded"));
    EXPECT_THAT(said(result), HasSubstr("book.epub: made again, byte for byte the same"));
}

TEST_F(ArchiveTest, NamesTheFontThatIsAnother) {
    ASSERT_EQ(archive().exit_code, exit_ok);
    std::string record = folder_.read("bag/data/rebuild.toml");
    auto copy = record.find("copy = \"fonts/");
    ASSERT_NE(copy, std::string::npos);
    std::string font = "bag/data/" + record.substr(copy + 8, record.find('"', copy + 8) - copy - 8);
    folder_.write(font, "no font");
    Result result = verify();
    EXPECT_EQ(result.exit_code, exit_differs);
    EXPECT_THAT(said(result), HasSubstr("what differs: the font '/usr/share/fonts/"));
    EXPECT_THAT(said(result), HasSubstr("is another: SHA-256"));
}

TEST_F(ArchiveTest, NamesOtherVersionsOnlyAsWhatTheyAre) {
    ASSERT_EQ(archive().exit_code, exit_ok);
    // As if it had been made with another HarfBuzz: the record is altered, and so says fixity; the editions are the same.
    replace("bag/data/rebuild.toml", "\"HarfBuzz\" = \"", "\"HarfBuzz\" = \"0.");
    Result result = verify();
    EXPECT_EQ(result.exit_code, exit_differs);
    EXPECT_THAT(said(result), HasSubstr("made with HarfBuzz 0."));
    EXPECT_THAT(said(result), HasSubstr("; the editions are the same"));
    EXPECT_THAT(said(result), HasSubstr("is not as it was made: 1 file altered ["));
}

TEST_F(ArchiveTest, FollowsNoRecordOutOfThePackage) {
    ASSERT_EQ(archive().exit_code, exit_ok);
    std::string record = folder_.read("bag/data/rebuild.toml");
    replace("bag/data/rebuild.toml", "inputs = [\"octavo.toml\"]", "inputs = [\"../../book/octavo.toml\"]");
    Result result = verify();
    EXPECT_EQ(result.exit_code, exit_bad_input);
    EXPECT_THAT(said(result), HasSubstr("climbs out"));
    folder_.write("bag/data/rebuild.toml", record + "\n[[file]]\nuse = \"font\"\npath = \"/etc/shadow\"\n");
    EXPECT_THAT(said(verify()), HasSubstr("'/etc/shadow' is refused"));
    folder_.write("bag/data/rebuild.toml", "octavo = [");
    EXPECT_THAT(said(verify()), HasSubstr("rebuild.toml:1:"));
    std::filesystem::remove(folder_ / "bag/data/rebuild.toml");
    EXPECT_EQ(verify().exit_code, exit_bad_input);
}

TEST_F(ArchiveTest, CarriesReportsUnderNamesOfTheirOwn) {
    folder_.write("a/report.xml", "<one/>");
    folder_.write("b/report.xml", "<two/>");
    Request request;
    request.action = Action::archive;
    request.inputs = {path("book/octavo.toml")};
    request.output = path("bag");
    request.reports = {path("a/report.xml"), path("b/report.xml")};
    ASSERT_EQ(run(request).exit_code, exit_ok);
    EXPECT_EQ(folder_.read("bag/data/reports/report.xml"), "<one/>");
    EXPECT_EQ(folder_.read("bag/data/reports/report-2.xml"), "<two/>");
    request.output = path("other");
    request.reports = {path("gone.xml")};
    EXPECT_EQ(run(request).exit_code, exit_bad_input);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "other"));
}

TEST_F(ArchiveTest, PacksSourcesWithoutAnEditionFileAndTheOptionsWithThem) {
    Request request;
    request.action = Action::archive;
    request.inputs = {path("book/text/book.xhtml")};
    request.output = path("bag");
    request.title = "Another \"title\"";
    request.authors = {"One", "Two"};
    request.page = "A6";
    ASSERT_EQ(run(request).exit_code, exit_ok);
    Result result = verify();
    EXPECT_EQ(result.exit_code, exit_ok) << said(result);
    EXPECT_THAT(folder_.read("bag/bag-info.txt"), HasSubstr("Title: Another \"title\"\nCreator: One\nCreator: Two\n"));
}

TEST_F(ArchiveTest, LeavesOutFontsThatMayNotBePassedOn) {
    replace("book/octavo.toml", "[archive]\n", "[archive]\nfonts = \"none\"\n");
    Result result = archive();
    ASSERT_EQ(result.exit_code, exit_ok) << said(result);
    EXPECT_FALSE(std::filesystem::exists(folder_ / "bag/data/fonts"));
    EXPECT_THAT(said(result), HasSubstr("is not in the package"));
    EXPECT_THAT(folder_.read("bag/data/rebuild.toml"), HasSubstr("why_not_copied = "));
    EXPECT_EQ(verify().exit_code, exit_ok);  // with the system's own
}

class PdfVerifyTest : public ArchiveTest {
protected:
    void SetUp() override {
        ArchiveTest::SetUp();
        Request request;
        request.action = Action::pdf;
        request.inputs = {path("book/octavo.toml")};
        request.output = path("book.pdf");
        request.conform = "pdfa-3a,pdfua-1";
        request.title = "Another title";
        Result result = run(request);
        ASSERT_EQ(result.exit_code, exit_ok) << said(result);
    }
};

TEST_F(PdfVerifyTest, IsMadeAgainFromWhatItHolds) {
    std::filesystem::remove_all(folder_ / "book");
    Result result = verify("book.pdf");
    EXPECT_EQ(result.exit_code, exit_ok) << said(result);
    EXPECT_THAT(result.text, HasSubstr("made again of its 4 embedded files, byte for byte the same"));
    EXPECT_EQ(folder_.entries(), 1u);
}

TEST_F(PdfVerifyTest, IsOtherwiseWhenAnythingInItIsAltered) {
    replace("book.pdf", "%PDF-1.7\n%", "%PDF-1.7\n#");
    Result result = verify("book.pdf");
    EXPECT_EQ(result.exit_code, exit_differs) << said(result);
    EXPECT_THAT(said(result), HasSubstr("it comes out otherwise: from byte 9 on"));
    EXPECT_THAT(said(result), HasSubstr("every page is set alike"));
}

TEST_F(PdfVerifyTest, CannotBeDoneWithoutSourcesOrWithHalfAFile) {
    std::string whole = folder_.read("book.pdf");
    folder_.write("half.pdf", whole.substr(0, whole.size() / 2));
    Result half = verify("half.pdf");
    EXPECT_EQ(half.exit_code, exit_bad_input);
    EXPECT_THAT(said(half), HasSubstr("damaged or no PDF"));
    Request request;
    request.action = Action::pdf;
    request.inputs = {path("book/octavo.toml")};
    request.output = path("plain.pdf");
    ASSERT_EQ(run(request).exit_code, exit_ok);
    Result plain = verify("plain.pdf");
    EXPECT_EQ(plain.exit_code, exit_bad_input);
    EXPECT_THAT(said(plain), HasSubstr("no sources embedded"));
    EXPECT_EQ(verify("gone.pdf").exit_code, exit_bad_input);
}

TEST(UsedFiles, FontsOfUnknownLicenceAreRecordedOnly) {
    io::ResourcePtr font = io::make_resource("fonts/mine.ttf", "no font at all");
    auto used = edition::used_files({font, io::make_resource("text.xml", "<x/>")}, edition::FontCopies::licensed);
    ASSERT_EQ(used.files.size(), 1u);
    EXPECT_EQ(used.files[0].copy, "");
    EXPECT_EQ(used.files[0].why_not, "no licence of it was found");
    EXPECT_EQ(edition::used_files({font}, edition::FontCopies::all).files[0].copy, "sources/fonts/mine.ttf");
}

TEST(Versions, AreThoseOfTheRunningLibraries) {
    auto all = edition::all_library_versions();
    EXPECT_GE(all.size(), 18u);
    for (base::LibraryVersion const& library : all) {
        EXPECT_FALSE(library.version.empty()) << library.name;
        EXPECT_TRUE(library.version[0] >= '0' && library.version[0] <= '9') << library.name << ' ' << library.version;
    }
    EXPECT_EQ(edition::program_digest().size(), 128u);
}

}  // namespace
}  // namespace octavo

// Bags: written, read back, damaged, hostile.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include "archive/bag_reader.h"
#include "archive/bag_writer.h"
#include "io/temporary_folder.h"

namespace octavo::archive {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Names, ThatLeaveTheirFolderAreRefused) {
    for (std::string_view good : {"data/a", "data/a b/c.xml", "data/..a/b..", "bagit.txt"}) EXPECT_EQ(fault_of_name(good), "") << good;
    for (std::string_view bad : {"", "/etc/passwd", "../a", "data/../../a", "data/..", "~root/a", "data//a", "data/./a", "./a", "data/"}) {
        EXPECT_NE(fault_of_name(bad), "") << bad;
    }
    EXPECT_NE(fault_of_name(std::string_view("a\0b", 3)), "");
}

TEST(Names, AreEncodedAsTheStandardSays) {
    EXPECT_EQ(encoded_name("a\nb\rc%d"), "a%0Ab%0Dc%25d");
    EXPECT_EQ(decoded_name("a%0Ab%0dc%25d%41"), "a\nb\rc%d%41");
}

TEST(ManifestLines, AreReadAsOtherProgramsWriteThem) {
    EXPECT_EQ(read_manifest_line("ABCD  data/a b")->digest, "abcd");
    EXPECT_EQ(read_manifest_line("abcd\t*data/a\r")->name, "data/a");
    EXPECT_EQ(read_manifest_line("abcd ./data/a")->name, "data/a");
    for (std::string_view bad : {"", "abcd", "abcd ", "xyz data/a", " abcd data/a"}) EXPECT_FALSE(read_manifest_line(bad)) << bad;
}

TEST(BagInfo, KeepsRepeatedLabelsAndPutsLinesTogether) {
    BagInfo info = read_bag_info("Source-Organization: A\r\nExternal-Description: one\n   two\nExternal-Identifier: x\nExternal-Identifier: y\n");
    EXPECT_EQ(value_of(info, "external-description"), "one two");
    EXPECT_EQ(info.size(), 4u);
    EXPECT_EQ(write_bag_info({{"A", "one\ntwo  three"}, {"B", ""}}), "A: one two three\n");
}

class BagTest : public testing::Test {
protected:
    void SetUp() override {
        auto folder = io::FolderArtefact::create((folder_ / "bag").string());
        ASSERT_TRUE(folder);
        BagWriter writer(std::move(*folder));
        writer.add_payload("a.txt", "alpha");
        writer.add_payload("b/100%.txt", "beta");
        writer.add_tag_file("metadata/x.xml", "<x/>");
        ASSERT_TRUE(writer.finish({{"Source-Organization", "A library"}}));
    }
    [[nodiscard]] auto open() { return open_bag((folder_ / "bag").string(), context_, diagnostics_); }
    Fixity check() {
        auto bag = open();
        EXPECT_TRUE(bag) << bag.error().message;
        return bag ? check_fixity(*bag, context_, diagnostics_) : Fixity();
    }
    std::string refusal() {
        auto bag = open();
        return bag ? "opened" : bag.error().message;
    }
    [[nodiscard]] std::string messages() const {
        std::string all;
        for (base::Diagnostic const& d : diagnostics_.all()) all += d.message + " " + d.hint + "\n";
        return all;
    }
    io::test::TemporaryFolder folder_;
    base::StageContext context_;
    base::Diagnostics diagnostics_;
};

TEST_F(BagTest, IsAsTheStandardHasIt) {
    EXPECT_EQ(folder_.read("bag/bagit.txt"), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
    EXPECT_THAT(folder_.read("bag/bag-info.txt"), HasSubstr("Payload-Oxum: 9.2\n"));
    EXPECT_THAT(folder_.read("bag/manifest-sha512.txt"), HasSubstr("  data/b/100%25.txt\n"));
    EXPECT_THAT(folder_.read("bag/tagmanifest-sha512.txt"), HasSubstr("  metadata/x.xml\n"));
    EXPECT_EQ(folder_.entries(), 1u);
}

TEST_F(BagTest, IsIntact) {
    EXPECT_TRUE(check().intact()) << messages();
    EXPECT_TRUE(diagnostics_.empty()) << messages();
}

TEST_F(BagTest, NamesWhatWasAltered) {
    folder_.write("bag/data/a.txt", "alphA");
    EXPECT_THAT(check().altered, ElementsAre("data/a.txt"));
    EXPECT_THAT(messages(), HasSubstr("'data/a.txt' is altered: its SHA-512 is"));
}

TEST_F(BagTest, NamesWhatIsMissingAndAdded) {
    std::filesystem::remove(folder_ / "bag/data/a.txt");
    folder_.write("bag/data/c.txt", "gamma");
    folder_.write("bag/notes.txt", "x");
    Fixity fixity = check();
    EXPECT_THAT(fixity.missing, ElementsAre("data/a.txt"));
    EXPECT_THAT(fixity.added, ElementsAre("data/c.txt", "notes.txt"));
    EXPECT_FALSE(fixity.sum_differs);  // as long as alpha: Payload-Oxum alone would not tell
}

TEST_F(BagTest, ChecksTheSum) {
    std::string info = folder_.read("bag/bag-info.txt");
    info.replace(info.find("9.2"), 3, "8.2");
    folder_.write("bag/bag-info.txt", info);
    Fixity fixity = check();
    EXPECT_TRUE(fixity.sum_differs);
    EXPECT_THAT(fixity.altered, ElementsAre("bag-info.txt"));
}

TEST_F(BagTest, SaysWhereTheManifestItselfWasAltered) {
    std::string manifest = folder_.read("bag/manifest-sha512.txt");
    manifest[0] = manifest[0] == '0' ? '1' : '0';
    folder_.write("bag/manifest-sha512.txt", manifest);
    EXPECT_THAT(check().altered, ElementsAre("data/a.txt", "manifest-sha512.txt"));
    EXPECT_THAT(messages(), HasSubstr("manifest-sha512.txt is altered itself"));
}

TEST_F(BagTest, RefusesNamesThatClimb) {
    std::string digest(128, 'a');
    std::string manifest = folder_.read("bag/manifest-sha512.txt");
    for (char const* name : {"data/../../escape", "/etc/passwd", "data/..%0A/../x/../../y", "~/x"}) {
        folder_.write("bag/manifest-sha512.txt", manifest + digest + "  " + name + "\n");
        EXPECT_THAT(refusal(), HasSubstr("manifest-sha512.txt:3: the name")) << name;
    }
    folder_.write("bag/manifest-sha512.txt", manifest + digest + "  bag-info.txt\n");
    EXPECT_THAT(refusal(), HasSubstr("does not belong in this manifest"));
}

TEST_F(BagTest, RefusesLinks) {
    std::filesystem::create_symlink("/etc/passwd", folder_ / "bag/data/link");
    EXPECT_THAT(refusal(), HasSubstr("'data/link' is a link"));
    std::filesystem::remove(folder_ / "bag/data/link");
    std::filesystem::create_directory_symlink("/etc", folder_ / "bag/data/etc");
    EXPECT_THAT(refusal(), HasSubstr("'data/etc' is a link"));
}

TEST_F(BagTest, RefusesWhatIsToBeFetched) {
    folder_.write("bag/fetch.txt", "http://example.org/a 5 data/a.txt\n");
    EXPECT_THAT(refusal(), HasSubstr("fetch.txt"));
}

TEST_F(BagTest, RefusesManifestsBeyondAllMeasure) {
    std::filesystem::resize_file(folder_ / "bag/manifest-sha512.txt", std::uintmax_t{1} << 31);
    auto bag = open();
    ASSERT_FALSE(bag);
    EXPECT_EQ(bag.error().code, base::Code::io_limit);
}

TEST_F(BagTest, RefusesWhatIsNoBag) {
    folder_.write("bag/bagit.txt", "BagIt-Version: 7.0\nTag-File-Character-Encoding: UTF-8\n");
    EXPECT_THAT(refusal(), HasSubstr("BagIt version is '7.0'"));
    folder_.write("bag/bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: KOI8-R\n");
    EXPECT_THAT(refusal(), HasSubstr("KOI8-R"));
    std::filesystem::remove(folder_ / "bag/bagit.txt");
    EXPECT_THAT(refusal(), HasSubstr("no bagit.txt"));
    EXPECT_FALSE(open_bag((folder_ / "nowhere").string(), context_, diagnostics_));
    EXPECT_FALSE(open_bag((folder_ / "bag/bag-info.txt").string(), context_, diagnostics_));
}

TEST_F(BagTest, RefusesAManifestThatSaysTwoThings) {
    std::string manifest = folder_.read("bag/manifest-sha512.txt");
    folder_.write("bag/manifest-sha512.txt", manifest + std::string(128, 'a') + "  data/a.txt\n");
    EXPECT_THAT(refusal(), HasSubstr("a second time"));
    folder_.write("bag/manifest-sha512.txt", manifest + "abc  data/a.txt\n");
    EXPECT_THAT(refusal(), HasSubstr("is no digest and name"));
}

}  // namespace
}  // namespace octavo::archive

// Archives: the bytes that are written, and hostile ones that are read.
#include "io/zip.h"

#include <gtest/gtest.h>

#include "io/resource_cache.h"

namespace octavo::io {
namespace {

std::string archive_of(std::vector<std::pair<std::string, std::string>> const& members, DosTime time = {}) {
    ZipWriter writer(time);
    for (auto const& [name, bytes] : members)
        writer.add(name, bytes, name == "mimetype" ? Packing::stored : Packing::deflated);
    auto bytes = writer.finish();
    EXPECT_TRUE(bytes) << (bytes ? "" : bytes.error().message);
    return bytes ? *bytes : "";
}

auto open(std::string bytes, base::Limits const& limits = {}) {
    return ZipReader::open(make_resource("x.zip", std::move(bytes)), limits);
}

unsigned number(std::string_view bytes, std::size_t at, std::size_t length) {
    unsigned value = 0;
    for (std::size_t i = length; i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
    return value;
}

// OCF 3.3 section 4.2: the first member is "mimetype", stored, not encrypted, without extra field.
TEST(ZipWriting, MimetypeStandsFirstAsEpubWantsIt) {
    std::string bytes =
        archive_of({{"mimetype", "application/epub+zip"}, {"META-INF/container.xml", "<x/>"}}, dos_time(1'700'000'001));
    ASSERT_GT(bytes.size(), 58U);
    EXPECT_EQ(bytes.substr(0, 4), "PK\3\4");
    EXPECT_EQ(number(bytes, 6, 2) & 0b1001U, 0U) << "neither encrypted nor with its sizes behind the data";
    EXPECT_EQ(number(bytes, 8, 2), 0U) << "stored";
    EXPECT_EQ(number(bytes, 10, 2), (22U << 11 | 13U << 5 | 10U));         // 22:13:20
    EXPECT_EQ(number(bytes, 12, 2), ((2023U - 1980) << 9 | 11U << 5 | 14U));
    EXPECT_EQ(number(bytes, 18, 4), 20U);
    EXPECT_EQ(number(bytes, 26, 2), 8U);
    EXPECT_EQ(number(bytes, 28, 2), 0U) << "no extra field";
    EXPECT_EQ(bytes.substr(30, 28), "mimetypeapplication/epub+zip");
}

TEST(ZipWriting, NoMemberHasAnExtraField) {
    std::string bytes =
        archive_of({{"mimetype", "a"}, {"a.txt", std::string(5000, 'x')}, {"é.txt", "y"}, {"empty", ""}});
    std::size_t local = 0, central = 0;
    for (std::size_t at = 0; at + 46 < bytes.size(); ++at) {
        if (bytes.compare(at, 4, "PK\3\4") == 0) {
            EXPECT_EQ(number(bytes, at + 28, 2), 0U);
            EXPECT_EQ(number(bytes, at + 6, 2) & 8U, 0U);
            ++local;
        }
        if (bytes.compare(at, 4, "PK\1\2") == 0) {
            EXPECT_EQ(number(bytes, at + 30, 2), 0U);
            EXPECT_EQ(number(bytes, at + 38, 4), 0100644U << 16);
            ++central;
        }
    }
    EXPECT_EQ(local, 4U);
    EXPECT_EQ(central, 4U);
}

TEST(ZipWriting, TheSameMembersGiveTheSameBytes) {
    std::vector<std::pair<std::string, std::string>> members{{"b", std::string(10'000, 'x')}, {"a", "y"}};
    std::string once = archive_of(members);
    ::setenv("TZ", "Asia/Tokyo", 1);
    ::tzset();
    EXPECT_EQ(archive_of(members), once);
    ::unsetenv("TZ");
    ::tzset();
    EXPECT_LT(once.size(), 1000U);
    auto reader = open(once);
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->members()[0].name, "b") << "in the order in which they were added";
}

TEST(ZipWriting, ErrorsAreToldAtTheEnd) {
    ZipWriter writer({});
    writer.add("a", "1", Packing::stored);
    writer.add("a", "2", Packing::stored);
    writer.add("b", "3", Packing::stored);
    auto bytes = writer.finish();
    ASSERT_FALSE(bytes);
    EXPECT_NE(bytes.error().message.find("'a'"), std::string::npos) << bytes.error().message;
}

TEST(ZipWriting, IntoAnArtefact) {
    base::StageContext context;
    auto workspace = make_memory_workspace(context);
    auto artefact = workspace->create("out.epub");
    ZipWriter writer({});
    writer.add("a", "1", Packing::stored);
    ASSERT_TRUE(writer.finish(**artefact));
    ASSERT_TRUE((*artefact)->commit());
    EXPECT_EQ(workspace->artefact("out.epub")->substr(0, 2), "PK");
}

TEST(ZipWriting, DatesOutOfRangeBecomeTheNearest) {
    EXPECT_EQ(dos_time(-1).date, 0x21);
    EXPECT_EQ(dos_time(-1).time, 0);
    EXPECT_EQ(dos_time(5'000'000'000).date, 127 << 9 | 12 << 5 | 31);
    EXPECT_EQ(dos_time(315'532'800 + 86'400 + 3'602).date, 0x22);
    EXPECT_EQ(dos_time(315'532'800 + 86'400 + 3'602).time, 1 << 11 | 1);
}

TEST(ZipReading, GivesBackWhatWasWritten) {
    std::string large;
    for (int i = 0; i < 100'000; ++i) large += static_cast<char>(i * 31 % 251);
    auto reader = open(archive_of({{"a/b.txt", "x"}, {"large", large}, {"empty", ""}}));
    ASSERT_TRUE(reader);
    EXPECT_EQ(*reader->read("large"), large);
    EXPECT_EQ(*reader->read("empty"), "");
    EXPECT_EQ(*reader->read("a/b.txt"), "x");
    EXPECT_EQ(reader->read("b.txt").error().code, base::Code::io_not_found);
    EXPECT_EQ(reader->members()[1].size, large.size());
}

// Two members of the same length of name: the first's name is overwritten by `wrong`.
std::string renamed(std::string const& wrong) {
    std::string plain(wrong.size(), 'n');
    std::string bytes = archive_of({{plain, "x"}});
    for (auto at = bytes.find(plain); at != std::string::npos; at = bytes.find(plain, at + 1))
        bytes.replace(at, wrong.size(), wrong);
    return bytes;
}

TEST(ZipReading, NamesThatLeaveTheFolderAreRefused) {
    for (std::string wrong : {"../evil", "/etc/passwd", "a/../../b", "a\\b", "C:evil", "a//b", "./a", ".."}) {
        auto reader = open(renamed(wrong));
        ASSERT_FALSE(reader) << wrong;
        EXPECT_EQ(reader.error().code, base::Code::io_archive);
    }
    EXPECT_TRUE(open(renamed("a..b/c...d")));
}

TEST(ZipReading, TheSameNameTwiceIsRefused) {
    std::string bytes = archive_of({{"aaaa", "1"}, {"bbbb", "2"}});
    for (auto at = bytes.find("bbbb"); at != std::string::npos; at = bytes.find("bbbb")) bytes.replace(at, 4, "aaaa");
    EXPECT_FALSE(open(bytes));
}

TEST(ZipReading, DamagedArchivesAreRefused) {
    std::string const whole = archive_of({{"a", std::string(3000, 'x')}, {"b", "y"}});
    EXPECT_FALSE(open(""));
    EXPECT_FALSE(open("no archive at all"));
    EXPECT_EQ(open("PK\3\4").error().code, base::Code::io_archive);
    for (std::size_t length = 0; length < whole.size(); ++length) EXPECT_FALSE(open(whole.substr(0, length))) << length;
    // A wrong byte anywhere either is noticed or does no harm.
    for (std::size_t at = 0; at < whole.size(); ++at) {
        std::string bytes = whole;
        bytes[at] = static_cast<char>(bytes[at] ^ 0x55);
        auto reader = open(bytes);
        if (!reader) continue;
        for (auto const& member : reader->members()) {
            auto read = reader->read(member.name);
            EXPECT_TRUE(!read || read->size() == member.size);
        }
    }
}

TEST(ZipReading, AWrongChecksumIsNoticed) {
    ZipWriter writer({});
    writer.add("a", "contents here", Packing::stored);
    std::string bytes = *writer.finish();
    bytes.replace(bytes.find("contents"), 8, "CONTENTS");
    auto reader = open(bytes);
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->read("a").error().code, base::Code::io_archive);
}

TEST(ZipReading, BombsAreNotUnpacked) {
    std::string bomb = archive_of({{"bomb", std::string(20'000'000, '\0')}, {"small", std::string(100'000, '\0')}});
    auto reader = open(bomb);
    ASSERT_TRUE(reader);
    EXPECT_EQ(reader->read("bomb").error().code, base::Code::io_limit);
    EXPECT_TRUE(reader->read("small"));
    base::Limits limits;
    limits.input_bytes = 50'000;
    EXPECT_EQ(open(bomb, limits)->read("small").error().code, base::Code::io_limit);
    limits = {};
    limits.total_bytes = 250'000;
    auto twice = open(bomb, limits);
    EXPECT_TRUE(twice->read("small"));
    EXPECT_TRUE(twice->read("small"));
    EXPECT_EQ(twice->read("small").error().code, base::Code::io_limit);
}

TEST(ZipReading, MembersThatAreLinksAreNotRead) {
    std::string bytes = archive_of({{"link", "/etc/passwd"}, {"file", "x"}});
    // The first entry of the central directory: made by Unix, with a link's mode.
    auto entry = bytes.find("PK\1\2");
    bytes[entry + 5] = 3;
    bytes[entry + 40] = static_cast<char>(0xFF);
    bytes[entry + 41] = static_cast<char>(0xA1);
    auto reader = open(bytes);
    ASSERT_TRUE(reader);
    EXPECT_TRUE(reader->members()[0].link);
    EXPECT_EQ(reader->read("link").error().code, base::Code::io_archive);
    EXPECT_TRUE(reader->read("file"));
}

TEST(ZipReading, MembersThatShareTheirBytesAreRefused) {
    // Both entries of the central directory tell of the first member's bytes.
    std::string bytes = archive_of({{"a", std::string(5000, 'x')}, {"b", "y"}});
    auto first = bytes.find("PK\1\2");
    auto second = bytes.find("PK\1\2", first + 1);
    std::string alike = bytes.substr(first + 10, 36);
    std::string many;
    for (int i = 0; i < 2; ++i) {
        std::string entry = bytes.substr(second, bytes.find("PK\5\6") - second);
        entry.replace(10, 36, alike);
        for (int digit = 0; digit < 4; ++digit) entry[20 + static_cast<std::size_t>(digit)] = digit == 0 ? '\x7F' : '\0';
        many += entry;
    }
    EXPECT_FALSE(open(bytes.substr(0, first) + many + bytes.substr(bytes.find("PK\5\6"))));
}

struct InArchive {
    base::StageContext context;
    std::unique_ptr<Workspace> workspace;
    explicit InArchive(std::string archive, base::Limits const& limits = {}) {
        context.limits = limits;
        auto outer = make_memory_workspace(context);
        outer->set_source_date_epoch(42);
        outer->put("a/book.epub", std::move(archive));
        outer->put("a/house.css", "p {}");
        workspace = open_archives(std::move(outer), context);
    }
};

TEST(Archives, MembersAreResources) {
    InArchive in(archive_of({{"OEBPS/text/one.xhtml", "<x/>"}, {"OEBPS/img/a b.png", "p"}}));
    auto page = in.workspace->read("a/book.epub/OEBPS/text/one.xhtml", {}, {});
    ASSERT_TRUE(page);
    EXPECT_EQ((*page)->name, "a/book.epub/OEBPS/text/one.xhtml");
    auto picture = in.workspace->read("../img/a%20b.png", (*page)->name, {});
    ASSERT_TRUE(picture);
    EXPECT_EQ((*picture)->bytes, "p");
    EXPECT_EQ((*picture)->name, "a/book.epub/OEBPS/img/a b.png");
    EXPECT_EQ(in.workspace->read("a/book.epub/OEBPS/img/a%20b.png", {}, {})->get(), picture->get()) << "the same object";
    EXPECT_EQ((*in.workspace->read("a/house.css", {}, {}))->bytes, "p {}") << "what is outside is read from outside";
    EXPECT_EQ(in.workspace->source_date_epoch(), 42);
    EXPECT_EQ(in.workspace->resources().size(), 2U) << "the archive, as a whole, and the sheet";
}

TEST(Archives, WhatIsMissingIsToldWithItsPlace) {
    InArchive in(archive_of({{"OEBPS/One.xhtml", "<x/>"}}));
    auto missing = in.workspace->read("a/book.epub/OEBPS/one.xhtml", {}, {base::FileId(0U), 2, 1});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, base::Code::io_not_found);
    EXPECT_EQ(missing.error().where.line, 2U);
    EXPECT_NE(missing.error().hint.find("OEBPS/One.xhtml"), std::string::npos) << missing.error().hint;
    EXPECT_EQ(in.workspace->read("a/none.epub/x", {}, {}).error().code, base::Code::io_not_found);
    EXPECT_EQ(in.workspace->read("a/house.css/x", {}, {}).error().code, base::Code::io_not_found);
}

TEST(Archives, NothingInAnArchiveReachesOutOfIt) {
    InArchive in(archive_of({{"OEBPS/one.xhtml", "<x/>"}}));
    std::string const from = "a/book.epub/OEBPS/one.xhtml";
    ASSERT_TRUE(in.workspace->read(from, {}, {}));
    for (std::string_view out : {"../../house.css", "../../../x", "%2e%2e/../house.css", "../../../../etc/passwd", "/etc/passwd", "../../book.epub"}) {
        auto read = in.workspace->read(out, from, {});
        ASSERT_FALSE(read) << out;
        EXPECT_EQ(read.error().code, base::Code::io_outside_root) << out;
    }
}

TEST(Archives, ADamagedArchiveIsTold) {
    InArchive in("PK\3\4 and no more");
    auto read = in.workspace->read("a/book.epub/x", {}, {});
    ASSERT_FALSE(read);
    EXPECT_EQ(read.error().code, base::Code::io_archive);
}

TEST(Archives, LimitsHoldForMembers) {
    base::Limits limits;
    limits.total_bytes = 10'000;
    InArchive in(archive_of({{"a", std::string(6'000, 'x')}, {"b", std::string(6'000, 'y')}}), limits);
    EXPECT_TRUE(in.workspace->read("a/book.epub/a", {}, {}));
    EXPECT_EQ(in.workspace->read("a/book.epub/b", {}, {}).error().code, base::Code::io_limit);
}

TEST(Archives, MaskedMembersAreReadThroughTheirMask) {
    InArchive in(archive_of({{"font", "abcdef"}, {"other", "abcdef"}}));
    in.workspace->set_mask("a/book.epub/font", {std::string("\1\2", 2), 5});
    EXPECT_EQ((*in.workspace->read("a/book.epub/font", {}, {}))->bytes, "``bfdf");
    EXPECT_EQ((*in.workspace->read("a/book.epub/other", {}, {}))->bytes, "abcdef");
}

}  // namespace
}  // namespace octavo::io
